"""What changes if an input is another: which arguments have influence, and which samples.

Everything is seen in public cases with one thing changed, and said only if it shows in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.core.verdict import Cause, CauseKind
from autograder.judge.compare import Tolerance
from autograder.judge.questions import CASES, Question

FAR = 1e-4
"""What is another number differs by a larger share; less may be rounding."""
VARIED = 4
"""Of fewer different numbers nothing is said that may be chance."""
MOST = 4
"""Of more names the first ones are said."""

Outputs = dict[str, np.ndarray]


@dataclass(frozen=True)
class Heard:
    """A question and its answer: by output, before the change and after, as given and expected."""

    question: Question
    before: Outputs
    after: Outputs
    right_before: Outputs
    right_after: Outputs


def causes(heard: Sequence[Heard], wrong: Sequence[str], tolerance: Tolerance) -> list[Cause]:
    """What is seen of the outputs that are wrong; nothing else if the same case has two answers."""
    if unsteady := _unsteady(heard):
        return [unsteady]
    return [*_idle(heard, wrong), *_surplus(heard, wrong), *_samples(heard, wrong, tolerance)]


def _same(one: np.ndarray, other: np.ndarray) -> bool:
    if one.shape != other.shape:
        return False
    return bool(np.allclose(one, other, rtol=1e-12, atol=1e-14))


def _moved(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether it is clearly another one."""
    if one.shape != other.shape:
        return True
    size = np.maximum(np.abs(one), np.abs(other))
    return bool((np.abs(one * 1.0 - other) > FAR * size + 1e-9).any())


def _finite(*arrays: np.ndarray) -> bool:
    return all(np.isfinite(each).all() for each in arrays)


def _unsteady(heard: Sequence[Heard]) -> Cause | None:
    """The same case twice, and two answers."""
    again = [one for one in heard if one.question.kind == "again"]
    differ = [
        where
        for where in (again[0].before if again else {})
        if all(
            _finite(one.before[where], one.after[where])
            and _moved(one.before[where], one.after[where])
            for one in again
        )
    ]
    if not differ:
        return None
    which = " and another ".join(differ)
    sentence = (
        f"Called twice with the same inputs, your function returns another {which}: "
        "it draws numbers, keeps something from one call to the next, or leaves places of "
        "`np.empty` as they were."
    )
    return Cause(CauseKind.DRAWN_ANEW, "", sentence)


def _by_name(heard: Iterable[Heard], kind: str) -> dict[str, list[Heard]]:
    """The answers to questions of one kind; only those that were asked in enough cases."""
    found: dict[str, list[Heard]] = {}
    for one in heard:
        if one.question.kind == kind:
            found.setdefault(one.question.name, []).append(one)
    return {name: those for name, those in found.items() if len(those) >= CASES}


def _idle(heard: Sequence[Heard], wrong: Sequence[str]) -> Iterator[Cause]:
    """Arguments that change what is expected of an output that is wrong, and not the output."""
    blamed: dict[str, list[str]] = {}
    for name, those in _by_name(heard, "argument").items():
        for where in wrong:
            if all(_is_idle(one, where) for one in those) and _counts(those, where):
                blamed.setdefault(where, []).append(name)
    together: dict[tuple[str, ...], list[str]] = {}
    for where, idle in blamed.items():
        together.setdefault(tuple(idle), []).append(where)
    for names, outputs in together.items():
        which, verb = _listed(names), "have" if len(names) > 1 else "has"
        sentence = (
            f"{which} {verb} no influence on your {_listed(outputs)}: "
            "another value changes nothing there, and should."
        )
        yield Cause(CauseKind.INFLUENCE, which, sentence)


def _listed(names: Sequence[str]) -> str:
    """``a, b and c``; of many the first ones."""
    left_out = len(names) - MOST + 1
    some = [*names] if left_out < 2 else [*names[: MOST - 1], f"{left_out} more"]
    return " and ".join([", ".join(some[:-1]), some[-1]] if some[1:] else some)


def _is_idle(one: Heard, where: str) -> bool:
    """Of whole numbers, and where all are one, what changes may have been rounded away."""
    if where not in one.before or where not in one.right_before:
        return False
    mine = one.before[where], one.after[where]
    right = one.right_before[where]
    varied = mine[0].size < 2 or (mine[0] != mine[0].flat[0]).any()
    if mine[0].dtype.kind != right.dtype.kind or not varied or not mine[0].any():
        return False
    return _finite(*mine) and _same(*mine)


def _counts(those: Sequence[Heard], where: str) -> bool:
    """Whether it changes what is expected: a single number in all cases, as it may be a threshold.

    What is small or even may not depend on an array on which all else depends.
    """
    moves = [_moved(one.right_before[where], one.right_after[where]) for one in those]
    arrays = all(
        isinstance(one.question.case.inputs[one.question.name], np.ndarray) for one in those
    )
    return any(moves) if arrays else all(moves)


def _surplus(heard: Sequence[Heard], wrong: Sequence[str]) -> Iterator[Cause]:
    """Arrays that change an output that is wrong, and not what is expected of it."""
    for name, those in _by_name(heard, "argument").items():
        arrays = all(isinstance(one.question.case.inputs[name], np.ndarray) for one in those)
        for where in wrong if arrays else ():
            varied = any(_is_varied(one.right_before.get(where)) for one in those)
            if varied and all(_is_surplus(one, where) for one in those):
                sentence = (
                    f"Your {where} depends on {name}, and should not: with another {name} it is "
                    "another, while the right one stays the same."
                )
                yield Cause(CauseKind.INFLUENCE, f"{where} {name}", sentence)


def _is_varied(right: np.ndarray | None) -> bool:
    return right is not None and len(np.unique(right)) >= VARIED


def _is_surplus(one: Heard, where: str) -> bool:
    if where not in one.before or where not in one.right_before:
        return False
    right = one.right_before[where]
    stays = right.dtype.kind == "f" and _same(right, one.right_after[where])
    mine = one.before[where], one.after[where]
    return stays and _finite(*mine) and _moved(*mine)


def _samples(heard: Sequence[Heard], wrong: Sequence[str], tolerance: Tolerance) -> Iterator[Cause]:
    """What one sample does to the others, and what their order does."""
    told: set[str] = set()
    for kind, seen, words in (
        ("sample", _touches, "samples influence each other: with another {name}[0] alone, your "
         "{where}[1:] is another as well, and should not be."),
        ("order", _is_out_of_order, "the order of the samples counts: with {name} in reverse, your "
         "{where} is not {what}."),
    ):  # fmt: skip
        for name, those in _by_name(heard, kind).items():
            for where in [each for each in wrong if each not in told]:
                if all(seen(one, where, tolerance) for one in those):
                    by_sample = _by_sample(those[0], where)
                    what = "its reverse" if by_sample else "the same as before"
                    text = words.format(name=name, where=where, what=what)
                    yield Cause(CauseKind.SAMPLES, f"{kind} {where}", f"In {where} {text}")
                    told.add(where)


def _count(one: Heard) -> int:
    return len(one.question.case.inputs[one.question.name])


def _by_sample(one: Heard, where: str) -> bool:
    """Whether the first axis of an output counts the samples."""
    right = one.right_before.get(where, np.empty(()))
    return right.ndim > 0 and len(right) == _count(one) and right.dtype.kind == "f"


def _touches(one: Heard, where: str, _: Tolerance) -> bool:
    if not _by_sample(one, where) or len(one.before[where].shape) == 0:
        return False
    mine, right = (one.before, one.after), (one.right_before, one.right_after)
    if one.before[where].shape != one.right_before[where].shape:
        return False
    rest = [each[where][1:] for each in (*mine, *right)]
    first = [each[where][:1] for each in right]
    return _finite(*rest) and _moved(*rest[:2]) and _same(*rest[2:]) and _moved(*first)


def _is_out_of_order(one: Heard, where: str, tolerance: Tolerance) -> bool:
    if where not in one.right_before or one.before[where].shape != one.right_before[where].shape:
        return False
    turn = slice(None, None, -1) if _by_sample(one, where) else ...
    right, right_after = one.right_before[where], one.right_after[where]
    if right.dtype.kind != "f" or not tolerance.close(right_after, right[turn]).all():
        return False
    mine = one.before[where][turn], one.after[where]
    return _finite(*mine) and _moved(*mine)
