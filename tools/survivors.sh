# Runs a command as the shell tool does, then ends what it left running, apart from the terminal and background processes
# that were started as such, and names it after the mark.
#   $1 mark   $2 the wrapper   $3 repository   $4 command
bash -c "$2" bash "$3" "$4"
code=$?
keep=" 1 $$ $BASHPID " # process 1 is the keeper, which is root's as commands may be
parent=$PPID
while [ "$parent" -gt 0 ] 2>/dev/null; do # timeout and the like, which wait for this
  keep="$keep$parent "
  read -r line 2>/dev/null <"/proc/$parent/stat" || break
  set -- "$1" ${line##*) }
  parent=$3
done
sessions=" "
for file in /tmp/processes/p*/session /tmp/terminal/session /tmp/terminal/shell; do [ -r "$file" ] && read -r id <"$file" && sessions="$sessions$id "; done
names=
for folder in /proc/[0-9]*; do
  pid=${folder#/proc/}
  [ -O "$folder" ] && [ "${keep#* "$pid" }" = "$keep" ] || continue
  read -r line 2>/dev/null <"$folder/stat" || continue
  set -- "$1" ${line##*) }
  [ "$2" != Z ] && [ "${sessions#* "$5" }" = "$sessions" ] || continue
  mapfile -d '' -t words 2>/dev/null <"$folder/cmdline"
  kill -9 "$pid" 2>/dev/null && names="$names${words[*]:0:6}"$'\n'
done
[ -n "$names" ] && printf '%s%s' "$1" "$names"
exit $code
