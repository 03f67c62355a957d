"""The criteria of an exercise: each kind has a function that tries a right answer on it.

A new kind is a subclass of ``Criterion`` in ``core/exercise.py``, a function like
``speed.judged``, and its line in ``KINDS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from autograder.core.exercise import Criterion, Speed
from autograder.core.outcome import Outcome
from autograder.core.verdict import Fact, FactKind, Status
from autograder.judge import outcome, speed
from autograder.judge.prepared import Prepared
from autograder.judge.trial import Ask, Judged, Trial

KINDS: dict[type[Criterion], Callable[[Prepared, Criterion, Ask], Judged]] = {
    Speed: speed.judged,
    Outcome: outcome.judged,
}

UNTRIED = Fact(FactKind.UNTRIED, "", "Tried once all other cases pass.")


def judged(asked: Prepared, trials: list[Trial], ask: Ask) -> Iterator[Judged]:
    """What comes of each criterion; an answer that is not right yet is tried on none."""
    wrong = next((trial for trial in trials if trial.status is not Status.PASSED), None)
    for criterion in asked.exercise.criteria:
        if wrong is None:
            yield KINDS[type(criterion)](asked, criterion, ask)
        else:
            untried = asked.trial_of(criterion)
            untried.fail(UNTRIED, wrong.status)
            yield Judged(untried, share=criterion.share_if_missed)
