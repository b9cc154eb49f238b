"""What is a picture to a type checker, and what isn't: mypy --strict finds an ignored error that is none."""

from pathlib import Path

import mnistfit
import numpy as np
from PIL import Image

mnistfit.predict("seven.jpg")
mnistfit.predict(Path("seven.jpg"))
mnistfit.predict(b"P5")
mnistfit.predict(np.zeros((28, 28)))
mnistfit.predict(Image.new("L", (28, 28)))
mnistfit.predict(7)  # type: ignore[arg-type]
mnistfit.read([Path("seven.jpg")])  # type: ignore[arg-type]
