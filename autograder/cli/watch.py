"""Which of a student's files were saved, seen by looking again and again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

Stamps = dict[Path, tuple[int, int]]


def saved(root: Path, seconds: float = 0.5) -> Iterator[set[str]]:
    """Whenever files in ``cs_cnn/`` change: their names, such as ``cs_cnn/backprop.py``.

    Never ends. Editors save in several steps, so a change counts when nothing has moved
    for one more look.
    """
    settled = _stamps(root)
    while True:
        time.sleep(seconds)
        now = _stamps(root)
        if now == settled:
            continue
        time.sleep(seconds / 2)
        if now == _stamps(root):
            yield {path.relative_to(root).as_posix() for path in _changed(settled, now)}
            settled = now


def _stamps(root: Path) -> Stamps:
    found = {}
    for path in (root / "cs_cnn").rglob("*.py"):
        try:
            status = path.stat()
        except FileNotFoundError:  # removed between the two looks
            continue
        found[path] = (status.st_mtime_ns, status.st_size)
    return found


def _changed(before: Stamps, now: Stamps) -> set[Path]:
    return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
