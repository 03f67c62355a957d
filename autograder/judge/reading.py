"""What the text of a wrong function says: the weakest evidence, said where there is no other.

The worker reads the text (``worker/child/reading.py``). It may not tell the truth, so that every
sentence is about a line, to be looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.core.clean import one_line
from autograder.core.exercise import Exercise
from autograder.core.verdict import Cause, CauseKind, FactKind
from autograder.judge.compare import as_array
from autograder.judge.trial import Trial

MOST = 2
SAID = {
    "last round": "{place} assigns anew in every round of the loop in line {about}, so that the "
    "last round alone counts: `{text}`.",
    "return": "{place} returns inside the loop of line {about}: it ends after its first round.",
    "overwritten": "{place} gives {about} another value before anything reads it: `{text}`.",
    "whole": "{place} divides with `//`, which rounds down, and every value of your {where} is "
    "whole: `{text}`.",
    "thrown away": "{place} computes `{text}`, and keeps nothing of it.",
    "idle": "The loop in {place} does not use {about}: `{text}`.",
    "not used": "{place} computes {about}, and nothing uses it: `{text}`.",
}
"""What is said of each kind, the more telling ones first."""
EXPLICABLE = {FactKind.VALUES, FactKind.NAN, FactKind.SHAPE, FactKind.TYPE, FactKind.PROPERTY}
"""Facts that such a line can explain."""


def causes(
    exercise: Exercise, trials: Sequence[Trial], findings: Sequence[Sequence[Any]]
) -> list[Cause]:
    """Of the most telling kind, the first lines."""
    wrong = [trial for trial in trials if not trial.hidden and not trial.is_right]
    if not wrong or not {trial.fact.kind for trial in wrong if trial.fact} <= EXPLICABLE:
        return []
    whole = next(_whole_outputs(wrong), "")
    for kind in SAID:
        some = [each for each in findings if each[0] == kind and (whole or kind != "whole")]
        if some:
            return [_cause(exercise, each, whole) for each in some[:MOST]]
    return []


def with_line(cause: Cause, findings: Sequence[Sequence[Any]]) -> Cause:
    """Of arguments without influence the line of a function that reads none of them."""
    unused = {name: (file, line) for kind, file, line, _, name in findings if kind == "unused"}
    names = cause.name.replace(" and ", ", ").split(", ")
    if cause.kind is not CauseKind.INFLUENCE or not all(name in unused for name in names):
        return cause
    file, line = unused[names[0]]
    which = "it" if len(names) == 1 else "them"
    sentence = f"{cause.sentence} The function in line {line} never reads {which}."
    return replace(cause, sentence=sentence, place=f"{file}:{line}")


def _whole_outputs(wrong: Sequence[Trial]) -> Iterator[str]:
    """An output that holds several whole numbers in every wrong case, where not all should be."""
    faults = [trial.fault for trial in wrong]
    if any(fault is None or fault.kind is not FactKind.VALUES for fault in faults):
        return
    mine = [as_array(fault.answer) for fault in faults if fault]
    right = [as_array(fault.expected) for fault in faults if fault]
    distinct = np.unique(np.concatenate([each.ravel() for each in mine])).size
    if distinct > 1 and all(map(_is_whole, mine)) and not all(map(_is_whole, right)):
        yield faults[0].where if faults[0] else ""


def _is_whole(array: np.ndarray) -> bool:
    return array.dtype.kind in "fiu" and bool((array == np.floor(array)).all())


def _cause(exercise: Exercise, finding: Sequence[Any], where: str) -> Cause:
    kind, file, line, text, about = finding
    place = f"line {line}" if file == exercise.file else f"{file}, line {line}"
    text, about = one_line(text), one_line(about)
    said = SAID[kind].format(place=place, text=text, about=about, where=where)
    return Cause(CauseKind.TEXT, kind, said[0].upper() + said[1:], place=f"{file}:{line}")
