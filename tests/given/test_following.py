"""What is changed in a student's file counts from the next cell on."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import IPython
import pytest
from IPython.core.events import EventManager, available_events

from cs_cnn.given.experiment import follow

STUB = """
class Base:
    def __init__(self):
        self.ready = True

class Net(Base):
    def __init__(self):
        raise NotImplementedError("arch.net")
"""
WRITTEN = STUB.replace(
    'raise NotImplementedError("arch.net")', "super().__init__()\n        self.size = 3"
)


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> EventManager:
    shell = SimpleNamespace()
    shell.events = EventManager(shell, available_events)
    monkeypatch.setattr(IPython, "get_ipython", lambda: shell)
    return shell.events


@pytest.fixture
def arch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "followed_arch.py").write_text(STUB)
    importlib.invalidate_caches()
    yield importlib.import_module("followed_arch")
    del sys.modules["followed_arch"]


def write(arch: ModuleType, text: str) -> None:
    assert arch.__file__ is not None
    Path(arch.__file__).write_text(text)


def cell(events: EventManager) -> None:
    events.trigger("pre_run_cell", None)


def test_a_class_that_calls_super_counts_from_the_next_cell_on(
    events: EventManager, arch: ModuleType
) -> None:
    follow(arch)
    write(arch, WRITTEN)
    cell(events)
    made = arch.Net()
    assert (made.ready, made.size) == (True, 3)
    write(arch, WRITTEN.replace("self.size = 3", "self.size = 4 + 1"))
    cell(events)
    assert arch.Net().size == 5
    assert made.size == 3


def test_a_file_that_did_not_change_stays_as_it_is(events: EventManager, arch: ModuleType) -> None:
    follow(arch)
    before = arch.Net
    cell(events)
    assert arch.Net is before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("class Net(:\n", "line 1: SyntaxError: invalid syntax"),
        ("\nnot_there\n", "line 2: NameError: name 'not_there' is not defined"),
    ],
)
def test_a_file_that_cannot_be_imported_is_one_line_until_it_can(
    events: EventManager,
    arch: ModuleType,
    capsys: pytest.CaptureFixture[str],
    text: str,
    said: str,
) -> None:
    follow(arch)
    write(arch, text)
    for _ in range(2):
        cell(events)
        assert capsys.readouterr().out == (
            f"cs_cnn/followed_arch.py cannot be imported ({said}): "
            "experiments use what it was before.\n"
        )
    write(arch, WRITTEN)
    cell(events)
    assert capsys.readouterr().out == ""
    assert arch.Net().size == 3


def test_the_first_cell_may_run_again(events: EventManager, arch: ModuleType) -> None:
    follow(arch)
    follow(arch)
    assert len(events.callbacks["pre_run_cell"]) == 1


def test_outside_a_notebook_nothing_is_followed(
    monkeypatch: pytest.MonkeyPatch, arch: ModuleType
) -> None:
    monkeypatch.setattr(IPython, "get_ipython", lambda: None)
    follow(arch)
