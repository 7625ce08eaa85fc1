# Background processes of one sandbox: start, poll, input, stop, list. Each has a folder with its command, its input
# (a FIFO), its output, how much of that was shown, its session, and its exit code once it has ended.
#   $1 action   $2 process (none for start and list)   $3 repository   $4 command or input   $5 time limit in s   $6 wait in 0.1 s
# Prints "PROCESS STATE" on the first line (STATE: running, killed, gone, or the exit code), then new output as it is.
root=/tmp/processes
action=$1 process=$2 repository=$3 text=$4 limit=$5 tenths=$6
folder=$root/$process

state() {
  if [ -e "$1/status" ]; then cat "$1/status"
  elif [ ! -e "$1/session" ] || [ -e "/proc/$(cat "$1/session")" ]; then echo running
  else echo killed
  fi
}

members() { # processes of a session
  for stat in /proc/[0-9]*/stat; do
    read -r line 2>/dev/null <"$stat" || continue
    set -- "$1" ${line##*) }
    [ "$5" = "$1" ] && [ "$2" != Z ] && echo "${line%% *}"
  done
  return 0
}

show() {
  i=0
  while [ "$(state "$folder")" = running ] && [ $i -lt "$tenths" ]; do sleep 0.1; i=$((i + 1)); done
  seen=$(cat "$folder/seen" 2>/dev/null || echo 0)
  now=$(state "$folder")
  size=$({ wc -c <"$folder/output"; } 2>/dev/null || echo 0)
  echo "$size" >"$folder/seen"
  echo "$process $now"
  [ "$size" -gt "$seen" ] && tail -c "+$((seen + 1))" "$folder/output" | head -c $((size - seen))
}

case $action in
start)
  mkdir -p $root
  n=1
  until mkdir $root/p$n 2>/dev/null; do n=$((n + 1)); [ $n -gt 999 ] && exit 1; done
  process=p$n folder=$root/p$n
  mkfifo "$folder/in"
  : >"$folder/output"
  printf %s "$text" >"$folder/command"
  setsid bash -c '
    echo $$ >"$1/session"
    exec 0<>"$1/in" >"$1/output" 2>&1
    timeout -k 3 "$4" bash -c "cd -- \"\$1\"; [ -r /tmp/.shell-state ] && . /tmp/.shell-state 2>/dev/null; eval \"\$2\"" bash "$2" "$3"
    echo $? >"$1/status.new" && mv "$1/status.new" "$1/status"
  ' bash "$folder" "$repository" "$text" "$limit" >/dev/null 2>&1 </dev/null &
  until [ -s "$folder/session" ] || [ -e "$folder/status" ]; do sleep 0.02; done
  show
  ;;
poll | input | stop)
  [ -d "$folder" ] || { echo "$process gone"; exit 0; }
  if [ "$action" = input ] && [ "$(state "$folder")" = running ]; then
    printf %s "$text" | timeout 5 dd of="$folder/in" bs=65536 conv=notrunc 2>/dev/null || echo "input was not taken" >>"$folder/output"
  fi
  if [ "$action" = stop ]; then
    session=$(cat "$folder/session")
    tries=0
    while found=$(members "$session") && [ -n "$found" ] && [ $tries -lt 40 ]; do
      [ $tries -lt 20 ] && kill -TERM $found 2>/dev/null || kill -KILL $found 2>/dev/null
      sleep 0.1
      tries=$((tries + 1))
    done
  fi
  show
  ;;
list)
  for folder in $root/p*/; do
    [ -d "$folder" ] || continue
    folder=${folder%/}
    read -r first <"$folder/command" || :
    echo "${folder##*/} $(state "$folder") $first"
  done
  ;;
esac
exit 0
