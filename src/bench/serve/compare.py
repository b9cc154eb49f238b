"""Requests a second and latency of `mnistfit serve`, beside a FastAPI service with the article's code,
in rounds that take turns; and of `predict --files-from -`. See compare.sh."""

import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

here = pathlib.Path(__file__).parent
parser = argparse.ArgumentParser()
parser.add_argument("mnistfit")
parser.add_argument("picture")
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--seconds", type=int, default=5)
options = parser.parse_args()
bytes_of_picture = pathlib.Path(options.picture).read_bytes()


def wait_for(url):
    for _ in range(1200):
        try:
            request = urllib.request.Request(
                url, bytes_of_picture, {"Content-Type": "application/octet-stream"}
            )
            return json.load(urllib.request.urlopen(request))
        except OSError:
            time.sleep(0.1)
    sys.exit(f"{url} doesn't answer")


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


def load(url, connections):
    """One run of wrk: requests a second, median and 99 % in milliseconds, answers that weren't 200."""
    text = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{options.seconds}s", "--timeout", "30s", "--latency",
         "-s", str(script), url],
        capture_output=True, text=True, check=True,
    ).stdout
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    return (
        float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
        milliseconds(re.search(r"^ +50%\s+(\S+)", text, re.M)[1]),
        milliseconds(re.search(r"^ +99%\s+(\S+)", text, re.M)[1]),
        int(bad[1]) if bad else 0,
    )


def kept_open(count):
    """Latencies of a process that is sent paths, in milliseconds."""
    process = subprocess.Popen(
        [options.mnistfit, "predict", "--json", "--files-from", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )
    times = []
    for _ in range(count):
        begin = time.perf_counter()
        print(options.picture, file=process.stdin, flush=True)
        process.stdout.readline()
        times.append((time.perf_counter() - begin) * 1000)
    process.stdin.close()
    process.wait()
    return sorted(times[count // 2 :])  # the first ones warm up


work = tempfile.TemporaryDirectory()
script = pathlib.Path(work.name, "post.lua")
script.write_text(
    f"""local file = io.open("{options.picture}", "rb")
wrk.method = "POST"
wrk.body = file:read("*a")
wrk.headers["Content-Type"] = "application/octet-stream"
"""
)
python_port = 18391
server = subprocess.Popen([options.mnistfit, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True)
python = []
for port, is_direct in ((python_port, "0"), (python_port + 1, "1")):
    environment = dict(os.environ, DIRECT=is_direct, TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="")
    python.append(
        subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "service:app", "--app-dir", str(here), "--port", str(port),
             "--log-level", "error"],
            env=environment, stderr=subprocess.DEVNULL,
        )
    )
try:
    services = {
        "mnistfit serve": server.stdout.readline().strip() + "predict",
        "mnistfit serve, the article's fit": None,
        "FastAPI, predict": f"http://127.0.0.1:{python_port}/predict",
        "FastAPI, the network called": f"http://127.0.0.1:{python_port + 1}/predict",
    }
    services["mnistfit serve, the article's fit"] = services["mnistfit serve"] + "?fit=article"
    for url in services.values():
        wait_for(url)
        load(url, 8)  # warms up
    print("| connections | service | requests a second | median ms | 99 % ms | not answered |")
    print("| --- | --- | --- | --- | --- | --- |")
    medians = {}
    for connections in (1, 8, 64):
        results = {name: [] for name in services}
        for _ in range(options.rounds):
            for name, url in services.items():
                results[name].append(load(url, connections))
        for name, rounds in results.items():
            rate, median, most, bad = (statistics.median(column) for column in zip(*rounds))
            medians[connections, name] = rate, median
            print(f"| {connections} | {name} | {rate:.0f} | {median:.1f} | {most:.1f} | {bad:.0f} |", flush=True)
finally:
    for process in [server, *python]:
        process.terminate()
        process.wait()
print()
for (connections, name), (rate, median) in medians.items():
    if name.startswith("FastAPI") and rate and medians[connections, "mnistfit serve"][0]:
        our_rate, our_median = medians[connections, "mnistfit serve"]
        print(
            f"{connections} connections: mnistfit serve answers {our_rate / rate:.1f} times the requests of"
            f" {name!r}, its median latency is 1/{median / our_median:.1f}"
        )
times = kept_open(1000)
kept = statistics.median(times)
print(f"--files-from -: median {kept:.1f} ms, 99 % {times[int(len(times) * 0.99)]:.1f} ms;", end=" ")
print(f"mnistfit serve at one connection takes {medians[1, 'mnistfit serve'][1] - kept:+.1f} ms to that")
