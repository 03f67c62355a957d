"""Lists and tables of the command: exercises, data sets, findings, packed files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from autograder.core.clean import plain
from autograder.core.verdict import Verdict
from autograder.render.diagnosis import diagnosis_text
from autograder.render.style import count, points
from autograder.render.terminal import console, say


@dataclass(frozen=True)
class Finding:
    """One thing that was examined. ``wrong`` stops the work; a ``fix`` alone is good to know."""

    name: str
    found: str
    fix: str = ""
    wrong: bool = False


@dataclass(frozen=True)
class DataSet:
    """A data set's line in the list; ``counts`` of train, val and test, if they are known."""

    name: str
    counts: tuple[int, int, int] | None
    shape: tuple[int, ...]
    classes: int
    licence: str
    state: str
    source: str


def table(*columns: str) -> Table:
    """A plain table; columns whose names start with ``>`` align right."""
    made = Table(box=SIMPLE, pad_edge=False, show_edge=False)
    for name in columns:
        right = name.startswith(">")
        made.add_column(name.lstrip(">"), justify="right" if right else "left", overflow="fold")
    return made


def show_exercises(rows: Sequence[Mapping[str, Any]]) -> None:
    """The list of exercises."""
    made = table("id", "assignment", ">points", ">misconceptions")
    for row in rows:
        made.add_row(
            row["id"], row["assignment"], points(row["points"]), str(row["misconceptions"])
        )
    out = console()
    out.print(made)
    for assignment in dict.fromkeys(row["assignment"] for row in rows):
        mine = [row for row in rows if row["assignment"] == assignment]
        say(out, f"{assignment}: {_total(mine)}", style="dim")
    say(out, _total(rows), style="dim")


def _total(rows: Sequence[Mapping[str, Any]]) -> str:
    return f"{count(len(rows), 'exercise')}, {points(sum(row['points'] for row in rows))} points"


def show_findings(findings: Sequence[Finding]) -> None:
    """The doctor's table: each finding, and under it how to fix it."""
    out = console()
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        mark, colour = ("✗", "red") if finding.wrong else ("✓", "green")
        if finding.fix and not finding.wrong:
            mark, colour = "!", "yellow"
        out.print(Text(f"{mark} ", colour) + Text(f"{finding.name:<{width}}  {finding.found}"))
        say(out, finding.fix, indent=width + 4)
    wrong = sum(finding.wrong for finding in findings)
    say(out, f"\n{count(wrong, 'thing')} to fix." if wrong else "\nEverything is in place.")


def show_packed(name: str, files: Sequence[str], warnings: Sequence[str]) -> None:
    """What was packed, and what to know before submitting it."""
    out = console()
    say(out, f"{name} is ready: {', '.join(files)}", style="bold")
    for warning in warnings:
        say(out, f"! {warning}", style="yellow")


def show_unfinished(verdicts: Sequence[Verdict]) -> None:
    """The exercises of a submission that do not pass, in a few words."""
    out = console()
    unfinished = [verdict for verdict in verdicts if not verdict.passed]
    if not unfinished:
        say(out, f"All {count(len(verdicts), 'exercise')} pass their public cases.")
        return
    say(out, f"{len(unfinished)} of {count(len(verdicts), 'exercise')} do not pass yet:")
    for verdict in unfinished:
        say(out, f"{verdict.id}: {verdict.status}", indent=2)
    reasons = {diagnosis_text(verdict) for verdict in verdicts}
    if len(verdicts) > 1 and len(reasons) == 1:
        say(out, f"All for one reason: {reasons.pop()}")
    say(out, "You can submit it as it is, or continue and pack it again.", style="dim")


def show_data_sets(sets: Sequence[DataSet], photograph: Any) -> None:
    """Every data set: examples, shape, state, source and licence."""
    columns = (">train", ">val", ">test", "shape of one", ">classes", "licence", "state")
    made = table("name", *columns)
    sources: dict[str, list[str]] = {}
    for data in sets:
        counts = (str(n) for n in data.counts or ("", "", ""))
        made.add_row(
            data.name, *counts, str(data.shape), str(data.classes), data.licence, data.state
        )
        sources.setdefault(data.source, []).append(data.name)
    out = console()
    out.print(made)
    for source, names in sources.items():
        say(out, f"{', '.join(names)}: {source}", style="dim")
    say(out, f"photograph: {photograph.source}, {photograph.licence}", style="dim")
    say(out, "Fetch a missing set with `cs-cnn data NAME`.")


def show_weights(weights: Mapping[str, tuple[str, Any]]) -> None:
    """Weights to fetch by name: state, licence and source of each."""
    out = console()
    for name, (state, spec) in weights.items():
        say(out, f"{name}: {spec.title}, {state}; {spec.licence}; {spec.source}")


def show_list(title: str, lines: Iterable[str]) -> None:
    """A heading and its lines; shows nothing if there are none."""
    shown = list(lines)
    if not shown:
        return
    out = console()
    say(out, title, style="bold")
    for line in shown:
        say(out, plain(line), indent=2)


def show_selfcheck(findings: Sequence[str], exercises: int) -> None:
    """What the course's check of itself found."""
    out = console()
    for finding in findings:
        say(out, f"✗ {finding}")
    if findings:
        say(out, f"{count(len(findings), 'finding')} in {count(exercises, 'exercise')}.")
    else:
        say(out, f"✓ {count(exercises, 'exercise')}: everything agrees.")


def show_solution(yours: str, model: str, differences: Sequence[str]) -> None:
    """Two functions beside each other where there is room, and how they differ."""
    out = console()
    model = plain(model)
    if not yours:
        out.print(Text("The model solution\n", style="bold"), Text(model), sep="")
        return
    wide = max(len(line) for text in (yours, model) for line in text.splitlines())
    if out.width >= 2 * wide + 3:
        beside = table("yours", "the model solution")
        beside.add_row(Text(plain(yours)), Text(model))
        out.print(beside)
    else:
        for title, text in (("yours", plain(yours)), ("the model solution", model)):
            out.print(Text(f"{title}\n", style="bold"), Text(text), Text("\n"), sep="")
    for line in differences:
        say(out, line, style="dim")
