"""``cs-cnn watch``: check again after every save, and do what a key asks for in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.keys import keys
from autograder.core.errors import UserError
from autograder.core.outcome import weights_of
from autograder.core.typed import as_typed
from autograder.core.workspace import saved

if TYPE_CHECKING:
    from autograder.core.exercise import Exercise
    from autograder.core.verdict import Verdict

KEYS = "h a hint, n the next exercise, s how far you are, q ends this"


@dataclass
class Watching:
    """What is watched, and what its last check said."""

    root: Path
    exercises: list[Exercise]
    check: Callable[[list[Exercise], Path], list[Verdict]]
    status: Callable[[Path], None]
    open: list[str] = field(default_factory=list)
    hints: dict[str, int] = field(default_factory=dict)

    def run(self) -> None:
        """Until q, or Ctrl-C."""
        click.echo(f"Save a file in cs_cnn/ and it is checked again. Keys: {KEYS}.\n")
        with keys() as pressed:
            self._check(self.exercises)
            for files in saved(self.root, 0.2):
                key = pressed()
                if key == "q":
                    return
                self._press(key)
                if files:
                    click.echo(f"\n{datetime.now():%H:%M:%S}  {', '.join(sorted(files))} saved\n")
                    self._check(self._touched(files))

    def _touched(self, files: set[str]) -> list[Exercise]:
        there = [each for each in self.exercises if {each.file, weights_of(each)} & files]
        return there or self.exercises

    def _check(self, exercises: list[Exercise]) -> None:
        """A file that cannot be read now may be read after the next save."""
        try:
            verdicts = self.check(exercises, self.root)
        except UserError as error:
            click.echo(f"Error: {as_typed(str(error))}", err=True)
            return
        self.open = [verdict.id for verdict in verdicts if not verdict.passed]

    def _press(self, key: str) -> None:
        match key:
            case "h":
                self._hint()
            case "n":
                self._next()
            case "s":
                self.status(self.root)

    def _hint(self) -> None:
        """The first hint to the first exercise that is open, then the next one, and so on."""
        from autograder.exercises import catalogue

        if not self.open:
            click.echo("Everything that is watched passes. n goes on to the next exercise.")
            return
        id = self.open[0]
        hints = catalogue.exercises()[id].hints
        level = min(self.hints.get(id, 0) + 1, len(hints))
        self.hints[id] = level
        click.echo(f"Hint {level} of {len(hints)} for {id}: {hints[level - 1]}")

    def _next(self) -> None:
        from autograder.course import learning

        following = learning.after(self.root, self.exercises[-1].id)
        if following is None:
            click.echo("All exercises of the course pass.")
            return
        click.echo(f"Now {following.id}: {following.title}\n")
        self.exercises = [following]
        self._check(self.exercises)
