"""The commands for maintainers, who write the course."""

from __future__ import annotations

import click

from autograder.cli.errors import ALL_PASSED, NOT_PASSED
from autograder.cli.options import complete_name


@click.command()
@click.argument("id")
@click.option("--points", type=click.IntRange(min=1), default=2, show_default=True, metavar="N")
@click.option("--backward", is_flag=True, help="The gradients of a forward exercise: x_backward.")
def new(id: str, points: int, backward: bool) -> None:
    """Start an exercise such as conv.transposed: a stub of each piece.

    Writes the student's stub, the declaration, the reference, the solution, the notebook's
    cells and the answers of the tests. `cs-cnn selfcheck ID` names what is left to write.
    """
    from autograder.course.authoring.new import new as start
    from autograder.render.tables import show_list
    from autograder.render.terminal import console, say

    show_list(f"{id} has its stubs:", start(id, points=points, backward=backward))
    say(console(), f"`cs-cnn selfcheck {id}` names what is left to write.")


@click.command()
@click.argument("names", nargs=-1, metavar="[ID|ASSIGNMENT]...", shell_complete=complete_name)
@click.pass_context
def selfcheck(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Check that stubs, solutions and notebooks agree."""
    from autograder.course.authoring.selfcheck import chosen
    from autograder.course.authoring.selfcheck import selfcheck as look
    from autograder.render.tables import show_selfcheck
    from autograder.render.terminal import busy, console

    count = len(chosen(names))
    with busy(console(), "Running every solution and every misconception"):
        findings = look(names)
    show_selfcheck(findings, count)
    ctx.exit(NOT_PASSED if findings else ALL_PASSED)


COMMANDS: tuple[click.Command, ...] = (new, selfcheck)
