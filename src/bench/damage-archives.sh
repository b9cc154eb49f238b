#!/bin/sh
# Overwrites 1,000 bytes of the archive of classes at fifty places, one after the other, each time in a
# fresh copy, and predicts: first so that the file's time tells, then so that nothing does. Counts answers.
# Build the distribution first: mvn package -DskipTests. JAVA_HOME says with which JDK.
#
# usage: src/bench/damage-archives.sh [PLACES]
set -eu
cd "$(dirname "$0")/../.."
places=${1:-50}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
XDG_CACHE_HOME=$work/cache
export XDG_CACHE_HOME
mnistfit=$PWD/target/mnistfit/bin/mnistfit
sample=$PWD/samples/centred.png
mkdir "$work/empty"
cd "$work/empty"

"$mnistfit" predict "$sample" >"$work/expected"
waited=0
until archive=$(find "$work/cache" -name 'jdk-*-pictures.jsa' -o -name 'jdk-*-pictures.aot') && [ -n "$archive" ]; do
  waited=$((waited + 1))
  [ $waited -lt 300 ]
  sleep 1
done
# The lock keeps it from being made again.
lock=${archive%-pictures.*}.lock
while ! mkdir "$lock" 2>/dev/null; do
  sleep 1
done
cp -p "$archive" "$work/archive"
cp -p "$archive.sum" "$work/sum"
size=$(($(wc -c <"$archive")))

for trace in with without; do
  answers=0
  place=0
  while [ $place -lt "$places" ]; do
    cp -p "$work/archive" "$archive"
    cp -p "$work/sum" "$archive.sum"
    chmod u+w "$archive"
    head -c 1000 /dev/urandom | dd of="$archive" bs=1 seek=$((size * place / places + place * 97)) conv=notrunc 2>/dev/null
    [ $trace = with ] || touch -r "$work/archive" "$archive"
    if "$mnistfit" predict "$sample" >"$work/answer" 2>&1 && cmp -s "$work/expected" "$work/answer"; then
      answers=$((answers + 1))
    else
      echo "place $place of $places: $(head -c 300 "$work/answer")"
    fi
    place=$((place + 1))
  done
  echo "damaged $trace a trace: $answers of $places answers"
done
[ -z "$(ls)" ] || {
  echo "left behind: $(ls)" >&2
  exit 1
}
