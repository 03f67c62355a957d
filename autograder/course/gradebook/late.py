"""A late policy by the day, with grace and extensions, as a plugin of nbgrader."""

from __future__ import annotations

import math

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Dict, Float

_DAY = 24 * 60 * 60


class LatePolicy(LateSubmissionPlugin):  # type: ignore[misc]
    """Takes a share of the score for each day begun; formgrader and all exports show it.

    The course's configuration names it: ``c.AssignLatePenalties.plugin_class``.
    """

    per_day = Float(0.1, min=0.0, help="The share of the score that each day costs.").tag(
        config=True
    )
    most = Float(1.0, min=0.0, max=1.0, help="The largest share that lateness costs.").tag(
        config=True
    )
    grace_minutes = Float(0.0, min=0.0, help="How late costs nothing.").tag(config=True)
    extensions = Dict(
        help="Days more by student: {'ada': 3}, or by assignment, {'ada': {'02-conv': 3}}."
    ).tag(config=True)

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """The points to take; None if the extension or the grace covers it."""
        late = total_seconds_late - self._extension(student_id) * _DAY
        if late <= self.grace_minutes * 60:
            return None
        share: float = min(self.per_day * math.ceil(late / _DAY), self.most)
        return float(score) * share

    def _extension(self, student: str) -> float:
        given = self.extensions.get(student, 0)
        if isinstance(given, dict):
            given = given.get(getattr(self.parent, "assignment_id", ""), 0)
        return float(given)
