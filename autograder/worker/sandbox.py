"""The sandbox: bubblewrap around the worker. See bwrap(1).

What the worker sees: the system's libraries, the bare Python, the libraries of its runtime, its
own files and one student's ``cs_cnn/``, all read-only, and a small private /tmp. No network, no
other process, no environment variable but the number of threads, no home, no course.
"""

from __future__ import annotations

import shutil
import site
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from autograder.worker.runtime import Runtime

MEND = "Install bubblewrap: `sudo apt-get install bubblewrap`, or your system's package."
_TMP_BYTES = 64 * 2**20
_READ_ONLY = ("/proc", "/dev/shm", "/dev", "/")
_NOBODY = "65534"


class SandboxUnavailable(RuntimeError):
    """This machine has no sandbox; the message says what to install."""


@dataclass(frozen=True)
class Sandbox:
    """Where things are inside the sandbox; ``wrap`` makes a command run in there."""

    bwrap: str
    student: str = "/student"
    worker: str = "/worker"
    libraries: str = "/libraries"

    def wrap(self, command: list[str], root: Path, runtime: Runtime) -> list[str]:
        """``command`` inside the sandbox, with ``root`` as the student's folder."""
        return [
            self.bwrap,
            *("--unshare-all", "--die-with-parent", "--new-session", "--clearenv"),
            *("--uid", _NOBODY, "--gid", _NOBODY, "--hostname", "worker"),
            *("--cap-drop", "ALL"),
            *_system(),
            *("--as-pid-1", "--proc", "/proc", "--dev", "/dev"),
            *("--size", str(_TMP_BYTES), "--tmpfs", "/tmp", "--chdir", "/tmp"),
            *_flags("--ro-bind", self.inside(runtime)),
            *("--ro-bind", str(Path(__file__).parent / "child"), self.worker),
            *("--ro-bind", str(root / "cs_cnn"), f"{self.student}/cs_cnn"),
            *_flags("--setenv", runtime.environment),
            *("--tmpfs", "/dev/shm"),
            *(text for place in _READ_ONLY for text in ("--remount-ro", place)),
            "--",
            *command,
        ]

    def inside(self, runtime: Runtime) -> dict[str, str]:
        """The libraries of ``runtime``: where each is outside, and where inside."""
        return {str(path): f"{self.libraries}/{path.name}" for path in runtime.libraries}


def _flags(flag: str, pairs: dict[str, str]) -> list[str]:
    return [text for pair in pairs.items() for text in (flag, *pair)]


def _system() -> list[str]:
    """The system's libraries and the bare Python, read-only, without any site-packages."""
    binds = ["--ro-bind", "/usr", "/usr"]
    for name in ("lib", "lib64", "lib32", "bin"):
        path = Path("/", name)
        if path.is_symlink():
            binds += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            binds += ["--ro-bind", str(path), str(path)]
    cache = Path("/etc/ld.so.cache")
    if cache.exists():
        binds += ["--ro-bind", str(cache), str(cache)]
    prefix = Path(sys.base_prefix).resolve()
    if not prefix.is_relative_to("/usr"):
        binds += ["--ro-bind", str(prefix), str(prefix)]
    for packages in _package_folders(prefix):
        binds += ["--tmpfs", str(packages), "--remount-ro", str(packages)]
    return binds


def _package_folders(prefix: Path) -> list[Path]:
    """Packages of any Python below what is bound: hidden behind empty folders."""
    bound = (prefix, Path("/usr"))
    homes = {prefix, Path("/usr"), Path("/usr/local")}
    others = [p for home in homes for p in home.glob("lib*/python*/*-packages")]
    mine = [Path(sysconfig.get_paths()["purelib"]), *map(Path, site.getsitepackages())]
    known = {path.resolve() for path in [*others, *mine]}
    return sorted(p for p in known if p.is_dir() and any(p.is_relative_to(b) for b in bound))


def probe() -> Sandbox:
    """A sandbox that has just passed a trial. Raises SandboxUnavailable and says what to do."""
    bwrap = shutil.which("bwrap")
    if sys.platform != "linux" or bwrap is None:
        raise SandboxUnavailable(f"There is no sandbox on this machine. {MEND}")
    sandbox = Sandbox(bwrap)
    trial = [bwrap, "--unshare-all", *_system(), "--proc", "/proc", "/usr/bin/true"]
    done = subprocess.run(trial, capture_output=True, text=True, timeout=30, check=False)
    if done.returncode != 0:
        reason = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise SandboxUnavailable(
            f"bubblewrap is installed but cannot start a sandbox ({reason[0]}). Allow "
            "unprivileged user namespaces, or grade on a machine that does."
        )
    return sandbox
