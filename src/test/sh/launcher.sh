#!/bin/sh
# Tries the launcher of the built distribution: from a path with spaces, through a symbolic link, by each
# shell that is there; and that its archive of classes is made, used, and done without when it is damaged.
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

waited=0
until archive=$(find "$work/cache/mnistfit/start" -name 'jdk-*.jsa' -o -name 'jdk-*.aot') && [ -n "$archive" ]; do
  waited=$((waited + 1))
  [ $waited -lt 120 ] || {
    echo "no archive of classes was made" >&2
    exit 1
  }
  sleep 1
done
reads sh
printf 'nonsense' >"$archive.new"
mv "$archive.new" "$archive"
reads sh
echo "the launcher is as it should be"
