#!/bin/sh
# Tries the Dockerfile where there is no Docker engine: carries out its instructions, one after the other, in
# fresh roots made with debootstrap, then starts what came of it as `docker run --read-only --tmpfs /tmp
# --cap-drop ALL` would, asks its HEALTHCHECK, posts a picture and stops it. As root, with debootstrap, iproute2,
# python3, curl and the network: src/test/sh/docker.sh
#
# Unlike an engine, it makes no image, knows debian:CODENAME-slim alone as a base, and sets no limit of memory:
# Java is told that the machine has 2 GiB, and what all processes together take is printed.
set -eu
cd "$(dirname "$0")/../../.."

path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
port=8080

fail() {
  echo "docker.sh: $*" >&2
  exit 1
}

# Mounts in a namespace of their own, and processes that end with it: then all of it can be deleted.
if [ "${1:-}" != inside ]; then
  work=$(mktemp -d)
  trap 'rm -rf --one-file-system "$work"' EXIT
  unshare --mount --pid --fork --kill-child --mount-proc sh "$PWD/src/test/sh/docker.sh" inside "$work"
  exit
fi
work=$2

# devices ROOT: what an engine puts in /dev, and /proc.
devices() {
  mount -t proc proc "$1/proc"
  mount -t tmpfs -o mode=755 tmpfs "$1/dev"
  for device in null zero full random urandom; do
    : >"$1/dev/$device"
    mount --bind "/dev/$device" "$1/dev/$device"
  done
  ln -s /proc/self/fd "$1/dev/fd"
}

# Each instruction is a command; of a RUN, the shell's text is the argument, of the others each word is one.

FROM() {
  base=${1#debian:}
  base=${base%-slim}
  [ "$1" = "debian:$base-slim" ] || fail "FROM $1: only debian:CODENAME-slim is known here"
  if ! [ -d "$work/$base" ]; then
    debootstrap --variant=minbase "$base" "$work/$base" >/dev/null
    # An engine lends its containers the machine's resolver; who lets Java through may be of this machine, too.
    cp -L /etc/resolv.conf "$work/$base/etc/resolv.conf"
    mkdir -p "$work/$base/usr/local/share/ca-certificates"
    cp /usr/local/share/ca-certificates/*.crt "$work/$base/usr/local/share/ca-certificates/" 2>/dev/null || :
  fi
  root=$work/stage-${3:-last}
  cp -a "$work/$base" "$root"
  devices "$root"
  directory=/
  user=root
}

RUN() {
  chroot "$root" setpriv --reuid="$user" --regid="$user" --init-groups \
    env -i PATH=$path HOME=/root sh -c "cd $directory && $1" </dev/null >"$work/log" 2>&1 || {
    { head -n 40 "$work/log" && echo "…" && tail -n 20 "$work/log"; } >&2
    fail "RUN $1"
  }
}

WORKDIR() {
  directory=$1
  mkdir -p "$root$directory"
}

COPY() {
  from=$work/context
  case $1 in
    --from=*)
      from=$work/stage-${1#--from=}
      shift
      ;;
  esac
  for target; do :; done
  case $target in
    /*) ;;
    *) target=$directory/$target ;;
  esac
  while [ $# -gt 1 ]; do
    # Of a folder its contents are copied, to a folder that is made.
    if [ -d "$from/$1" ]; then
      mkdir -p "$root$target"
      cp -RP "$from/$1/." "$root$target"
    else
      cp "$from/$1" "$root$target"
    fi
    shift
  done
}

USER() { user=$1; }
EXPOSE() { [ "$1" = $port ] || fail "EXPOSE $1: $port is what the documents say"; }
# What Docker would send to the engine; only * and !PATH are known of .dockerignore's patterns.
mkdir "$work/context"
while read -r pattern; do
  case $pattern in
    '#'* | '' | '*') ;;
    '!'*) cp -R "${pattern#!}" "$work/context/" ;;
    *) fail ".dockerignore: $pattern isn't understood here" ;;
  esac
done <.dockerignore

python3 - Dockerfile >"$work/instructions" <<'PYTHON'
"""A Dockerfile's instructions as a shell's commands, and what its image runs as two functions."""
import json, pathlib, re, shlex, sys

text = pathlib.Path(sys.argv[1]).read_text()
text = re.sub(r"^\s*#.*\n", "", text, flags=re.M).replace("\\\n", " ")
forms = {}
for line in filter(str.strip, text.splitlines()):
    name, rest = line.split(None, 1)
    if name == "RUN":
        print(name, shlex.quote(rest))
    elif name == "HEALTHCHECK":
        forms[name] = json.loads(rest.split("CMD", 1)[1])
    elif name in ("ENTRYPOINT", "CMD"):
        forms[name] = json.loads(rest)
    else:
        print(name, shlex.join(shlex.split(rest)))
print("health() {", "contained", shlex.join(forms["HEALTHCHECK"]), "; }")
print("main() {", "contained", shlex.join(forms["ENTRYPOINT"] + forms["CMD"]), "; }")
PYTHON
# shellcheck source=/dev/null
. "$work/instructions"

# The container: nothing can be written but in /tmp, where nothing can be run; its network is its own, and it has
# no capability.
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
devices "$root"
mount -t tmpfs -o mode=1777,noexec,nosuid,nodev tmpfs "$root/tmp"
home=$(sed -n "s/^$user:.*:\(.*\):.*/\1/p" "$root/etc/passwd")
unshare --net sh -c 'ip link set lo up && exec sleep 3600' &
network=$!

# contained COMMAND…: in the container, as its user; with $enter between the two.
enter=
contained() {
  # shellcheck disable=SC2086
  $starting nsenter --target $network --net $enter \
    chroot "$root" setpriv --reuid="$user" --regid="$user" --init-groups --inh-caps=-all --bounding-set=-all \
    env -i PATH=$path HOME="$home" MNISTFIT_OPTS=-XX:MaxRAM=2g "$@"
}
starting=

until [ "$(readlink /proc/$network/ns/net)" != "$(readlink /proc/$$/ns/net)" ] &&
  nsenter --target $network --net ip -brief address show lo | grep -q 127.0.0.1; do
  sleep 0.1
done
! health 2>/dev/null || fail "the HEALTHCHECK finds it healthy before it is started"
! touch "$root/written" 2>/dev/null || fail "the root isn't read-only"
(
  starting="exec"
  enter="unshare --pid --fork --kill-child --mount-proc=$root/proc"
  main >"$work/out" 2>"$work/err"
) &
container=$!
waited=0
until health 2>/dev/null; do
  waited=$((waited + 1))
  if [ $waited -gt 300 ] || { [ $waited -gt 5 ] && ! pgrep -P $container >/dev/null; }; then
    cat "$work/out" "$work/err" >&2
    fail "the HEALTHCHECK fails still"
  fi
  sleep 1
done
java=$(pgrep -P $container)

nsenter --target $network --net \
  curl -sS --noproxy '*' -F file=@samples/thin.jpg -F file=@samples/shadow.jpg http://localhost:$port/predict >"$work/answers"
[ "$(grep -c '"digit":4,' "$work/answers")" = 2 ] || fail "wrong answers: $(cat "$work/answers")"
! grep -q '^Uid:.*\b0\b' "/proc/$java/status" || fail "it runs as root"
grep -q '^CapBnd:[[:space:]]*0*$' "/proc/$java/status" || fail "it has capabilities"
memory=$(for process in /proc/[0-9]*; do
  if [ "$(readlink "$process/ns/net")" = "$(readlink "/proc/$network/ns/net")" ]; then
    cat "$process/smaps_rollup"
  fi
done 2>/dev/null | awk '/^Pss:/ { sum += $2 } END { printf "%d", sum / 1024 }')

# As docker stop does, which waits for ten seconds.
kill -TERM "$java"
(sleep 10 && kill -KILL "$java") &
killer=$!
status=0
wait $container || status=$?
kill $killer 2>/dev/null || :
[ $status = 143 ] || fail "told to end, it ended with $status"
[ -z "$(ls -A "$root/tmp")" ] || fail "left in /tmp: $(ls -A "$root/tmp")"
kill $network
echo "the Dockerfile's steps go through; the container is healthy, answers, takes $memory MiB and ends when told"
