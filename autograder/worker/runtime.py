"""What a worker may use: its libraries, memory and threads, and what is ruled out.

One ``Runtime`` is all that a new kind of worker needs: declare it here and name it in an exercise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")


@dataclass(frozen=True)
class Runtime:
    """One kind of worker.

    ``libraries`` are the paths of packages and single modules. Student code can import each of
    them by its name, and nothing that lies beside it. The sandbox mounts them read-only in one
    folder, so that shared objects (``numpy.libs``) stay next to the package that links to them.
    A runtime that names none gets what its preloaded modules import: ``libraries_of`` finds it.
    The worker imports the modules in ``preloaded`` once, before it forks: a fork starts with them.
    ``tools`` are files of the worker's own that probes may import, loaded likewise.

    Whoever imports a top-level package in ``ruled_out`` reads why, and then ``advice``: what to do
    instead. ``memory_mb`` is what an exercise may use unless it declares its own limit, in MiB
    beyond what the worker already holds. ``threads`` limits the threads of linear algebra; a fork
    cannot start any. ``random`` is a plain file that lies in the sandbox as /dev/urandom, for a
    library that opens it: a device, which anybody can write to, has no place there.

    In the sandbox nothing can be written, not even in /tmp. A library that makes itself a folder
    when it is imported is told of one that is there: by the environment variables ``folders``,
    which name the worker's own empty folder.
    """

    name: str
    libraries: tuple[Path, ...]
    ruled_out: tuple[str, ...]
    advice: str
    preloaded: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    memory_mb: int = 1024
    threads: int = 1
    folders: tuple[str, ...] = ()
    random: Path | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables that set the number of threads."""
        return dict.fromkeys(_THREADS, str(self.threads))

    def settings(self, libraries: Iterable[Path | str]) -> dict[str, Any]:
        """What the child must know, with ``libraries`` as the child sees them."""
        return {
            "libraries": [str(path) for path in libraries],
            "preloaded": self.preloaded,
            "tools": self.tools,
            "folders": self.folders,
            "ruled_out": self.ruled_out,
            "advice": self.advice,
        }


def _numpy() -> tuple[Path, ...]:
    """NumPy and, in wheels that bring some, its shared objects."""
    package = Path(np.__file__).parent
    return tuple(path for path in (package, package.with_name("numpy.libs")) if path.is_dir())


_OTHERS = (
    *("torchvision", "tensorflow", "keras", "jax", "flax", "autograd", "tinygrad"),
    *("scipy", "sklearn", "skimage", "cv2", "PIL", "numba", "cupy", "mxnet", "pandas"),
    "autograder",
)

NUMPY = Runtime(
    "numpy",
    libraries=_numpy(),
    ruled_out=("torch", *_OTHERS),
    advice="write it with NumPy alone",
    preloaded=("numpy",),
)

PYTORCH = Runtime(
    "pytorch",
    libraries=(),
    ruled_out=(*_OTHERS, "timm", "torchaudio", "transformers", "lightning", "fastai"),
    advice="write it with PyTorch alone",
    preloaded=("numpy", "torch"),
    tools=("parameters", "steps", "modules", "models", "warm"),
    memory_mb=2048,
    folders=("TORCHINDUCTOR_CACHE_DIR",),
    random=Path(__file__),
)
"""PyTorch reads a few random bytes when it is imported; any file will do."""
