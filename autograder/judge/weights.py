"""The weights that a student hands in: an ``.npz`` file, read as bytes that anybody may have made.

Nothing is unpickled or evaluated, and nothing is unpacked before its size is known.
"""

from __future__ import annotations

import io
import math
import re
import struct
import zipfile
import zlib
from pathlib import Path

import numpy as np

from autograder.core.clean import one_line

MAX_BYTES = 4 * 2**20
"""All arrays together, unpacked."""
MAX_FILE = MAX_BYTES + 2**20
MAX_NUMBERS = 1_000_000
MAX_ARRAYS = 100
MAX_NAME = 100
MAX_HEADER = 1024
MAX_AXES = 32
DTYPES = ("f2", "f4", "f8")

_MAGIC = b"\x93NUMPY"
_LENGTHS = {b"\x01\x00": struct.Struct("<H"), b"\x02\x00": struct.Struct("<I")}
"""How a header's length is written, by the version of the format."""
_HEADER = re.compile(
    rb"\{'descr': '(?P<dtype>[<>=|][A-Za-z]\d*)', 'fortran_order': (?P<fortran>True|False), "
    rb"'shape': \((?P<shape>(?:\d{1,12}(?:, ?|(?=\))))*)\),? ?\} *\n?"
)
"""What ``numpy.save`` writes of an array without fields. numpy.lib.format(3)."""
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, IndexError, OSError,
)  # fmt: skip
"""What zipfile raises."""
_ENCRYPTED = 0x1


class BadWeights(Exception):
    """The file does not count; the message goes on with a sentence that begins with its name."""


def read(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a file by name, as they were saved. Raises BadWeights, FileNotFoundError."""
    if not path.is_file():
        raise FileNotFoundError(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise BadWeights(f"cannot be read ({error.strerror})") from None
    if len(data) > MAX_FILE:
        raise BadWeights(f"is larger than {MAX_FILE // 2**20} MiB")
    return unpacked(data)


def unpacked(data: bytes) -> dict[str, np.ndarray]:
    """The arrays in the bytes of a file. Raises BadWeights."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _refuse(members)
            arrays = {_name(member): _array(archive, member) for member in members}
    except _DAMAGED:
        raise BadWeights(
            "is damaged, or no .npz file: write it with `np.savez_compressed`"
        ) from None
    count = sum(array.size for array in arrays.values())
    if count > MAX_NUMBERS:
        raise BadWeights(f"holds {count:,} numbers, more than {MAX_NUMBERS:,}")
    return arrays


def _refuse(members: list[zipfile.ZipInfo]) -> None:
    """What the list of contents rules out, before anything is unpacked."""
    if not members:
        raise BadWeights("holds no array")
    if len(members) > MAX_ARRAYS:
        raise BadWeights(f"holds {len(members)} arrays, more than {MAX_ARRAYS}")
    if sum(member.file_size for member in members) > MAX_BYTES:
        raise BadWeights(f"unpacks to more than {MAX_BYTES // 2**20} MiB")
    names = [member.filename for member in members]
    for member in members:
        name, how = member.filename, member.compress_type
        plain = not member.flag_bits & _ENCRYPTED and how in (
            zipfile.ZIP_STORED,
            zipfile.ZIP_DEFLATED,
        )
        if not name.endswith(".npy") or not plain or names.count(name) > 1:
            raise BadWeights(f"holds {_shown(name)}, which `np.savez_compressed` does not write")
        if len(name) > MAX_NAME:
            raise BadWeights(f"holds a name of more than {MAX_NAME} characters")


def _name(member: zipfile.ZipInfo) -> str:
    return member.filename.removesuffix(".npy")


def _shown(name: str) -> str:
    return one_line(name if len(name) <= MAX_NAME else f"{name[:MAX_NAME]}…")


def _array(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> np.ndarray:
    with archive.open(member) as file:
        data = file.read(member.file_size)  # without a number it would unpack first and cut then
    name = _shown(_name(member))
    header, start = _header(data, name)
    found = _HEADER.fullmatch(header)
    if found is None:
        raise BadWeights(f"holds {name}, which is no plain array")
    kind = found["dtype"].decode()
    if kind[1:] not in DTYPES:
        raise BadWeights(f"holds {name} of dtype {kind}: float16, float32 and float64 are allowed")
    dtype, shape = np.dtype(kind), tuple(int(n) for n in re.findall(rb"\d+", found["shape"]))
    if math.prod(shape) * dtype.itemsize != len(data) - start:
        raise BadWeights(f"holds {name}, whose shape does not fit its size")
    if len(shape) > MAX_AXES or max(shape, default=0) > MAX_BYTES:
        raise BadWeights(f"holds {name}, whose shape is too large")
    numbers = np.frombuffer(data, dtype, offset=start).astype(dtype.newbyteorder("="))
    if not np.isfinite(numbers).all():
        raise BadWeights(f"holds {name}, which has NaN or infinite numbers in it")
    by_columns = found["fortran"] == b"True"
    return numbers.reshape(shape[::-1]).T if by_columns else numbers.reshape(shape)


def _header(data: bytes, name: str) -> tuple[bytes, int]:
    """The text that says what an array is, and where its numbers begin."""
    length = _LENGTHS.get(data[6:8])
    if data[:6] != _MAGIC or length is None:
        raise BadWeights(f"holds {name}, which is no array")
    (size,) = length.unpack_from(data, 8)
    if size > MAX_HEADER:
        raise BadWeights(f"holds {name}, whose header has {size:,} bytes")
    start = 8 + length.size + size
    return data[start - size : start], start
