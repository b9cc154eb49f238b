#!/usr/bin/env bash
# Times whole commands as a user starts them, side by side: each round runs every command once, so that
# a machine that slows down slows all of them. Prints the median, the spread, and the ratio to the first
# command of its table. Build the distribution first: mvn package -DskipTests.
#
# usage: src/bench/whole-process.sh [ROUNDS] [PICTURES]
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:-11}
pictures=${2:-10000}
home=$PWD/target/mnistfit
mnistfit=$home/bin/mnistfit
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Runs a command: milliseconds and, where GNU time is there, peak resident kilobytes.
timed() {
  local start end
  start=$(date +%s%N)
  if [ -x /usr/bin/time ]; then
    /usr/bin/time -q -f %M -o "$work/memory" "$@" >/dev/null 2>&1 || true
  else
    "$@" >/dev/null 2>&1 || true
    echo 0 >"$work/memory"
  fi
  end=$(date +%s%N)
  echo "$(((end - start) / 1000)) $(cat "$work/memory")"
}

# table ROUNDS NAME COMMAND -- NAME COMMAND -- …
table() {
  local times=$1 round name
  shift
  local -a arguments
  for ((round = 0; round < times; round++)); do
    arguments=("$@")
    while [ ${#arguments[@]} -gt 0 ]; do
      name=${arguments[0]}
      local -a command=()
      local i=1
      while [ $i -lt ${#arguments[@]} ] && [ "${arguments[$i]}" != -- ]; do
        command+=("${arguments[$i]}")
        i=$((i + 1))
      done
      arguments=("${arguments[@]:$((i < ${#arguments[@]} ? i + 1 : i))}")
      echo "$name|$(timed "${command[@]}")" >>"$work/times"
    done
  done
  echo "| command | median s | least to most s | ratio | peak memory MB |"
  echo "| --- | --- | --- | --- | --- |"
  cut -d'|' -f1 "$work/times" | awk '!seen[$0]++' | while read -r name; do
    grep -F "$name|" "$work/times" | cut -d'|' -f2 | sort -n | awk -v name="$name" -v base="$work/base" '
      { t[NR] = $1 / 1e6; if ($2 > m) m = $2 }
      END {
        median = t[int((NR + 1) / 2)]
        if ((getline first < base) <= 0) { first = median; print median > base }
        printf "| %s | %.3f | %.3f to %.3f | %.1f | %.0f |\n", name, median, t[1], t[NR], median / first, m / 1024
      }'
  done
  rm -f "$work/times" "$work/base"
}

echo "$("$java" --version | head -1); $(nproc) processors; $rounds rounds"
echo
"$mnistfit" predict samples/centred.png >/dev/null
for _ in $(seq 60); do # the archive of classes is made in the background
  pgrep -f 'mnistfit.jar.*ArchiveWorkload' >/dev/null || break
  sleep 1
done
table "$rounds" \
  "java --version" "$java" --version -- \
  "mnistfit --version" "$mnistfit" --version -- \
  "mnistfit --help" "$mnistfit" --help -- \
  "wrong usage" "$mnistfit" predict --no-such-option -- \
  "mnistfit completion bash" "$mnistfit" completion bash -- \
  "mnistfit predict centred.png" "$mnistfit" predict samples/centred.png -- \
  "the same --engine dl4j" "$mnistfit" predict --engine dl4j samples/centred.png -- \
  "mnistfit predict shadow.jpg" "$mnistfit" predict samples/shadow.jpg -- \
  "mnistfit predict --fit article" "$mnistfit" predict --fit article samples/centred.png

"$java" src/bench/MakePictures.java "$work/pictures" "$pictures"
"${java}c" -d "$work" -cp "$home/lib/mnistfit.jar" src/bench/ReadOnly.java
echo
echo "$pictures PNGs of 100×100:"
echo
table $((rounds < 5 ? rounds : 5)) \
  "reading alone" "$java" -Djava.library.path="$home/lib/native" -cp "$work:$home/lib/mnistfit.jar" ReadOnly "$work/pictures" -- \
  "predict --fit article, article.zip" "$mnistfit" predict --fit article --model models/article.zip "$work/pictures" -- \
  "predict, article.zip" "$mnistfit" predict --model models/article.zip "$work/pictures" -- \
  "predict" "$mnistfit" predict "$work/pictures"

echo
"$java" src/bench/Latency.java "$mnistfit" "$work/pictures/000007.png"
