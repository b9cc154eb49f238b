#!/usr/bin/env bash
# Measures the memory that the largest pictures take, of each format: the most that all processes together
# hold at one time, in predict, in read, and in predict of two pictures, which has worker processes. Shared
# memory counts once (PSS). Needs Linux, and mvn package -DskipTests first.
#
# usage: src/bench/largest.sh [KIND]…   (MakeLargest.java has the kinds)
set -euo pipefail
cd "$(dirname "$0")/../.."

home=$PWD/target/mnistfit
mnistfit=$home/bin/mnistfit
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

make_largest() {
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$home/lib/mnistfit.jar" -Djava.library.path="$home/lib/native" \
    src/bench/MakeLargest.java "$@"
}

# Runs a command: megabytes, or what it says if it has no answer.
peak() {
  "$@" >"$work/out" 2>"$work/err" &
  local run=$! most=0 sum
  while kill -0 $run 2>/dev/null; do
    sum=$({ echo $run; pgrep -P $run || true; } | while read -r pid; do
      cat "/proc/$pid/smaps_rollup" 2>/dev/null || true
    done | awk '/^Pss:/ { s += $2 } END { print int(s * 1024 / 1000000) }')
    most=$((sum > most ? sum : most))
    sleep 0.05
  done
  if wait $run; then echo "$most"; else cut -d : -f 3- "$work/err"; fi
}

[ $# -gt 0 ] || readarray -t kinds < <(make_largest)
"$mnistfit" predict samples/thin.jpg samples/thin.jpg >/dev/null
sleep 30 # the archives of classes are made in the background
echo "| largest picture | file, MB | predict, MB | read, MB | predict, two pictures, MB |"
echo "| --- | --- | --- | --- | --- |"
for kind in "${@:-${kinds[@]}}"; do
  make_largest "$work/large" "$kind"
  size=$(($(wc -c <"$work/large") / 1000000))
  echo "| $kind | $size | $(peak "$mnistfit" predict "$work/large") | $(peak "$mnistfit" read "$work/large") |" \
    "$(peak "$mnistfit" predict "$work/large" samples/thin.jpg) |"
done
