"""The subject of a commit: what the commit-msg hook lets through, and what it says."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "check_subject.py"

GOOD = [
    "Reject zips with unnamed members",
    "Add conv.transposed",
    "Speed up the suite",
    "Embed the picture",
    "String cases together",
    "Alias the old names",
    "Process one submission at a time",
    "Focus the caption",
    "Re-export data.load",
    "Merge branch 'main' into a branch whose name is so long that no subject has room for it",
    'Revert "Something that was added."',
    "Say why\n\nThe body may be as long as it likes; it has full stops.",
    "Say why\n# Please enter the commit message for your changes.",
    "R" * 72,
]
BAD = {
    "": "Start with a subject",
    "R" * 73: "72 characters; it has 73",
    "Reject zips with unnamed members.": "full stop",
    "reject zips": "capital letter",
    "Reject zips; measure grading": "one subject",
    "Reject zips\nwith unnamed members": "line below",
    "Rejected zips": "imperative",
    "Rejecting zips": "imperative",
    "Rejects zips": "imperative",
    "A zip with a nameless file is damaged": "imperative",
    "What is judged is what the file says now": "imperative",
    "Worker: source compiled once": "imperative",
}


problems = runpy.run_path(str(SCRIPT))["problems"]


@pytest.mark.parametrize("message", GOOD)
def test_nothing_is_wrong_with_a_good_subject(message: str) -> None:
    assert problems(message) == []


@pytest.mark.parametrize("message", BAD)
def test_of_a_bad_subject_it_says_what_is_wrong(message: str) -> None:
    found = problems(message)
    assert BAD[message] in found[0]
    assert len(found) == (1 if message else 2)


def test_a_bad_subject_stops_the_commit(tmp_path: Path) -> None:
    path = tmp_path / "COMMIT_EDITMSG"
    for message, code in (("Added a test.", 1), ("Add a test", 0)):
        path.write_text(message)
        done = subprocess.run([sys.executable, SCRIPT, path], capture_output=True, check=False)
        assert done.returncode == code
        assert bool(done.stderr) == bool(code)
