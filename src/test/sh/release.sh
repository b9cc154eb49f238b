#!/bin/sh
# Tries a release of what is committed, without releasing anything: JReleaser's dry run and the recipes, on archives
# that are none. The library alone is built, and staged as for Maven Central. Needs git, gpg and the network.
set -eu
cd "$(dirname "$0")/../../.."

work=$(mktemp -d)
trap 'gpgconf --homedir "$work/keys" --kill all; rm -rf "$work"' EXIT
git clone --quiet . "$work/mnistfit"
cd "$work/mnistfit"
git remote set-url origin https://github.com/mnistfit/mnistfit.git
version=$(sed -n 's/^  version: //p' jreleaser.yml)
git tag --force "v$version" >/dev/null

mkdir artifacts
sed -n "s/{{projectVersion}}/$version/; s/^    - path: artifacts/artifacts/p" jreleaser.yml >"$work/files"
while read -r file; do
  case $file in
    *.rb | */mnistfit.json) ;;
    *) echo "$file" >"$file" ;;
  esac
done <"$work/files"
src/dist/recipes.sh "$version" artifacts
# Where the release's build has them; what packs takes minutes, and is left out.
mvn --batch-mode --no-transfer-progress --quiet -Prelease deploy -DskipTests -Dspotless.check.skip -Dassembly.skipAssembly \
  -Ddeb.skip=true "-DaltDeploymentRepository=staging::default::file://$PWD/artifacts/maven"
for recipe in mnistfit.rb mnistfit.json; do
  if grep '@' "artifacts/$recipe"; then
    echo "$recipe isn't filled in" >&2
    exit 1
  fi
  for archive in artifacts/mnistfit-"$version"-*.tar.xz artifacts/*.zip; do
    case $recipe-$archive in
      *-java.tar.xz | *.rb-*.zip | *.json-*.tar.xz) ;;
      *) grep -q "$(sha256sum "$archive" | cut -d' ' -f1)" "artifacts/$recipe" ;;
    esac
  done
done
if [ -n "${REQUIRE_PROGRAMS:-}" ] || command -v ruby >/dev/null; then ruby -c artifacts/mnistfit.rb; fi
if [ -n "${REQUIRE_PROGRAMS:-}" ] || command -v python3 >/dev/null; then
  python3 -m json.tool artifacts/mnistfit.json >/dev/null
fi

mkdir -m 700 "$work/keys"
export GNUPGHOME="$work/keys"
gpg --batch --quiet --passphrase word --quick-generate-key release@example.org rsa2048 default never
JRELEASER_GITHUB_TOKEN=none
JRELEASER_MAVENCENTRAL_URL=http://localhost:9/
JRELEASER_MAVENCENTRAL_USERNAME=none
JRELEASER_MAVENCENTRAL_PASSWORD=none
JRELEASER_GPG_PASSPHRASE=word
JRELEASER_GPG_PUBLIC_KEY=$(gpg --armor --export release@example.org)
JRELEASER_GPG_SECRET_KEY=$(gpg --batch --pinentry-mode loopback --passphrase word --armor --export-secret-keys)
export JRELEASER_GITHUB_TOKEN JRELEASER_MAVENCENTRAL_URL JRELEASER_MAVENCENTRAL_USERNAME JRELEASER_MAVENCENTRAL_PASSWORD
export JRELEASER_GPG_PASSPHRASE JRELEASER_GPG_PUBLIC_KEY JRELEASER_GPG_SECRET_KEY
plugin=$(grep -o 'org.jreleaser:jreleaser-maven-plugin:[^ ]*' .github/workflows/release.yml)
mvn --batch-mode --no-transfer-progress "$plugin" -Djreleaser.config.file=jreleaser.yml -Djreleaser.dry.run=true \
  >"$work/log" || {
  cat "$work/log" >&2
  exit 1
}
while read -r file; do
  for uploaded in "${file##*/}" "${file##*/}.asc"; do
    grep -q "uploading $uploaded\$" "$work/log" || {
      echo "$uploaded isn't uploaded" >&2
      exit 1
    }
  done
done <"$work/files"
grep -q 'uploading checksums_sha256.txt.asc' "$work/log"
# JReleaser has found what Maven Central asks for; for the pom.xml it needs a checker, from GitHub.
grep -q "mavenCentral.*mnistfit-$version-bundle.zip" "$work/log" || {
  echo "the library doesn't go to Maven Central" >&2
  exit 1
}
echo "a release would have $(wc -l <"$work/files") files, their checksums and signatures"
