"""``cs-cnn data``: list all data sets and weights, and fetch one."""

from __future__ import annotations

from pathlib import Path

from autograder.core.errors import UserError
from autograder.render import tables
from autograder.render.terminal import console, download_bar, say
from cs_cnn.given.data import fetched, fetched_names, load, names, photograph
from cs_cnn.given.data.registry import FETCHED, WEIGHTS, DataError, to_fetch


def show() -> None:
    """List every set: those that are always here, and those to fetch with their state."""
    rows = [*map(_always_here, names()), *map(_fetched, fetched_names())]
    tables.show_data_sets(rows, photograph())
    tables.show_weights({name: (fetched.state(name), spec) for name, spec in WEIGHTS.items()})


def _always_here(name: str) -> tables.DataSet:
    data = load(name)
    counts = (len(data.x_train), len(data.x_val), len(data.x_test))
    shape = tuple(data.x_train.shape[1:])
    here = "always here"
    return tables.DataSet(name, counts, shape, len(data.classes), data.licence, here, data.source)


def _fetched(name: str) -> tables.DataSet:
    """The numbers of the official files; those of another archive are unknown."""
    spec, state = FETCHED[name], fetched.state(name)
    learn, test = spec.images
    counts = None if fetched.unofficial(name) else (learn * 9 // 10, learn // 10, test)
    return tables.DataSet(name, counts, spec.shape, 10, spec.licence, state, spec.source)


def get(name: str, archive: Path | None, unofficial: bool) -> None:
    """Put a set in place, from its official address or from a file. Raises UserError, OSError."""
    if name in names() and archive is None:
        say(console(), f"{name} is always here: there is nothing to fetch.")
        return
    known = (*fetched_names(), *WEIGHTS)
    if name not in known:
        raise UserError(f"There is no data set {name} to fetch; choose from {', '.join(known)}.")
    try:
        _put_in_place(name, archive, unofficial)
    except DataError as error:
        raise UserError(str(error)) from error
    say(console(), f"{to_fetch(name).title} is {fetched.state(name)}: {fetched.folder(name)}")


def _put_in_place(name: str, archive: Path | None, unofficial: bool) -> None:
    if archive is None:
        with download_bar(console(stderr=True)) as progress:
            fetched.fetch(name, progress)
    elif unofficial:
        fetched.take_unofficial(name, archive)
    else:
        fetched.take(name, archive)
