"""Folders of Microsoft Teams: what was turned in, in versions, and what is still worked on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from autograder.course.submissions.places import HandIn, Place

TURNED_IN, WORKED_ON = "Submitted files", "Working files"
_VERSION = re.compile(r"versi[^\W\d_]+ ?(\d+)", re.IGNORECASE)


def versions(places: list[Place]) -> list[Place]:
    """The places by their number if each is a version of one submission; else none."""
    numbers = [_VERSION.fullmatch(place.path.name) for place in places]
    found = [
        (int(number[1]), place) for number, place in zip(numbers, places, strict=True) if number
    ]
    return [place for _, place in sorted(found, key=lambda one: one[0])] if all(numbers) else []


def say_which_version(found: Iterable[HandIn], last: Place, left: list[Place]) -> None:
    """Note that the last version counts, and which ones were left."""
    names = ", ".join(place.path.name for place in left)
    for one in found:
        one.notes.append(f"{last.path.name} was taken, the last one; {names} left.")


def only_turned_in(turned_in: list[HandIn], worked_on: list[HandIn]) -> list[HandIn]:
    """What was turned in, and a refusal for everybody who has only begun to work."""
    for one in worked_on:
        same = [other for other in turned_in if other.student == one.student]
        for other in same:
            other.notes.append(f"What is in '{WORKED_ON}' was left: only what is turned in counts.")
        if not same:
            one.problem = one.problem or (
                f"{one.place} was not turned in: ask {one.student} to do so, or collect that "
                "folder on its own."
            )
    return [*turned_in, *(one for one in worked_on if one.problem)]
