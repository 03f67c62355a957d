"""A folder of your own images as a data set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from cs_cnn.given.data.registry import DataError
from cs_cnn.given.data.sets import Dataset, split

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff")
FEWEST = 5
"""Images in all: three to learn from, one to choose on, one to test on."""


def folder(path: str | Path, side: int = 32) -> Dataset:
    """Your own images: every sub-folder of path is a class, named after it.

    Images may have any size, PNG or JPEG among other formats, and lie deeper in their sub-folder.
    The middle square of each is scaled to side × side pixels, red, green and blue; what is
    transparent becomes white. They are shuffled, the same way every time: 60% for training, 20%
    for validation, 20% for testing. Other files, and hidden ones, are left out.

    Raises DataError, a sentence that says what to do: no such folder, no images, a single class,
    a broken image.
    """
    root = Path(path).expanduser()
    if not root.is_dir():
        raise DataError(f"There is no folder {root}: check the name.")
    files = {each.name: found for each in sorted(root.iterdir()) if (found := list(_images(each)))}
    if len(files) < 2:
        raise DataError(
            f"{root} needs a sub-folder with images for each class, two at least; "
            f"it has {len(files)} ({', '.join(SUFFIXES)} count as images)."
        )
    x = np.stack([_read(file, side) for found in files.values() for file in found])
    y = np.repeat(np.arange(len(files)), [len(found) for found in files.values()])
    if len(x) < FEWEST:
        raise DataError(f"{root} has {len(x)} images; three parts need {FEWEST} at least.")
    return Dataset(*split(x, y), classes=tuple(files), licence="your own", source=str(root))


def _images(path: Path) -> Iterator[Path]:
    """The image files in a sub-folder, in the order of their names; nothing hidden."""
    if not path.is_dir():
        return
    for file in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(path.parent).parts)
        if file.is_file() and file.suffix.lower() in SUFFIXES and not hidden:
            yield file


def _read(file: Path, side: int) -> np.ndarray:
    """One image, (3, side, side), from 0 to 1. Raises DataError."""
    from PIL import Image, ImageOps

    try:
        with Image.open(file) as image:
            upright = ImageOps.exif_transpose(image).convert("RGBA")
    except Exception as error:  # Pillow raises many kinds for broken files
        raise DataError(
            f"{file} is not an image that can be read: replace or delete it."
        ) from error
    white = Image.new("RGBA", upright.size, "white")
    opaque = Image.alpha_composite(white, upright).convert("RGB")
    square = ImageOps.fit(opaque, (side, side), Image.Resampling.LANCZOS)
    return np.asarray(square).transpose(2, 0, 1) / 255
