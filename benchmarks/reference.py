"""The references of the course: time of all hidden cases, on the CPU and on the GPU.

    python benchmarks/reference.py            a few minutes
    python benchmarks/reference.py --quick    the first exercise of each assignment

Each device works in a process of its own, with nothing in the cache: the cases that a secret draws
for every exercise, in float64, on one CPU thread or on the GPU, outputs brought back as arrays. The
first case of each exercise is computed once more before, so that no start-up is counted. What the
GPU gives is compared with what the CPU gives, as the judge compares an answer. Drawing the cases is
not counted, and no misconception is computed.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import torch

from autograder.core.exercise import Case, Exercise, Value
from autograder.exercises.catalogue import ASSIGNMENTS, of_assignment
from autograder.judge import expected, kinds

SECRET = b"a secret of the benchmark's own.."


@dataclass
class Took:
    """Of an assignment: seconds on the clock, CPU seconds, outputs by exercise."""

    clock: float = 0.0
    cpu: float = 0.0
    outputs: dict[str, list[Value]] = field(default_factory=dict)


def chosen(assignment: str, quick: bool) -> list[Exercise]:
    return of_assignment(assignment)[: 1 if quick else None]


def outputs_of(exercise: Exercise, cases: list[Case]) -> list[Value]:
    """What the judge expects, past its cache."""
    return [expected._output(exercise.reference, case, ValueError) for case in cases]


def timed(assignment: str, quick: bool) -> Took:
    """The time of all hidden cases of an assignment, and their outputs."""
    torch.set_num_threads(1)
    took = Took()
    for exercise in chosen(assignment, quick):
        cases = exercise.hidden_cases(SECRET)
        outputs_of(exercise, cases[:1])
        start = time.perf_counter(), time.process_time()
        took.outputs[exercise.id] = outputs_of(exercise, cases)
        took.clock += time.perf_counter() - start[0]
        took.cpu += time.process_time() - start[1]
    return took


def use(device: str) -> None:
    """What the references of this process run on."""
    os.environ["CS_CNN_DEVICE"] = device


@contextlib.contextmanager
def process_on(device: str) -> Iterator[Callable[..., Took]]:
    """``timed`` in a process whose references are on this device."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1, use, (device,)) as process:
        yield lambda *given: process.apply(timed, given)


def unlike(exercise: Exercise, case: Case, answer: Value, right: Value) -> bool:
    """Whether the judge would refuse it. Of several references the first one answers."""
    if isinstance(right, expected.Raises) or case.accept:
        return type(answer) is not type(right)
    alternatives = isinstance(answer, list) and kinds.kind_of(case) is not kinds.KINDS[Case]
    mine: Any = answer[0] if alternatives else answer
    return kinds.fault_of(exercise, case, mine, right) is not None


def assert_agreement(assignment: str, quick: bool, on_gpu: Took, on_cpu: Took) -> None:
    for exercise in chosen(assignment, quick):
        cases = exercise.hidden_cases(SECRET)
        both = zip(cases, on_gpu.outputs[exercise.id], on_cpu.outputs[exercise.id], strict=True)
        apart = [case.name for case, *outputs in both if unlike(exercise, case, *outputs)]
        assert not apart, f"{exercise.id}: CPU and GPU differ in {apart}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="one exercise of each assignment")
    quick = parser.parse_args().quick
    gpu = torch.cuda.get_device_name() if torch.cuda.is_available() else "there is none here"
    print(f"PyTorch {torch.__version__}, Python {platform.python_version()}, float64, one thread")
    print(f"GPU: {gpu}\n")
    with contextlib.ExitStack() as stack:
        cpu = stack.enter_context(process_on("cpu"))
        cuda = stack.enter_context(process_on("cuda")) if torch.cuda.is_available() else None
        for assignment in ASSIGNMENTS:
            took = cpu(assignment, quick)
            count = sum(map(len, took.outputs.values()))
            print(f"{assignment:20} {len(took.outputs):3} exercises {count:5} cases", end="  ")
            print(f"CPU {took.cpu:7.2f} s", end="")
            if cuda is not None:
                on_gpu = cuda(assignment, quick)
                assert_agreement(assignment, quick, on_gpu, took)
                print(f"  GPU {on_gpu.clock:7.2f} s  ratio {took.clock / on_gpu.clock:.2f}", end="")
            print(flush=True)


if __name__ == "__main__":
    main()
