"""The corpus in ``attacks/``: what each file says of itself, and what must not have changed."""

from __future__ import annotations

import ast
import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from autograder.core.verdict import Status, Verdict
from autograder.render.diagnosis import diagnosis_text

FOLDER = Path(__file__).parents[1] / "attacks"
KEYS = ("exercise", "status", "says", "noticed", "spoils", "points", "score", "seconds")
SHARES = {True: 1.0, False: 0.0, "half": 0.5, "a third": 1 / 3}


@dataclass(frozen=True)
class Attack:
    """One file of the corpus. ``must`` holds the lines of its docstring that are no story."""

    path: Path
    story: str
    must: dict[str, str]

    @property
    def name(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"


def attacks(*folders: str) -> list[Attack]:
    """All files of these folders."""
    return [_read(path) for name in folders for path in sorted((FOLDER / name).glob("*.py"))]


def _read(path: Path) -> Attack:
    story, _, rest = (ast.get_docstring(ast.parse(path.read_bytes())) or "").partition("\n\n")
    must = dict(line.split(": ", 1) for line in rest.splitlines())
    assert story.endswith("."), f"{path}: the story is one sentence"
    assert set(must) <= set(KEYS), f"{path}: {set(must) - set(KEYS)} means nothing"
    return Attack(path, " ".join(story.split()), must)


def deserved(attack: Attack, verdict: Verdict) -> None:
    assert verdict.status == attack.must["status"], diagnosis_text(verdict)
    share = SHARES[attack.must.get("points", verdict.status is Status.PASSED)]
    assert verdict.points == round(share * verdict.max_points, 2)
    said = words(verdict)
    assert attack.must.get("says", "") in said
    assert "STOLEN" not in said
    told = ", ".join(verdict.noticed)
    if "noticed" in attack.must:
        assert attack.must["noticed"] in told
    else:
        assert told == ""


def words(verdict: Verdict) -> str:
    """All that a student reads of it."""
    return diagnosis_text(verdict) + "".join(case.text + case.printed for case in verdict.cases)


def contents(*folders: Path) -> dict[str, str]:
    """A hash of every file below: what must be the same before and after."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def left_after(root: Path, seconds: float = 10.0) -> list[str]:
    """Processes that work for the student's folder ``root``, once those that end have ended."""
    end = time.monotonic() + seconds
    while (left := _processes_of(root)) and time.monotonic() < end:
        time.sleep(0.01)
    return left


def _processes_of(root: Path) -> list[str]:
    return [entry.name for entry in Path("/proc").glob("[0-9]*") if _works_for(entry, root)]


def _works_for(process: Path, root: Path) -> bool:
    try:
        command = (process / "cmdline").read_bytes()
        inside = (process / "root" / "student" / "cs_cnn" / "this_student.py").is_file()
        return _is_ours(process, root) if inside else str(root).encode() in command
    except OSError:  # it has just ended
        return False


def _is_ours(process: Path, root: Path) -> bool:
    mark = "cs_cnn/this_student.py"
    return (process / "root" / "student" / mark).read_bytes() == (root / mark).read_bytes()
