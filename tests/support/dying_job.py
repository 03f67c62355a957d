"""A job that dies, in a file of its own: a process that runs it imports no more than it needs."""

from __future__ import annotations

import os
import signal

from autograder.course.submissions.submission import Submission


def dies_for_wim(hand_in: bytes, secret: bytes, unsafe: bool) -> bytes:
    """In place of ``report_for``: the student, if it is not Wim."""
    student = Submission.from_json(hand_in).student
    if student == "Wim":
        os.kill(os.getpid(), signal.SIGKILL)
    return student.encode()
