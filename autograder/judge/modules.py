"""What was measured of a module, beside what is expected: the first part that is wrong.

No torch here. An answer comes from the worker, so nothing in it has a known form.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.core.exercise import Value
from autograder.core.verdict import Fact, FactKind
from autograder.judge.compare import Tolerance, compare
from autograder.judge.structure import Fault, describe

WORDS = {
    "shape": "the shape of the output",
    "channels": "the attribute channels",
    "output": "out",
    "again": "out of the second call",
    "other": "out of the second module",
    "dx": "dx",
    "lengths": "the lengths of the gradients",
    "in training": "out in training",
    "dropout": "the probabilities of dropout",
    "dropped": "out in training, always the same values dropped",
    "after": "out after training",
}
"""The parts of an answer, in the order in which they are compared, and their names in a message."""
UNSEEN = ("steps", "evaluated")
"""Parts for the cause alone."""
DROPS = ("dropout", "dropped")
RANDOM = "drawn anew at every call"
MOST_NAMED = 4
STARTS = (
    "A parameter that you make yourself does not start as expected: a scale with ones, a shift or "
    "bias with zeros. Otherwise the judge cannot tell them apart"
)

Measured = dict[str, Any]
Expected = Measured | list[Measured]
"""What is expected: one, or alternatives."""


def chosen(answer: Value, alternatives: Expected) -> Measured:
    """Of several expected answers, the one whose parameters are the answer's; else the first."""
    if isinstance(alternatives, dict):
        return alternatives
    mine = tally(answer)
    return next((each for each in alternatives if tally(each) == mine), alternatives[0])


def tally(answer: Value) -> dict[Any, int]:
    """How many parameters there are of each kind, as far as the answer says so."""
    if not isinstance(answer, dict):
        return {}
    counted = answer.get("parameters", answer.get("lengths"))
    if not isinstance(counted, dict):
        return {}
    counts = ((key, n.size if isinstance(n, np.ndarray) else n) for key, n in counted.items())
    return {key: count for key, count in counts if type(count) is int}


def comparable(answer: Value) -> Value:
    """Without the parts that are for the cause alone."""
    if not isinstance(answer, dict):
        return answer
    return {key: value for key, value in answer.items() if key not in UNSEEN}


def fault_of(answer: Value, alternatives: Expected, tolerance: Tolerance) -> Fault | None:
    """The first thing wrong: no module, its parameters, then its numbers."""
    right = comparable(chosen(answer, alternatives))
    if not isinstance(answer, dict) or comparable(answer).keys() != right.keys():
        sentence = "An nn.Module is expected"
        return Fault(Fact(FactKind.TYPE, "", sentence, f"{sentence}; yours is {describe(answer)}"))
    for part, wanted in right.items():
        fault = _part(part, answer[part], wanted, tolerance)
        if fault is not None:
            return fault
    return None


def _part(part: str, answer: Value, wanted: Value, tolerance: Tolerance) -> Fault | None:
    if part == "parameters":
        return _parameters(answer, wanted)
    if part == "left behind":
        return _left_behind(answer)
    if part == "changed":
        return _changed(answer)
    if part == "dtype":
        return _dtype(answer, wanted)
    if part == "lengths" and isinstance(answer, dict) and answer.keys() == wanted.keys():
        return _lengths(answer, wanted, tolerance)
    if part == "in training" and isinstance(wanted, str) != isinstance(answer, str):
        return _random(expected=isinstance(wanted, str))
    if part == "channels" and type(answer) is not int:
        sentence = "The attribute channels, a whole number, is missing"
        return Fault(Fact(FactKind.TYPE, "channels", sentence))
    if part in DROPS and answer is None:
        return None  # drawn by hand, so that nobody can tell
    if part == "dx" and len(wanted) == 1 and isinstance(answer, list) and len(answer) == 1:
        answer, wanted = answer[0], wanted[0]
    return compare(answer, wanted, tolerance, (WORDS[part],))


def _parameters(answer: Value, wanted: dict[str, int]) -> Fault | None:
    public = "The parameters are not those that are expected"
    mine = tally({"parameters": answer})
    if mine == wanted:
        return None
    if _by_shape(mine) == _by_shape(wanted):
        return Fault(Fact(FactKind.VALUES, "parameters", STARTS))
    total, right = _total(mine), _total(wanted)
    head = f"{total:,} numbers in the parameters, expected {right:,}"
    if total == right:
        head = f"{total:,} parameters are right in all, but their shapes are not"
    detail = "; ".join(
        [head, *_difference("missing", wanted, mine), *_difference("too many", mine, wanted)]
    )
    return Fault(Fact(FactKind.VALUES, "parameters", public, detail))


def _by_shape(counts: dict[str, int]) -> Counter[str]:
    """Without the roles of vectors, which their start tells."""
    found: Counter[str] = Counter()
    for key, count in counts.items():
        role, _, shape = str(key).partition(" ")
        found[shape if role in ("scale", "bias") else str(key)] += count
    return found


def _difference(word: str, these: dict[str, int], those: dict[str, int]) -> list[str]:
    """The kinds of parameters of which there are more in the one than in the other."""
    more = {key: n - those.get(key, 0) for key, n in these.items() if n > those.get(key, 0)}
    named = [f"{n} × {key}" if n > 1 else key for key, n in more.items()]
    left = len(named) - MOST_NAMED
    rest = [f"{left} more kind{'s' * (left > 1)}"] if left > 0 else []
    return [f"{word}: {', '.join([*named[:MOST_NAMED], *rest])}"] if named else []


def _total(tally: dict[str, int]) -> int:
    """``weight (64, 3, 7, 7)`` has 9,408 numbers."""
    sizes = ((key.partition("(")[2].rstrip(")").split(","), n) for key, n in tally.items())
    return sum(
        n * int(np.prod([int(d) for d in sides if d.strip().isdigit()])) for sides, n in sizes
    )


def _left_behind(answer: Value) -> Fault | None:
    if isinstance(answer, list) and not answer:
        return None
    public = "A tensor stays behind when the module moves to another device"
    names = ", ".join(map(str, answer)) if isinstance(answer, list) else ""
    detail = f"{public}: it is used by {names}" if names else ""
    return Fault(Fact(FactKind.PROPERTY, "device", public, detail))


def _changed(answer: Value) -> Fault | None:
    if isinstance(answer, list) and not answer:
        return None
    sentence = "Your module changes its input. Operations in place, such as `inplace=True`, do so"
    return Fault(Fact(FactKind.CHANGED_INPUT, "x", sentence))


def _dtype(answer: Value, wanted: str) -> Fault | None:
    if isinstance(answer, str) and answer == wanted:
        return None
    sentence = "In float32, the output has another dtype: something in your module has a fixed one"
    return Fault(Fact(FactKind.DTYPE, "out", sentence))


def _lengths(answer: dict[str, Any], wanted: dict[str, Any], tolerance: Tolerance) -> Fault | None:
    for key, lengths in wanted.items():
        fault = compare(answer[key], lengths, tolerance, (f"the gradient of {key}",))
        if fault is None:
            continue
        none = isinstance(answer[key], np.ndarray) and (answer[key] == 0).any()
        if fault.kind is FactKind.VALUES and none and lengths.all():
            public = f"No gradient reaches a {key.partition(' ')[0]}"
            return replace(
                fault, fact=Fact(FactKind.VALUES, key, public, f"No gradient reaches {key}")
            )
        return fault
    return None


def _random(*, expected: bool) -> Fault:
    public = (
        "In training mode the output must be drawn anew at every call, as dropout does"
        if expected
        else "In training mode the output must be the same at every call; yours is drawn at random"
    )
    return Fault(Fact(FactKind.PROPERTY, "in training", public))
