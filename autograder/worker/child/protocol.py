"""The bytes between judge and worker: a JSON header and raw arrays, every length capped.

Both sides import this file, so it knows the standard library and NumPy alone. Nothing
that arrives is executed or unpickled: arrays come back as plain ``numpy.ndarray`` of
plain dtypes, everything else as the JSON types, list, tuple and dict.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

MAX_HEADER = 4 * 2**20
MAX_BODY = 128 * 2**20
MAX_DEPTH = 12
MAX_AXES = 32
MAX_NAME = 120
MAX_BITS = 10_000
MAX_PRINTED = 10_000
MAX_MESSAGE = 2_000
MAX_EVENTS = 20
"""How many events a worker may report of one request."""
DTYPES = (
    *("|b1", "|i1", "|u1", "<i2", "<u2", "<i4", "<u4", "<i8", "<u8"),
    *("<f2", "<f4", "<f8", "<c8", "<c16"),
)
_LENGTHS = struct.Struct(">II")
LENGTHS = _LENGTHS.size

Bytes = bytes | bytearray | memoryview


class ProtocolError(ValueError):
    """The other side sent what this protocol does not allow."""


class Budget:
    """How many bytes of headers and of arrays may still come, all frames together.

    A header grows to many times its size when it is read, so it has a smaller share.
    """

    def __init__(self, share: float = 1.0) -> None:
        self.header, self.body = int(MAX_HEADER * share), int(MAX_BODY * share)

    def take(self, lengths: Bytes) -> tuple[int, int]:
        """The two lengths at the head of a frame. Raises ProtocolError if less is left."""
        header, body = _LENGTHS.unpack(lengths)
        if header > self.header or body > self.body:
            raise ProtocolError(f"{(header + body) / 2**20:.0f} MiB are too much to send")
        self.header -= header
        self.body -= body
        return header, body


class Opaque:
    """Stands for a value that does not cross: ``description`` says what it was."""

    def __init__(self, description: str) -> None:
        self.description = description


class _Body:
    """Arrays as they will lie in a frame, and the bytes they will take."""

    def __init__(self) -> None:
        self.arrays: list[np.ndarray] = []
        self.size = 0

    def add(self, array: np.ndarray) -> None:
        self.arrays.append(array)
        self.size += array.nbytes


def encode(value: Any, most: int = MAX_BODY) -> bytes:
    """One frame: the lengths, the JSON header, the raw bytes of the arrays, at most ``most``."""
    body = _Body()
    header = json.dumps(_flatten(value, body, MAX_DEPTH)).encode()
    if len(header) > MAX_HEADER or body.size > most:
        raise ProtocolError(f"{(len(header) + body.size) / 2**20:.0f} MiB are too much to send")
    raw = [np.ascontiguousarray(array).data for array in body.arrays]
    size = sum(each.nbytes for each in raw)  # student code may have changed one in the meantime
    return b"".join([_LENGTHS.pack(len(header), size), header, *raw])


def read_undecoded(read_exactly: Callable[[int], Bytes]) -> bytes:
    """Read one frame as it is; ``read_exactly(n)`` returns n bytes or raises EOFError."""
    lengths = read_exactly(LENGTHS)
    return b"".join([lengths, read_exactly(sum(Budget().take(lengths)))])


def read(read_exactly: Callable[[int], Bytes], budget: Budget | None = None) -> Any:
    """Read and decode one frame."""
    header_length, body_length = (budget or Budget()).take(read_exactly(LENGTHS))
    header, body = read_exactly(header_length), read_exactly(body_length)
    try:
        return _restore(json.loads(bytes(header)), memoryview(body), MAX_DEPTH)
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError) as error:
        raise ProtocolError(f"a frame is malformed: {error}") from None


def decode(frame: bytes) -> Any:
    """Decode exactly one frame."""
    view, at = memoryview(frame), 0

    def read_exactly(count: int) -> memoryview:
        nonlocal at
        if at + count > len(view):
            raise ProtocolError("a frame is cut short")
        at += count
        return view[at - count : at]

    value = read(read_exactly)
    if at != len(view):
        raise ProtocolError("a frame has bytes to spare")
    return value


def _flatten(value: Any, body: _Body, depth: int) -> Any:
    """JSON for ``value``; its arrays go to ``body``."""
    if value is None or isinstance(value, (bool, str)):
        return value if not isinstance(value, str) else str(value)
    if isinstance(value, np.bool_):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        number = int(value)
        return number if number.bit_length() < MAX_BITS else _opaque("an enormous integer")
    if isinstance(value, float):
        return float(value)
    if depth == 0:
        return _opaque("something nested too deeply")
    if isinstance(value, (np.ndarray, np.generic)):
        return _array(np.asarray(value), body)
    if isinstance(value, (list, tuple)):
        kind = "tuple" if isinstance(value, tuple) else "list"
        return {kind: [_flatten(item, body, depth - 1) for item in value]}
    if isinstance(value, dict):
        pairs = [[_flatten(item, body, depth - 1) for item in pair] for pair in value.items()]
        return {"dict": pairs}
    return _opaque(value.description if isinstance(value, Opaque) else f"a {type(value).__name__}")


def _array(array: np.ndarray, body: _Body) -> Any:
    if array.dtype.kind not in "biufc":
        return _opaque(f"an array of dtype {array.dtype}")
    if array.nbytes + body.size > MAX_BODY or not _is_possible(array.shape):
        return _opaque(f"an array of shape {array.shape}: {array.nbytes / 2**30:.1f} GiB")
    plain = array.astype(array.dtype.newbyteorder("<"), copy=False)
    if plain.dtype.str not in DTYPES:
        plain = plain.astype("<c16" if plain.dtype.kind == "c" else "<f8")
    body.add(plain)
    return {"array": [plain.dtype.str, list(plain.shape)]}


def _opaque(description: str) -> Any:
    return {"opaque": str(description)[:MAX_NAME]}


def _restore(node: Any, body: memoryview, depth: int) -> Any:
    """The value for a JSON header; arrays are taken from ``body`` in order."""
    at = 0

    def restore(node: Any, depth: int) -> Any:
        nonlocal at
        if not isinstance(node, dict):
            if isinstance(node, list):
                raise ProtocolError("a bare list")
            return node
        ((kind, content),) = node.items()
        if kind == "array":
            dtype, shape = content
            size = _size(dtype, shape)
            array = np.frombuffer(body[at : at + size], dtype=dtype).reshape(shape).copy()
            at += size
            return array
        if kind == "opaque":
            return Opaque(str(content)[:MAX_NAME])
        if depth == 0:
            raise ProtocolError("nested too deeply")
        if kind in ("list", "tuple"):
            items = [restore(item, depth - 1) for item in content]
            return tuple(items) if kind == "tuple" else items
        if kind == "dict":
            return {restore(key, 1): restore(item, depth - 1) for key, item in content}
        raise ProtocolError(f"unknown kind {kind!r}")

    value = restore(node, depth)
    if at != len(body):
        raise ProtocolError("the arrays do not use up the body")
    return value


def _is_possible(shape: Sequence[int]) -> bool:
    return len(shape) <= MAX_AXES and all(type(n) is int and 0 <= n <= MAX_BODY for n in shape)


def _size(dtype: str, shape: list[int]) -> int:
    if dtype not in DTYPES:
        raise ProtocolError(f"dtype {dtype!r} is not plain")
    if not _is_possible(shape):
        raise ProtocolError("an impossible shape")
    size = math.prod(shape) * np.dtype(dtype).itemsize
    if size > MAX_BODY:
        raise ProtocolError("an array is larger than the cap")
    return size
