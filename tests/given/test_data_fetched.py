"""Downloads from a server that breaks off, stalls and lies."""

from __future__ import annotations

import errno
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from support.data_world import (
    EACH,
    NAME,
    OFFICIAL,
    OTHER,
    TEST,
    WHOLE,
    Server,
    contents,
    registered,
    serving,
)

from cs_cnn.given import data
from cs_cnn.given.data import download, fetched
from cs_cnn.given.data.registry import FETCHED, DataError


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own; nobody waits."""
    monkeypatch.setenv("CS_CNN_DATA", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(download, "PAUSE", 0)
    monkeypatch.setattr(download, "PATIENCE", (5, 0.3))
    return tmp_path / "cache"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The home of a small CIFAR-10."""
    with serving(OFFICIAL) as server:
        small = FETCHED["cifar10"]._replace(files=(registered(server.url, OFFICIAL),))
        monkeypatch.setitem(FETCHED, "cifar10", small)
        yield server


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small CIFAR-10 that nobody serves."""
    file = registered(f"http://127.0.0.1:9/{NAME}", OFFICIAL)
    monkeypatch.setitem(FETCHED, "cifar10", FETCHED["cifar10"]._replace(files=(file,)))


def test_a_set_is_fetched_once(server: Server, cache: Path) -> None:
    told: list[tuple[str, int, int]] = []
    fetched.fetch("cifar10", lambda *progress: told.append(progress))
    fetched.fetch("cifar10")
    assert contents(cache) == WHOLE
    assert server.asked == [None]
    assert told[-1] == (NAME, len(OFFICIAL), len(OFFICIAL))
    assert data.ready("cifar10")


@pytest.mark.parametrize(
    "tricks",
    [
        ["breaks off"],
        ["stalls"],
        ["breaks off", "stalls", "breaks off"],
        ["breaks off", "ignores the range"],
        ["breaks off", "416"],
        ["says it is gzip"],
    ],
    ids=" then ".join,
)
def test_a_download_goes_on_after(tricks: list[str], server: Server, cache: Path) -> None:
    server.misbehave = list(tricks)
    fetched.fetch("cifar10")
    assert contents(cache) == WHOLE


def test_only_what_is_missing_is_asked_for(server: Server) -> None:
    server.misbehave = ["breaks off"]
    fetched.fetch("cifar10")
    assert server.asked == [None, f"bytes={len(OFFICIAL) // 2}-"]


def test_a_server_that_always_breaks_off_is_given_up_and_the_next_call_goes_on(
    server: Server, cache: Path
) -> None:
    server.misbehave = ["breaks off"] * download.TRIES
    with pytest.raises(DataError, match=r"breaks off, 5 times; .* are kept: .*--archive"):
        fetched.fetch("cifar10")
    (part,) = contents(cache).values()
    assert OFFICIAL.startswith(part)
    assert not data.ready("cifar10")
    server.asked.clear()
    fetched.fetch("cifar10")
    assert server.asked == [f"bytes={len(part)}-"]
    assert contents(cache) == WHOLE


@pytest.mark.parametrize(
    ("trick", "said"),
    [
        ("404", r"answers 404 Not Found"),
        ("503", r"answers 503"),
        ("announces more", r"announces \S+ bytes; the file has"),
        ("announces less", r"announces \S+ bytes; the file has"),
        ("sends without end", r"sends more than the \S+ bytes"),
        ("alters a byte", r"did not send the official file \(md5:\w+\)"),
    ],
)
@pytest.mark.parametrize("before", ["empty", "full"])
def test_what_is_not_the_file_is_refused_in_one_line(
    before: str, trick: str, said: str, server: Server, cache: Path
) -> None:
    if before == "full":
        (cache / "cifar10").mkdir(parents=True)
        (cache / "cifar10" / NAME).write_bytes(OTHER)  # of an earlier day: to be fetched anew
    earlier = contents(cache)
    server.misbehave = [trick]
    with pytest.raises(DataError, match=said) as problem:
        fetched.fetch("cifar10")
    assert "\n" not in str(problem.value)
    assert {n: d for n, d in contents(cache).items() if d} == earlier
    fetched.fetch("cifar10")
    assert contents(cache) == WHOLE


def test_a_part_of_another_version_is_no_obstacle(server: Server, cache: Path) -> None:
    incoming = cache / "cifar10" / "incoming"
    incoming.mkdir(parents=True)
    (incoming / f"{NAME}.part").write_bytes(OTHER[:1000])
    fetched.fetch("cifar10")
    assert server.asked == ["bytes=1000-", None]
    assert contents(cache) == WHOLE


@pytest.mark.parametrize("size", [0, 5], ids=["whole", "too long"])
def test_a_part_that_has_all_bytes(size: int, server: Server, cache: Path) -> None:
    incoming = cache / "cifar10" / "incoming"
    incoming.mkdir(parents=True)
    (incoming / f"{NAME}.part").write_bytes(OFFICIAL + bytes(size))
    fetched.fetch("cifar10")
    assert server.asked == [None] * bool(size)
    assert contents(cache) == WHOLE


def test_a_server_that_sends_another_range_is_refused(server: Server) -> None:
    server.misbehave = ["breaks off", "sends another range"]
    with pytest.raises(DataError, match="announces"):
        fetched.fetch("cifar10")


@pytest.mark.usefixtures("known")
def test_no_network_is_said_in_one_line(cache: Path) -> None:
    with pytest.raises(DataError, match=r"cannot be reached, 5 times: .*--archive FILE"):
        fetched.fetch("cifar10")
    assert contents(cache) == {}


def test_a_killed_download_leaves_nothing_in_place_and_goes_on(server: Server, cache: Path) -> None:
    server.misbehave = ["stalls"]
    code = (
        "from cs_cnn.given.data import fetched, registry\n"
        f"file = registry.File({server.url!r}, {len(OFFICIAL)}, 'md5:0')\n"
        "registry.FETCHED['cifar10'] = registry.FETCHED['cifar10']._replace(files=(file,))\n"
        "fetched.fetch('cifar10')\n"
    )
    with subprocess.Popen([sys.executable, "-c", code]) as process:
        part = cache / "cifar10" / "incoming" / f"{NAME}.part"
        _wait(lambda: part.exists() and part.stat().st_size >= download.CHUNK)
        process.send_signal(signal.SIGKILL)
    assert not (cache / "cifar10" / NAME).exists()
    had = part.stat().st_size
    fetched.fetch("cifar10")
    assert server.asked == [None, f"bytes={had}-"]
    assert contents(cache) == WHOLE


def _wait(there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not there():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_too_small_a_disk_is_noticed_before_anything_comes(
    server: Server, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")._replace(free=len(OFFICIAL) - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(OSError, match="incoming") as problem:
        fetched.fetch("cifar10")
    assert problem.value.errno == errno.ENOSPC
    assert server.asked == []
    assert contents(cache) == {}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's /dev/full")
def test_a_disk_that_fills_up_is_left_as_it_was(server: Server, cache: Path) -> None:
    incoming = cache / "cifar10" / "incoming"
    incoming.mkdir(parents=True)
    (incoming / f"{NAME}.part").symlink_to("/dev/full")
    with pytest.raises(OSError, match=r"\.part") as problem:
        fetched.fetch("cifar10")
    assert problem.value.errno == errno.ENOSPC
    assert list(cache.rglob("*")) == []


def test_the_folder_is_the_users_cache_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CS_CNN_DATA")
    assert fetched.folder("mnist").parts[-3:] == ("cs_cnn", "data", "mnist")


def test_loading_never_downloads(server: Server) -> None:
    with pytest.raises(DataError) as problem:
        data.load("cifar10")
    assert "`cs-cnn data cifar10`" in str(problem.value)
    assert str(problem.value).count(". ") == 0, "one sentence"
    assert server.asked == []
    assert not data.ready("cifar10")


def test_what_is_loaded_is_what_the_archive_holds(server: Server) -> None:
    fetched.fetch("cifar10")
    loaded = data.load("cifar10")
    raw = fetched.read("cifar10")
    learn = 5 * EACH
    assert [len(loaded.x_train), len(loaded.x_val), len(loaded.x_test)] == [18, 2, TEST]
    together = np.concatenate([loaded.x_train, loaded.x_val])
    assert (together.dtype, together.shape) == (np.float32, (learn, 3, 32, 32))
    assert np.array_equal(np.rint(together * 255), raw.x_train)
    assert np.array_equal(np.concatenate([loaded.y_train, loaded.y_val]), raw.y_train)
    assert sorted(loaded.y_test) == sorted(raw.y_test)
    assert len(data.load("cifar10", samples=3).x_train) == 3
