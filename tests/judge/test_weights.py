"""Weights that are handed in: what is taken as it was saved, and a sentence for all else."""

from __future__ import annotations

import io
import pickle
import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.outcome_world import saved
from support.zip_bombs import forged_size, watched

from autograder.judge import weights
from autograder.judge.weights import BadWeights, unpacked


def npy(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def packed(*members: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def with_header(header: str, content: bytes = b"", version: bytes = b"\x01\x00") -> bytes:
    length = struct.pack("<H" if version == b"\x01\x00" else "<I", len(header))
    return packed(("w.npy", b"\x93NUMPY" + version + length + header.encode() + content))


ARRAYS = {
    "a number": np.array(1.5),
    "float16": np.arange(6, dtype=np.float16).reshape(2, 3),
    "columns first": np.arange(24, dtype=np.float32).reshape(2, 3, 4).T,
    "the other byte order": np.arange(5, dtype=">f8"),
    "none": np.empty((0, 3), dtype=np.float32),
    "many axes": np.ones((1,) * 32),
}


@pytest.mark.parametrize("name", ARRAYS)
@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_arrays_come_back_as_they_were_saved(name: str, save: object) -> None:
    file = io.BytesIO()
    save(file, **{name: ARRAYS[name], "other/w.1": np.ones(2)})  # type: ignore[operator]
    found = unpacked(file.getvalue())
    assert list(found) == [name, "other/w.1"]
    assert np.array_equal(found[name], ARRAYS[name])
    assert found[name].dtype == ARRAYS[name].dtype.newbyteorder("=")


def test_a_hundred_arrays_of_a_million_numbers_are_not_too_many() -> None:
    found = unpacked(saved(**{f"w{i}": np.ones(10_000, np.float32) for i in range(100)}))
    assert sum(array.size for array in found.values()) == weights.MAX_NUMBERS


LIAR = forged_size("w.npy", npy(np.zeros(2**23)))


def encrypted() -> bytes:
    data = bytearray(saved(w=np.ones(3)))
    directory = data.rindex(b"PK\x01\x02")
    data[6] |= 1
    data[directory + 8] |= 1
    return bytes(data)


def twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return packed(("w.npy", npy(np.ones(3))), ("w.npy", npy(np.zeros(3))))


SHAPE = "{{'descr': '<f4', 'fortran_order': False, 'shape': {}, }}\n"
BAD = {
    "empty": (b"", "is damaged, or no .npz file"),
    "text": (b"these are my weights", "is damaged, or no .npz file"),
    "one array": (npy(np.ones(3)), "is damaged, or no .npz file"),
    "a pickle": (pickle.dumps({"w": [1.0]}), "is damaged, or no .npz file"),
    "cut off": (saved(w=np.ones(500))[:-30], "is damaged, or no .npz file"),
    "a bit off": (packed(("w.npy", npy(np.ones(99))), how=0).replace(b"\xf0?", b"\xf1?", 1), "dam"),
    "no array": (packed(), "holds no array"),
    "101 arrays": (saved(**{f"w{i}": np.ones(1) for i in range(101)}), "holds 101 arrays"),
    "too many numbers": (saved(w=np.zeros(1_000_001, np.float16)), "holds 1,000,001 numbers"),
    "too many bytes": (saved(w=np.zeros(2**19 + 1)), "unpacks to more than 4 MiB"),
    "a bomb": (packed(("w.npy", bytes(2**26))), "unpacks to more than 4 MiB"),
    "many small bombs": (packed(*[(f"{i}.npy", bytes(10**5)) for i in range(99)]), "4 MiB"),
    "a large file": (bytes(weights.MAX_FILE + 1), "is larger than 5 MiB"),
    "a size that is a lie": (LIAR, "is damaged"),
    "encrypted": (encrypted(), "`np.savez_compressed` does not write"),
    "another packing": (packed(("w.npy", npy(np.ones(9))), how=zipfile.ZIP_LZMA), "does not write"),
    "another member": (packed(("code.py", b"import os")), "holds code.py, which `np.savez"),
    "a folder": (packed(("w.npy/", b"")), "holds w.npy/, which `np.savez_compressed` does"),
    "a long name": (saved(**{"w" * 120: np.ones(1)}), "a name of more than 100 characters"),
    "objects": (saved(w=np.array([{"a": 1}], dtype=object)), "holds w of dtype |O"),
    "integers": (saved(w=np.arange(3)), "holds w of dtype <i8"),
    "complex numbers": (saved(w=np.ones(3, complex)), "holds w of dtype <c16"),
    "text in an array": (saved(w=np.array(["a"])), "holds w of dtype <U1"),
    "fields": (saved(w=np.zeros(2, [("a", "<f4")])), "holds w, which is no plain array"),
    "NaN": (saved(w=np.array([1, np.nan])), "holds w, which has NaN or infinite numbers"),
    "infinity": (saved(w=np.array([1, -np.inf])), "NaN or infinite numbers"),
    "no header": (packed(("w.npy", b"\x93NUMPY\x01\x00")), "is damaged"),
    "no numbers": (packed(("w.npy", b"just bytes")), "holds w, which is no array"),
    "a version to come": (with_header("{}", version=b"\x09\x00"), "holds w, which is no array"),
    "a huge header": (with_header(SHAPE.format("()") + " " * 2000), "whose header has 2,0"),
    "a header that says it is huge": (
        packed(("w.npy", b"\x93NUMPY\x02\x00\xff\xff\xff\xff{}")), "header has 4,294,967,295 bytes",
    ),
    "code in a header": (with_header("__import__('os')"), "holds w, which is no plain array"),
    "brackets in a header": (with_header("(" * 1000), "holds w, which is no plain array"),
    "fewer numbers": (with_header(SHAPE.format("(3,)"), bytes(8)), "shape does not fit its size"),
    "more numbers": (with_header(SHAPE.format("(3,)"), bytes(16)), "shape does not fit its size"),
    "less than none": (with_header(SHAPE.format("(-3,)"), bytes(8)), "is no plain array"),
    "a huge shape": (with_header(SHAPE.format("(99999999999, 99999999999)")), "does not fit"),
    "a huge empty shape": (with_header(SHAPE.format("(0, 99999999999)")), "shape is too large"),
    "33 axes": (with_header(SHAPE.format("(" + "1, " * 33 + ")"), bytes(4)), "shape is too large"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_sentence(tmp_path: Path, name: str) -> None:
    data, says = BAD[name]
    (tmp_path / "mine.npz").write_bytes(data)
    with pytest.raises(BadWeights) as caught:
        weights.read(tmp_path / "mine.npz")
    said = str(caught.value)
    assert says in said
    assert said.isprintable()
    assert not said.endswith(".")


def test_a_name_twice_is_one_too_many() -> None:
    with pytest.raises(BadWeights, match="does not write"):
        unpacked(twice())


def test_a_name_cannot_move_the_cursor() -> None:
    with pytest.raises(BadWeights) as caught:
        unpacked(saved(**{"a\n\x1b[31m\u202e": np.arange(3)}))
    assert str(caught.value).isprintable()


def test_a_lie_about_a_size_unpacks_no_more_than_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    given_out = watched(monkeypatch)
    with pytest.raises(BadWeights):
        unpacked(LIAR)
    assert given_out
    assert sum(given_out) < 10_000


def test_a_missing_file_and_a_folder_are_missing(tmp_path: Path) -> None:
    (tmp_path / "folder.npz").mkdir()
    for name in ("none.npz", "folder.npz"):
        with pytest.raises(FileNotFoundError):
            weights.read(tmp_path / name)


WHOLE = saved(w=np.arange(50, dtype=np.float16), b=np.ones(3))


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_whatever_is_changed_in_a_file_it_is_read_or_refused(at: int, change: bytes) -> None:
    data = WHOLE[:at] + change + WHOLE[at + len(change) :]
    try:
        found = unpacked(data)
    except BadWeights:
        return
    assert all(array.dtype.kind == "f" and np.isfinite(array).all() for array in found.values())


@given(st.binary(max_size=300))
def test_whatever_bytes_an_array_has_it_is_read_or_refused(content: bytes) -> None:
    for member in (content, b"\x93NUMPY\x01\x00" + content):
        try:
            unpacked(packed(("w.npy", member)))
        except BadWeights:
            continue
