"""Which names are somebody's: safe student ids, and words that name no student."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from enum import IntEnum

_SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}")
_WORDS = re.compile(r"[^\W\d_]+|\d+")


class Weight(IntEnum):
    """How much a name tells."""

    NOBODY = 0
    """Everybody names folders and zips so: ``hw1``, ``work``, ``Version 1``, ``src``."""
    GROUP = 1
    """It may be a group that hands in together, or a folder with several students."""
    SOMEBODY = 2


_OF_NOBODY = """
    a and answer answers archive arbeit abgabe abgaben abgegeben assignment assignments attachment
    attachments attempt aufgabe aufgaben backup bulk class code collect collected compito complete
    completed consegna copie copy course cs cnn data deliverable desktop devoir devoirs docs
    document documents done download downloads downloaded draft drive entrega ex example exercise
    exam exercises exercice exercices export exported exports feedback file files final finished fix
    fixed folder for grades hand handin handins ins hausaufgabe hausaufgaben
    homework hw in jupyter kopie
    lab labs latest latestversion lib lösung loesung main material materials misc my new neu neuer
    notebook notebooks of old ordner ordre original package part pdf project projects python py
    release rendu result results resubmission rev revised root s script scripts solution solutions
    source sources src stuff submission submissions submit submitted sub task tasks tarea temp test
    tests the tmp travail trabajo tutorial übung übungen uebung uebungen ungraded unit untitled
    unzipped upload uploads v ver version versions von week work working wip zip zipped
    作业 提交 代码
"""
_OF_A_GROUP = (
    "batch class classe cohort everybody everyone group groups gruppe gruppen groupe grupo gruppo "
    "pair participant section sections students student team teams tut mon tue wed thu fri sat "
    "monday tuesday wednesday thursday friday saturday room"
)
_NOBODY, _GROUP = frozenset(_OF_NOBODY.split()), frozenset(_OF_A_GROUP.split())


def weight(name: str, assignment: str = "") -> Weight:
    """How much ``name`` tells: numbers, generic words and the assignment's own tell nothing.

    A number alone may be a student's; so may any word that is not listed here.
    """
    words = _words(name)
    nobody = _NOBODY | set(_words(assignment))
    letters = [word for word in words if not word.isdigit()]
    if not words or (not letters and len(words[0]) < 3):
        return Weight.NOBODY
    if any(word in _GROUP for word in letters) and all(
        word in nobody | _GROUP or len(word) == 1 for word in letters
    ):
        return Weight.GROUP
    if letters and all(word in nobody or len(word) == 1 for word in letters):
        return Weight.NOBODY
    return Weight.SOMEBODY


def somebody(name: str, assignment: str) -> str:
    """``name`` without the words at its ends that name nobody: of ``ada_hw1`` it is ``ada``."""
    name = unicodedata.normalize("NFC", name)
    nobody = _NOBODY | set(_words(assignment))
    found = list(_WORDS.finditer(name))
    telling = [one for one in found if one[0].lower() not in nobody and not one[0].isdigit()]
    telling = telling or [one for one in found if len(one[0]) > 2]
    return name[telling[0].start() : telling[-1].end()] if telling else name


def _words(name: str) -> list[str]:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFC", name))
    return _WORDS.findall(apart.lower())


def safe_id(name: str) -> str:
    """``name`` as a student id that folders, nbgrader and its exchange all take.

    Spaces become ``_``. A name that loses any other character gets a short hash of the whole
    name, so that two people never become one. The same name always gives the same id.
    """
    spaced = re.sub(r"\s+", "_", unicodedata.normalize("NFC", name).strip())
    if _SAFE.fullmatch(spaced):
        return spaced
    ascii_ = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode()
    letters = re.sub(r"[^A-Za-z0-9_.@-]+", "_", ascii_).strip("_.-@")[:40]
    digest = hashlib.sha256(spaced.encode(errors="surrogatepass")).hexdigest()
    return f"{letters or 'student'}-{digest[:6]}"
