"""The two binary formats: what is right is read, all else is refused before memory is taken."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from support.data_world import EACH, NAMES, OFFICIAL, TEST, archive, batches, idx, tar

from cs_cnn.given.data import formats
from cs_cnn.given.data.formats import (
    CIFAR_FOLDER,
    CIFAR_NAMES,
    RECORD,
    BadFormat,
    read_cifar,
    read_idx,
)

GOOD = batches()


@pytest.fixture
def cifar(tmp_path: Path) -> Callable[[bytes], formats.Images]:
    return lambda packed: read_cifar(archive(tmp_path / "cifar.tar.gz", packed))


def test_cifar_is_read_to_the_pixel(cifar: Callable[[bytes], formats.Images]) -> None:
    images = cifar(OFFICIAL)
    record = np.frombuffer(GOOD["data_batch_3.bin"], np.uint8)[RECORD : 2 * RECORD]
    at = 2 * EACH + 1
    assert images.y_train[at] == record[0]
    assert images.x_train[at, 1, 4, 7] == record[1 + 1024 + 4 * 32 + 7]
    assert images.x_train.shape == (5 * EACH, 3, 32, 32)
    assert images.x_test.shape == (TEST, 3, 32, 32)
    assert images.classes == NAMES


def test_other_files_in_the_archive_do_not_matter(
    cifar: Callable[[bytes], formats.Images],
) -> None:
    more = {"readme.html": b"<html>", **dict(reversed(GOOD.items()))}
    assert np.array_equal(cifar(tar(more)).x_test, cifar(OFFICIAL).x_test)


def without(name: str) -> dict[str, bytes]:
    return {key: value for key, value in GOOD.items() if key != name}


BAD_CIFAR = {
    "no file at all": (b"", "damaged|cut off|no cifar"),
    "not gzip": (b"BZh9" + OFFICIAL, "another format"),
    "gzip, but no tar": (gzip.compress(b"hello" * 1000), "another format"),
    "cut off": (OFFICIAL[:-9], "cut off"),
    "a wrong checksum at the end": (OFFICIAL[:-6] + b"??????", "damaged"),
    "another folder": (tar(GOOD, "cifar-100-binary"), "holds no cifar-10-batches-bin/batches"),
    "a path that leads out": (tar(GOOD, f"../{CIFAR_FOLDER}"), "holds no"),
    "a batch is missing": (tar(without("data_batch_4.bin")), "holds no .*data_batch_4.bin"),
    "the names are missing": (tar(without(CIFAR_NAMES)), "holds no .*batches.meta.txt"),
    "half a record": (tar({**GOOD, "test_batch.bin": bytes(RECORD + 9)}), "not a multiple of"),
    "an empty batch": (tar({**GOOD, "test_batch.bin": b""}), "not a multiple of"),
    "nine names": (tar({**GOOD, CIFAR_NAMES: b"a b c d e f g h i"}), "holds 9 names"),
    "one name twice": (tar({**GOOD, CIFAR_NAMES: b"a b c d e f g h i i"}), "not 10 different"),
    "a class too many": (tar({**GOOD, "test_batch.bin": b"\n" + bytes(RECORD - 1)}), "class 10"),
    "a batch too large": (tar({**GOOD, "test_batch.bin": bytes(10_001 * RECORD)}), "30,733,073"),
    "many files": (tar({**{f"{i}.txt": b"" for i in range(60)}, **GOOD}), "more than 50 files"),
}


@pytest.mark.parametrize("name", BAD_CIFAR)
def test_what_is_not_cifar_is_refused(name: str, cifar: Callable[[bytes], formats.Images]) -> None:
    packed, said = BAD_CIFAR[name]
    with pytest.raises(BadFormat, match=said) as problem:
        cifar(packed)
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_links_and_pipes_are_refused(kind: bytes, cifar: Callable[[bytes], formats.Images]) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as made:
        member = tarfile.TarInfo(f"{CIFAR_FOLDER}/data_batch_1.bin")
        member.type, member.linkname = kind, "/etc/passwd"
        made.addfile(member)
    with pytest.raises(BadFormat, match="not a plain file"):
        cifar(packed.getvalue())


def test_a_file_that_is_there_twice_is_refused(cifar: Callable[[bytes], formats.Images]) -> None:
    twice = gzip.decompress(tar({CIFAR_NAMES: GOOD[CIFAR_NAMES]}))[:1024]
    with pytest.raises(BadFormat, match="occurs twice"):
        cifar(gzip.compress(twice + gzip.decompress(OFFICIAL)))


def header(size: int, kind: bytes) -> bytes:
    member = tarfile.TarInfo(f"{CIFAR_FOLDER}/test_batch.bin")
    member.size, member.type = size, kind
    return member.tobuf(tarfile.GNU_FORMAT)


@pytest.mark.parametrize("kind", [tarfile.REGTYPE, tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME])
def test_a_header_that_announces_gigabytes_takes_no_memory(
    kind: bytes, cifar: Callable[[bytes], formats.Images], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "MOST_BYTES", 2_000_000)
    packed = gzip.compress(header(50_000_000_000, kind) + bytes(3_000_000))
    tracemalloc.start()
    with pytest.raises(BadFormat):
        cifar(packed)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


def test_a_bomb_is_put_down_before_it_goes_off(
    cifar: Callable[[bytes], formats.Images], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "MOST_BYTES", 1_000_000)
    with pytest.raises(BadFormat, match="more than 1,000,000 bytes"):
        cifar(gzip.compress(gzip.decompress(OFFICIAL) + bytes(1_000_000)))


IMAGES = np.arange(4 * 5 * 6).reshape(4, 5, 6)
LABELS = np.array([0, 1, 2, 1])


@pytest.fixture
def mnist(tmp_path: Path) -> Callable[[bytes, bytes], formats.Images]:
    def read(images: bytes, labels: bytes) -> formats.Images:
        paths = [archive(tmp_path / f"{i}.gz", held) for i, held in enumerate((images, labels))]
        return read_idx(paths * 2, ("a", "b", "c"))

    return read


def test_idx_is_read_to_the_pixel(mnist: Callable[[bytes, bytes], formats.Images]) -> None:
    images = mnist(idx(IMAGES), idx(LABELS))
    assert np.array_equal(images.x_train[:, 0], IMAGES)
    assert np.array_equal(images.y_test, LABELS)
    assert images.y_test.dtype == np.int64


def announcing(*shape: int) -> bytes:
    return gzip.compress(struct.pack(f">4B{len(shape)}I", 0, 0, 8, len(shape), *shape) + bytes(9))


BAD_IDX = {
    "cut off": (idx(IMAGES)[:-4], idx(LABELS), "cut off"),
    "not gzip": (b"hello", idx(LABELS), "another format"),
    "an empty file": (gzip.compress(b""), idx(LABELS), "not an IDX file"),
    "labels for images": (idx(LABELS), idx(LABELS), "3 axes"),
    "floats": (gzip.compress(bytes((0, 0, 13, 3)) + bytes(12)), idx(LABELS), "not an IDX file"),
    "fewer bytes than announced": (announcing(4, 5, 6), idx(LABELS), "announces 120 bytes"),
    "more bytes than announced": (announcing(1, 2, 3), idx(LABELS), "announces 6 bytes"),
    "terabytes announced": (announcing(2**31, 2**5, 2**5), idx(LABELS), "announces 2,199,"),
    "a product that wraps around": (announcing(2**32 - 1, 2**32 - 1, 2), idx(LABELS), "announces"),
    "no images": (idx(IMAGES[:0]), idx(LABELS[:0]), "0 images"),
    "a label is missing": (idx(IMAGES), idx(LABELS[:3]), "4 images and 3"),
    "a class too many": (idx(IMAGES), idx(LABELS + 1), "class 3"),
}


@pytest.mark.parametrize("name", BAD_IDX)
def test_what_is_not_idx_is_refused(
    name: str, mnist: Callable[[bytes, bytes], formats.Images]
) -> None:
    images, labels, said = BAD_IDX[name]
    with pytest.raises(BadFormat, match=said):
        mnist(images, labels)
