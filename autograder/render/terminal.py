"""Verdicts in a terminal, in colour and without, wide and narrow, or in a pipe."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.table import Table
from rich.text import Text

from autograder.core.clean import clip, plain
from autograder.core.typed import as_typed
from autograder.core.verdict import CaseResult, Slice, Status, Verdict
from autograder.render import picture
from autograder.render.diagnosis import parts
from autograder.render.style import LOOKS, focus, others, place, score, summary

_NARROW = 72
_PIPE = 100
_LINES = 20
_QUIET = "dim"
_COMMAND = re.compile(r"`[^`\n]*(?:cs-cnn|autograder\.cli|jupyter|pip)\b [^`\n]*`")
_KEPT = "\ue000"
"""A space at which no line ends; a character that no text has."""


def console(*, stderr: bool = False) -> Console:
    """A console that takes nothing in a text for markup; in a pipe it is 100 columns wide."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else _PIPE
    return Console(file=stream, width=width, markup=False, highlight=False, emoji=False)


def say(out: Console, text: str, *, style: str = "", indent: int = 0, hang: int = 0) -> None:
    """Print ``text`` as it is, every line of it indented and wrapped; nothing if it is empty.

    All lines but the first are indented by ``hang`` more. A command is never broken, so that it can
    be copied; nor is a line at a no-break space.
    """
    if not text:
        return
    typed = _COMMAND.sub(lambda found: found[0].replace(" ", _KEPT), plain(as_typed(text)))
    typed = typed.replace("\u00a0", _KEPT)
    whole = Text(typed, style, overflow="ignore" if _KEPT in typed else "fold")
    for number, line in enumerate(whole.wrap(out, max(out.width - indent - hang, 10))):
        shown = Text(line.plain.rstrip().replace(_KEPT, " "), style)
        out.print(Text(" " * (indent + hang * bool(number))) + shown, soft_wrap=True)


def busy(out: Console, text: str) -> contextlib.AbstractContextManager[object]:
    """A sign of life while something takes its time; nothing in a pipe."""
    return out.status(f"{text} …") if out.is_terminal else contextlib.nullcontext()


@contextlib.contextmanager
def progress(out: Console) -> Iterator[Callable[[str, int, int], None]]:
    """A bar that says what is going on, how much of it is done, how fast and how long still."""
    if not out.is_terminal:
        yield lambda what, done, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Pace())
    with Progress(*columns, console=out, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def tell(what: str, done: int, total: int) -> None:
            """One bar for each thing that goes on; those before it are over."""
            if what not in tasks:
                for over in tasks.values():
                    bar.update(over, visible=False)
                tasks[what] = bar.add_task(what)
            bar.update(tasks[what], completed=done, total=total)

        yield tell


class _Pace(ProgressColumn):
    """How fast it goes, and how long it will still take."""

    def render(self, task: Task) -> Text:
        if not task.speed or task.time_remaining is None:
            return Text("")
        left = timedelta(seconds=round(task.time_remaining))
        return Text(f"{task.speed:.1f} a second, {left} left", style=_QUIET)


@contextlib.contextmanager
def download_bar(out: Console) -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each file: how much has come, how fast, how long the rest will take."""
    columns = ("{task.description}", BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=out, disable=not out.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def progress(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bar.add_task(name)
            bar.update(tasks[name], completed=done, total=total)

        yield progress


def show_verdict(out: Console, verdict: Verdict, *, id_width: int = 0) -> None:
    """The diagnosis and the cases that did not pass; one line for what passed, and its speed.

    ``id_width`` is the length of the longest id to come, so that the titles line up.
    """
    _head(out, verdict, id_width)
    before, cause, after = parts(verdict)
    say(out, clip(before, _LINES), indent=2)
    say(out, clip(cause, _LINES), style="bold", indent=2)
    say(out, clip(after, _LINES), indent=2)
    if verdict.diagnosis and verdict.diagnosis.slice:
        _slice(out, verdict.diagnosis.slice)
    _printed(out, focus(verdict))
    say(out, others(verdict), style=_QUIET, indent=2)
    if not verdict.passed:
        say(out, verdict.place if place(verdict)[0] else "", style=_QUIET, indent=2)
        out.print()


def show_summary(out: Console, verdicts: Sequence[Verdict], following: str = "") -> None:
    """How many passed, the points, what our fault is, and what to do next.

    ``following`` is the exercise to go on with where all pass.
    """
    say(out, summary(verdicts))
    faults = [v.id for v in verdicts if v.status is Status.GRADER_ERROR]
    if faults:
        say(
            out, f"Our fault, not yours; the points stay open: {', '.join(faults)}", style="magenta"
        )
    unfinished = [v.id for v in verdicts if not v.passed and v.status is not Status.GRADER_ERROR]
    if unfinished:
        say(out, f"Stuck? `cs-cnn hint {unfinished[0]}`", style=_QUIET)
    elif following and not faults:
        say(out, f"Next: `cs-cnn check {following}`", style=_QUIET)


def _head(out: Console, verdict: Verdict, id_width: int) -> None:
    look = LOOKS[verdict.status]
    earned = score(verdict.status, verdict.points, verdict.max_points)
    if verdict.status not in (Status.PASSED, Status.FAILED):
        earned = f"{verdict.status}  {earned}"
    id = verdict.id if out.width < _NARROW else f"{verdict.id:<{id_width}}"
    name = Text.assemble((f"{look.mark} ", look.terminal), (id, "bold"))
    if out.width < _NARROW:
        out.print(name + Text(f"  {earned}"))
        say(out, verdict.title, indent=2)
    else:
        out.print(_columns(name, Text(plain(verdict.title)), Text(earned)))


def _columns(name: Text, title: Text, earned: Text) -> Table:
    grid = Table.grid(padding=(0, 2), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_row(name, title, earned)
    return grid


def _slice(out: Console, shown: Slice) -> None:
    """Yours beside what is expected, in numbers if they fit; else where the wrong values are."""
    if lines := picture.numbers(shown, out.width - 2):
        for line in lines:
            out.print(Text(f"  {plain(line)}"), no_wrap=True)
        return
    rows = picture.runs(shown)
    for row in rows:
        marks = [(picture.marks(r), "red" if r[0] else _QUIET) for r in row]
        out.print(Text("  ") + Text.assemble(*marks), no_wrap=True, overflow="crop")
    say(out, f"{shown.name}: {picture.LEGEND}" if rows else "", style=_QUIET, indent=2)


def _printed(out: Console, case: CaseResult | None) -> None:
    if case is not None and case.printed.strip():
        say(out, f'your code printed in case "{case.name}":', style=_QUIET, indent=2)
        say(out, clip(plain(case.printed), _LINES), indent=4)
