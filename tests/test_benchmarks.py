"""The benchmarks run, and print what they are there for."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from cs_cnn.given.networks import stacked

ROOT = Path(__file__).parents[1]


def test_there_are_mistakes_for_the_class_to_make(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bodies of wrong answers that stand on their own, from the place where the answers are."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    submissions = importlib.import_module("submissions")
    solution = (ROOT / "autograder" / "solutions" / "backprop.py").read_text(encoding="utf-8")
    assert len(list(submissions._mistakes("backprop", solution))) > 20


@pytest.mark.soak
def test_a_class_is_graded_by_stock_and_by_us_with_the_same_scores() -> None:
    """Two submissions for stock, which takes its time; forty for us."""
    options = ("--submissions", "40", "--stock", "2", "--jobs", "2")
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "grading.py", *options],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "scores: all the same" in done.stdout
    assert "stock had the first 2 of 40 submissions alone" in done.stdout
    (ratio,) = re.findall(r"cs-cnn grade --jobs 2 .* (\d+\.\d) times as fast", done.stdout)
    assert float(ratio) > 0
    shares = dict(re.findall(r"^  (\w.*?)  +(\d+\.\d) ms$", done.stdout, re.MULTILINE))
    assert {"worker start", "student's own computing", "judge", "recording"} <= shares.keys()


@pytest.mark.long
def test_the_convolutions_agree_with_pytorch_and_are_timed_against_it() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "conv.py", "--quick"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ratios = re.findall(
        r"(forward|backward) .* ratio (\d+\.\d+)  aim \d\.\d: (?:not )?met", done.stdout
    )
    assert [direction for direction, _ in ratios] == ["forward", "backward"] * 3
    assert all(float(ratio) > 0 for _, ratio in ratios)
    if sys.platform == "linux":
        grown = re.findall(r"peak memory (\d+\.\d) / (\d+\.\d) MiB", done.stdout)
        assert len(grown) == 6
        assert min(float(size) for pair in grown for size in pair) > 1


@pytest.mark.long
def test_a_training_step_agrees_with_pytorch_and_is_timed_against_it() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "training.py", "--quick"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ratios = re.findall(r"(\w+) .* ms  ratio (\d+\.\d+)  .*(one|2) thread", done.stdout)
    assert [(name, threads) for name, _, threads in ratios] == [
        ("ConvNetJS", "one"), ("model", "one"), ("ConvNetJS", "2"), ("model", "2"),
    ]  # fmt: skip
    assert all(float(ratio) > 0 for _, ratio, _ in ratios)


@pytest.mark.long
def test_the_live_view_is_measured_in_frames_and_in_speed() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "liveview.py", "--quick"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (ratio,) = re.findall(r"speed with the view (\d\.\d+)  aim 0\.8: (?:not )?met", done.stdout)
    (frames,) = re.findall(r"frames a second (\d+\.\d)  aim 5\.0: (?:not )?met", done.stdout)
    assert float(ratio) > 0
    assert float(frames) > 0


def test_they_have_the_sizes_that_are_printed_about_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    model = importlib.import_module("model")
    rng = np.random.default_rng(0)
    built = {name: stacked(plan, model.IMAGE, rng) for name, plan in model.PLANS.items()}
    counts = {
        name: sum(value.size for value in network.params.values())
        for name, network in built.items()
    }
    assert counts["ConvNetJS"] == 22_466
    assert 4 * counts["model"] < 150_000


@pytest.mark.long
def test_the_references_of_every_assignment_are_timed() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "reference.py", "--quick"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = re.findall(r"^(0\d)-\S+ +1 exercises +(\d+) cases  CPU +(\d+\.\d+) s", done.stdout, re.M)
    assert [number for number, *_ in rows] == [f"0{each}" for each in range(1, 8)]
    assert min(int(cases) for _, cases, _ in rows) > 1
    assert torch.cuda.is_available() or "GPU: there is none here" in done.stdout
