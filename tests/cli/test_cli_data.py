"""``cs-cnn data``: the list, and how a set that is fetched gets here."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from support.data_world import OFFICIAL, OTHER, Server, archive, registered, serving

from autograder.cli.app import app
from cs_cnn.given import data
from cs_cnn.given.data import fetched_names, names
from cs_cnn.given.data.registry import FETCHED, WEIGHTS

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CS_CNN_DATA", str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def run() -> Run:
    runner = CliRunner(env={"COLUMNS": "200"})
    return lambda *args: runner.invoke(app, ["data", *map(str, args)], prog_name="cs-cnn")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving(OFFICIAL) as server:
        small = FETCHED["cifar10"]._replace(files=(registered(server.url, OFFICIAL),))
        monkeypatch.setitem(FETCHED, "cifar10", small)
        yield server


def line(text: str, name: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(f"{name} "))


def test_every_set_is_listed_with_its_state(run: Run) -> None:
    text = run().stdout
    assert all("always here" in line(text, name) for name in names())
    assert all("not here" in line(text, name) for name in fetched_names())
    assert all(spec.source in " ".join(text.split()) for spec in FETCHED.values())


def test_a_set_is_fetched_and_then_listed_as_here(run: Run, server: Server) -> None:
    done = run("cifar10")
    assert done.exit_code == 0
    assert done.stdout.startswith("CIFAR-10 is here: ")
    text = line(run().stdout, "cifar10")
    assert "here" in text
    assert "not here" not in text
    assert "45000" in text


def test_a_failed_download_is_one_line_and_the_users_to_mend(run: Run, server: Server) -> None:
    server.misbehave = ["404"]
    failed = run("cifar10")
    assert failed.exit_code == 2
    (said,) = failed.stderr.splitlines()
    assert "answers 404 Not Found" in said
    assert "--archive FILE" in said


@pytest.mark.usefixtures("server")
def test_an_archive_is_taken_or_refused(run: Run, tmp_path: Path) -> None:
    other = archive(tmp_path / "other.tar.gz", OTHER)
    refused = run("cifar10", "--archive", other)
    assert refused.exit_code == 2
    assert "--unofficial takes another" in refused.stderr
    assert run("cifar10", "--archive", other, "--unofficial").stdout.startswith(
        "CIFAR-10 is here (unofficial): "
    )
    listed = line(run().stdout, "cifar10")
    assert "here (unofficial)" in listed
    assert "45000" not in listed
    official = archive(tmp_path / "official.tar.gz", OFFICIAL)
    assert run("cifar10", "--archive", official).stdout.startswith("CIFAR-10 is here: ")


@pytest.mark.usefixtures("server")
def test_a_full_disk_is_said_in_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")._replace(free=10)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    failed = run("cifar10")
    assert failed.exit_code == 2
    assert "The disk has no space left for " in failed.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["cifar"],
            "no data set cifar to fetch; choose from cifar10, mnist, fashion-mnist, resnet18",
        ),
        (["digits", "--archive", "x"], "There is no data set digits to fetch"),
        (["--archive", "x"], "Say which set the archive is"),
        (["cifar10", "--unofficial"], "name it with --archive FILE"),
        (["cifar10", "--archive", "nowhere.tar.gz"], "There is no file nowhere.tar.gz"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, arguments: list[str], said: str) -> None:
    failed = run(*arguments)
    assert failed.exit_code == 2
    assert said in failed.stderr


def test_what_is_always_here_needs_no_fetching(run: Run) -> None:
    done = run("digits")
    assert done.exit_code == 0
    assert "always here" in done.stdout


def test_sets_complete_on_the_tab_key() -> None:
    command = app.commands["data"]
    found = command.params[0].shell_complete(click.Context(command), "m")
    assert [item.value for item in found] == ["mnist"]


def test_weights_are_fetched_as_sets_are(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(OFFICIAL) as server:
        small = WEIGHTS["resnet18"]._replace(files=(registered(server.url, OFFICIAL),))
        monkeypatch.setitem(WEIGHTS, "resnet18", small)
        assert "not here" in line(run().stdout, "resnet18:")
        done = run("resnet18")
    assert done.stdout.startswith("ResNet-18 with ImageNet's weights is here: ")
    assert "not here" not in line(run().stdout, "resnet18:")
    assert data.ready("resnet18")


def test_weights_are_taken_from_a_file_of_theirs_alone(run: Run, tmp_path: Path) -> None:
    other = archive(tmp_path / "other.pth", OTHER)
    refused = run("resnet18", "--archive", other)
    assert refused.exit_code == 2
    assert "it has" in refused.stderr
    assert "--unofficial" not in refused.stderr
    refused = run("resnet18", "--archive", other, "--unofficial")
    assert refused.exit_code == 2
    assert "no other layout" in refused.stderr
    assert not data.ready("resnet18")
