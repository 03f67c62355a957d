"""What platforms write beside the files: receipts, times, names of a group's members."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import PurePath
from typing import Any

import yaml

METADATA = "submission_metadata.yml"
TIMESTAMP = "timestamp.txt"
MAX_SIZE = 8 * 2**20
_RECEIPT = re.compile(r".+_attempt_\d{4}(?:-\d\d){5}\.txt")
_ONLY_FOR_PEOPLE = (
    "index.html",
    "grades.csv",
    "grades.xls",
    "grades.xlsx",
    "desktop.ini",
    "thumbs.db",
)
_HOURS = {
    "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "EST": -5,
    "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9,
    "AKDT": -8, "HST": -10, "AEST": 10, "AEDT": 11, "ACST": 9.5, "ACDT": 10.5, "AWST": 8,
    "NZST": 12, "NZDT": 13, "JST": 9, "KST": 9, "HKT": 8, "SGT": 8, "SAST": 2,
}  # fmt: skip
"""What Java calls time zones in English, in hours from UTC."""


@dataclass(frozen=True)
class Told:
    """What a platform says of one submission beside its files; empty where it says nothing."""

    student: str = ""
    """The name that the student's id is made of."""
    when: float = 0.0
    others: tuple[str, ...] = ()
    """The other members of a group."""


NOTHING = Told()


def is_read(path: PurePath) -> bool:
    """Whether a file is one that this module reads."""
    return path.name in (METADATA, TIMESTAMP) or bool(_RECEIPT.fullmatch(path.name))


def is_known(path: PurePath) -> bool:
    """Whether a file is a platform's or a system's own, which nobody handed in."""
    return path.name in (METADATA, TIMESTAMP) or path.name.lower() in _ONLY_FOR_PEOPLE


def receipt(content: bytes) -> Told:
    """What Blackboard's text file of an attempt says: the username, and the time with its zone."""
    text = content.decode("utf-8-sig", errors="replace")
    name = re.search(r"^Name:.*\(([^()\n]+)\)\s*$", text, re.MULTILINE)
    date = re.search(r"^Date Submitted:(.*)$", text, re.MULTILINE)
    return Told(name[1].strip() if name else "", _java_time(date[1]) if date else 0.0)


def _java_time(text: str) -> float:
    """The time of ``Tuesday, February 3, 2026 10:30:00 AM EST``; 0 without a known zone."""
    words = text.replace(",", " ").replace("o'clock", " ").split()
    if len(words) < 5 or words[-1] not in _HOURS:
        return 0.0
    zone = timezone(timedelta(hours=_HOURS[words[-1]]))
    date = " ".join(words[1:-1])
    for form in ("%B %d %Y %I:%M:%S %p", "%d %B %Y %H:%M:%S", "%B %d %Y %H:%M:%S"):
        try:
            return datetime.strptime(date, form).replace(tzinfo=zone).timestamp()
        except ValueError:
            continue
    return 0.0


def sakai_time(content: bytes) -> float:
    """The time in Sakai's ``timestamp.txt``, which is in UTC; 0 if there is none."""
    text = content.decode("utf-8", errors="replace").strip()
    if re.fullmatch(r"\d{17}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:8]}T{text[8:10]}:{text[10:12]}:{text[12:14]}"
    return _as_utc(text)


def gradescope(content: bytes) -> dict[str, Told]:
    """What Gradescope's metadata say of each folder of its export; empty if they are damaged."""
    try:
        found = yaml.safe_load(content)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    entries = found.items() if isinstance(found, dict) else ()
    told = {str(key): _entry(value) for key, value in entries if isinstance(value, dict)}
    return {key: one for key, one in told.items() if one}


def _entry(entry: Mapping[Any, Any]) -> Told | None:
    fields = {str(key).removeprefix(":"): value for key, value in entry.items()}
    # nothing but text, numbers and times becomes text: lists may name themselves a million times
    people = fields.get("submitters") or fields.get("users") or []
    members = [_person(one) for one in _listed(people) if isinstance(one, dict)]
    members = [one for one in members if one]
    created = fields.get("created_at")
    when = created.isoformat() if isinstance(created, datetime) else _text(created)
    first, *others = members or [""]
    return Told(first, _as_utc(when), tuple(others))


def _person(entry: Mapping[Any, Any]) -> str:
    """The name with what tells two of one name apart: the number, else the address."""
    fields = {str(key).removeprefix(":"): _text(value) for key, value in entry.items()}
    name, key = fields.get("name", ""), fields.get("sid") or fields.get("email") or ""
    return f"{name}_{key}" if name and key else name or key


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _as_utc(text: str) -> float:
    """A time as ISO 8601 and Ruby write it, in UTC unless it says otherwise; 0 if it is none."""
    text = re.sub(r"(\.\d{6})\d+", r"\1", text.strip()).replace(" UTC", "Z").replace(" Z", "Z")
    text = re.sub(r" ([+-]\d\d:?\d\d)$", r"\1", text)
    try:
        when = datetime.fromisoformat(text)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return 0.0
