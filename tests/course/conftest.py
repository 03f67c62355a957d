"""The class that the tests of a course look at; who changes something takes a copy."""

from __future__ import annotations

import pytest
from support.course_world import graded_class

from autograder.course.folders import Course


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return graded_class(tmp_path_factory)
