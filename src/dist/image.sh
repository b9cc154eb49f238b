#!/bin/sh
# Packs the distribution together with a Java of its own, so that it runs on a machine without one:
# target/mnistfit-image/ and the same as .tar.xz. Build the distribution first: mvn package.
#
# usage: src/dist/image.sh
set -eu
cd "$(dirname "$0")/../.."

jlink=${JAVA_HOME:+$JAVA_HOME/bin/}jlink
image=target/mnistfit-image

rm -rf "$image" "$image.tar.xz"
cp -R target/mnistfit "$image"
# What jdeps finds in the jar, and the elliptic curves of HTTPS, by which MNIST is downloaded.
"$jlink" --output "$image/runtime" --compress=2 --strip-java-debug-attributes \
  --no-header-files --no-man-pages \
  --add-modules java.base,java.compiler,java.desktop,java.management,java.net.http,java.sql \
  --add-modules jdk.unsupported,jdk.crypto.ec,jdk.security.auth
"$image/runtime/bin/java" -Xshare:dump -Xlog:disable -Xlog:all=off

tar -C target -cf - mnistfit-image | xz -6 -T0 >"$image.tar.xz"

env -i PATH=/usr/bin:/bin HOME="$(mktemp -d)" "$image/bin/mnistfit" predict samples/thin.jpg
du -sm "$image" "$image/runtime" "$image.tar.xz"
