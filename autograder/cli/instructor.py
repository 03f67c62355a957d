"""The commands for instructors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from autograder.cli.desk import export, roster
from autograder.cli.errors import ALL_PASSED, FAULT, NOT_PASSED
from autograder.cli.options import (
    FOR_JUPYTER,
    complete_assignment,
    course_option,
    database_option,
    jupyter_options,
    the_assignment,
)
from autograder.core.errors import CourseError
from autograder.course.exports.platforms import TAKE_PAGES

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def _assignment(function: Decorated) -> Decorated:
    """The assignment as an argument, optional if there is only one candidate."""
    return click.argument("assignment", required=False, shell_complete=complete_assignment)(
        function
    )


@click.command()
@_assignment
@course_option(exists=False)
@database_option
def release(assignment: str | None, folder: Path | None, database: str) -> None:
    """Make the notebook and the blank stubs that students get."""
    from autograder.course.folders import Course
    from autograder.course.release import release as make
    from autograder.render.tables import show_list

    course = Course.find(folder, database)
    name = the_assignment(assignment, course)
    made = make(name, course)
    show_list(f"{name} is released: give students {made}", _files(made))


def _zone(ctx: click.Context, parameter: click.Parameter, name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise click.BadParameter(
            f"{name} is no time zone; they are called like Europe/Zurich or UTC."
        ) from None


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--assignment", metavar="NAME", shell_complete=complete_assignment)
@click.option(
    "--zone",
    metavar="ZONE",
    callback=_zone,
    help="Of times that a platform writes without one, such as Europe/Zurich.",
)
@course_option(exists=False)
@click.pass_context
def collect(
    ctx: click.Context,
    files: tuple[Path, ...],
    assignment: str | None,
    zone: ZoneInfo | None,
    folder: Path | None,
) -> None:
    """Sort submissions into the course: zips, folders, single files.

    Takes exports of Canvas, Moodle, Blackboard, Brightspace, Gradescope and Sakai, and
    STUDENT.zip. --assignment is optional if only one is released. Exit code 1: some submissions
    were refused.
    """
    from autograder.course.folders import Course
    from autograder.course.intake.collect import collect as sort
    from autograder.render.grading import show_collected

    course = Course.find(folder)
    found = sort(files, course, the_assignment(assignment, course), zone)
    show_collected(found)
    ctx.exit(NOT_PASSED if any(one.problem for one in found) else ALL_PASSED)


@click.command()
@_assignment
@click.option("--student", "students", multiple=True, metavar="ID", help="Only this student.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Submissions at a time.")
@click.option("--scheduler", default="", metavar="ADDRESS", help="Judge on a Dask cluster.")
@click.option("--unsafe", is_flag=True, help="Run students' code even without a sandbox.")
@course_option(exists=True)
@database_option
@click.pass_context
def grade(
    ctx: click.Context,
    assignment: str | None,
    students: tuple[str, ...],
    jobs: int | None,
    scheduler: str,
    unsafe: bool,
    folder: Path | None,
    database: str,
) -> None:
    """Judge submissions in the sandbox and record their scores.

    Skips submissions that were graded before and have not changed. Exit code 1: a submission
    could not be graded. 3: the autograder failed at an exercise, whose points are open.
    """
    from autograder.course.folders import Course
    from autograder.course.grade import grade as judge_all
    from autograder.render.grading import show_graded
    from autograder.render.terminal import console, progress, say

    course = Course.find(folder, database)
    name = the_assignment(assignment, course)
    with progress(console()) as tell:
        graded = judge_all(
            name,
            course,
            students or None,
            jobs=jobs,
            unsafe=unsafe,
            scheduler=scheduler,
            progress=tell,
        )
    show_graded(graded)
    if not scheduler:
        say(console(stderr=True), _as_whom(graded))
    ctx.exit(_grading_code(graded))


@click.command()
@_assignment
@click.option("--student", "students", multiple=True, metavar="ID", help="Only this student.")
@click.option(
    "--zip", "platform", type=click.Choice(TAKE_PAGES), help="Pack the pages for it, too."
)
@click.option(
    "--download",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --zip: the submissions as the platform gave them out.",
)
@course_option(exists=True)
@database_option
@click.pass_context
def feedback(
    ctx: click.Context,
    assignment: str | None,
    students: tuple[str, ...],
    platform: str | None,
    download: Path | None,
    folder: Path | None,
    database: str,
) -> None:
    """Write a feedback page for every graded student.

    With --zip, pack the pages so that the platform gives each to its student.
    """
    from autograder.course.exports.pages import addresses, pack
    from autograder.course.feedback import feedback as write
    from autograder.course.folders import Course
    from autograder.render.style import count
    from autograder.render.tables import show_list
    from autograder.render.terminal import console, say

    if bool(platform) != bool(download):
        raise click.UsageError("Give --zip and --download together.")
    course = Course.find(folder, database)
    name = the_assignment(assignment, course)
    under = addresses(platform, download) if platform and download else {}
    pages = write(name, course, students or None)
    problems = [page.problem for page in pages if page.problem]
    if under:
        packed = pack(pages, under, course.root / f"{name}-{platform}-feedback.zip")
        show_list("Written, and not in the download:", packed.unmatched)
        say(console(), f"{count(packed.pages, 'page')} packed in {packed.path}.")
    else:
        show_list("Feedback pages:", [str(page.path) for page in pages if not page.problem])
    show_list("Not written:", problems)
    ctx.exit(NOT_PASSED if problems else ALL_PASSED)


@click.command()
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Submissions at a time.")
@click.option(
    "--course",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default="demo",
    metavar="DIR",
    help="The folder of the demo course (default: demo/ here).",
)
@click.pass_context
def demo(ctx: click.Context, jobs: int | None, folder: Path) -> None:
    """Run a whole course with a small class of made-up submissions.

    Exit code 3: a submission did not get the score that its story expects.
    """
    from autograder.course.demo.run import demo as run
    from autograder.course.folders import Course
    from autograder.render.grading import show_demo
    from autograder.render.terminal import console, progress

    with progress(console()) as tell:
        done = run(Course(folder.resolve()), jobs=jobs, progress=tell)
    show_demo(done)
    ctx.exit(ALL_PASSED if all(one.as_expected for one in done.outcomes) else FAULT)


@click.command(context_settings=FOR_JUPYTER)
@course_option(exists=True)
@database_option
@jupyter_options
def formgrader(folder: Path | None, database: str, options: tuple[str, ...]) -> None:
    """Open the course in JupyterLab, with nbgrader.

    Takes the options of `jupyter lab` too, such as --no-browser.
    """
    from autograder.cli.lab import for_grader
    from autograder.course.folders import CONFIG, Course

    course = Course.find(folder, database)
    if not (course.root / CONFIG).is_file():
        way_out = f"run {course.command('release ASSIGNMENT')} first"
        raise CourseError(f"{course.root} is no course yet: {way_out}.")
    for_grader(course, options)


COMMANDS: tuple[click.Command, ...] = (
    release, roster, collect, grade, formgrader, feedback, export, demo,
)  # fmt: skip


def _files(folder: Path) -> list[str]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path.relative_to(folder).as_posix() for path in paths]


def _grading_code(graded: list[Any]) -> int:
    if any(one.grader_errors for one in graded):
        return FAULT
    return NOT_PASSED if any(one.problem for one in graded) else ALL_PASSED


def _as_whom(graded: list[Any]) -> str:
    """As whom code ran in the sandbox of this machine, if that is not who started it."""
    from autograder.course.reports.compute import UNSAFE
    from autograder.worker.sandbox import AS_ROOT, is_root

    ran = [one.report for one in graded if one.computed and one.report]
    return AS_ROOT if is_root() and any(UNSAFE not in report.notes for report in ran) else ""
