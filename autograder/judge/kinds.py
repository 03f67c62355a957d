"""How an answer is compared and explained, by the kind of its case.

A new kind is a subclass of ``Kind`` and a line in ``KINDS``; nothing else asks what a case is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from autograder.core.exercise import Case, Exercise, Value
from autograder.core.modules import Built, OnModel
from autograder.core.verdict import Cause
from autograder.judge import module_causes, modules, properties, raised_causes
from autograder.judge.compare import Tolerance
from autograder.judge.structure import Fault


class Answered(NamedTuple):
    """An answer to a case, and what is expected there."""

    case: Case
    answer: Value
    expected: Value
    error: str = ""


class Kind:
    """Plain values: compared by their form, then by their numbers or their properties."""

    lone_case: ClassVar[bool] = True
    """Whether a single case that fails says something."""

    def fault_of(
        self, exercise: Exercise, case: Case, answer: Value, expected: Value
    ) -> Fault | None:
        """The first thing wrong with an answer."""
        return properties.fault_of(exercise, case, answer, expected)

    def reduced(
        self, exercise: Exercise, case: Case, answer: Value, *models: Value
    ) -> tuple[Value, ...]:
        """Answers as what of them is compared with misconceptions."""
        return properties.reduced(exercise, case, answer, *models)

    def beside(self, failing: list[Case], passing: list[Case]) -> list[Case]:
        """Those of the passing cases that may tell what the failing ones have in common."""
        return passing

    def before(self, public: Sequence[Answered], tolerance: Tolerance) -> Cause | None:
        """What public answers say of themselves, before any misconception is looked at."""
        return None

    def behind(self, public: Sequence[Answered], tolerance: Tolerance, shown: str) -> Cause | None:
        """What they say if no misconception fits; ``shown`` names the case of the message."""
        return None

    def raised(self, public: Sequence[Answered]) -> Cause | None:
        """What an exception says that the student's code has not raised itself."""
        found = (raised_causes.cause_of(each.error, each.case) for each in public if each.error)
        return next(found, None)


class _OnModels(Kind):
    """What a function does to a model: what has to hold of it afterwards is a sentence."""

    def fault_of(
        self, exercise: Exercise, case: Case, answer: Value, expected: Value
    ) -> Fault | None:
        fault = super().fault_of(exercise, case, answer, expected)
        if fault is None or fault.where not in exercise.outputs or fault.expected is not True:
            return fault
        return properties.of_property(fault)


class _Modules(Kind):
    """Modules: compared part by part, of what was measured."""

    lone_case = False

    def fault_of(
        self, exercise: Exercise, case: Case, answer: Value, expected: Value
    ) -> Fault | None:
        return modules.fault_of(answer, expected, Tolerance.of(exercise))

    def reduced(
        self, exercise: Exercise, case: Case, answer: Value, *models: Value
    ) -> tuple[Value, ...]:
        those = (modules.chosen(answer, model) for model in models)
        return tuple(map(modules.comparable, (answer, *those)))

    def beside(self, failing: list[Case], passing: list[Case]) -> list[Case]:
        """Those with the same look; none if one network fails or passes: it has much of its own."""
        looks = {case.inputs["look"] for case in failing}
        alike = [case for case in passing if case.inputs["look"] in looks]
        networks = ({case.text for case in cases} for cases in (failing, alike))
        return alike if min(map(len, networks)) > 1 else []

    def before(self, public: Sequence[Answered], tolerance: Tolerance) -> Cause | None:
        return module_causes.unsteady(_seen(public), tolerance)

    def behind(self, public: Sequence[Answered], tolerance: Tolerance, shown: str) -> Cause | None:
        seen = _seen(public)
        return module_causes.of_parts(seen, tolerance) or module_causes.first_step(seen, shown)

    def raised(self, public: Sequence[Answered]) -> Cause | None:
        errors = [each.error for each in public]
        return module_causes.unregistered(_seen(public), errors) or super().raised(public)


def _seen(public: Sequence[Answered]) -> list[module_causes.Seen]:
    """What was measured of modules."""
    return [
        module_causes.Seen(case.name, answer, modules.chosen(answer, expected))
        for case, answer, expected, _ in public
        if isinstance(answer, dict)
    ]


KINDS: dict[type[Case], Kind] = {Case: Kind(), OnModel: _OnModels(), Built: _Modules()}


def kind_of(case: Case) -> Kind:
    """That of its class, or of the nearest one above it."""
    return next(KINDS[each] for each in type(case).__mro__ if each in KINDS)


def fault_of(exercise: Exercise, case: Case, answer: Value, expected: Value) -> Fault | None:
    """The first thing wrong with an answer, as its kind of case has it."""
    return kind_of(case).fault_of(exercise, case, answer, expected)


def reduced(exercise: Exercise, case: Case, answer: Value, *models: Value) -> tuple[Value, ...]:
    """Answers as what of them is compared with misconceptions."""
    return kind_of(case).reduced(exercise, case, answer, *models)
