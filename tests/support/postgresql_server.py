"""A PostgreSQL server for a test: the one at CS_CNN_TEST_DB, else a throw-away one.

The throw-away one is made with initdb in a temporary folder, listens on 127.0.0.1 alone, and
runs as the user ``postgres`` where the tests run as root, since PostgreSQL refuses root.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

USER = "cs_cnn"
WHY_NOT = "no PostgreSQL server here: `apt-get install postgresql`, or name one in CS_CNN_TEST_DB"


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The URL of a database. Skips the test where there is no server."""
    if os.environ.get("CS_CNN_TEST_DB"):
        yield os.environ["CS_CNN_TEST_DB"]
        return
    programs = _programs()
    if programs is None:
        pytest.skip(WHY_NOT)
    with tempfile.TemporaryDirectory(prefix="cs_cnn-pg-", dir="/tmp") as name:
        folder = Path(name)
        _hand_over(folder)
        port = _free_port()
        _run(programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", USER)
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off"
        log = folder / "log"
        _run(programs / "pg_ctl", "-D", folder / "data", "-o", options, "-l", log, "-w", "start")
        try:
            yield f"postgresql://{USER}@127.0.0.1:{port}/postgres"
        finally:
            _run(programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")


def _programs() -> Path | None:
    """Where initdb and pg_ctl are: on the PATH, or where Debian puts them."""
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    places = [Path(found)] if found else debian
    return places[-1].parent if places else None


def _hand_over(folder: Path) -> None:
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)


def _run(program: Path, *arguments: object) -> None:
    as_other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_other, str(program), *map(str, arguments)],
        cwd="/tmp",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
