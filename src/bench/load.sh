#!/usr/bin/env bash
# Loads mnistfit heavily: many pictures, large ones, several processes, endless input, a reader that
# stops. Prints time and peak resident memory (of the process itself; its workers' apart) and draws how
# both grow: docs/growth-pictures.svg, docs/growth-megapixels.svg. Needs GNU time, and mvn package first.
#
# usage: src/bench/load.sh [MOST_PICTURES]
set -euo pipefail
cd "$(dirname "$0")/../.."

most=${1:-100000}
home=$PWD/target/mnistfit
mnistfit=$home/bin/mnistfit
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Runs a command: seconds and megabytes, with a comma between.
measured() {
  /usr/bin/time -q -f '%e %M' -o "$work/time" "$@" >"$work/out" 2>"$work/err" || true
  awk '{ printf "%.2f,%.0f\n", $1, $2 / 1024 }' "$work/time"
}

"$java" src/bench/MakePictures.java "$work/pictures" 1000
"$mnistfit" predict samples/thin.jpg >/dev/null
sleep 30 # the archives of classes are made in the background

echo "pictures,seconds,MB"
for ((n = 10; n <= most; n *= 10)); do
  for ((i = 0; i < n; i++)); do printf '%s/pictures/%06d.png\n' "$work" $((i % 1000)); done >"$work/list"
  echo "$n,$(measured "$mnistfit" predict --files-from "$work/list")" | tee -a "$work/counts.csv"
  [ "$(wc -l <"$work/out")" -eq "$n" ]
done

echo "megapixels,seconds,MB"
for megapixels in 0.1 1 4 12 25 50 100; do
  "$java" src/bench/MakeLarge.java "$work/large.jpg" "$megapixels"
  echo "$megapixels,$(measured "$mnistfit" predict "$work/large.jpg")" | tee -a "$work/sizes.csv"
  grep -q '^7' "$work/out"
done
for file in counts:pictures sizes:megapixels; do
  "$java" -cp "$home/lib/mnistfit.jar" src/bench/Growth.java \
    "$work/${file%%:*}.csv" "docs/growth-${file##*:}.svg" "${file##*:}"
done

"$java" src/bench/MakeLarge.java "$work/large.jpg" 50
for ((i = 0; i < 50; i++)); do echo "$work/large.jpg"; done >"$work/list"
"$mnistfit" predict --files-from "$work/list" >"$work/out" &
peak=0
while kill -0 $! 2>/dev/null; do
  sum=$({ pgrep -f "$home/lib/mnistfit.jar" || true; } | while read -r pid; do
    awk '/^VmRSS/ { print $2 }' "/proc/$pid/status" 2>/dev/null || true
  done | awk '{ s += $1 } END { print int(s / 1024) }')
  peak=$((sum > peak ? sum : peak))
  sleep 0.2
done
echo "50 pictures of 50 megapixels: $(wc -l <"$work/out") answers, at most $peak MB in all processes together"

for ((i = 0; i < 8; i++)); do
  "$mnistfit" predict "$work/pictures" >"$work/out$i" &
done
wait
echo "eight processes at once: $(cat "$work"/out? | wc -l) of 8000 answers, $(cat "$work"/out? | sort -u | wc -l) different lines"

(yes "$work/pictures/000007.png" || true) | measured timeout 60 "$mnistfit" predict --files-from - |
  sed 's/^/endless input for a minute: /; s/$/ (seconds, MB)/'

"$mnistfit" predict --files-from <(yes "$work/pictures/000007.png") | {
  sleep 20
  pgrep -f "java.*$home/lib/mnistfit.jar.*Main predict --files-from" | while read -r pid; do
    awk '/^VmRSS/ { printf "a reader that stops reading for 20 s: %.0f MB\n", $2 / 1024 }' "/proc/$pid/status"
  done
  head -1 >/dev/null
}
echo "then it closes the pipe: exit status ${PIPESTATUS[0]}"
