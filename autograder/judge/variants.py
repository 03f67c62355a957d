"""Where is the mistake? The small change of a student's own function that makes it right.

The worker runs the function with one operator, number or name replaced, and so on, on the smallest
public case that fails; what helps there is tried on all public cases. What is said is true by
construction, in whatever style the function is written: with that change the answers are right.
Which change it is, is not told. Hidden cases take no part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from autograder.core.clean import one_line
from autograder.core.exercise import Case, Exercise, Value
from autograder.core.verdict import Cause, CauseKind, FactKind
from autograder.judge.compare import WHOLE, Tolerance, differing, leaves, names_of
from autograder.judge.expected import Raises
from autograder.judge.trial import Trial, read_reply
from autograder.worker.exchange import Reply
from autograder.worker.runtime import NUMPY

ROUNDS = ((0, 300), (300, 1500))
"""Numbers of variants, the likely ones first; a round is the last one if a change mends it all."""
FEW = 6
"""Of the variants that help in the smallest case, so many are tried in all of them."""
SECONDS = 0.5
"""CPU time of one variant."""
IN_ALL = 5.0
"""CPU time of a round. It is over before: what is found must not depend on the machine."""
LEAST = 2
"""A change that helps in some of the failing cases alone must do so in so many, of more numbers."""
BY_OUTPUT = {FactKind.SHAPE, FactKind.DTYPE, FactKind.NAN, FactKind.VALUES}
"""Facts of answers whose outputs can be compared one by one."""
EXPLICABLE = BY_OUTPUT | {
    FactKind.TYPE, FactKind.PROPERTY, FactKind.RAISED, FactKind.DID_NOT_RAISE,
}  # fmt: skip
"""Other facts say themselves what is wrong, or leave nothing to try."""

Run = Callable[[list[Case], list[int]], Reply]
"""What variants of these numbers answer to these cases."""

KINDS = {
    "operator": "with another operator in place of `{about}`",
    "comparison": "with another comparison in place of `{about}`",
    "number": "with another number in place of {about}",
    "written out": "with one of its variables in place of {about}",
    "exchanged": "with {about} in each other's place in the whole function",
    "throughout": "with another operator in `{about}` wherever it stands",
    "truth": "with the opposite of {about}",
    "surplus": "without `{about}`",
    "sides": "with the two sides of `{about}` exchanged",
    "brackets": "with other brackets",
    "indices": "with the first two indices exchanged",
    "condition": "with another condition",
    "adds": "with `+=` in place of `=`",
    "assigns": "with `=` in place of `{about}`",
    "order": "with the outputs in another order",
    "line": "without this line",
    "level": "with this line indented by one level more or less",
    "function": "with another function in place of `{about}`",
    "argument": "without `{about}` or with another one",
    "missing argument": "if `{about}` is given as well",
    "arguments": "with two arguments exchanged",
    "bound": "with another bound or index in place of `{about}`",
    "name": "with something else in place of `{about}`",
    "sign": "with the other sign",
    "around": "with a function applied to it",
    "transposed": "transposed",
    "missing factor": "multiplied or divided by `{about}`",
    "missing term": "with `{about}` added or subtracted",
}
"""What is said of a change; ``about`` is a piece of the student's own text, or a name in it."""


@dataclass
class Tried:
    """One variant, and which outputs it gets wrong in each public case that it was tried on."""

    number: int
    kind: str
    file: str
    line: int
    text: str
    about: str
    wrong: dict[int, frozenset[str]] = field(default_factory=dict)


def causes(exercise: Exercise, trials: Sequence[Trial], run: Run) -> list[Cause]:
    """Places in the student's function where a change helps; what helps most comes first."""
    shown = [each for each in trials if not each.hidden and each.case.accept is None]
    before = [_wrong(exercise, trial) for trial in shown]
    failing = [i for i, wrong in enumerate(before) if wrong]
    facts = {fact.kind for i in failing if (fact := shown[i].fact) is not None}
    if exercise.runtime is not NUMPY or not failing or not facts <= EXPLICABLE:
        return []  # a network takes too long to build a thousand times
    first = min(failing, key=lambda i: _size(shown[i].case))
    helpful: list[Tried] = []
    for numbers in ROUNDS:
        found = _try(exercise, shown, [(number, first) for number in range(*numbers)], run)
        chosen = _few([each for each in found if each.wrong[first] < before[first]], first)
        again = [(number, i) for number in chosen for i in range(len(shown))]
        tried = _try(exercise, shown, again, run)
        helpful += [each for each in tried if len(each.wrong) == len(shown)]
        if not found or any(not _all(each.wrong.values()) for each in helpful):
            break
    telling = [i for i in failing if _tells(shown[i].expected)]  # others are right by chance
    return list(_told(exercise, helpful, before, telling))


def _wrong(exercise: Exercise, trial: Trial) -> frozenset[str]:
    """The names of the outputs that are wrong; all of them where none can be compared."""
    if trial.is_right:
        return frozenset()
    by_output = trial.fault is not None and trial.fault.kind in BY_OUTPUT
    if not by_output or exercise.properties is not None:
        return frozenset(_outputs(exercise, trial.expected))
    names, tolerance = names_of(exercise.outputs, trial.expected), Tolerance.of(exercise)
    return frozenset(differing(trial.answer, trial.expected, tolerance, names))


def _outputs(exercise: Exercise, expected: Value) -> Iterable[str]:
    if exercise.properties is not None or isinstance(expected, Raises):
        return [WHOLE]
    names = names_of(exercise.outputs, expected)
    return (name for name, *_ in leaves(expected, expected, names))


def _size(case: Case) -> int:
    return sum(np.size(value) for value in case.inputs.values() if isinstance(value, np.ndarray))


def _tells(expected: Value) -> bool:
    """Whether it holds enough numbers not to be right by chance."""
    pairs = [] if isinstance(expected, Raises) else leaves(expected, expected, WHOLE)
    return sum(np.size(right) for _, _, right in pairs) > LEAST


def _try(
    exercise: Exercise, shown: Sequence[Trial], asked: list[tuple[int, int]], run: Run
) -> list[Tried]:
    """Variants by number, each with the cases, by index, that it answered."""
    if not asked:
        return []
    reply = run([shown[i].case for _, i in asked], [number for number, _ in asked])
    found: dict[int, Tried] = {}
    for (number, i), frame in zip(asked, reply.frames, strict=False):
        variant = frame.pop("variant", ["", "", 0, "", ""])
        trial = Trial(shown[i].case, False, shown[i].expected)
        read_reply(exercise, [trial], Reply(opening={"imported": True}, frames=[frame]))
        tried = found.setdefault(number, Tried(number, *variant))
        tried.wrong[i] = _wrong(exercise, trial)
    return [each for each in found.values() if each.kind in KINDS]


def _few(helpful: list[Tried], first: int) -> list[int]:
    """The numbers of those that leave the least wrong, of each remainder the first ones."""
    by_rest: dict[frozenset[str], list[int]] = {}
    for each in helpful:
        by_rest.setdefault(each.wrong[first], []).append(each.number)
    return sorted(n for numbers in by_rest.values() for n in numbers[:FEW])


def _told(
    exercise: Exercise, found: list[Tried], before: list[frozenset[str]], telling: list[int]
) -> Iterator[Cause]:
    """A sentence for each output that a change mends everywhere; else for what mends most cases."""
    harmless = [each for each in found if all(w <= before[i] for i, w in each.wrong.items())]
    wrong, told = _all(before), frozenset[str]()
    for each in sorted(harmless, key=lambda one: len(_all(one.wrong.values()))):
        mended = wrong - _all(each.wrong.values())
        if mended - told:
            which = ["everything"] if mended == wrong else sorted(mended)
            verb = "is" if len(which) == 1 else "are"
            result = f"{' and '.join(which)} {verb} right in all public cases"
            yield _cause(exercise, each, result)
            told |= mended
    best = max(harmless, key=lambda one: len(_cases_mended(one, before)), default=None)
    if best is None or told:
        return
    cases, failing = _cases_mended(best, before), sum(map(bool, before))
    if len({*cases} & {*telling}) >= LEAST:
        result = f"{len(cases)} of the {failing} public cases that fail are right"
        yield _cause(exercise, best, result)


def _all(outputs: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*outputs)


def _cases_mended(each: Tried, before: list[frozenset[str]]) -> list[int]:
    return [i for i, wrong in each.wrong.items() if before[i] and not wrong]


def _cause(exercise: Exercise, each: Tried, result: str) -> Cause:
    text, about = one_line(each.text), one_line(each.about)
    change = KINDS[each.kind].format(about=about)
    place = f"line {each.line}" if each.file == exercise.file else f"{each.file}, line {each.line}"
    sentence = f"Look at {place}, `{text}`: {change}, {result}."
    return Cause(CauseKind.PLACE, each.kind, sentence, place=f"{each.file}:{each.line}")
