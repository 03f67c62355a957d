"""Answers to the cases of an exercise, beside what every misconception gives there."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from autograder.core.exercise import Case, Exercise, Misconception, Value
from autograder.core.verdict import FactKind
from autograder.judge.compare import WHOLE, Tolerance, agrees, compare, differing, explained
from autograder.judge.expected import Raises
from autograder.judge.kinds import reduced

Reproduced = Callable[["Answers", str, int], bool]


@dataclass(frozen=True)
class Answers:
    """Answers to cases of an exercise, what was expected, what every misconception gives there.

    ``chosen`` are the indices of those to explain, ``right`` those of the right ones. What has
    been compared is remembered for all choices, and in ``missed`` for all answers to these cases.
    """

    exercise: Exercise
    cases: list[Case]
    given: list[Value]
    expected: list[Value]
    mistaken: Mapping[str, Sequence[Value]]
    missed: dict[tuple[str, int], set[str]]
    chosen: list[int]
    right: list[int]
    known: dict[tuple[Reproduced, str, int], bool] = field(default_factory=dict)
    blamed: dict[int, set[str]] = field(default_factory=dict)

    @functools.cached_property
    def answered(self) -> list[int]:
        """The right ones first: they decide soonest."""
        wrong = [i for i in range(len(self.given)) if i not in self.right]
        return [*self.right, *wrong]

    def of(self, chosen: list[int]) -> Answers:
        """Another choice of them."""
        return replace(self, chosen=chosen)

    def reproduced(self, by: Misconception, how: Reproduced) -> Iterator[bool]:
        """Answer by answer, whether a misconception gives the same; compared lazily."""
        return (self._fits(by.name, how, index) for index in self.chosen)

    def all_reproduced(self, by: Misconception, how: Reproduced) -> bool:
        """The last are compared first: what an exercise asks first is often the largest."""
        return all(self._fits(by.name, how, index) for index in reversed(self.chosen))

    def _fits(self, name: str, how: Reproduced, i: int) -> bool:
        """What raises, as if no shape fits, explains no answer, but a `raise` that is right."""
        if (how, name, i) not in self.known:
            answer, right, mistaken = self.given[i], self.expected[i], self.mistaken[name][i]
            raises = [isinstance(each, Raises) for each in (answer, mistaken)]
            if any(raises):
                self.known[how, name, i] = all(raises) and answer is right
            else:
                fits = whole if isinstance(right, Raises) else how
                self.known[how, name, i] = fits(self, name, i)
        return self.known[how, name, i]

    def wrong_outputs(self, i: int) -> set[str]:
        """Of an answer the outputs, or the properties, that are not as expected."""
        if i not in self.blamed:
            self.blamed[i] = unlike(self.exercise, self.cases[i], self.given[i], self.expected[i])
        return self.blamed[i]

    def contradict(self, mistake: Misconception) -> bool:
        """Whether a right output speaks against it: one that it gets wrong, in the right shape.

        In a right answer all outputs are right, in a wrong one all that are not blamed. Where it
        gives another shape, the student's code may well do something else. A mistake in part is
        spoken against by those outputs alone that it is named for.
        """
        if not mistake.in_part:
            return any(self._contradicts(i, self._misses(mistake.name, i)) for i in self.answered)
        fits = (i for i in self.chosen if self._fits(mistake.name, wrong, i))
        blamed = set().union(*map(self.wrong_outputs, fits))
        there = (self._misses(mistake.name, i) for i in self.right)
        return any(missed and (missed & blamed or WHOLE in missed | blamed) for missed in there)

    def _contradicts(self, i: int, missed: set[str]) -> bool:
        if not missed or i in self.right:
            return bool(missed)
        blamed = self.wrong_outputs(i)
        by_output = blamed and WHOLE not in blamed and self.exercise.properties is None
        return bool(by_output and missed - blamed)

    def _misses(self, name: str, i: int) -> set[str]:
        """The outputs that a misconception gets wrong where it gives all of the right shapes."""
        if (name, i) not in self.missed:
            mistaken, expected = self.mistaken[name][i], self.expected[i]
            both = self.exercise, self.cases[i], mistaken, expected
            self.missed[name, i] = unlike(*both) if fills_the_form(*both) else set()
        return self.missed[name, i]


def unlike(exercise: Exercise, case: Case, answer: Value, expected: Value) -> set[str]:
    """The outputs, or the properties, that are not as expected; none of what was raised."""
    if isinstance(answer, Raises) or isinstance(expected, Raises) or case.accept:
        return set()
    mine, right = reduced(exercise, case, answer, expected)
    return differing(mine, right, Tolerance.of(exercise))


def fills_the_form(exercise: Exercise, case: Case, answer: Value, expected: Value) -> bool:
    """Whether an answer has the structure and the shapes that are expected."""
    if isinstance(answer, Raises) or isinstance(expected, Raises):
        return False
    mine, right = reduced(exercise, case, answer, expected)
    fault = compare(mine, right, Tolerance.of(exercise))
    return fault is None or fault.kind not in (FactKind.TYPE, FactKind.SHAPE)


def whole(answers: Answers, name: str, i: int) -> bool:
    """Whether a misconception gives the same answer."""
    exercise, mistaken = answers.exercise, answers.mistaken[name][i]
    mine, other = reduced(exercise, answers.cases[i], answers.given[i], mistaken)
    return agrees(mine, other, Tolerance.of(exercise))


def wrong(answers: Answers, name: str, i: int) -> bool:
    """Whether a misconception gives all that is wrong in the answer.

    Answers of different forms have no properties to compare: their numbers are.
    """
    exercise, tolerance = answers.exercise, Tolerance.of(answers.exercise)
    models = answers.expected[i], answers.mistaken[name][i]
    mine, right, mistaken = reduced(exercise, answers.cases[i], answers.given[i], *models)
    plain = exercise.properties is not None and mine is answers.given[i]
    outputs = differing(mine, right, tolerance) if plain else answers.wrong_outputs(i)
    if not explained(mine, outputs, mistaken, tolerance):
        return False
    if exercise.properties is None or not outputs:
        return True
    return _first_wrong(mine, right, tolerance) == _first_wrong(mistaken, right, tolerance)


def _first_wrong(properties: Value, right: Value, tolerance: Tolerance) -> str | None:
    """A fact that does not hold has many causes: the first to fail has to be the same, too."""
    fault = compare(properties, right, tolerance)
    return None if fault is None else fault.where
