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

# awaits PLACE: sets archive to the last one that is made for an installation in the background.
awaits() {
  waited=0
  until archive=$(find "$work/cache/mnistfit/start$1" -name 'jdk-*-pictures.jsa' -o -name 'jdk-*-pictures.aot') &&
    [ -n "$archive" ]; do
    waited=$((waited + 1))
    [ $waited -lt 120 ] || {
      echo "no archive of classes was made" >&2
      exit 1
    }
    sleep 1
  done
}

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
target/mnistfit/bin/mnistfit predict samples/thin.jpg >/dev/null
awaits "$(cd target/mnistfit && pwd -P)"
starts_fast 1700 60 --version
starts_fast 1700 60 --help
starts_fast 1700 60 predict --no-such-option
starts_fast 1700 60 completion bash
starts_fast 3700 90 predict samples/centred.png

# The native libraries lie unpacked: a start writes none of them.
touch "$work/before"
target/mnistfit/bin/mnistfit predict samples/thin.jpg >/dev/null
unpacked=$(find "$work/cache/mnistfit" -type f -size +1 -newer "$work/before" ! -path '*/start/*')
[ -z "$unpacked" ] || {
  echo "a start has written $unpacked" >&2
  exit 1
}

awaits "$(cd "$work/a b/mnist fit" && pwd -P)"
reads sh
printf 'nonsense' >"$archive.new"
mv "$archive.new" "$archive"
rm -rf "$archive.lock"
mkdir "$archive.lock"
touch -t 202001010000 "$archive.lock"
reads sh
waited=0
until [ "$(wc -c <"$archive")" -gt 1000000 ]; do
  waited=$((waited + 1))
  [ $waited -lt 120 ] || {
    echo "a damaged archive of classes was not made again" >&2
    exit 1
  }
  sleep 1
done
reads sh
echo "the launcher is as it should be"
