#!/bin/sh
# Tries the launcher of the built distribution: from a path with spaces, through a symbolic link, by each
# shell that is there; and that its archive of classes is made, used, and made again when it is damaged.
set -eu
cd "$(dirname "$0")/../../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/a b"
cp -R target/mnistfit "$work/a b/mnist fit"
ln -s "a b/mnist fit/bin/mnistfit" "$work/link"
XDG_CACHE_HOME=$work/cache
export XDG_CACHE_HOME

# reads SHELL: the sample must be read, and nothing said.
reads() {
  answer=$($1 "$work/link" predict samples/thin.jpg 2>&1)
  case $answer in
    4*samples/thin.jpg) ;;
    *)
      echo "$1: $answer" >&2
      exit 1
      ;;
  esac
}

for shell in sh dash bash "busybox sh"; do
  if command -v "${shell%% *}" >/dev/null; then
    reads "$shell"
  fi
done

# until_so COMPLAINT COMMAND...: waits until the command succeeds, for two minutes.
until_so() {
  complaint=$1
  shift
  waited=0
  until "$@"; do
    waited=$((waited + 1))
    [ $waited -lt 120 ] || {
      echo "$complaint" >&2
      exit 1
    }
    sleep 1
  done
}

# awaits PLACE: sets archive to the last one that is made for an installation in the background.
awaits() {
  until_so "no archive of classes was made" has_archive "$1"
}
has_archive() {
  archive=$(find "$work/cache/mnistfit/start$1" -name 'jdk-*-pictures.jsa' -o -name 'jdk-*-pictures.aot') &&
    [ -n "$archive" ]
}

# What is drawn fits the terminal: here standard error is no longer file descriptor 2.
if command -v script >/dev/null && [ "$(uname)" = Linux ]; then
  mkdir "$work/many"
  i=0
  while [ $i -lt 60 ]; do
    cp samples/thin.jpg "$work/many/$i.jpg"
    i=$((i + 1))
  done
  SHELL=/bin/sh TERM=xterm script -qec "stty columns 40; '$work/link' predict '$work/many' >/dev/null" "$work/typed" \
    >/dev/null
  tr '\r' '\n' <"$work/typed" | grep -o 'pictures .*' >"$work/bars"
  if grep -q '.\{40\}' "$work/bars"; then
    echo "wider than the terminal: $(cat "$work/bars")" >&2
    exit 1
  fi
fi

# starts_fast MOST_LOADED MOST_NEW ARGUMENT…: a command may load so many classes, and so many of them from
# elsewhere than the archive. A clock would be fooled by a busy machine; what makes a start slow is this.
starts_fast() {
  most_loaded=$1
  most_new=$2
  shift 2
  MNISTFIT_OPTS="-Xlog:class+load:file=$work/loaded:none:filecount=0" target/mnistfit/bin/mnistfit "$@" >/dev/null 2>&1 || :
  loaded=$(grep -c ' source: ' "$work/loaded")
  new=$(grep ' source: ' "$work/loaded" | grep -vc 'shared objects file' || :)
  # JDK 25 loads the whole archive ahead, needed or not.
  case $archive in
    *.aot) most_loaded=$loaded ;;
  esac
  if [ "$loaded" -gt "$most_loaded" ] || [ "$new" -gt "$most_new" ]; then
    echo "mnistfit $*: of $loaded classes (at most $most_loaded), $new aren't in the archive (at most $most_new):" >&2
    grep ' source: ' "$work/loaded" | grep -v 'shared objects file' >&2
    exit 1
  fi
}

# (From a path with spaces, the JDK archives its own classes alone.)
own=$work/cache/mnistfit/start$(cd target/mnistfit && pwd -P)
replaced=jdk-17.0.1-0123456789abcdef0123456789abcdef-short.jsa
mkdir -p "$own" "$own-gone" "$own/nested" "$work/cache/mnistfit/models/old" "$work/cache/mnistfit/models/new"
touch "$own/$replaced" "$own-gone/$replaced"
# An installation in this one's folder, with archives of its own.
mkdir -p target/mnistfit/nested/lib
touch target/mnistfit/nested/lib/mnistfit.jar "$own/nested/$replaced"
target/mnistfit/bin/mnistfit predict samples/thin.jpg >/dev/null
awaits "$(cd target/mnistfit && pwd -P)"
until_so "what belongs to a jar that was replaced stays in the cache" [ ! -e "$own/$replaced" ]
until_so "what belongs to an installation that is gone stays in the cache" [ ! -e "$own-gone/$replaced" ]
if ! [ -e "$own/nested/$replaced" ] || ! [ -d "$work/cache/mnistfit/models/old" ]; then
  echo "what others may use was deleted from the cache" >&2
  exit 1
fi
rm -r "$own/nested" target/mnistfit/nested "$work/cache/mnistfit/models"
starts_fast 1700 60 --version
starts_fast 900 30 --help # prepared: picocli isn't loaded
starts_fast 900 30 help predict
starts_fast 900 30 predict -h
starts_fast 1700 60 predict --no-such-option
starts_fast 900 30 completion bash
starts_fast 1700 60 model show --no-such-option
starts_fast 3700 90 predict samples/centred.png

# Symbols for debuggers would make it an eighth larger, a library that is there twice as much as itself.
megabytes=$(du -sm target/mnistfit | cut -f1)
if [ "$megabytes" -gt 480 ]; then
  echo "the distribution has $megabytes MiB (at most 480)" >&2
  exit 1
fi

# What is packed links to nothing that isn't.
find target/mnistfit -name '*.md' | while read -r document; do
  grep -o '](.[^)]*)' "$document" | sed 's/^](//; s/)$//; s/#.*//' | grep -v '^https:' | while read -r link; do
    [ -z "$link" ] || [ -e "${document%/*}/$link" ] || {
      echo "$document links to $link, which isn't packed" >&2
      exit 1
    }
  done
done

# The native libraries lie unpacked: a start writes none of them.
touch "$work/before"
target/mnistfit/bin/mnistfit predict samples/thin.jpg >/dev/null
unpacked=$(find "$work/cache/mnistfit" -type f -size +1 -newer "$work/before" ! -path '*/start/*')
[ -z "$unpacked" ] || {
  echo "a start has written $unpacked" >&2
  exit 1
}

# A name that leads elsewhere than to a home gives no place for a cache.
(
  cd "$work"
  answer=$(XDG_CACHE_HOME=relative HOME='' "$work/link" predict "$work/link/../samples/thin.jpg" 2>&1 || :)
  [ ! -e relative ] || {
    echo "a relative cache was made: $answer" >&2
    exit 1
  }
)

# damage ARCHIVE PLACE: overwrites 1,000 bytes with noise.
damage() {
  chmod u+w "$1"
  head -c 1000 /dev/urandom | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

# A damaged archive, which would crash Java or mislead it, isn't used: each start answers, in a folder that
# stays empty. The lock keeps it from being made again, the copy puts it back.
awaits "$(cd "$work/a b/mnist fit" && pwd -P)"
reads sh
cp -p "$archive" "$work/archive"
cp -p "$archive.sum" "$work/sum"
lock=${archive%-pictures.*}.lock
rmdir "$lock" 2>/dev/null || :
mkdir "$lock"
mkdir "$work/empty"
sample=$PWD/samples/centred.png
size=$(($(wc -c <"$archive")))
i=0
while [ $i -lt 10 ]; do
  damage "$archive" $((size * i / 10 + i * 997))
  answer=$(cd "$work/empty" && "$work/link" predict "$sample" 2>&1) || :
  [ "$answer" = "${answer#2}" ] && {
    echo "with a damaged archive of classes: $answer" >&2
    exit 1
  }
  cp -p "$work/archive" "$archive"
  cp -p "$work/sum" "$archive.sum"
  i=$((i + 1))
done
# Nor is one that others can write, and a checksum that never ends keeps no start waiting.
uses_archive() {
  (cd "$work/empty" && timeout 100 sh -x "$work/link" predict "$sample" 2>&1) >"$work/trace" || return 2
  grep -qF -e "File=$archive" -e "Cache=$archive" "$work/trace"
}
uses_archive || {
  echo "the archive of classes isn't used" >&2
  exit 1
}
chmod go+w "$archive"
if uses_archive; then
  echo "an archive of classes that others can write is used" >&2
  exit 1
fi
cp -pf "$work/archive" "$archive"
ln -sf /dev/zero "$archive.sum"
uses_archive && found=0 || found=$?
[ "$found" = 1 ] || {
  echo "with a checksum that never ends: $found" >&2
  exit 1
}
rm "$archive.sum"
cp -pf "$work/archive" "$archive"
cp -p "$work/sum" "$archive.sum"
# Damage that leaves no trace in the file's time: the launcher finds it in the last eighth, elsewhere Java.
damage "$archive" $((size - size / 25))
touch -r "$work/archive" "$archive"
answer=$(cd "$work/empty" && "$work/link" predict "$sample" 2>&1) || :
[ "$answer" = "${answer#2}" ] && {
  echo "with an archive of classes that is silently damaged at its end: $answer" >&2
  exit 1
}
cp -pf "$work/archive" "$archive"
cp -p "$work/sum" "$archive.sum"
damage "$archive" $((size / 2))
touch -r "$work/archive" "$archive"
touch -t 202001010000 "$archive" "$archive.sum"
(cd "$work/empty" && "$work/link" predict "$sample" >"$work/out" 2>&1) || :
case $(cat "$work/out") in
  2*centred.png) ;;
  *)
    echo "on standard output: $(cat "$work/out")" >&2
    exit 1
    ;;
esac
until_so "a silently damaged archive of classes was kept" [ ! -e "$archive" ]
[ -z "$(ls "$work/empty")" ] || {
  echo "a start has left $(ls "$work/empty")" >&2
  exit 1
}

# It is made again, though its lock was left behind by a process that was killed.
touch -t 202001010000 "$lock"
reads sh
until_so "a damaged archive of classes was not made again" [ -e "$archive" ]
reads sh

# The jar lacks classes of ND4J's that were never seen to load: DL4J trains and predicts without them. An
# interrupted training has trained.
target/mnistfit/bin/mnistfit predict --engine dl4j samples/thin.jpg >"$work/answer"
grep -q '^4' "$work/answer"
if [ -d ../shared/mnist ]; then
  for recipe in article ink; do
    status=0
    MNISTFIT_DATA=../shared/mnist timeout --preserve-status --signal=INT 15 target/mnistfit/bin/mnistfit \
      train --recipe $recipe -o "$work/$recipe.zip" >/dev/null 2>"$work/said" || status=$?
    if [ $status -ne 130 ] || [ ! -e "$work/$recipe.zip.checkpoint" ]; then
      echo "train --recipe $recipe ended with $status: $(cat "$work/said")" >&2
      exit 1
    fi
  done
fi

# says STATUS MESSAGE COMMAND…: what a command says on standard error, and how it ends.
says() {
  expected="$1 $2"
  shift 2
  status=0
  "$@" >/dev/null 2>"$work/said" || status=$?
  [ "$status $(cat "$work/said")" = "$expected" ] || {
    echo "expected $expected, not $status $(cat "$work/said")" >&2
    exit 1
  }
}

# Nothing of the JVM's, nor of libjpeg's, which finds that this one ends early.
JAVA_TOOL_OPTIONS=-Dany=thing says 0 "" target/mnistfit/bin/mnistfit predict samples/centred.png
JAVA_TOOL_OPTIONS='-Dany="thing else"' says 0 "" target/mnistfit/bin/mnistfit predict samples/centred.png
JDK_JAVA_OPTIONS="-Da='b c'" _JAVA_OPTIONS=-Dany=a@b says 0 "" target/mnistfit/bin/mnistfit predict samples/centred.png
JAVA_TOOL_OPTIONS="-Da='b c'" says 1 "mnistfit: no.png: no such file" target/mnistfit/bin/mnistfit predict no.png
size=$(($(wc -c <samples/marker.jpg)))
{ head -c $((size - 600)) samples/marker.jpg && head -c 300 /dev/zero && tail -c 2 samples/marker.jpg; } >"$work/short.jpg"
says 0 "" target/mnistfit/bin/mnistfit predict "$work/short.jpg"

# A JVM that is asked for its threads (Ctrl-\) doesn't list them among the answers.
mkfifo "$work/paths"
target/mnistfit/bin/mnistfit predict --files-from - <"$work/paths" >"$work/answers" &
asked=$!
exec 8>"$work/paths"
echo samples/centred.png >&8
waited=0
until [ -s "$work/answers" ] || [ $waited -ge 60 ]; do
  waited=$((waited + 1))
  sleep 1
done
kill -QUIT $asked
sleep 1
echo samples/thin.jpg >&8
exec 8>&-
wait $asked
[ "$(cut -f 1,3 "$work/answers" | tr '\n\t' '; ')" = "2 samples/centred.png;4 samples/thin.jpg;" ] || {
  echo "SIGQUIT among the answers: $(cat "$work/answers")" >&2
  exit 1
}

# A Java that can't start.
bad="mnistfit: Java can't start with the options in"
JDK_JAVA_OPTIONS=-Xnone says 3 "$bad JDK_JAVA_OPTIONS: Unrecognized option: -Xnone." target/mnistfit/bin/mnistfit --version
MNISTFIT_OPTS=-Xnone says 3 "$bad MNISTFIT_OPTS: Unrecognized option: -Xnone." target/mnistfit/bin/mnistfit --version
MNISTFIT_OPTS=-javaagent:no.jar=some says 3 "$bad MNISTFIT_OPTS: there is no agent no.jar." target/mnistfit/bin/mnistfit --version
MNISTFIT_OPTS=-agentlib:none=some says 3 "$bad MNISTFIT_OPTS: there is no agent none." target/mnistfit/bin/mnistfit --version
MNISTFIT_OPTS=$(printf '%s\033[7m' -Xnone) says 3 "$bad MNISTFIT_OPTS: Unrecognized option: -Xnone?[7m." target/mnistfit/bin/mnistfit --version
# An asterisk is no list of the folder's files.
MNISTFIT_OPTS='*' says 3 "$bad MNISTFIT_OPTS: Error: Could not find or load main class *." target/mnistfit/bin/mnistfit --version

# Java 8 called itself 1.8.
mkdir -p "$work/old/bin"
echo 'JAVA_VERSION="1.8.0_301"' >"$work/old/release"
printf '#!/bin/sh\n' >"$work/old/bin/java"
chmod +x "$work/old/bin/java"
JAVA_HOME=$work/old says 3 "mnistfit: $work/old/bin/java is version 8: JDK 17 or later is needed." \
  target/mnistfit/bin/mnistfit --version

# A locale that isn't installed, as ssh brings it along, spells names all the same.
if [ -d /usr/lib/locale/C.utf8 ] || [ -d /usr/lib/locale/C.UTF-8 ]; then
  mkdir "$work/ü"
  cp samples/thin.jpg "$work/ü/ü.jpg"
  answer=$(LC_ALL=xx_XX.UTF-8 target/mnistfit/bin/mnistfit predict "$work/ü/ü.jpg" 2>&1)
  case $answer in
    4*ü.jpg) ;;
    *)
      echo "in a locale that isn't installed: $answer" >&2
      exit 1
      ;;
  esac
fi
JAVA_TOOL_OPTIONS=-Xmx16m says 3 \
  "$bad JAVA_TOOL_OPTIONS: Initial heap size set to a larger value than the maximum heap size." \
  target/mnistfit/bin/mnistfit --version
status=0
# shellcheck disable=SC3045 # every sh that is in use knows it
(ulimit -v 800000 && target/mnistfit/bin/mnistfit --version) >/dev/null 2>"$work/said" || status=$?
case "$status $(wc -l <"$work/said") $(cat "$work/said")" in
  "3 "*"1 mnistfit: Java can't start within 800000 kB of memory (ulimit -v): "*) ;;
  *)
    echo "within little memory: $status $(cat "$work/said")" >&2
    exit 1
    ;;
esac

# Where a page or drawings can't be written, the pictures are answered all the same.
status=0
# shellcheck disable=SC3045 # as above
(ulimit -f 8 && target/mnistfit/bin/mnistfit predict --report "$work/page.html" samples 2>"$work/said") >"$work/out" ||
  status=$?
# shellcheck disable=SC3045 # as above
(ulimit -f 8 && target/mnistfit/bin/mnistfit predict --steps "$work/steps" samples 2>>"$work/said") >>"$work/out" ||
  status=$status$?
pictures=$(find samples -name '*.jpg' -o -name '*.png' | wc -l)
case "$status $(wc -l <"$work/out") $(cat "$work/said")" in
  "33 $((2 * pictures)) mnistfit: The report can't be written to "*" and what follows can't be written: "*) ;;
  *)
    echo "on a full disk: $status $(cat "$work/out" "$work/said")" >&2
    exit 1
    ;;
esac
if [ -c /dev/full ]; then
  says 3 "mnistfit: Standard output can't be written: No space left on device." \
    sh -c 'exec target/mnistfit/bin/mnistfit serve --port 0 >/dev/full'
fi

# A closed stream isn't taken by some other file.
none="mnistfit: The list of paths can't be read: it is closed."
says 3 "$none" sh -c 'exec target/mnistfit/bin/mnistfit predict --files-from - <&-'
full="mnistfit: Standard output can't be written: it is closed."
says 3 "$full" sh -c 'exec target/mnistfit/bin/mnistfit predict samples/centred.png >&-'
says 0 "" sh -c 'exec target/mnistfit/bin/mnistfit predict samples/centred.png 2>&-'
echo "the launcher is as it should be"
