"""Files are written whole, for those whom the umask lets read them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.core import storage

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no umask on Windows")


@pytest.fixture(params=[0o022, 0o027, 0o077, 0o002])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_file_has_the_permissions_that_the_umask_leaves(umask: int, tmp_path: Path) -> None:
    for _ in range(2):  # a new file, then one in its place
        storage.write(tmp_path / "new" / "file", b"1")
        assert mode(tmp_path / "new" / "file") == 0o666 & ~umask
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["file"]


def test_a_folder_has_the_permissions_that_the_umask_leaves(umask: int, tmp_path: Path) -> None:
    made = [storage.new_folder(tmp_path / "all", "one-") for _ in range(2)]
    assert len(set(made)) == 2
    assert {mode(path) for path in made} == {0o777 & ~umask}
    assert all(path.parent == tmp_path / "all" and path.name[:4] == "one-" for path in made)


def test_what_is_private_is_its_owners_alone(umask: int, tmp_path: Path) -> None:
    storage.write_private(tmp_path / "secret", b"1")
    storage.write_private(tmp_path / "secret", b"2")
    assert mode(tmp_path / "secret") == 0o600
    assert (tmp_path / "secret").read_bytes() == b"1"
