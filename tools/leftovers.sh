# Runs a command as the shell tool does, and lets go on what it leaves running: the output goes through a file, so that nothing
# waits for those who still hold it open.
#   $1 the wrapper   $2 folder   $3 command
output=$(mktemp /tmp/.output-XXXXXXXX) || exit 126
show() { cat "$output"; rm -f "$output"; }
trap 'show; exit 124' TERM
exec 2>/dev/null # what this shell itself has to say of a command that was killed
bash -c "$1" bash "$2" "$3" >"$output" 2>&1
code=$?
show
exit $code
