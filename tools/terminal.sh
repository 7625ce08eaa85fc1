# The terminal of one sandbox: a shell on a pseudo-terminal that stays open between calls, held by script(1). Its folder has a
# FIFO for keys, the log of all output, and the names of the terminal and of its processes.
#   $1 rows   $2 columns   $3 first byte of the log to show (from 0)   $4 rest and $5 longest wait, in 0.1 s
#   $6 most bytes to show   $7 folder to begin in   $8 "new" to begin anew   standard input: keys
# Prints "STATE SESSION FIRST PROGRAM" on the first line (STATE: running, started, ended or missing; SESSION names this shell; FIRST
# is where what follows begins), then the log from there on.
root=/tmp/terminal
rows=$1 columns=$2 first=$3 rest=$4 longest=$5 most=$6 folder=$7

alive() { [ -s $root/session ] && read -r keeper <$root/session && [ -e "/proc/$keeper" ] && [ ! -e $root/over ]; }
size() { { wc -c <$root/log; } 2>/dev/null || echo 0; }

state=running
if [ "$8" = new ] && alive; then
  read -r shell 2>/dev/null <$root/shell && kill -HUP -- "-$shell" 2>/dev/null
  kill "$keeper" 2>/dev/null
fi
if [ "$8" = new ] || ! alive; then
  command -v script >/dev/null || { echo "missing 0 0 -"; exit 0; }
  [ -e $root/session ] && [ "$8" != new ] && state=started
  rm -rf $root
  (umask 077 && mkdir $root) && mkfifo $root/in && : >$root/log || { echo "missing 0 0 -"; exit 0; }
  first=0
  cat >$root/begin <<'END'
stty sane rows "$TERMINAL_ROWS" cols "$TERMINAL_COLUMNS"
ulimit -Sf "$(ulimit -Hf)"
tty >/tmp/terminal/tty
echo $$ >/tmp/terminal/shell
cd -- "$TERMINAL_FOLDER" 2>/dev/null
unset TERMINAL_ROWS TERMINAL_COLUMNS TERMINAL_FOLDER
command -v bash >/dev/null && exec bash -i
exec sh -i
END
  # setsid forks: a shell would have its background processes ignore the interrupt key, and all that they start.
  # What is written here by a program without end ends the terminal at 256 MiB, and not the disk.
  TERMINAL_ROWS=$rows TERMINAL_COLUMNS=$columns TERMINAL_FOLDER=$folder setsid -f sh -c '
    echo $$ >/tmp/terminal/session
    exec 3<>/tmp/terminal/in <&3 >/dev/null 2>&1
    ulimit -Sf 524288
    unset COLUMNS LINES
    TERM=linux SHELL=/bin/sh script -q -f -c "exec sh /tmp/terminal/begin" /tmp/terminal/log
    : >/tmp/terminal/over
  ' >/dev/null 2>&1 </dev/null
  tries=0
  until [ -s $root/shell ] || [ -e $root/over ] || [ $tries -ge 50 ]; do sleep 0.1; tries=$((tries + 1)); done
  echo "$rows $columns" >$root/size
fi
read -r was 2>/dev/null <$root/size
if [ "$was" != "$rows $columns" ] && read -r terminal 2>/dev/null <$root/tty; then
  stty -F "$terminal" rows "$rows" cols "$columns" 2>/dev/null
  echo "$rows $columns" >$root/size
fi
before=$(size)
alive && timeout 5 dd of=$root/in bs=4096 conv=notrunc 2>/dev/null
tenths=0 still=0 last=$before
while [ $tenths -lt "$longest" ] && alive; do
  sleep 0.1
  tenths=$((tenths + 1)) now=$(size)
  [ "$now" = "$last" ] && still=$((still + 1)) || still=0
  last=$now
  [ $still -ge "$rest" ] && break
done
alive || state=ended
program=-
if read -r shell 2>/dev/null <$root/shell && read -r line 2>/dev/null <"/proc/$shell/stat"; then
  set -- ${line##*) }
  [ "$6" -gt 0 ] 2>/dev/null && read -r program 2>/dev/null <"/proc/$6/comm"
fi
end=$(size)
[ $((end - first)) -gt "$most" ] && first=$((end - most))
read -r keeper <$root/session
echo "$state $keeper $first $program"
tail -c "+$((first + 1))" $root/log | head -c $((end - first))
exit 0
