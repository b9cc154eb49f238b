#!/bin/sh
# Builds what is committed twice, each time in a folder of its own, and compares the jars and the lists of
# what is in them. Takes as long as two builds.
set -eu
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for build in first second; do
  git clone --quiet . "$work/$build"
  (cd "$work/$build" && mvn --batch-mode --no-transfer-progress --quiet -Prelease package -DskipTests)
done
for file in lib/mnistfit.jar sbom.cdx.json; do
  cmp "$work/first/target/mnistfit/$file" "$work/second/target/mnistfit/$file"
done
echo "two builds are the same, byte for byte"
