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

# awaits PLACE: sets archive to the one that is made for an installation in the background.
awaits() {
  waited=0
  until archive=$(find "$work/cache/mnistfit/start$1" -name 'jdk-*.jsa' -o -name 'jdk-*.aot') && [ -n "$archive" ]; do
    waited=$((waited + 1))
    [ $waited -lt 120 ] || {
      echo "no archive of classes was made" >&2
      exit 1
    }
    sleep 1
  done
}

# Most classes must come from the archive, or each start takes twice as long. (From a path with spaces,
# the JDK archives its own classes alone.)
target/mnistfit/bin/mnistfit predict samples/thin.jpg >/dev/null
awaits "$(cd target/mnistfit && pwd -P)"
MNISTFIT_OPTS="-Xlog:class+load:file=$work/loaded" target/mnistfit/bin/mnistfit predict samples/thin.jpg >/dev/null
all=$(grep -c ' source: ' "$work/loaded")
archived=$(grep -c 'shared objects file' "$work/loaded")
[ $((4 * archived)) -gt $((3 * all)) ] || {
  echo "of $all classes only $archived come from the archive" >&2
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
