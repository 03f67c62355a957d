"""The commands for a learner's own folder: make it, open it, bring it up to date."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from autograder.cli.options import FOR_JUPYTER, folder_option, jupyter_options, workspace
from autograder.core.typed import as_typed


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
def start(folder: Path) -> None:
    """Make a folder of your own with all notebooks and blank stubs."""
    from autograder.course.own_folder import start as make

    folder = folder.expanduser()  # not every shell does it
    make(folder)
    command = as_typed(f"`cs-cnn lab --from {shlex.quote(str(folder))}`")
    click.echo(f"{folder} is yours: notebooks/, cs_cnn/. Open it in JupyterLab:\n")
    click.echo(f"  {command.strip('`')}")


_IN_THE_WAY = (
    "This is the project's own folder, where an update can conflict with what you write. "
    "`cs-cnn start DIR` makes a folder of your own."
)


@click.command(context_settings=FOR_JUPYTER)
@folder_option
@jupyter_options
def lab(folder: Path | None, options: tuple[str, ...]) -> None:
    """Open your folder in JupyterLab.

    Takes the options of `jupyter lab` too, such as --no-browser.
    """
    from autograder.cli.lab import for_learner
    from autograder.course.folders import IS_CLONE, PROJECT
    from autograder.render.terminal import console, say

    root = workspace(folder).resolve()
    if IS_CLONE and root == PROJECT:
        say(console(stderr=True), _IN_THE_WAY, style="yellow")
    for_learner(root, options)


_OPEN_ONES = (
    "Is one of these notebooks open in JupyterLab? Choose File > Reload Notebook from Disk there; "
    "where it asks, Revert, not Overwrite."
)


@click.command()
@folder_option
def update(folder: Path | None) -> None:
    """Bring newer notebooks into your folder; what you wrote stays."""
    from autograder.course.own_folder import update as bring
    from autograder.render import tables
    from autograder.render.terminal import console, say

    done = bring(workspace(folder))
    tables.show_list("New or replaced, for you had not changed them:", done.replaced)
    tables.show_list("Brought up to date around what you wrote:", done.merged)
    tables.show_list("Yours stay; the newer ones lie beside them as *.new*:", done.beside)
    tables.show_list("Your earlier versions are in", done.backups)
    if any(name.endswith(".ipynb") for name in (*done.replaced, *done.merged)):
        say(console(), _OPEN_ONES)
    if done == type(done)():
        click.echo("Everything is up to date.")


COMMANDS: tuple[click.Command, ...] = (start, lab, update)
