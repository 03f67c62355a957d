"""The reference on the device it is asked for: the GPU where there is one."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
import torch

from autograder.core.exercise import Exercise
from autograder.exercises.catalogue import exercises
from autograder.judge.compare import Tolerance, compare
from autograder.reference import backend

no_gpu = pytest.mark.skipif(not torch.cuda.is_available(), reason="this machine has no CUDA GPU")


def device_with(**environment: str) -> str:
    code = "from autograder.reference.backend import device; print(device())"
    env = {k: v for k, v in os.environ.items() if k != "CS_CNN_DEVICE"} | environment
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_the_device_is_the_gpu_where_there_is_one_and_can_be_overridden() -> None:
    assert device_with() == ("cuda" if torch.cuda.is_available() else "cpu")
    assert device_with(CS_CNN_DEVICE="cpu") == "cpu"
    assert device_with(CS_CNN_DEVICE="meta") == "meta"


def test_tensors_keep_their_float64_and_their_integers_on_the_way_there_and_back() -> None:
    values = {"x": np.arange(6.0).reshape(2, 3), "y": np.array([1, 0]), "lr": 0.5, "s": [np.eye(2)]}
    back = backend.to_numpy(backend.to_torch(values))
    assert compare(back, values, Tolerance(0.0, 0.0)) is None
    assert back["x"].dtype == np.float64
    assert back["y"].dtype == np.int64


@no_gpu
@pytest.mark.parametrize("exercise", exercises().values(), ids=lambda exercise: exercise.id)
def test_the_gpu_and_the_cpu_expect_the_same(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    def outputs(device: str) -> list[object]:
        monkeypatch.setenv("CS_CNN_DEVICE", device)
        backend.device.cache_clear()
        inputs = [backend.to_torch(case.inputs) for case in exercise.public_cases()]
        return [backend.to_numpy(exercise.reference(**each)) for each in inputs]

    tolerance = Tolerance(exercise.rtol / 10, exercise.atol)
    pairs = zip(outputs("cuda"), outputs("cpu"), strict=True)
    assert all(compare(gpu, cpu, tolerance) is None for gpu, cpu in pairs)
    backend.device.cache_clear()
