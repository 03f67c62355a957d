"""Archives that are there already: the right ones are taken, all others are refused."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from support.data_world import (
    NAME,
    OFFICIAL,
    OTHER,
    WHOLE,
    archive,
    batches,
    contents,
    idx,
    registered,
    tar,
)

from cs_cnn.given import data
from cs_cnn.given.data import fetched
from cs_cnn.given.data.registry import FETCHED, DataError


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CS_CNN_DATA", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small CIFAR-10 that nobody serves."""
    file = registered(f"http://127.0.0.1:9/{NAME}", OFFICIAL)
    monkeypatch.setitem(FETCHED, "cifar10", FETCHED["cifar10"]._replace(files=(file,)))


@pytest.mark.usefixtures("known")
def test_an_archive_that_is_there_is_taken(tmp_path: Path, cache: Path) -> None:
    mine = archive(tmp_path / "my download.tgz", OFFICIAL)
    fetched.take("cifar10", mine)
    assert contents(cache) == WHOLE
    assert mine.read_bytes() == OFFICIAL
    assert data.load("cifar10").licence == FETCHED["cifar10"].licence


ALTERED = OFFICIAL[:-100] + bytes([OFFICIAL[-100] ^ 1]) + OFFICIAL[-99:]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("before", [{}, WHOLE], ids=["empty", "full"])
@pytest.mark.parametrize(
    ("packed", "said"),
    [
        (OFFICIAL[:-1000], "is cut off, or a different file"),
        (ALTERED, "was altered"),
        (OFFICIAL + b"more", "is a different file"),
        (b"", "is cut off"),
        (OFFICIAL * 3, "is a different file"),
    ],
    ids=["truncated", "altered", "longer", "empty", "foreign"],
)
def test_a_bad_archive_is_refused_and_the_cache_is_as_it_was(
    packed: bytes, said: str, before: dict[str, bytes], tmp_path: Path, cache: Path
) -> None:
    for name, held in before.items():
        (cache / name).parent.mkdir(parents=True)
        (cache / name).write_bytes(held)
    with pytest.raises(DataError, match=f"{said}.*`cs-cnn data cifar10` fetches") as problem:
        fetched.take("cifar10", archive(tmp_path / "mine.tar.gz", packed))
    assert "\n" not in str(problem.value)
    assert contents(cache) == before
    assert not list(cache.rglob("incoming"))


@pytest.mark.usefixtures("known")
def test_taking_an_archive_on_a_full_disk_leaves_the_cache_as_it_was(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:100])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(source))

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(OSError, match=r"incoming.*copy"):
        fetched.take("cifar10", archive(tmp_path / "mine.tar.gz", OFFICIAL))
    assert contents(cache) == {}


@pytest.mark.usefixtures("known")
def test_another_archive_of_the_layout_is_taken_where_one_says_so(
    tmp_path: Path, cache: Path
) -> None:
    mine = archive(tmp_path / "subset.tar.gz", OTHER)
    with pytest.raises(DataError, match="--unofficial"):
        fetched.take("cifar10", mine)
    fetched.take_unofficial("cifar10", mine)
    loaded = data.load("cifar10")
    assert fetched.state("cifar10") == "here (unofficial)"
    assert loaded.licence == "unknown"
    assert loaded.source.startswith("your own archive")
    fetched.take("cifar10", archive(tmp_path / "official.tar.gz", OFFICIAL))
    assert contents(cache) == WHOLE
    with pytest.raises(DataError, match="The official CIFAR-10 is here"):
        fetched.take_unofficial("cifar10", mine)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("packed", [OTHER[:-1000], b"PK\3\4", tar(batches(), "elsewhere")])
def test_an_archive_of_another_layout_never_is(packed: bytes, tmp_path: Path, cache: Path) -> None:
    fetched.take_unofficial("cifar10", archive(tmp_path / "good.tar.gz", OTHER))
    earlier = contents(cache)
    with pytest.raises(DataError, match=r"bad\.tar\.gz is unusable: .*--unofficial takes"):
        fetched.take_unofficial("cifar10", archive(tmp_path / "bad.tar.gz", packed))
    assert contents(cache) == earlier


@pytest.mark.usefixtures("known")
def test_the_official_archive_stays_official_whatever_one_says(tmp_path: Path) -> None:
    fetched.take_unofficial("cifar10", archive(tmp_path / "mine.tar.gz", OFFICIAL))
    assert fetched.state("cifar10") == "here"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no file .*nowhere\.tar\.gz"):
        fetched.take("cifar10", tmp_path / "nowhere.tar.gz")


@pytest.mark.usefixtures("known")
def test_a_cache_that_was_damaged_says_how_to_mend_it(tmp_path: Path, cache: Path) -> None:
    fetched.take("cifar10", archive(tmp_path / "mine.tar.gz", OFFICIAL))
    (cache / "cifar10" / NAME).write_bytes(ALTERED)
    with pytest.raises(DataError, match=r"is unusable: .*`cs-cnn data cifar10` fetches it again"):
        data.load("cifar10")


IDX = ("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz",
       "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz")  # fmt: skip


@pytest.fixture
def digits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small MNIST."""
    rng = np.random.default_rng(0)
    arrays = [
        rng.integers(256, size=(20, 5, 6)), np.arange(20) % 10,
        rng.integers(256, size=(10, 5, 6)), np.arange(10),
    ]  # fmt: skip
    folder = tmp_path / "digits"
    folder.mkdir()
    packed = {name: idx(array) for name, array in zip(IDX, arrays, strict=True)}
    for name, held in packed.items():
        (folder / name).write_bytes(held)
    files = tuple(registered(f"http://127.0.0.1:9/{name}", held) for name, held in packed.items())
    monkeypatch.setitem(FETCHED, "mnist", FETCHED["mnist"]._replace(files=files))
    return folder


def test_a_set_of_four_files_comes_from_a_folder(digits: Path, cache: Path) -> None:
    fetched.take("mnist", digits)
    loaded = data.load("mnist")
    assert loaded.x_train.shape == (18, 1, 5, 6)
    assert set(loaded.y_test) == set(range(10))
    assert set(contents(cache)) == {f"mnist/{name}" for name in IDX}


def test_of_four_files_none_is_taken_where_one_is_bad(digits: Path, cache: Path) -> None:
    (digits / IDX[3]).write_bytes(b"labels")
    with pytest.raises(DataError, match="t10k-labels"):
        fetched.take("mnist", digits)
    assert contents(cache) == {}


def test_of_four_files_one_is_not_enough(digits: Path) -> None:
    with pytest.raises(DataError, match="name the folder"):
        fetched.take("mnist", digits / IDX[0])
    with pytest.raises(DataError, match="only an archive can be unofficial"):
        fetched.take_unofficial("mnist", digits)


def test_real_images_of_another_archive(cache: Path) -> None:
    path = os.environ.get("CS_CNN_CIFAR10")
    if not path:
        pytest.skip("CS_CNN_CIFAR10 names no archive laid out like CIFAR-10")
    fetched.take_unofficial("cifar10", Path(path))
    loaded = data.load("cifar10")
    assert loaded.classes[:3] == ("airplane", "automobile", "bird")
    assert len(loaded.x_train) == 9 * len(loaded.x_val)
    assert {len(np.unique(y)) for y in (loaded.y_train, loaded.y_val, loaded.y_test)} == {10}
    assert 0.4 < loaded.x_train.mean() < 0.55
    assert loaded.x_train[:, 2].std() > 0.2
