"""The command as a whole: its groups of commands, its help, its exit codes.

Exit codes: 0 all passed, 1 not all passed, 2 something for the user to fix, 3 our fault,
130 interrupted. Each command imports the heavy modules that it needs, so that ``--help``
answers at once.
"""

from __future__ import annotations

import atexit
import gc
import io
import sys
from typing import Any, NoReturn

import click

from autograder.cli import instructor, maintainer, student
from autograder.cli.errors import FAULT, INTERRUPTED, USAGE, report_fault, way_out
from autograder.core.typed import as_typed, program

SECTIONS = {
    "For students": student.COMMANDS,
    "For instructors": instructor.COMMANDS,
    "For maintainers": maintainer.COMMANDS,
}


class _App(click.Group):
    """A group whose help has sections and whose errors are sentences."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(str(c.name), c.get_short_help_str(200)) for c in commands])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(f"\n{as_typed('`cs-cnn COMMAND --help` says more about a command.')}\n")

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\nStopped.", err=True)
            ctx.exit(INTERRUPTED)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            self._explain(ctx, error)

    def _explain(self, ctx: click.Context, error: Exception) -> NoReturn:
        sentence = way_out(error)
        if sentence is not None and not ctx.params["debug"]:
            click.echo(f"Error: {as_typed(sentence)}", err=True)
            ctx.exit(USAGE)
        report_fault(error, debug=ctx.params["debug"])
        ctx.exit(FAULT)


@click.group(
    cls=_App,
    commands=[command for commands in SECTIONS.values() for command in commands],
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="cs-cnn")
@click.option(
    "--debug",
    is_flag=True,
    envvar="CS_CNN_DEBUG",
    help="Show the traceback of an error (or CS_CNN_DEBUG=1).",
)
def app(debug: bool) -> None:
    """Build convolutional networks, and learn what is wrong and why."""


def main() -> None:
    """The entry point. Text that the terminal cannot show is no error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    _start_and_end_at_once()
    app(prog_name=program(), complete_var="_CS_CNN_COMPLETE")


def _start_and_end_at_once() -> None:
    """Halve the time that nbgrader takes to import, and skip the search for garbage at exit.

    The other half is jsonschema's, which builds a parser for international web addresses if it
    finds this package. It works without, and no notebook is checked for such addresses.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    atexit.register(gc.freeze)
