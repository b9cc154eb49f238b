#!/usr/bin/env bash
# Times the page of predict --report in a headless Chromium: until it is loaded, and from a click or a key
# until the page is painted anew. Prints medians of rounds, least and most, in seconds; each round has a
# browser of its own. A tenth of the pictures are made, the others are links to them. Needs chromium,
# chromedriver, curl and jq, and mvn package -DskipTests first.
#
# usage: src/bench/report.sh [PICTURES] [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/../.."

pictures=${1:-10000}
rounds=${2:-5}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
driver=http://localhost:9515/session
work=$(mktemp -d)
chromedriver --port=9515 >/dev/null &
trap 'kill $!; rm -rf "$work"' EXIT

"$java" src/bench/MakePictures.java "$work/0" $((pictures / 10))
for i in {1..9}; do cp -rl "$work/0" "$work/$i"; done
start=$(date +%s)
target/mnistfit/bin/mnistfit predict --report "$work/report.html" "$work"/[0-9] >/dev/null
echo "$pictures rows, $(($(stat -c %s "$work/report.html") >> 20)) MiB, made in $(($(date +%s) - start)) s"

cat >"$work/measure.js" <<'JS'
const done = arguments[0];
const seconds = {};
const painted = () => new Promise((paint) => requestAnimationFrame(() => setTimeout(paint)));
async function time(name, act) {
  const start = performance.now();
  act();
  await painted();
  seconds[name] = (performance.now() - start) / 1000;
}
(async () => {
  seconds["loaded"] = performance.getEntriesByType("navigation")[0].loadEventEnd / 1000;
  await painted();
  const form = document.getElementById("filters");
  await time("answer 7", () => form.querySelector('[value="7"]').click());
  await time("all", () => form.querySelector('[value=""]').click());
  await time("name contains 99", () => {
    form.elements.name.value = "99";
    form.elements.name.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await time("a label set", () => {
    const key = new KeyboardEvent("keydown", { key: "3", bubbles: true });
    document.querySelector(".picture .open").dispatchEvent(key);
  });
  done(seconds);
})();
JS

# post PATH JSON: asks the driver.
post() {
  curl -sS --fail-with-body --retry 9 --retry-connrefused -H 'Content-Type: application/json' -d "$2" "$driver$1"
}

arguments='["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,900"]'
for ((round = 0; round < rounds; round++)); do
  id=$(post "" '{"capabilities": {"alwaysMatch": {"goog:chromeOptions": {"args": '"$arguments"'}}}}' |
    jq -r .value.sessionId)
  post "/$id/url" '{"url": "file://'"$work"'/report.html"}' >/dev/null
  post "/$id/execute/async" "$(jq -n --rawfile script "$work/measure.js" '{$script, args: []}')" |
    jq -c .value >>"$work/rounds"
  curl -sS -X DELETE "$driver/$id" >/dev/null
done
jq -rs 'map(to_entries[]) | group_by(.key)[] | map(.value) as $s | ($s | sort) as $s
  | "\(.[0].key): \($s[length / 2 | floor] * 1000 | round / 1000), " +
    "\($s[0] * 1000 | round / 1000) to \($s[-1] * 1000 | round / 1000)"' "$work/rounds"
