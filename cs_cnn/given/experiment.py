"""Experiments that wait for the functions they are about, and that see what you change."""

from __future__ import annotations

import importlib
import itertools
import linecache
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import IPython
import matplotlib.pyplot as plt
import numpy as np
from tqdm.auto import tqdm

from cs_cnn.given.data.registry import DataError

WRITTEN_IN = {
    "backprop": "01",
    "conv": "02",
    "pooling": "03",
    "regularization": "04",
    "normalization": "04",
    "optim": "05",
    "features": "06",
    "convnet": "06",
    "arch": "07",
}
"""Each of your files, and the assignment in which you write it."""

HERE = Path(__file__).parents[1]
"""The ``cs_cnn/`` folder that is in use."""


BAR = "run {n_fmt} of {total_fmt} {bar} {remaining} left"

_followers: dict[str, Callable[[object], None]] = {}


def follow(module: ModuleType) -> None:
    """Import a module of yours again before each cell that comes after a change of its file.

    A file that cannot be imported is one line, and what was there before stays. Outside a notebook
    nothing happens. (IPython's ``%autoreload`` exchanges the methods of a class one by one, and in
    those ``super()`` fails.)
    """
    shell = IPython.get_ipython()
    if shell is None:
        return
    seen = _stamp(module)

    def renew(_: object) -> None:
        nonlocal seen
        now = _stamp(module)
        if now == seen:
            return
        try:
            importlib.reload(module)
            seen = now
        except Exception as error:
            print(_unreadable(module, error))

    if (before := _followers.get(module.__name__)) in shell.events.callbacks["pre_run_cell"]:
        shell.events.unregister("pre_run_cell", before)
    _followers[module.__name__] = renew
    shell.events.register("pre_run_cell", renew)


def _stamp(module: ModuleType) -> tuple[int, int]:
    """Changes whenever the file does."""
    try:
        found = Path(module.__file__ or "").stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _unreadable(module: ModuleType, error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame.lineno for frame in frames if frame.filename == module.__file__]
    line = error.lineno if isinstance(error, SyntaxError) else own[-1] if own else None
    where = f"line {line}: " if line else ""
    return (
        f"{_file(module)} cannot be imported ({where}{type(error).__name__}: "
        f"{getattr(error, 'msg', error)}): experiments use what it was before."
    )


def _file(module: ModuleType) -> str:
    return "cs_cnn/" + Path(module.__file__ or "").name


@contextmanager
def experiment() -> Iterator[None]:
    """Run an experiment that calls your functions; 'Run all' gets past it in any case.

    If a function is not written yet, or a file of an earlier assignment is missing, one line
    says what the experiment waits for. If your code raises, the lines that matter are shown.
    Half-drawn figures are closed in both cases.
    """
    figures = set(plt.get_fignums())
    try:
        yield
    except Exception as error:
        print(explain(error))
        for number in set(plt.get_fignums()) - figures:
            plt.close(number)
    if "inline" in plt.get_backend():
        plt.show()  # else a notebook draws each figure twice: for itself and for the page


def sweep(run: Callable[..., Any], seeds: Sequence[int], *settings: Sequence[Any]) -> np.ndarray:
    """``run(seed, *values)`` for every seed and every combination of settings, behind a bar.

    Returns the results as (R, P1, P2, …, *result), for R seeds and P1, P2, … values.
    """
    plan = list(itertools.product(seeds, *settings))
    results = []
    with tqdm(total=len(plan), leave=False, bar_format=BAR, delay=0.5) as bar:
        for values in plan:
            results.append(run(*values))
            bar.update()
    return np.reshape(results, (len(seeds), *map(len, settings), *np.shape(results[0])))


def explain(error: Exception) -> str:
    """What the experiment waits for, or the lines that matter."""
    stack = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in stack if Path(frame.filename).parent.name == "cs_cnn"]
    if isinstance(error, DataError):
        return str(error)
    if isinstance(error, NameError) and not own:
        return f"This experiment uses `{error.name}` from an earlier one, which has to run first."
    if missing := _missing(error, own):
        return missing
    if isinstance(error, NotImplementedError) and own:
        file = Path(own[-1].filename).name
        return (
            f"This experiment comes alive once you have written {_raiser(error)} in cs_cnn/{file}."
        )
    cell = stack[1]
    lines = ["This experiment stopped; the checks may say why:"]
    if HERE / "given" not in Path(cell.filename).parents:
        lines += [_line(f"line {cell.lineno} of this cell", cell)]
    lines += [_line(f"{_place(frame)}, line {frame.lineno}", frame) for frame in own]
    return "\n".join([*lines, f"  {type(error).__name__}: {error}"])


def _raiser(error: Exception) -> str:
    """The student's function that raised it, or the class of the method that did."""
    codes = (frame.f_code for frame, _ in traceback.walk_tb(error.__traceback__))
    own = [code for code in codes if Path(code.co_filename).parent.name == "cs_cnn"]
    return own[-1].co_qualname.partition(".")[0]


def _missing(error: Exception, own: list[traceback.FrameSummary]) -> str | None:
    """What to do if a file in ``cs_cnn/``, or a function in it, is missing altogether."""
    if isinstance(error, ImportError) and error.name == "cs_cnn":
        return _missing_file(name for name in WRITTEN_IN if f"'{name}'" in str(error))
    if isinstance(error, AttributeError) and isinstance(error.obj, ModuleType):
        package, _, file = error.obj.__name__.partition(".")
        if package == "cs_cnn" and file in WRITTEN_IN:
            return (
                f"This experiment uses {error.name}, which is not in your cs_cnn/{file}.py "
                f"(assignment {WRITTEN_IN[file]})."
            )
    # Installed in place, Python finds the course's own stub where the student has no such file.
    files = (Path(frame.filename) for frame in own)
    return _missing_file(file.stem for file in files if not (HERE / file.name).exists())


def _missing_file(files: Iterable[str]) -> str | None:
    file = next((file for file in files if file in WRITTEN_IN), None)
    return file and (
        f"This experiment uses cs_cnn/{file}.py of assignment {WRITTEN_IN[file]}: "
        "put yours into the cs_cnn/ folder beside this notebook and restart the kernel."
    )


def _place(frame: traceback.FrameSummary) -> str:
    return f"{frame.name} in cs_cnn/{Path(frame.filename).name}"


def _line(where: str, frame: traceback.FrameSummary) -> str:
    text = linecache.getline(frame.filename, frame.lineno or 0).strip()
    return f"  {where}: {text}" if text else f"  {where}"
