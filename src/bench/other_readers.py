"""Reads the pictures of folders with every reader of text that is installed.

Prints CSV: reader, picture, row, one line for each row of digits from top to bottom; a picture in which a reader sees
none has an empty row. Used by other-readers.sh.
"""

import csv
import shutil
import subprocess
import sys
from pathlib import Path


def tesseract(mode):
    """Tesseract by a page segmentation mode: 6 a block of text, 11 text wherever there is some."""

    def rows(picture):
        command = ["tesseract", str(picture), "-", "--psm", mode, "-c", "tessedit_char_whitelist=0123456789"]
        text = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        return text.splitlines()

    return rows


def in_rows(boxes):
    """Joins texts whose boxes (left, top, right, bottom, text) share a row, from left to right."""
    rows = []
    for box in sorted(boxes, key=lambda b: (b[1] + b[3]) / 2):
        middle = (box[1] + box[3]) / 2
        row = next((r for r in rows if r[-1][1] < middle < r[-1][3]), None)
        if row is None:
            rows.append([box])
        else:
            row.append(box)
    return ["".join(box[4] for box in sorted(row)) for row in rows]


def corners(polygon):
    xs = [float(x) for x, _ in polygon]
    ys = [float(y) for _, y in polygon]
    return min(xs), min(ys), max(xs), max(ys)


def rapidocr():
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "error"})

    def rows(picture):
        result = engine(str(picture))
        if result.txts is None:
            return []
        return in_rows([(*corners(box), text) for box, text in zip(result.boxes, result.txts)])

    return rows


def easyocr():
    from easyocr import Reader

    engine = Reader(["en"], gpu=False, verbose=False, download_enabled=False)

    def rows(picture):
        found = engine.readtext(str(picture), allowlist="0123456789")
        return in_rows([(*corners(box), text) for box, text, _ in found])

    return rows


def readers():
    if shutil.which("tesseract"):
        yield "Tesseract, a block (--psm 6)", tesseract("6")
        yield "Tesseract, sparse (--psm 11)", tesseract("11")
    else:
        print("skipped: Tesseract isn't installed", file=sys.stderr)
    for name, make in (("RapidOCR", rapidocr), ("EasyOCR", easyocr)):
        try:
            yield name, make()
        except Exception as reason:  # whatever a library says, the others go on
            print(f"skipped: {name}: {str(reason).splitlines()[0]}", file=sys.stderr)


def main(folders):
    out = csv.writer(sys.stdout)
    out.writerow(["reader", "picture", "row"])
    for name, read in readers():
        for folder in folders:
            with open(Path(folder) / "labels.csv", encoding="utf-8-sig", newline="") as labels:
                pictures = [Path(folder) / line["path"] for line in csv.DictReader(labels)]
            for picture in pictures:
                rows = ["".join(c for c in row if c in "0123456789") for row in read(picture)]
                for row in [row for row in rows if row] or [""]:
                    out.writerow([name, picture, row])


if __name__ == "__main__":
    main(sys.argv[1:])
