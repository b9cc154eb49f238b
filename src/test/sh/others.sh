#!/bin/sh
# Tries the built distribution beside another user who means ill: what he plants where mnistfit would
# look for code of its own is never run. Needs root, who becomes two users in a /tmp of their own.
set -eu
cd "$(dirname "$0")/../../.."

if [ "$(id -u)" != 0 ] || ! command -v setpriv >/dev/null || ! unshare -m true 2>/dev/null; then
  echo "skipped: only root, with unshare and setpriv, can be two users in a /tmp of their own" >&2
  [ -z "${REQUIRE_PROGRAMS:-}" ]
  exit
fi
if [ "${1:-}" != inside ]; then
  exec unshare -m sh src/test/sh/others.sh inside
fi
mount -t tmpfs -o mode=1777 tmpfs /tmp
cp -R target/mnistfit samples/thin.jpg /tmp/
chmod -R go+rX /tmp/mnistfit /tmp/thin.jpg
cd /tmp
user=23456
villain=23457

# as USER COMMAND…: with nothing of this script's environment.
as() {
  who=$1
  shift
  setpriv --reuid="$who" --regid="$who" --clear-groups \
    env -i PATH="$PATH" ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} "$@"
}

fail() {
  echo "$*" >&2
  exit 1
}

# plant CACHE: what looks like a cache, by the villain: libraries and archives that aren't the user's.
plant() {
  as $villain mkdir -p "$1/mnistfit/javacpp/native"
  for library in /tmp/mnistfit/lib/native/*; do
    # shellcheck disable=SC2016 # the other shell expands it
    as $villain sh -c 'echo planted >"$1"' sh "$1/mnistfit/javacpp/native/${library##*/}"
  done
  # shellcheck disable=SC2016
  as $villain sh -c 'cp -R "$1/." "$2" && chmod -R go+rwX "$2"' sh /tmp/made/mnistfit "$1/mnistfit"
}

# leaves CACHE VARIABLE…: fails if a prediction uses or writes anything in a folder, or gives no answer.
leaves() {
  cache=$1
  shift
  touch /tmp/before
  answer=$(as $user "$@" MNISTFIT_OPTS="-Xlog:library=info,cds=info:file=/tmp/log:none:filecount=0" \
    /tmp/mnistfit/bin/mnistfit predict thin.jpg 2>&1) || fail "no answer with $*: $answer"
  case $answer in
    4*thin.jpg) ;;
    *) fail "with $*: $answer" ;;
  esac
  used=$(grep -m 1 "$cache" /tmp/log || :)
  [ -z "$used" ] || fail "with $*, what lies in $cache was used: $used"
  [ -z "$(find "$cache" -newer /tmp/before)" ] || fail "with $*, something was written to $cache"
  [ -z "$(find /tmp -maxdepth 1 -name 'mnistfit-*')" ] || fail "with $*, a folder is left in /tmp"
}

# An archive as the launcher makes it, in a home of the user's own: there it is used.
mkdir home
chown $user home
as $user HOME=/tmp/home /tmp/mnistfit/bin/mnistfit predict thin.jpg >/dev/null
waited=0
until ls home/.cache/mnistfit/start/tmp/mnistfit/*-pictures.* >/dev/null 2>&1; do
  waited=$((waited + 1))
  [ $waited -lt 180 ] || fail "no archive of classes was made"
  sleep 1
done
as $user HOME=/tmp/home MNISTFIT_OPTS="-Xlog:cds=info:file=/tmp/log-own:none:filecount=0" \
  /tmp/mnistfit/bin/mnistfit predict thin.jpg >/dev/null
grep -q /tmp/home/.cache /tmp/log-own || fail "the user's own archive isn't used"
[ "$(find home -perm -020 -o -perm -002 | wc -l)" = "$(find home -type l | wc -l)" ] ||
  fail "others can write to the user's cache"

mkdir made
cp -R home/.cache/mnistfit made/
chmod -R go+rX made

# Without a home, when the villain was there first.
plant /tmp/.cache
leaves /tmp/.cache MNISTFIT=1
# A cache that he made, and one that he can write to.
plant /tmp/his
leaves /tmp/his XDG_CACHE_HOME=/tmp/his
mkdir -m 777 open
plant /tmp/open/cache
chown -R $user open/cache
leaves /tmp/open/cache XDG_CACHE_HOME=/tmp/open/cache
echo "nothing of another user's was run"
