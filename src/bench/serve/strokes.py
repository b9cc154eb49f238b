#!/usr/bin/env python3
"""Draws digits on the page of `mnistfit serve` in Chromium, each in one stroke, and tells how long after the pen is
lifted the last answer is on the screen. Needs chromium and chromedriver. Build the distribution first:
mvn package -DskipTests.

usage: src/bench/serve/strokes.py [STROKES]
"""

import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import time
import urllib.request

strokes = int(sys.argv[1]) if len(sys.argv) > 1 else 20
root = pathlib.Path(__file__).parents[3]
mnistfit = os.environ.get("MNISTFIT", root / "target/mnistfit/bin/mnistfit")


def arc(x, y, radius, begin, end):
    angles = (math.radians(angle) for angle in range(begin, end + 1, 15))
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]


def line(*corners):
    return [
        (x + (u - x) * i / 8, y + (v - y) * i / 8) for (x, y), (u, v) in zip(corners, corners[1:]) for i in range(9)
    ]


# From the paper's middle, in pixels of the window.
DIGITS = {
    "0": [(0.7 * x, y) for x, y in arc(0, 0, 110, -90, 270)],
    "1": line((0, -110), (0, 110)),
    "2": arc(0, -55, 60, -180, 30) + line((50, -25), (-60, 110), (70, 110)),
    "3": arc(0, -55, 55, -150, 90) + arc(0, 55, 58, -90, 150),
    "7": line((-60, -110), (60, -110), (-20, 110)),
}

# How often a hand's mouse moves, in milliseconds.
MOVES = 16

WATCH = """
window.pending = 0;
const real = window.fetch;
window.fetch = (...all) => { pending++; return real(...all).finally(() => pending--); };
paper.addEventListener('pointerup', event => { window.lifted = event.timeStamp; });
new MutationObserver(() => requestAnimationFrame(() => { window.shown = performance.now(); }))
  .observe(document.getElementById('time'), {childList: true});
"""

# Only when nothing has been asked for a while, the last answer was the last.
LAST = """
return pending === 0 && shown > lifted && performance.now() - shown > 500
  ? [shown - lifted, document.getElementById('digit').textContent] : null;
"""

server = subprocess.Popen([mnistfit, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True)
driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
try:
    page = server.stdout.readline().strip()
    while "successfully on port" not in (ready := driver.stdout.readline()):
        pass
    webdriver = f"http://localhost:{ready.split()[-1].rstrip('.')}/session"

    def call(path, **body):
        request = urllib.request.Request(webdriver + path, json.dumps(body).encode())
        return json.load(urllib.request.urlopen(request))["value"]

    def script(text):
        return call("/execute/sync", script=text, args=[])

    arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,1000"]
    options = {"browserName": "chrome", "goog:chromeOptions": {"args": arguments}}
    webdriver += "/" + call("", capabilities={"alwaysMatch": options})["sessionId"]
    call("/url", url=page)
    script(WATCH)
    paper = call("/element", using="css selector", value="#paper")

    def draw(points):
        moves = [
            {"type": "pointerMove", "duration": MOVES if i else 0, "x": round(x), "y": round(y), "origin": paper}
            for i, (x, y) in enumerate(points)
        ]
        down, up = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}
        actions = [moves[0], down, *moves[1:], up]
        call("/actions", actions=[{"type": "pointer", "id": "mouse", "actions": actions}])

    times, right = [], 0
    for i in range(strokes + 3):
        digit = list(DIGITS)[i % len(DIGITS)]
        draw(DIGITS[digit])
        while not (last := script(LAST)):
            time.sleep(0.05)
        if i >= 3:  # the first ones warm up
            times.append(last[0])
            right += last[1] == digit
        script("document.getElementById('clear').click()")
        time.sleep(0.2)
    urllib.request.urlopen(urllib.request.Request(webdriver, method="DELETE"))
finally:
    for process in (driver, server):
        process.terminate()
        process.wait()
times.sort()
print(
    f"{strokes} strokes, {right} of them read as drawn: median {statistics.median(times):.0f} ms,"
    f" 90th percentile {times[math.ceil(0.9 * strokes) - 1]:.0f} ms; load average {os.getloadavg()[0]:.1f}"
    f" on {os.cpu_count()} processors"
)
