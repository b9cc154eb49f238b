#!/bin/sh
# Installs the Debian package in a fresh root, runs it there and removes it again. As root, with
# debootstrap and the network, after mvn -Prelease package: src/test/sh/deb.sh
set -eu
cd "$(dirname "$0")/../../.."

if command -v lintian >/dev/null; then
  lintian --allow-root --fail-on error,warning target/mnistfit_*.deb
else
  echo "lintian is missing: the package is installed, and not looked through"
  [ -z "${REQUIRE_PROGRAMS:-}" ]
fi

work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
debootstrap --variant=minbase stable "$work/root" >/dev/null
cp target/mnistfit_*.deb "$work/root/mnistfit.deb"
cp samples/thin.jpg "$work/root/"
mount -t proc proc "$work/root/proc" # Debian's Java asks for it when it is set up
# A start leaves a Java behind that archives classes, and holds it for some seconds.
trap 'umount --lazy "$work/root/proc" && rm -rf --one-file-system "$work"' EXIT
chroot "$work/root" sh -eu <<'INSIDE'
export DEBIAN_FRONTEND=noninteractive
apt-get install -y -q --no-install-recommends /mnistfit.deb >/dev/null
cd /
mnistfit predict thin.jpg | grep -q '^4'
test -e /usr/share/man/man1/mnistfit-predict.1.gz
apt-get purge -y -q mnistfit >/dev/null
! ls /usr/bin/mnistfit /usr/lib/mnistfit 2>/dev/null
INSIDE
echo "the package installs, runs and goes"
