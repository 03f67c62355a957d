"""The first step of the expected module that the student's never takes, for a sentence.

Steps are known by what goes in and what comes out, so that it does not matter how they are
written: one counts as taken if its result turns up anywhere, or that of a step behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.core.exercise import Value
from autograder.judge.step_names import LINEAR, NAMES, differing, name, times, with_article

RELATIVE = 1e-6
"""By how much results may differ that count as the same."""
MOST_SIDES = 4
MOST_NAMED = 3
"""Steps by which two values are told apart."""
NUMBERS = (bool, int, float, type(None))


@dataclass(frozen=True)
class Step:
    """One operation: its kind, what describes it, digests of what goes in and comes out."""

    kind: str
    attributes: Mapping[str, Any]
    inputs: np.ndarray
    out: np.ndarray

    @property
    def name(self) -> str:
        return name(self.kind, self.attributes)

    def differing(self, wanted: Step) -> list[str]:
        """What of it is not as expected, in words."""
        return differing(self.attributes, wanted.attributes)


def difference(answer: Value, expected: Value) -> str:
    """In words, where an answer's steps first leave the expected ones; empty if nowhere."""
    mine, right = read(answer), read(expected)
    if not mine or not right:
        return ""
    missing = _missing(mine, right)
    if not missing:
        return _beyond(mine, right)
    certain = (i for i in missing if not _may_come_later(mine, right[i]))
    return _sentence(mine, right, next(certain, missing[0]))


def read(taken: Value) -> list[Step]:
    """Steps as a worker sent them; empty if they have not the form that they should."""
    try:
        steps = list(_read(taken["steps"], np.asarray(taken["digests"], dtype=float)))
    except (TypeError, ValueError, KeyError, IndexError):
        return []
    return steps


def _read(steps: list[Any], digests: np.ndarray) -> Iterator[Step]:
    at = 0
    for kind, attributes, count in steps:
        if not isinstance(kind, str) or type(count) is not int or not 0 <= count <= len(steps):
            raise ValueError("no step")
        plain = {str(key): value for key, value in attributes.items() if _is_plain(value)}
        rows = digests[at : at + count + 1]
        if rows.shape != (count + 1, 3):
            raise ValueError("digests are missing")
        yield Step(kind if kind in NAMES else "", plain, rows[:-1], rows[-1])
        at += count + 1


def _is_plain(value: Any) -> bool:
    """A number, or some whole numbers."""
    if isinstance(value, list):
        return len(value) <= MOST_SIDES and all(type(each) is int for each in value)
    return isinstance(value, NUMBERS)


def _missing(mine: list[Step], right: list[Step]) -> list[int]:
    """The expected steps of which all inputs are there, but no result, nor any behind it."""
    there = np.concatenate([each for step in mine for each in (step.inputs, step.out[None])])
    taken = [_holds(there, step.out) for step in right]
    for i in reversed(range(len(right))):
        later = (j for j in range(i + 1, len(right)) if taken[j])
        taken[i] = taken[i] or any(_holds(right[j].inputs, right[i].out) for j in later)
    first = taken.index(False) if False in taken else len(right)
    return [
        i
        for i in range(first, len(right))
        if i == first or (not taken[i] and all(_holds(there, each) for each in right[i].inputs))
    ]


def _may_come_later(mine: list[Step], wanted: Step) -> bool:
    """Whether it is an activation of maps that are concatenated first: then it may come behind."""
    if wanted.attributes or len(wanted.inputs) != 1:
        return False
    return any(
        step.kind == "concatenation" and _holds(step.inputs, wanted.inputs[0]) for step in mine
    )


def _holds(digests: np.ndarray, one: np.ndarray) -> bool:
    """Whether a digest is among others: as many values, as large, in the same order."""
    if not len(digests):
        return False
    count, size, wave = one
    with np.errstate(all="ignore"):
        as_many = digests[:, 0] == count
        as_large = np.abs(digests[:, 1] - size) <= RELATIVE * size
        alike = np.abs(digests[:, 2] - wave) <= RELATIVE * size * np.sqrt(count)
    return bool((as_many & as_large & alike).any())


def _beyond(mine: list[Step], right: list[Step]) -> str:
    """What comes behind the last step, where nothing is expected."""
    end, outputs = right[-1], np.array([step.out for step in right])
    more = [step for step in mine if _holds(step.inputs, end.out) and not _holds(outputs, step.out)]
    if not more:
        return ""
    return f"The {end.name} is the last step; yours goes on with {_a(more[0])}."


def _sentence(mine: list[Step], right: list[Step], missing: int) -> str:
    wanted = right[missing]
    outputs = np.array([step.out for step in right])
    here = [step for step in mine if any(_holds(wanted.inputs, each) for each in step.inputs)]
    astray = [step for step in here if not _holds(outputs, step.out)]
    alike = [step for step in astray if step.kind == wanted.kind]
    before = _before(right, wanted.inputs)
    after = f"After {before}," if before else "At the start,"
    for step in sorted(alike, key=lambda each: len(each.differing(wanted))):
        if words := step.differing(wanted):
            if out_of_turn := _out_of_turn(mine, right, step, wanted):
                return f"{after} {_a(wanted)} is expected; yours goes on with {out_of_turn}"
            if all(step.attributes.get(k) != wanted.attributes.get(k) for k in ("kernel", "maps")):
                return f"{after} {_a(wanted)} is expected; yours goes on with {_a(step)}."
            common = {k: v for k, v in wanted.attributes.items() if step.attributes.get(k) == v}
            return f"The {name(wanted.kind, common)} {' and '.join(words)}."
    if alike:
        return _joined(after, mine, alike[0], right, wanted)
    if any(_shuffled(step, wanted) for step in mine):
        flat = " Flatten goes through channels, rows, columns." if wanted.kind == LINEAR else ""
        return f"The {wanted.name} gets the right numbers in another order.{flat}"
    if not astray:
        return f"{after} {_a(wanted)} is expected; yours has none there."
    return f"{after} {_a(wanted)} is expected; yours goes on with {_a(astray[0])}."


def _out_of_turn(mine: list[Step], right: list[Step], step: Step, wanted: Step) -> str:
    """A step that is expected elsewhere, in words, if there are too many or too few of its kind, or
    if all have the right sizes but another order; empty if it is the wanted one with a mistake.
    """
    some, all_ = ([each for each in steps if each.kind == wanted.kind] for steps in (mine, right))
    if step.attributes not in [each.attributes for each in all_ if each is not wanted]:
        return ""
    words = _a(step)
    if words == _a(wanted):
        words = f"another one, which {' and '.join(_own(step, wanted))}"
    if len(some) != len(all_):
        return f"{words}. In all, {step.kind} is there {times(some)}, expected {times(all_)}."
    both, *sizes = (_maps(steps) for steps in ([step, wanted], some, all_))
    reordered = both[0] != both[1] and sorted(sizes[0]) == sorted(sizes[1])
    return f"{words}. All sizes are there, in another order." if reordered else ""


def _maps(steps: list[Step]) -> list[str]:
    return [str(step.attributes.get("maps")) for step in steps]


def _own(step: Step, wanted: Step) -> list[str]:
    """What a step has otherwise than the wanted one."""
    return [each.partition(", expected")[0] for each in step.differing(wanted)]


def _shuffled(step: Step, wanted: Step) -> bool:
    """Whether it is the wanted step on the wanted numbers, but these in another order."""
    if step.kind != wanted.kind or step.attributes != wanted.attributes or len(step.inputs) != 1:
        return False
    mine, right = step.inputs[0], wanted.inputs[0]
    as_large = abs(mine[1] - right[1]) <= RELATIVE * right[1]
    return bool(mine[0] == right[0] and as_large and not _holds(wanted.inputs, mine))


def _joined(after: str, steps: list[Step], mine: Step, right: list[Step], wanted: Step) -> str:
    """A step that puts several values together, but not those, or not in that order."""
    own, lacking = _without(mine.inputs, wanted.inputs), _without(wanted.inputs, mine.inputs)
    if len(wanted.inputs) < 2:
        return ""
    if not own and not lacking:
        other = f"{after} the {wanted.kind} has its parts in another order than expected."
        return other if wanted.kind == "concatenation" else ""
    given = right[0].inputs
    lines = (
        [_line(steps, each, given) for each in own],
        [_line(right, each, given) for each in lacking],
    )
    if len(own) == len(lacking) == 1:
        found, expected = _apart(*lines[0], *lines[1])
        if found and expected:
            return f"The {wanted.kind} takes {found}; expected is {expected}."
    more = lines[0]
    if wanted.kind == "concatenation" and len(more) == 1 and more[0] and not lacking:
        return f"The concatenation also takes {_result(more[0][:1])}."
    return f"{after} the {wanted.kind} is of other values than expected."


def _without(these: np.ndarray, those: np.ndarray) -> list[np.ndarray]:
    """Those digests that are left when each has met its like, if there is one."""
    left, found = list(those), []
    for one in these:
        same = next((i for i, each in enumerate(left) if _holds(each[None], one)), None)
        if same is None:
            found.append(one)
        else:
            left.pop(same)
    return found


def _line(steps: list[Step], one: np.ndarray, given: np.ndarray) -> list[str]:
    """Names of the step that gives a value, of the one before it, and so on."""
    if _holds(given, one):
        return ["the input"]
    before = [step for step in steps if _holds(one[None], step.out) and step.kind]
    if not before or not len(before[-1].inputs):
        return []
    step = before[-1]
    earlier = steps[: next(i for i, each in enumerate(steps) if each is step)]
    return [_the_step(step), *_line(earlier, step.inputs[0], given)]


def _apart(one: list[str], other: list[str]) -> tuple[str, str]:
    """Two lines of steps, as short as they can be told apart; empty if they cannot."""
    for length in range(1, MOST_NAMED + 1):
        if one[:length] != other[:length]:
            return tuple(_result(line[:length]) for line in (one, other))  # type: ignore[return-value]
    return "", ""


def _result(line: list[str]) -> str:
    if line in ([], ["the input"]):
        return "".join(line)
    return f"the result of {' behind '.join(line)}"


def _before(steps: list[Step], inputs: np.ndarray) -> str:
    """The last step with a name that gives one of the inputs; empty if there is none."""
    before = [step for step in steps if len(inputs) and _holds(inputs, step.out) and step.kind]
    return _the_step(before[-1]) if before else ""


def _the_step(step: Step) -> str:
    return f"the {step.name}"


def _a(step: Step) -> str:
    return with_article(step.kind, step.attributes)
