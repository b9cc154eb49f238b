#!/usr/bin/env python3
"""Holds the answers of a Spark job against those of mnistfit on one machine, row by row.

    same_answers.py FOLDER_OF_CSV ANSWERS.csv [--crashes]

Both are CSV as `predict --format csv` or `read --format csv` writes it. Rows are compared in their order within
a path. Numbers may differ by 0.0001: the network's last bits depend on how pictures fall into batches. With
--crashes, rows that say that their picture crashes the decoder are counted, and no difference.
"""

import collections
import csv
import glob
import sys


def rows(files):
    answers = collections.defaultdict(list)
    for name in files:
        with open(name, newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                path = row.pop("path")
                answers[path.removeprefix("file:")].append(row)
    return answers


def is_same(one, other):
    """Whether two rows agree; None if they agree but for a last decimal."""
    result = True
    for column in one:
        a, b = one[column], other[column]
        if a == b:
            continue
        try:
            if column in ("digit", "line", "number", "marked", "boxes") or abs(float(a) - float(b)) > 0.00011:
                return False
            result = None
        except ValueError:
            return False
    return result


def main():
    job = rows(glob.glob(sys.argv[1] + "/**/*.csv", recursive=True))
    alone = rows([sys.argv[2]])
    crashes = "--crashes" in sys.argv[3:]
    counts = collections.Counter()
    for path in sorted(set(job) | set(alone)):
        expected, found = alone.get(path, []), job.get(path, [])
        counts["rows"] += len(found)
        if len(expected) != len(found):
            counts["lost or doubled"] += 1
            print(f"{path}: {len(found)} rows, not {len(expected)}")
            continue
        for a, b in zip(expected, found):
            if crashes and b["error"] == "crashes the decoder":
                counts["told as crashing the decoder"] += 1
                continue
            same = is_same(a, b)
            counts["equal" if same else "equal but for 0.0001" if same is None else "different"] += 1
            if same is False:
                print(path, a, b)
    print(", ".join(f"{count} {what}" for what, count in counts.items()))
    sys.exit(1 if counts["different"] or counts["lost or doubled"] or not counts["rows"] else 0)


main()
