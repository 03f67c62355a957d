"""Zips that say less than the truth, and how much is unpacked of them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest


def forged_size(name: str, content: bytes) -> bytes:
    """A zip with one member that says it has 1,000 bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    data = bytearray(file.getvalue())
    small = struct.pack("<I", 1000)
    directory = data.rindex(b"PK\x01\x02")
    data[22:26] = data[directory + 24 : directory + 28] = small
    return bytes(data)


def watched(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """From now on, how many bytes come out of each step of unpacking."""
    given_out: list[int] = []
    real = zlib.decompressobj

    class Watched:
        def __init__(self, *args: int) -> None:
            self._inner = real(*args)

        def decompress(self, data: bytes, most: int = 0) -> bytes:
            given_out.append(len(found := self._inner.decompress(data, most)))
            return found

        def __getattr__(self, name: str) -> object:
            return getattr(self._inner, name)

    monkeypatch.setattr(zipfile.zlib, "decompressobj", Watched)  # type: ignore[attr-defined]
    return given_out
