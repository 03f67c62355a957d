"""How many images do a student's weights get right? The judge alone knows what each one shows.

The worker gets images, a batch at a time, and returns scores. Some of the images come in two
processes, among other images in each: what looks at its batch, or keeps one, shows by that.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from autograder.core.exercise import Criterion, Exercise
from autograder.core.outcome import Batch, Outcome, weights_of
from autograder.core.verdict import Fact, FactKind, Status
from autograder.judge import low_accuracy, weights
from autograder.judge.low_accuracy import Seen
from autograder.judge.prepared import Prepared, prepared
from autograder.judge.speed import WHERE
from autograder.judge.trial import Ask, Judged, Trial, read_reply

RTOL = 1e-4
"""The scores of an image may move by this share of the largest of them."""
FEW = 5
"""Batches that are enough to say why an accuracy is low."""
COMPANY = (
    "The scores of an image depend on the others in its batch, or on its place among them. Does "
    "batch normalization still use the statistics of the batch, as in training?"
)
AGAIN = (
    "The same batch got other scores when it came again. Is something drawn at random, as in "
    "dropout, or kept from one call to the next?"
)
PUBLIC = "These are the public images; grading draws others of the same kind."


def judged(asked: Prepared, outcome: Criterion, ask: Ask) -> Judged:
    """Read the weights, ask for the scores of all images, count what is right."""
    assert isinstance(outcome, Outcome)
    trial, file = asked.trial_of(outcome), weights_of(asked.exercise)
    try:
        params = weights.read(ask.root / file)
    except FileNotFoundError:
        trial.fail(_no_file(file), Status.NOT_STARTED)
        return Judged(trial, share=outcome.share_if_missed)
    except weights.BadWeights as error:
        trial.fail(Fact(FactKind.WEIGHTS, file, f"{file} {error}."))
        return Judged(trial, share=outcome.share_if_missed)
    trials = [_with(params, each) for each in asked.trials_of(outcome)]
    unfit = _unfit(asked.exercise, outcome, trials, ask)
    if unfit is not None:
        return Judged(unfit, share=outcome.share_if_missed)
    return _concluded(asked, outcome, params, trials[1:-1], ask)


def _no_file(file: str) -> Fact:
    sentence = (
        f"There is no {file} yet. Run the cell of the notebook that trains your network and saves "
        f'its weights: `np.savez_compressed("{file}", **params)`.'
    )
    return Fact(FactKind.NOT_STARTED, file, sentence)


def _with(params: dict[str, np.ndarray], trial: Trial) -> Trial:
    return replace(trial, case=_batch(trial).with_weights(params))


def _batch(trial: Trial) -> Batch:
    assert isinstance(trial.case, Batch)
    return trial.case


def _unfit(exercise: Exercise, outcome: Outcome, trials: list[Trial], ask: Ask) -> Trial | None:
    """The first batch that has no scores to count, or all have: None."""
    mixed, *rest = trials
    seconds = _answered(exercise, [mixed], ask)
    if mixed.status is Status.PASSED and seconds * (len(rest) - 1) > exercise.seconds:
        mixed.fail(_too_slow(exercise, outcome, f"{seconds:.3g}"), Status.TIMEOUT)
    if mixed.status is not Status.PASSED:
        if mixed.status is Status.TIMEOUT and mixed.answer is None:
            mixed.fail(
                _too_slow(exercise, outcome, f"more than {exercise.seconds:g}"), Status.TIMEOUT
            )
        return mixed
    _answered(exercise, rest, ask)
    wrong = next((trial for trial in rest if trial.status is not Status.PASSED), None)
    if wrong is None:
        _compare_again(mixed, rest)
        return mixed if mixed.status is not Status.PASSED else None
    if wrong.status is Status.TIMEOUT:
        wrong.fail(_too_slow(exercise, outcome, f"{seconds:.3g}"), Status.TIMEOUT)
    return wrong


def _answered(exercise: Exercise, trials: list[Trial], ask: Ask) -> float:
    """Give every trial its scores, or why there are none; the CPU time that they took."""
    reply = ask.in_turn([trial.case for trial in trials])
    read_reply(exercise, trials, reply)
    return reply.cpu


def _too_slow(exercise: Exercise, outcome: Outcome, seconds: str) -> Fact:
    sentence = (
        f"Too slow: {outcome.batch} images take {seconds} s, and all {outcome.images:,} must be "
        f"done in {exercise.seconds:g} s. {WHERE}"
    )
    return Fact(FactKind.TIMEOUT, "", sentence)


def _compare_again(mixed: Trial, rest: list[Trial]) -> None:
    """The first trial fails if images got other scores elsewhere."""
    first, *_, again = rest
    before = {
        image.tobytes(): scores
        for trial in rest[:-1]
        for image, scores in zip(_batch(trial).inputs["x"], trial.answer, strict=True)
    }
    alone = np.stack([before[image.tobytes()] for image in _batch(mixed).inputs["x"]])
    if not _same(first.answer, again.answer):
        mixed.fail(Fact(FactKind.UNSTEADY, "", AGAIN))
    elif not _same(alone, mixed.answer):
        mixed.fail(Fact(FactKind.UNSTEADY, "", COMPANY))


def _same(scores: np.ndarray, others: np.ndarray) -> bool:
    """Whether two runs agree on some images: the scores but for rounding, and the classes."""
    rounding = 4 * float(np.finfo(scores.dtype).eps)
    scores, others = scores.astype(np.float64), others.astype(np.float64)
    most = max(RTOL, rounding) * np.abs(others).max(axis=1, keepdims=True)
    close = np.abs(scores - others) <= most
    return bool(close.all() and (scores.argmax(axis=1) == others.argmax(axis=1)).all())


def _concluded(
    asked: Prepared,
    outcome: Outcome,
    params: dict[str, np.ndarray],
    trials: list[Trial],
    ask: Ask,
) -> Judged:
    """The share of the points that the accuracy is worth, in whole percent as it is shown."""
    new = _seen(trials)
    percent = int(100 * new.accuracy + 0.5)
    share = outcome.share(percent)
    trial = asked.trial_of(outcome)
    fact = _fact(asked, outcome, percent, share)
    if share == 1:
        trial.fact = fact.without_detail() if trial.hidden else fact
        return Judged(trial)
    trial.fail(fact)
    known = _known(asked, outcome, params, ask)
    causes = low_accuracy.causes(outcome, new, *known) if known else ()
    return Judged(trial, share, tuple(causes))


def _seen(trials: list[Trial]) -> Seen:
    """The classes with the highest scores, and the true ones."""
    said = [trial.answer.argmax(axis=1) for trial in trials]
    return Seen(np.concatenate(said), np.concatenate([_batch(trial).y for trial in trials]))


def _fact(asked: Prepared, outcome: Outcome, percent: int, share: float) -> Fact:
    points = asked.exercise.points
    sentence = (
        f"{percent}% of {outcome.images:,} new images are right: {round(points * share, 2):g} of "
        f"{points:g} points. Points rise from {outcome.least:.0%} to {outcome.full:.0%}."
    )
    return Fact(FactKind.OUTCOME, "", sentence, f"{sentence} {PUBLIC}")


def _known(
    asked: Prepared, outcome: Outcome, params: dict[str, np.ndarray], ask: Ask
) -> list[Seen]:
    """What the scores say of images that the student knows: of training, and of ``check``."""
    public = prepared(asked.exercise, None).trials_of(outcome)[1:-1][:FEW]
    batches = list(outcome.batches(*outcome.known()))[:FEW]
    trained = [Trial(case, False, public[0].expected) for case in batches]
    sets = [[_with(params, trial) for trial in each] for each in (trained, public)]
    every = [trial for each in sets for trial in each]
    _answered(asked.exercise, every, ask)
    answered = all(trial.status is Status.PASSED for trial in every)
    return [_seen(each) for each in sets] if answered else []
