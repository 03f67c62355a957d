"""Answers to the cases of an exercise, beside what every misconception gives there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from autograder.core.exercise import Case, Exercise, Misconception, Value
from autograder.core.verdict import FactKind
from autograder.judge.compare import WHOLE, Tolerance, agrees, compare, differing, explained
from autograder.judge.expected import Raises
from autograder.judge.properties import reduced

Reproduced = Callable[[Exercise, Case, Value, Value, Value], bool]


@dataclass(frozen=True)
class Answers:
    """Answers to cases of an exercise, what was expected, what every misconception gives there.

    ``chosen`` are the indices of those to explain, ``right`` those of the right ones; ``known``
    remembers, for all choices, what has been compared.
    """

    exercise: Exercise
    cases: list[Case]
    given: list[Value]
    expected: list[Value]
    mistaken: Mapping[str, list[Value]]
    chosen: list[int]
    right: list[int]
    known: dict[tuple[str, Reproduced, int], bool] = field(default_factory=dict)

    def of(self, chosen: list[int]) -> Answers:
        """Another choice of them."""
        return replace(self, chosen=chosen)

    def reproduced(self, by: Misconception, how: Reproduced) -> Iterator[bool]:
        """Answer by answer, whether a misconception gives the same; compared lazily."""
        return (self._fits(by.name, how, index) for index in self.chosen)

    def _fits(self, name: str, how: Reproduced, i: int) -> bool:
        """What raises, as if no shape fits, explains no answer, but a `raise` that is right."""
        if (name, how, i) not in self.known:
            answer, right, mistaken = self.given[i], self.expected[i], self.mistaken[name][i]
            raises = [isinstance(each, Raises) for each in (answer, mistaken)]
            if any(raises):
                self.known[name, how, i] = all(raises) and answer is right
            else:
                fits = whole if isinstance(right, Raises) else how
                case = self.cases[i]
                self.known[name, how, i] = fits(self.exercise, case, answer, right, mistaken)
        return self.known[name, how, i]

    def contradict(self, mistake: Misconception) -> bool:
        """Whether a right answer speaks against it: what it gets wrong elsewhere is right there.

        Where it gives another shape, the student's code may well do something else.
        """
        mistaken = self.mistaken[mistake.name]
        fits = (i for i in self.chosen if self._fits(mistake.name, wrong, i))
        blamed = set().union(*(self._differing(i, self.given[i]) for i in fits))
        there = (self._differing(i, mistaken[i]) for i in self.right if self._fills(i, mistaken[i]))
        return any(wrong and (wrong & blamed or WHOLE in wrong | blamed) for wrong in there)

    def _fills(self, i: int, answer: Value) -> bool:
        """Whether an answer has the structure and the shapes that are expected."""
        if isinstance(answer, Raises) or isinstance(self.expected[i], Raises):
            return False
        mine, right = reduced(self.exercise, self.cases[i], answer, self.expected[i])
        fault = compare(mine, right, Tolerance.of(self.exercise))
        return fault is None or fault.kind not in (FactKind.TYPE, FactKind.SHAPE)

    def _differing(self, i: int, answer: Value) -> set[str]:
        """The outputs, or the properties, that are not as expected; none of what was raised."""
        case, expected = self.cases[i], self.expected[i]
        if isinstance(answer, Raises) or isinstance(expected, Raises) or case.accept:
            return set()
        mine, right = reduced(self.exercise, case, answer, expected)
        return differing(mine, right, Tolerance.of(self.exercise))


def whole(exercise: Exercise, case: Case, answer: Value, _: Value, wrong: Value) -> bool:
    """Whether a misconception gives the same answer."""
    mine, mistaken = reduced(exercise, case, answer, wrong)
    return agrees(mine, mistaken, Tolerance.of(exercise))


def wrong(exercise: Exercise, case: Case, answer: Value, expected: Value, wrong: Value) -> bool:
    """Whether a misconception gives all that is wrong in the answer."""
    mine, right, mistaken = reduced(exercise, case, answer, expected, wrong)
    tolerance = Tolerance.of(exercise)
    if not explained(mine, right, mistaken, tolerance):
        return False
    if exercise.properties is None or agrees(mine, right, tolerance):
        return True
    return _first_wrong(mine, right, tolerance) == _first_wrong(mistaken, right, tolerance)


def _first_wrong(properties: Value, right: Value, tolerance: Tolerance) -> str | None:
    """A fact that does not hold has many causes: the first to fail has to be the same, too."""
    fault = compare(properties, right, tolerance)
    return None if fault is None else fault.where
