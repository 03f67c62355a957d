"""nbgrader's configuration; what is not stock is said in autograder/course/config.py."""

from pathlib import Path

from autograder.course.config import configure

configure(get_config(), Path(__file__).parent)  # noqa: F821
