#!/usr/bin/env bash
# Sends `mnistfit serve` many requests and prints the memory of all its processes as they are answered; then keeps
# 1,000 connections busy at once, and tells what is left when they are gone. One request in eight is a form of two
# pictures, one is of several frames, one is no picture. Needs wrk, and Linux, whose /proc
# tells each process's memory. Build the distribution first: mvn package -DskipTests.
#
# usage: src/bench/serve/endurance.sh [REQUESTS]
set -euo pipefail
cd "$(dirname "$0")/../../.."

requests=${1:-200000}
seconds=10
work=$(mktemp -d)
ulimit -n 8192
exec 3< <(exec "${MNISTFIT:-target/mnistfit/bin/mnistfit}" serve --port 0)
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT
read -r page <&3

cat >"$work/mixed.lua" <<'LUA'
local function bytes(name)
  local file = io.open(name, "rb")
  local all = file:read("*a")
  file:close()
  return all
end
local function post(body, type)
  return wrk.format("POST", "/predict", {["Content-Type"] = type}, body)
end
local picture = "application/octet-stream"
local function part(name)
  return "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n" .. bytes(name) .. "\r\n"
end
local form = part("samples/centred.png") .. part("samples/white-on-black.png") .. "--x--\r\n"
local kinds
function init(arguments)
  kinds = {
    post(bytes("samples/centred.png"), picture), post(bytes("samples/white-on-black.png"), picture),
    post(bytes("samples/thin-white-on-black.png"), picture), post(bytes("samples/transparent.png"), picture),
    post(form, "multipart/form-data; boundary=x"), post("no picture", picture),
    wrk.format("POST", "/predict?pages=true&fit=article", {["Content-Type"] = picture}, bytes(arguments[1])),
    wrk.format("POST", "/fit?steps=true", {["Content-Type"] = picture}, bytes("samples/centred.png")),
  }
end
local n = 0
function request()
  n = n % #kinds + 1
  return kinds[n]
end
LUA
# A GIF of two frames of 28×28 pixels.
python3 - "$work/two.gif" <<'PYTHON'
import struct, sys

palette = bytes(v for level in (255, 0) for v in (level,) * 3)
pixels = [1 if 12 <= x < 16 and 4 <= y < 24 else 0 for y in range(28) for x in range(28)]
bits, size = 0, 0
codes = []
for i, pixel in enumerate(pixels):  # each code of 3 bits, and the table cleared before it grows to 4
    codes += [4, pixel] if i % 2 == 0 else [pixel]
for code in codes + [5]:
    bits |= code << size
    size += 3
data = bits.to_bytes((size + 7) // 8, "little")
blocks = b"".join(bytes([len(data[i : i + 255])]) + data[i : i + 255] for i in range(0, len(data), 255)) + b"\0"
frame = b"," + struct.pack("<4HB", 0, 0, 28, 28, 0) + b"\2" + blocks
open(sys.argv[1], "wb").write(b"GIF89a" + struct.pack("<2H3B", 28, 28, 0x80, 0, 0) + palette + frame + frame + b";")
PYTHON

# value NAME: the sum of a metric's values.
value() { curl -sS "${page}metrics" | awk -v name="$1" '$1 ~ "^" name "({|$)" { sum += $2 } END { printf "%.0f\n", sum }'; }

# megabytes PID…: what processes take; a shared page counts by its share (PSS).
megabytes() { for pid in "$@"; do cat "/proc/$pid/smaps_rollup" 2>/dev/null; done | awk '/^Pss:/ { sum += $2 } END { printf "%.0f\n", sum / 1024 }'; }

row() {
  # shellcheck disable=SC2046
  echo "| $(value mnistfit_http_requests_total) | $(megabytes $server) | $(($(value mnistfit_heap_bytes) >> 20)) | $(megabytes $(pgrep -P $server)) | $(value mnistfit_worker_losses_total) |"
}

started=$SECONDS
echo "| requests | server, MB | of it Java's heap in use, MB | workers, MB | workers lost |"
echo "| --- | --- | --- | --- | --- |"
row
while [ "$(value mnistfit_http_requests_total)" -lt "$requests" ]; do
  wrk -t1 -c8 -d${seconds}s --timeout 60s -s "$work/mixed.lua" "$page" -- "$work/two.gif" >"$work/wrk"
  row
done
echo "in $((SECONDS - started)) seconds"

echo
echo "1,000 connections for $seconds seconds:"
wrk -t2 -c1000 -d${seconds}s --timeout 60s --latency -s "$work/mixed.lua" "$page" -- "$work/two.gif" |
  grep -E '50%|99%|requests in|Socket errors|Non-2xx' || true
row
echo "requests by status:"
curl -sS "${page}metrics" | sed -n 's/^mnistfit_http_requests_total{\(.*\)} \(.*\)/\2 \1/p'
# The clients have gone, but what they had sent is still worked on.
for ((i = 0; i < 120 && $(value mnistfit_connections) > 1; i++)); do sleep 1; done
echo "left after $i seconds: $(value mnistfit_requests_waiting) places taken, $(value mnistfit_pictures_waiting) pictures in the queue," \
  "$(value mnistfit_body_bytes) bytes of bodies, $(($(value mnistfit_connections) - 1)) connections," \
  "$(value mnistfit_failures_total) faults"
kill $server
begun=$(date +%s%N)
while kill -0 $server 2>/dev/null; do sleep 0.05; done
echo "ended $((($(date +%s%N) - begun) / 1000000)) ms after SIGTERM"
