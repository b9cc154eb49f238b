#!/bin/sh
# Sends a hundred signals to the workers of one run after the other, at moments that differ, and compares
# the answers with those of a run that is left alone. Build the distribution first: mvn package -DskipTests.
#
# usage: src/bench/kill-workers.sh [SIGNALS]
set -eu
cd "$(dirname "$0")/../.."
signals=${1:-100}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/pictures"
i=0
while [ $i -lt 300 ]; do
  cp samples/marker.jpg "$work/pictures/$i.jpg"
  i=$((i + 1))
done
target/mnistfit/bin/mnistfit predict "$work/pictures" >"$work/expected"

sent=0
while [ $sent -lt "$signals" ]; do
  target/mnistfit/bin/mnistfit predict "$work/pictures" >"$work/answers" 2>"$work/messages" &
  run=$!
  while [ $sent -lt "$signals" ] && kill -0 $run 2>/dev/null; do
    sleep "0.$((sent * 7 % 10))$((sent % 10))"
    worker=$(pgrep -P $run | sed -n $((sent % 2 + 1))p)
    [ -n "$worker" ] || continue
    case $((sent % 3)) in
      0) kill -KILL "$worker" 2>/dev/null || continue ;;
      1) kill -TERM "$worker" 2>/dev/null || continue ;;
      2)
        kill -STOP "$worker" 2>/dev/null || continue
        sleep 0.3
        kill -CONT "$worker" 2>/dev/null || continue
        ;;
    esac
    sent=$((sent + 1))
  done
  wait $run || :
  cmp "$work/expected" "$work/answers" || {
    cat "$work/messages" >&2
    exit 1
  }
done
echo "$sent signals, and every answer is there"
