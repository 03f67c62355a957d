"""A class's folder, and the command that works on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.folders import CONFIG, Course


def test_a_command_names_the_course_only_where_it_would_not_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CS_CNN_COURSE", raising=False)
    course = Course(tmp_path / "in autumn")
    course.make_root()
    monkeypatch.chdir(tmp_path)
    assert course.command("grade 01") == f"`cs-cnn grade 01 --course '{course.root}'`"
    monkeypatch.setenv("CS_CNN_COURSE", "in autumn")
    assert course.command("grade 01") == "`cs-cnn grade 01`"
    monkeypatch.delenv("CS_CNN_COURSE")
    (course.root / CONFIG).touch()
    monkeypatch.chdir(course.root)
    assert course.command("grade 01") == "`cs-cnn grade 01`"
