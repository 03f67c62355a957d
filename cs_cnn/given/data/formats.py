"""Two binary formats of images, read in memory and checked byte for byte.

Nothing is written to disk and nothing in a file is ever run. Reading takes no more memory than
the official files need, whatever a file claims about itself.

Sources: the section 'Binary version' of https://www.cs.toronto.edu/~kriz/cifar.html; the
section 'File formats' of http://yann.lecun.com/exdb/mnist/.
"""

from __future__ import annotations

import gzip
import io
import math
import struct
import tarfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np

MOST_BYTES = 200_000_000
"""Unpacked. CIFAR-10 has 184 million, the largest IDX file 47 million."""

CIFAR_FOLDER = "cifar-10-batches-bin"
CIFAR_BATCHES = (*(f"data_batch_{number}.bin" for number in range(1, 6)), "test_batch.bin")
CIFAR_NAMES = "batches.meta.txt"
RECORD = 1 + 3 * 32 * 32
"""Bytes of one image in a batch: its class, then 32 rows each of red, green and blue."""
MOST_IMAGES = 10_000
"""In one batch."""
MOST_MEMBERS = 50
"""In an archive; the official one has 9, a readme and the folder among them."""


class BadFormat(Exception):
    """Not a file of this format; the message continues 'FILE is unusable:'."""


class Images(NamedTuple):
    """What the files hold: x uint8 (N, C, H, W) from 0 to 255, y int64 (N,)."""

    x_train: np.ndarray
    y_train: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray
    classes: tuple[str, ...]


def read_cifar(path: Path) -> Images:
    """The images of a ``cifar-10-binary.tar.gz``; batches may be smaller. Raises BadFormat."""
    with _unpacked(path) as stream:
        members = dict(_members(stream))
    missing = [name for name in (CIFAR_NAMES, *CIFAR_BATCHES) if name not in members]
    if missing:
        raise BadFormat(f"it holds no {CIFAR_FOLDER}/{missing[0]}")
    classes = _class_names(members[CIFAR_NAMES])
    batches = [_batch(name, members.pop(name)) for name in CIFAR_BATCHES]
    x = [batch[:, 1:].reshape(-1, 3, 32, 32) for batch in batches]
    y = [batch[:, 0].astype(np.int64) for batch in batches]
    return _checked(Images(np.concatenate(x[:-1]), np.concatenate(y[:-1]), x[-1], y[-1], classes))


def read_idx(paths: Sequence[Path], classes: tuple[str, ...]) -> Images:
    """The images of four IDX files, gzipped: training images and labels, then those for testing.

    Raises BadFormat.
    """
    x_train, y_train, x_test, y_test = map(_array, paths, (3, 1, 3, 1))
    y_train, y_test = y_train.astype(np.int64), y_test.astype(np.int64)
    return _checked(Images(x_train[:, None], y_train, x_test[:, None], y_test, classes))


@contextmanager
def _unpacked(path: Path) -> Iterator[_Bounded]:
    """A gzipped file's bytes, its length and checksum compared at the end."""
    try:
        with gzip.open(path) as file:
            stream = _Bounded(file)
            yield stream
            while stream.read(1 << 20):
                pass
    except EOFError:
        raise BadFormat("it is cut off") from None
    except (gzip.BadGzipFile, zlib.error, tarfile.TarError) as error:
        raise BadFormat(f"it is damaged, or of another format ({error})") from None


class _Bounded(io.BufferedIOBase):
    """A stream that raises BadFormat if it is longer than any official file."""

    def __init__(self, file: gzip.GzipFile) -> None:
        self._file, self._left = file, MOST_BYTES

    def read(self, size: int | None = -1, /) -> bytes:
        most = self._left + 1
        data = self._file.read(most if size is None or size < 0 else min(size, most))
        self._left -= len(data)
        if self._left < 0:
            raise BadFormat(f"it unpacks to more than {MOST_BYTES:,} bytes")
        return data


def _members(stream: _Bounded) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of the files that belong to the set, in the archive's order."""
    with tarfile.open(fileobj=stream, mode="r|", bufsize=1 << 16) as archive:
        seen = set()
        for count, member in enumerate(archive):
            if count == MOST_MEMBERS:
                raise BadFormat(f"it holds more than {MOST_MEMBERS} files")
            folder, _, name = member.name.rpartition("/")
            if folder != CIFAR_FOLDER or name not in (CIFAR_NAMES, *CIFAR_BATCHES):
                continue
            plain = member.isfile() and not member.issparse()
            file = archive.extractfile(member) if plain else None
            if file is None or name in seen:
                raise BadFormat(f"{member.name} occurs twice, or is not a plain file")
            if member.size > MOST_IMAGES * RECORD:
                raise BadFormat(f"{member.name} holds {member.size:,} bytes")
            seen.add(name)
            yield name, file.read()


def _class_names(text: bytes) -> tuple[str, ...]:
    names = tuple(text.decode("ascii", errors="replace").split())
    if len(names) != 10 or len(set(names)) != 10:
        raise BadFormat(f"{CIFAR_NAMES} holds {len(names)} names, not 10 different ones")
    return names


def _batch(name: str, data: bytes) -> np.ndarray:
    if not data or len(data) % RECORD:
        raise BadFormat(f"{name} has {len(data):,} bytes, not a multiple of {RECORD:,}")
    return np.frombuffer(data, np.uint8).reshape(-1, RECORD)


def _array(path: Path, axes: int) -> np.ndarray:
    """One IDX file of unsigned bytes: two zeros, the type 8, how many axes, their lengths."""
    with _unpacked(path) as stream:
        head = stream.read(4 + 4 * axes)
        if len(head) < 4 + 4 * axes or head[:4] != bytes((0, 0, 8, axes)):
            raise BadFormat(f"it is not an IDX file of bytes with {axes} axes")
        shape = struct.unpack(f">{axes}I", head[4:])
        size = math.prod(shape)
        if size > MOST_BYTES:
            raise BadFormat(f"it announces {size:,} bytes of images")
        data = stream.read(size + 1)
    if len(data) != size:
        raise BadFormat(f"it announces {size:,} bytes of images and holds more or fewer")
    return np.frombuffer(data, np.uint8).reshape(shape)


def _checked(images: Images) -> Images:
    for x, y in ((images.x_train, images.y_train), (images.x_test, images.y_test)):
        if not len(x) or len(x) != len(y):
            raise BadFormat(f"there are {len(x):,} images and {len(y):,} labels")
        if y.max() >= len(images.classes):
            raise BadFormat(f"an image is of class {y.max()}; there are {len(images.classes)}")
    return images
