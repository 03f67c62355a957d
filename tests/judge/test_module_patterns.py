"""What failing networks have in common is told only where it is no accident."""

from __future__ import annotations

import pytest
from support.modules_world import judged, solution

from autograder.core.verdict import CauseKind, Verdict
from autograder.render.diagnosis import diagnosis_text


def verdict_of(stub: str, old: str, new: str) -> Verdict:
    assert old in solution(stub)
    return judged(stub, solution(stub).replace(old, new))


def patterns(verdict: Verdict) -> list[str]:
    assert verdict.diagnosis is not None
    causes = [verdict.diagnosis.cause, *verdict.diagnosis.more]
    return [each.name for each in causes if each and each.kind is CauseKind.PATTERN]


@pytest.mark.parametrize(
    ("stub", "old", "new"),
    [
        ("BasicBlock", "self.channels = f", "pass"),
        ("BasicBlock", "stride == 1 and c == f", "stride == 1"),
        ("Bottleneck", "self.channels = 4 * f", "self.channels = c"),
    ],
)
def test_one_look_or_one_network_has_no_pattern(stub: str, old: str, new: str) -> None:
    assert patterns(verdict_of(stub, old, new)) == []


def test_networks_that_raise_may_have_a_pattern() -> None:
    verdict = verdict_of("BasicBlock", "conv_norm(c, f, 1, stride)", "conv_norm(c, f, 1)")
    assert patterns(verdict) == ["stride is larger than 1"]
    assert "the strides or the padding on the way" in diagnosis_text(verdict)
