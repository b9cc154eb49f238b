#!/bin/sh
# Writes the recipes by which Homebrew and Scoop install a release: mnistfit.rb and mnistfit.json, into the folder
# with the release's archives, whose checksums they hold.
#
# usage: src/dist/recipes.sh VERSION FOLDER
set -eu
version=$1
folder=$2
cd "$(dirname "$0")/../.." # FOLDER, if relative, is meant from here
checksum=sha256sum
command -v sha256sum >/dev/null || checksum='shasum -a 256'

# In the recipes, @linux-x86_64@ stands for that archive's checksum.
fill="s/@version@/$version/g"
for archive in linux-x86_64.tar.xz linux-arm64.tar.xz macosx-x86_64.tar.xz macosx-arm64.tar.xz windows-x86_64.zip; do
  sum=$($checksum "$folder/mnistfit-$version-$archive")
  fill="$fill; s/@${archive%%.*}@/${sum%% *}/g"
done
for recipe in mnistfit.rb mnistfit.json; do
  sed "$fill" "src/dist/recipes/$recipe" >"$folder/$recipe"
done
