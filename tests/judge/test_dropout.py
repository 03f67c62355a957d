"""Dropout is judged by what it drops: its probabilities, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from autograder.judge import module_causes, modules
from autograder.judge.compare import Tolerance
from autograder.worker.child import modules as measuring

TOLERANCE = Tolerance(1e-7, 1e-9)
Forward = Callable[[nn.Module, Any], Any]


class ByHand(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * (torch.rand_like(x) > 0.5) * 2 if self.training else x


class Layers(nn.Module):
    """Two convolutions of one place each, put together by a function."""

    def __init__(self, forward: Forward) -> None:
        super().__init__()
        self.first, self.second = nn.Conv2d(4, 6, 1), nn.Conv2d(6, 3, 1)
        self.drop, self.by_hand, self.run = nn.Dropout(0.5), ByHand(), forward

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        out: torch.Tensor = self.run(self, x)
        return out


def plain(it: Any, x: Any) -> Any:
    return it.second(it.first(x).relu())


def dropping(it: Any, x: Any) -> Any:
    return it.second(it.drop(it.first(x).relu()))


SAME: dict[str, Forward] = {
    "in front of the ReLU": lambda it, x: it.second(it.drop(it.first(x)).relu()),
    "as a function": lambda it, x: it.second(
        F.dropout(it.first(x).relu(), training=it.training, inplace=True)
    ),
    "by hand": lambda it, x: it.second(it.by_hand(it.first(x).relu())),
    "by hand, with bernoulli": lambda it, x: it.second(
        it.first(x).relu() * (torch.full((2, 6, 5, 5), 0.5).bernoulli() * 2 if it.training else 1)
    ),
}
WRONG: dict[str, Forward] = {
    module_causes.ELSEWHERE: lambda it, x: it.second(it.first(it.drop(x)).relu()),
    module_causes.ELSEWHERE + " ": lambda it, x: it.second(
        F.dropout2d(it.first(x).relu(), training=it.training)
    ),
    module_causes.NOT_DROPPED: plain,
    "Dropout has the probability 0.4, expected the probability 0.5.": lambda it, x: it.second(
        F.dropout(it.first(x).relu(), 0.4, it.training)
    ),
    "In training mode dropout is at work 2 times, expected once.": lambda it, x: it.second(
        it.drop(it.first(it.drop(x)).relu())
    ),
}


def look(forward: Forward, kind: str) -> Any:
    given = (kind, (), {}, ((2, 4, 5, 5),), 3)
    return measuring.measured(lambda: Layers(forward), *given)


def cause(forward: Forward, right: Forward = dropping) -> str:
    seen = [
        module_causes.Seen(kind, look(forward, kind), look(right, kind))
        for kind in ("output", "gradients", "training")
    ]
    found = module_causes.of_parts(seen, TOLERANCE)
    return found.sentence if found else ""


@pytest.mark.parametrize("how", SAME)
def test_dropout_may_be_written_in_any_way(how: str) -> None:
    answer, right = look(SAME[how], "training"), look(dropping, "training")
    assert modules.fault_of(answer, right, TOLERANCE) is None


@pytest.mark.parametrize("says", WRONG)
def test_dropout_that_is_missing_or_elsewhere_is_named(says: str) -> None:
    answer, right = look(WRONG[says], "training"), look(dropping, "training")
    assert modules.fault_of(answer, right, TOLERANCE) is not None
    assert cause(WRONG[says]) == says.strip()


def test_dropout_that_is_not_expected_is_named() -> None:
    assert cause(dropping, plain) == module_causes.DRAWN_IN_TRAINING


class Normed(nn.Module):
    """A norm that is told its mode, or is not."""

    def __init__(self, told: bool) -> None:
        super().__init__()
        self.norm, self.told = nn.BatchNorm2d(4), told

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        own, training = self.norm, self.told and self.training
        given = (own.running_mean, own.running_var, own.weight, own.bias, training)
        return F.batch_norm(x, *given)


def test_norms_that_do_not_train_have_nothing_to_do_with_dropout() -> None:
    given = ("training", (), {}, ((2, 4, 5, 5),), 3)
    looks = [measuring.measured(partial(Normed, told), *given) for told in (False, True)]
    outputs = [look(plain, "output")] * 2
    seen = [module_causes.Seen("a", *outputs), module_causes.Seen("b", *looks)]
    found = module_causes.of_parts(seen, TOLERANCE)
    assert found is not None
    assert found.sentence == module_causes.RUNNING


def test_a_wrong_output_says_nothing_of_dropout() -> None:
    assert cause(lambda it, x: it.drop(it.second(it.first(x)))) == ""
