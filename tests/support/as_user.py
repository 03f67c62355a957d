"""Run hand-ins in the sandbox as whoever runs this; used by tests as an ordinary user.

Arguments: folders that each hold ``cs_cnn/mine.py``. Prints what became of ``relu``, then of
``relu_backward``, for each folder, as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from autograder.worker.sandbox import Sandbox, probe
from autograder.worker.worker import Reply, Request, Worker

X = np.array([-1.0, 0.0, 2.0])


def outcomes(root: Path, sandbox: Sandbox) -> list[str]:
    """One for each function; the second is asked after the first, in the same worker."""
    with Worker(root, sandbox) as worker:
        return [
            outcome(worker.ask(Request(f"cs_cnn.mine:{name}", [[inputs]], None, 5.0, 256)))
            for name, inputs in (("relu", [X]), ("relu_backward", [X, X]))
        ]


def outcome(reply: Reply) -> str:
    if "imported" not in reply.opening:
        return str(reply.opening)
    (frame,) = reply.frames
    if "raised" in frame:
        return f"{frame['raised']['type']}: {frame['raised']['message']}"
    return f"{frame['value']} {frame['printed']}"


if __name__ == "__main__":
    there = probe()
    print(json.dumps([outcomes(Path(name), there) for name in sys.argv[1:]]))
