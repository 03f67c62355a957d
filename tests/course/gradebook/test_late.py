"""The late policy: days begun, grace, extensions, and that a changed policy records anew."""

from __future__ import annotations

import pytest
from traitlets.config import Config

from autograder.course.gradebook.late import LatePolicy

DAY = 24 * 60 * 60


@pytest.mark.parametrize(
    ("student", "late", "penalty"),
    [
        ("eve", 60, None),
        ("eve", 601, 8.0),
        ("eve", DAY + 1, 16.0),
        ("eve", 30 * DAY, 40.0),
        ("ada", 3 * DAY, None),
        ("ada", 3 * DAY + 601, 8.0),
        ("bob", DAY, 8.0),
    ],
)
def test_days_grace_and_extensions(student: str, late: float, penalty: float | None) -> None:
    said = {"grace_minutes": 10, "most": 0.5, "extensions": {"ada": 3, "bob": {"other": 9}}}
    policy = LatePolicy(config=Config(LatePolicy=said))
    found = policy.late_submission_penalty(student, 80.0, late)
    assert found == (None if penalty is None else pytest.approx(penalty))
