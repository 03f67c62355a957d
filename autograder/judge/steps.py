"""The first step of the expected module that the student's never takes, for a sentence.

Steps are known by what goes in and what comes out, so that it does not matter how they are
written: one counts as taken if its result turns up anywhere, or that of a step behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.core.exercise import Value

RELATIVE = 1e-6
"""By how much results may differ that count as the same."""
MOST_SIDES = 4
NUMBERS = (bool, int, float, type(None))


@dataclass(frozen=True)
class Step:
    """One operation: its kind, what describes it, digests of what goes in and comes out."""

    kind: str
    attributes: Mapping[str, Any]
    inputs: np.ndarray
    out: np.ndarray


def difference(answer: Value, expected: Value) -> str:
    """In words, where an answer's steps first leave the expected ones; empty if nowhere."""
    mine, right = read(answer), read(expected)
    if not mine or not right:
        return ""
    missing = _first_missing(mine, right)
    return _beyond(mine, right) if missing is None else _sentence(mine, right, missing)


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


def _first_missing(mine: list[Step], right: list[Step]) -> int | None:
    """The first expected step of which all inputs are there, but no result, nor any behind it."""
    there = np.concatenate([each for step in mine for each in (step.inputs, step.out[None])])
    taken = [_holds(there, step.out) for step in right]
    for i in reversed(range(len(right))):
        later = (j for j in range(i + 1, len(right)) if taken[j])
        taken[i] = taken[i] or any(_holds(right[j].inputs, right[i].out) for j in later)
    return next((i for i, step in enumerate(right) if not taken[i]), None)


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
    last = _capital(_the(end.kind, end.attributes))
    return f"{last} is the last step; yours goes on with {_a(more[0])}."


def _sentence(mine: list[Step], right: list[Step], missing: int) -> str:
    wanted = right[missing]
    outputs = np.array([step.out for step in right])
    here = [step for step in mine if any(_holds(wanted.inputs, each) for each in step.inputs)]
    astray = [step for step in here if not _holds(outputs, step.out)]
    alike = [step for step in astray if step.kind == wanted.kind]
    for step in alike:
        if differing := _attributes(step, wanted):
            common = {k: v for k, v in wanted.attributes.items() if step.attributes.get(k) == v}
            return f"{_capital(_the(wanted.kind, common))} {' and '.join(differing)}."
    before = _before(right, wanted.inputs)
    after = f"After {before}," if before else "At the start,"
    if alike:
        return _joined(after, mine, alike[0], right, wanted)
    if not astray:
        return f"{after} {_a(wanted)} is expected; yours has none there."
    return f"{after} {_a(wanted)} is expected; yours goes on with {_a(astray[0])}."


def _joined(after: str, steps: list[Step], mine: Step, right: list[Step], wanted: Step) -> str:
    """A step that puts several values together, but not those, or not in that order."""
    own = np.array([each for each in mine.inputs if not _holds(wanted.inputs, each)])
    lacking = np.array([each for each in wanted.inputs if not _holds(mine.inputs, each)])
    if len(wanted.inputs) < 2:
        return ""
    if not len(own) and not len(lacking):
        return f"{after} the {wanted.kind} has its parts in another order than expected."
    found, expected = _before(steps, own) or "something else", _before(right, lacking)
    if len(own) == len(lacking) == 1 and expected:
        return f"The {wanted.kind} takes the result of {found}; expected is that of {expected}."
    return f"{after} the {wanted.kind} is of other values than expected."


def _before(steps: list[Step], inputs: np.ndarray) -> str:
    """The last step with a name that gives one of the inputs; empty if there is none."""
    before = [step for step in steps if len(inputs) and _holds(inputs, step.out) and step.kind]
    return _the(before[-1].kind, before[-1].attributes) if before else ""


def _attributes(mine: Step, wanted: Step) -> list[str]:
    """What of a step is not as expected, in words."""
    keys = sorted(wanted.attributes, key=lambda key: (key not in FIRST, key not in ATTRIBUTES))
    pairs = ((key, mine.attributes.get(key), wanted.attributes[key]) for key in keys)
    return [_words(key, value, right) for key, value, right in pairs if value != right]


def _words(key: str, mine: Any, right: Any) -> str:
    if key in SWITCHES:
        return SWITCHES[key][0 if right else 1]
    word = ATTRIBUTES.get(key, f"has {key}")
    return f"{word} {_number(key, mine)}, expected {_number(key, right)}"


def _number(key: str, value: Any) -> str:
    if key == "maps" and isinstance(value, list):
        return " to ".join(map(str, value))
    if isinstance(value, list):
        sides = value if len(set(value)) > 1 or key in SIZES else value[:1]
        return "×".join(map(str, sides)) or "none"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _the(kind: str, attributes: Mapping[str, Any]) -> str:
    return f"the {_name(kind, attributes)}"


def _a(step: Step) -> str:
    """With its article, if it has one."""
    name, article = _name(step.kind, step.attributes), NAMES.get(step.kind, "")
    return f"{article} {name}".strip()


def _name(kind: str, attributes: Mapping[str, Any]) -> str:
    """``3×3 convolution from 16 to 32 channels``, as far as it is known."""
    maps, kernel = attributes.get("maps"), attributes.get("kernel", attributes.get("kernel_size"))
    size = f"{_number('kernel', kernel)} " if isinstance(kernel, list) and kernel else ""
    channels = attributes.get("channels")
    of = f" of {channels} channels" if type(channels) is int else ""
    if isinstance(maps, list) and len(maps) == 2:
        of = f" from {maps[0]} to {maps[1]}" + ("" if kind == "linear layer" else " channels")
    return f"{size}{kind or 'something else'}{of}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _article(kinds: Sequence[str], article: str) -> dict[str, str]:
    return dict.fromkeys(kinds, article)


NAMES = {
    **_article(("convolution", "linear layer", "batch norm", "group norm", "layer norm"), "a"),
    **_article(
        ("concatenation", "sum", "product", "mean", "leaky ReLU", "softmax", "sigmoid"), "a"
    ),
    **_article(
        (
            "padding",
            "dropout",
            "max pooling",
            "average pooling",
            "adaptive average pooling",
            "tanh",
        ),
        "",
    ),
    **_article(("ReLU", "ReLU6", "ELU", "GELU", "SiLU", "hard sigmoid", "hard swish"), ""),
}
"""Every kind of step that has a name, and its article."""
SIZES = ("kernel", "kernel_size")
ATTRIBUTES = {
    "kernel": "is", "kernel_size": "is", "maps": "goes from", "channels": "is of",
    "negative_slope": "has slope", "group": "has groups", "min_val": "begins at",
    "max_val": "ends at", "min": "begins at",
}  # fmt: skip
FIRST = ("kernel", "kernel_size", "maps")
SWITCHES = {
    "bias": ("has no bias; one is expected", "has a bias; none is expected"),
    "affine": (
        "has no scale and shift; they are expected",
        "has a scale and a shift; none is expected",
    ),
    "training": (
        "takes running averages, expected are those of the batch",
        "takes the averages of the batch in evaluation mode too",
    ),
    "ceil_mode": ("rounds its sizes down, expected is up", "rounds its sizes up, expected is down"),
    "count_include_pad": (
        "leaves the padding out of the mean, expected is that it counts",
        "counts the padding into the mean, expected is without",
    ),
}
"""Words for what is wrong where True, and where False is expected."""
