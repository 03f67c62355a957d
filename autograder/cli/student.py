"""The commands for students and for those who learn on their own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli import own_folder
from autograder.cli.options import (
    complete_assignment,
    complete_data,
    complete_id,
    complete_name,
    exit_code,
    folder_option,
    json_option,
    workspace,
)
from autograder.core.errors import UserError

if TYPE_CHECKING:
    from autograder.core.exercise import Exercise
    from autograder.core.verdict import Verdict


@click.command("list")
@click.argument("names", nargs=-1, metavar="[ID|ASSIGNMENT]...", shell_complete=complete_name)
@json_option
def list_exercises(names: tuple[str, ...], as_json: bool) -> None:
    """Show exercises with their points and misconceptions.

    Without a name, all of them.
    """
    from autograder.exercises import catalogue

    exercises = named(names) if names else list(catalogue.exercises().values())
    rows = [
        {
            "id": exercise.id,
            "title": exercise.title,
            "assignment": catalogue.assignment_of(exercise.id),
            "points": exercise.points,
            "misconceptions": len(exercise.misconceptions),
        }
        for exercise in exercises
    ]
    if as_json:
        click.echo(json.dumps({"exercises": rows}, indent=2))
        return
    from autograder.render import tables

    tables.show_exercises(rows)


@click.command()
@click.argument("names", nargs=-1, metavar="[ID|ASSIGNMENT]...", shell_complete=complete_name)
@folder_option
@json_option
@click.pass_context
def check(ctx: click.Context, names: tuple[str, ...], folder: Path | None, as_json: bool) -> None:
    """Check exercises or assignments; without a name, everything.

    Exit code 0: all passed. 1: not all passed. 3: the autograder itself failed.
    """
    root = workspace(folder)
    exercises = chosen(names, root)
    if as_json:
        from dataclasses import asdict

        from autograder.course.submissions.home import judge

        verdicts = judge(exercises, root)
        click.echo(json.dumps({"exercises": [asdict(verdict) for verdict in verdicts]}, indent=2))
    else:
        verdicts = _check_live(exercises, root)
    ctx.exit(exit_code(verdicts))


@click.command()
@click.argument("id", shell_complete=complete_id)
@click.option("--level", default=1, metavar="N", help="1 says little, higher levels say more.")
def hint(id: str, level: int) -> None:
    """Get a hint for an exercise."""
    from autograder.render.terminal import console, say

    hints = one(id).hints
    if not 1 <= level <= len(hints):
        raise UserError(f"{id} has hints at --level 1 to {len(hints)}, none at {level}.")
    out = console()
    say(out, f"Hint {level} of {len(hints)} for {id}", style="bold")
    say(out, hints[level - 1], indent=2)
    if level < len(hints):
        say(out, f"More: `cs-cnn hint {id} --level {level + 1}`", style="dim")


@click.command()
@click.argument(
    "assignments", nargs=-1, metavar="[ASSIGNMENT]...", shell_complete=complete_assignment
)
@folder_option
def status(assignments: tuple[str, ...], folder: Path | None) -> None:
    """Show how far you are, and what comes next."""
    _show_status(workspace(folder), assignments)


def _show_status(root: Path, assignments: tuple[str, ...] = ()) -> None:
    from autograder.course import learning
    from autograder.exercises import catalogue
    from autograder.render.terminal import console, say

    for assignment in assignments:
        catalogue.of_assignment(assignment)
    out = console()
    for line in learning.status(root, assignments):
        say(out, line.strip(), indent=len(line) - len(line.lstrip()), hang=2)
    following = learning.after(root)
    way_on = f"Next: `cs-cnn check {following.id}`" if following else "All exercises pass."
    say(out, way_on, style="dim")


@click.command()
@click.argument("id", shell_complete=complete_id)
@click.option("--anyway", is_flag=True, help="Also before it passes; your progress notes it.")
@folder_option
def solution(id: str, anyway: bool, folder: Path | None) -> None:
    """Show the model solution beside yours, once yours passes."""
    from autograder.course.solution import solution as find
    from autograder.render.tables import show_solution

    found = find(workspace(folder), one(id), anyway=anyway)
    show_solution(found.yours, found.model, found.differences)


@click.command()
@click.argument("id", shell_complete=complete_id)
@folder_option
def reset(id: str, folder: Path | None) -> None:
    """Make one function a blank stub again, with a backup of your file."""
    from autograder.core.workspace import reset as reset_stub
    from autograder.render.terminal import console, say

    exercise, root = one(id), workspace(folder)
    backup = reset_stub(exercise, root)
    if backup is None:
        say(console(), f"`{exercise.function}` in {exercise.file} is a blank stub already.")
        return
    say(console(), f"`{exercise.function}` in {exercise.file} is a blank stub again.")
    say(console(), f"Your version is in {backup.relative_to(root).as_posix()}.", style="dim")


@click.command()
@click.argument("assignment", shell_complete=complete_assignment)
@folder_option
def submit(assignment: str, folder: Path | None) -> None:
    """Pack the notebook and your files into a zip to hand in.

    Says what is unfinished and packs all the same.
    """
    from autograder.course.submissions.home import judge
    from autograder.course.submissions.pack import submit as pack
    from autograder.exercises import catalogue
    from autograder.render import tables

    exercises, root = catalogue.of_assignment(assignment), workspace(folder)
    packed = pack(assignment, root, Path.cwd())
    tables.show_packed(packed.path.name, packed.files, packed.warnings)
    tables.show_unfinished(judge(exercises, root))


@click.command()
@click.argument("name", required=False, shell_complete=complete_data)
@click.option(
    "--archive",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take a file that is there already (of a set of several files: their folder).",
)
@click.option(
    "--unofficial",
    is_flag=True,
    help="With --archive: take another archive of the same layout in place of the official one.",
)
def data(name: str | None, archive: Path | None, unofficial: bool) -> None:
    """Show the data sets of the experiments, or fetch one.

    What is fetched is compared with its checksum and kept in your cache, or in the folder that
    the environment variable CS_CNN_DATA names. A download that broke off goes on where it was.
    """
    from autograder.cli import data_sets

    if unofficial and archive is None:
        raise UserError("--unofficial is about an archive: name it with --archive FILE.")
    if name is not None:
        data_sets.get(name, archive, unofficial)
    elif archive is not None:
        raise UserError("Say which set the archive is: `cs-cnn data cifar10 --archive FILE`.")
    else:
        data_sets.show()


@click.command()
@folder_option
@click.pass_context
def doctor(ctx: click.Context, folder: Path | None) -> None:
    """Check the installation and say how to fix it."""
    from autograder.cli.doctor import examine
    from autograder.render import tables

    findings = examine(folder or Path.cwd())
    tables.show_findings(findings)
    ctx.exit(int(any(finding.wrong for finding in findings)))


@click.command()
@click.argument("names", nargs=-1, metavar="[ID|ASSIGNMENT]...", shell_complete=complete_name)
@folder_option
def watch(names: tuple[str, ...], folder: Path | None) -> None:
    """Check again whenever you save a file in cs_cnn/. Keys do more; q ends it."""
    from autograder.cli.watching import Watching

    root = workspace(folder)
    Watching(root, chosen(names, root), _check_live, _show_status).run()


COMMANDS: tuple[click.Command, ...] = (
    list_exercises, check, watch, status, hint, solution, reset, submit, data,
    *own_folder.COMMANDS, doctor,
)  # fmt: skip


def _check_live(exercises: list[Exercise], root: Path) -> list[Verdict]:
    """Judge, and show every verdict as soon as it is there."""
    from autograder.course.learning import after
    from autograder.course.submissions.home import judge
    from autograder.course.submissions.timed import is_timed
    from autograder.render import terminal

    out = terminal.console()
    for exercise in filter(is_timed, exercises):
        limit = f"no run longer than {exercise.seconds:g} s"
        said = f"{exercise.id} is timed too, once it is right: a few seconds, {limit}."
        terminal.say(out, said, style="dim")
    width = max(len(exercise.id) for exercise in exercises)
    with terminal.busy(out, "Checking"):
        verdicts = judge(
            exercises,
            root,
            on_verdict=lambda verdict: terminal.show_verdict(out, verdict, id_width=width),
        )
    following = after(root, exercises[-1].id)
    terminal.show_summary(out, verdicts, following.id if following else "")
    return verdicts


def chosen(names: tuple[str, ...], root: Path) -> list[Exercise]:
    """The exercises of ids and assignments, each once; without a name all whose file is there."""
    from autograder.exercises import catalogue

    if not names:
        every = list(catalogue.exercises().values())
        return [exercise for exercise in every if (root / exercise.file).is_file()] or every
    return named(names)


def named(names: tuple[str, ...]) -> list[Exercise]:
    """The exercises of ids and assignments, each once. Raises UnknownName."""
    from autograder.exercises import catalogue

    found = {exercise.id: exercise for name in names for exercise in catalogue.find(name)}
    return list(found.values())


def one(id: str) -> Exercise:
    """The exercise with this id. Raises UnknownName; an assignment is one too many."""
    from autograder.exercises import catalogue

    exercises = catalogue.find(id)
    if id not in catalogue.exercises():
        raise UserError(f"{id} is an assignment: name one exercise, such as {exercises[0].id}.")
    return exercises[0]
