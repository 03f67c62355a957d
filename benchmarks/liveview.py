"""What the live view costs while ConvNetJS's network trains, and how often it draws.

    python benchmarks/liveview.py              ten turns of 3 seconds each, with and without
    python benchmarks/liveview.py --quick      one turn of 1 second each

Batches of 16 images of ``shapes``, float32, the preset settings. Training with the view and
training without it take turns, so that a busy machine slows both. With the view, frames are made,
packed and sent as in a notebook, and a process of its own takes the place of the page: it
receives every byte, draws nothing, and answers. What drawing costs a browser is not in it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import time
from collections.abc import Callable
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from statistics import median

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import model
import numpy as np

from cs_cnn.given import data
from cs_cnn.given.liveview import LiveView, convnet

AIM_FRAMES, AIM_SPEED = 5.0, 0.8  # a second; of the speed without the view


def page(wire: Connection) -> None:
    """Take frames and answer each, until an empty one."""
    while wire.recv_bytes():
        wire.send_bytes(b"drawn")


class Watched:
    """A live view whose page is another process."""

    def __init__(self) -> None:
        loaded = data.load("shapes")
        self.view = LiveView(convnet(loaded), loaded)
        self.wire, other = Pipe()
        Process(target=page, args=(other,), daemon=True).start()
        self.frames = self.bytes = 0
        self.view.send = self.send  # in place of the notebook's connection

    def send(self, content: dict[str, object], buffers: list[memoryview] | None = None) -> None:
        if content["is"] == "frame":
            packed = b"".join([json.dumps(content).encode(), *(buffers or [])])
            self.wire.send_bytes(packed)
            self.frames, self.bytes = self.frames + 1, self.bytes + len(packed)

    async def train(self, seconds: float) -> float:
        """Steps a second."""
        steps, start = self.view.trainer.steps, time.perf_counter()
        self.view._play(True)
        while (spent := time.perf_counter() - start) < seconds:
            await asyncio.sleep(0)
            if self.wire.poll():
                self.wire.recv_bytes()
                self.view._heard(None, {"do": "drawn"}, [])
        self.view._play(False)
        await asyncio.sleep(0.1)
        return (self.view.trainer.steps - steps) / spent


def unwatched(step: Callable[[], None], seconds: float) -> float:
    """Steps a second without a view."""
    steps, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < seconds:
        step()
        steps += 1
    return steps / spent


async def compare(turns: int, seconds: float) -> None:
    watched = Watched()
    loaded = data.load("shapes")
    alone = LiveView(convnet(loaded), loaded).trainer
    rows = []
    for _ in range(turns):
        before = watched.frames, watched.bytes
        without, with_view = unwatched(alone.step, seconds), await watched.train(seconds)
        frames, sent = watched.frames - before[0], watched.bytes - before[1]
        rows.append((with_view / without, frames / seconds, sent / frames, 1e3 / without))
    ratio, frames, sent, step = map(median, zip(*rows, strict=True))
    print(f"a step without the view takes {step:.0f} ms; a frame is {sent / 1024:.0f} KiB")
    print(f"speed with the view {ratio:.2f}  aim {AIM_SPEED}: {_met(ratio >= AIM_SPEED)}")
    print(f"frames a second {frames:.1f}  aim {AIM_FRAMES}: {_met(frames >= AIM_FRAMES)}")


def _met(aim: bool) -> str:
    return "met" if aim else "not met"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="one turn of 1 second each")
    quick = parser.parse_args().quick
    print(f"NumPy {np.__version__}, Python {platform.python_version()}, {os.cpu_count()} cores")
    model.use_solutions()
    asyncio.run(compare(turns=1 if quick else 10, seconds=1.0 if quick else 3.0))


if __name__ == "__main__":
    main()
