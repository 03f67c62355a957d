"""The commands around grading: the class's list in, the grades out."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.options import (
    complete_assignment,
    course_option,
    database_option,
    the_assignment,
)
from autograder.course.exports.platforms import NAMES

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("path", metavar="FILE", type=_FILE)
@course_option(exists=False)
@database_option
def roster(path: Path, folder: Path | None, database: str) -> None:
    """Read the class's list: names, addresses and platform numbers.

    Takes the lists of Canvas, Moodle, Blackboard, Brightspace and Gradescope, or any CSV with a
    column id, username or email, and first_name, last_name.
    """
    from autograder.course.exports.roster import roster as read
    from autograder.course.folders import Course
    from autograder.render.style import count
    from autograder.render.tables import show_list
    from autograder.render.terminal import console, say

    found = read(path, Course.find(folder, database))
    known, new = (count(len(ids), "student") for ids in (found.named, found.new))
    say(console(), f"{known} named, {new} without a submission added.")
    show_list("In the course, and not for sure in the list:", found.unknown)


@click.command()
@click.argument("assignment", required=False, shell_complete=complete_assignment)
@click.option("--for", "platform", type=click.Choice(NAMES), help="Fill this platform's sheet.")
@click.option("--template", type=_FILE, metavar="FILE", help="The sheet that it exported.")
@click.option("--column", default="", metavar="TITLE", help="The column of the grades.")
@click.option("--to", "path", type=_FILE, metavar="FILE", help="Write to this file instead.")
@course_option(exists=True)
@database_option
def export(
    assignment: str | None,
    platform: str | None,
    template: Path | None,
    column: str,
    path: Path | None,
    folder: Path | None,
    database: str,
) -> None:
    """Write all scores as CSV, to grades.csv in the course's folder.

    With --for, write those of one assignment into the sheet that a platform takes back.
    """
    from autograder.course.exports.grades import fill
    from autograder.course.exports.table import export as write
    from autograder.course.folders import Course
    from autograder.render.grading import show_gradebook
    from autograder.render.style import count
    from autograder.render.tables import show_list
    from autograder.render.terminal import console, say

    course = Course.find(folder, database)
    if not platform:
        if assignment or template or column:
            raise click.UsageError("Name the platform too, as in --for canvas.")
        target = path or course.root / "grades.csv"
        show_gradebook(write(course, target))
        say(console(), f"Written to {target}.")
        return
    name = the_assignment(assignment, course)
    target = path or course.root / f"{name}-{platform}.csv"
    filled = fill(name, course, platform, target, template, column)
    show_list("Left as they were, because an answer waits for a person:", filled.waiting)
    show_list("Graded, and not for sure in the sheet:", filled.unmatched)
    say(console(), f"{count(filled.grades, 'grade')} written to {target}.")
