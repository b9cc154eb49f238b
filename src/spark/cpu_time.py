#!/usr/bin/env python3
"""Runs a command and says what it took, with all processes that it starts, on Linux.

    cpu_time.py NAME COMMAND...

Prints a row of a table: NAME, seconds, seconds of processor time, and the most memory (PSS, of all its processes
together) in MB. The command's own output goes to NAME.log.
"""

import os
import subprocess
import sys
import time

TICKS = os.sysconf("SC_CLK_TCK")


def processes(session):
    """The CPU time and the PSS of each process of a session, by its number."""
    found = {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", encoding="ascii", errors="replace") as file:
                fields = file.read().rpartition(")")[2].split()
            if int(fields[3]) != session:
                continue
            found[name] = (int(fields[11]) + int(fields[12])) / TICKS
        except (FileNotFoundError, ProcessLookupError):
            pass
    return found


def memory(names):
    total = 0
    for name in names:
        try:
            with open(f"/proc/{name}/smaps_rollup", encoding="ascii") as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            pass
    return total / 1024


def main():
    name, command = sys.argv[1], sys.argv[2:]
    used, peak, samples = {}, 0.0, 0
    with open(name + ".log", "wb") as log:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        while process.poll() is None:
            now = processes(process.pid)
            used.update(now)
            if samples % 25 == 0:
                peak = max(peak, memory(now))
            samples += 1
            time.sleep(0.2)
        seconds = time.monotonic() - start
    print(f"| {os.path.basename(name)} | {seconds:.1f} | {sum(used.values()):.1f} | {peak:.0f} |", flush=True)
    sys.exit(process.returncode if process.returncode > 1 else 0)


main()
