"""Copies pictures into folders by the digit that each shows, or into the folder unsure, where there is none.

    pip install ./src/python
    python sort_by_digit.py FOLDER PICTURE…
"""

import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import List

import mnistfit


def sort(folder: Path, pictures: List[Path]) -> Counter[str]:
    """Copies them; says how many went into which folder. What can't be read is told, and left where it is."""
    copied: Counter[str] = Counter()
    for picture in pictures:
        try:
            digit = mnistfit.predict(picture).digit
        except mnistfit.PictureError as error:
            print(error, file=sys.stderr)
            continue
        name = "unsure" if digit is None else str(digit)
        (folder / name).mkdir(parents=True, exist_ok=True)
        shutil.copy(picture, folder / name)
        copied[name] += 1
    return copied


if __name__ == "__main__":
    for name, count in sorted(sort(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]).items()):
        print(f"{name}: {count}")
