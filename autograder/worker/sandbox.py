"""The sandbox: bubblewrap around the worker. See bwrap(1).

What the worker sees: the system's libraries, the bare Python, the libraries of its runtime, its
own files and one student's ``cs_cnn/``, all read-only, an empty /tmp likewise, and the null device.
No /proc, no network, no other process, no environment variable but the number of threads, no home,
no course.
"""

from __future__ import annotations

import os
import shutil
import site
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.worker.libraries import libraries_of
from autograder.worker.runtime import NUMPY, Runtime

PYTHON = [os.path.realpath(sys.executable), "-I", "-S", "-B", "-X", "utf8"]
"""The bare interpreter: no environment variables, no user site, no site-packages."""
MEND = "Install bubblewrap: `sudo apt-get install bubblewrap`, or your system's package."
_NOBODY = "65534"
AS_ROOT = f"You graded as root: students' code ran as user {_NOBODY}. Better grade as another user."
_NO_SETPRIV = (
    "You are root, and without setpriv students' code would be root as well. Grade as an ordinary "
    "user, or install util-linux."
)
_MEND_FOR_USER = "Allow unprivileged user namespaces, or grade on a machine that does."
_MEND_FOR_ROOT = (
    f"Grade as an ordinary user; or let user {_NOBODY} read Python and this package, and start the "
    "machine or the container so that it may mount."
)
_UNSHARED = ("ipc", "pid", "net", "uts", "cgroup-try")
_RENAMED = ("--as-pid-1", "--unshare-user", "--uid", _NOBODY, "--gid", _NOBODY)
_BECOMES = ("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")
"""Here bubblewrap is process 1, which must end with its parent: another user's would not."""
_SETPRIV = (
    *("--reuid", _NOBODY, "--regid", _NOBODY, "--clear-groups", "--inh-caps=-all"),
    *("--no-new-privs", "--"),
)


class SandboxUnavailable(RuntimeError):
    """This machine has no sandbox; the message says what to install."""


@dataclass(frozen=True)
class Sandbox:
    """Where things are inside the sandbox; ``wrap`` makes a command run in there.

    For an ordinary user, a user namespace renames them, and they are nobody else inside either.
    For root, who would stay root under another name, ``setpriv`` becomes a user without rights.
    """

    bwrap: str
    setpriv: str = ""
    student: str = "/student"
    worker: str = "/worker"
    libraries: str = "/libraries"

    def wrap(self, command: list[str], root: Path, runtime: Runtime) -> list[str]:
        """``command`` inside the sandbox, with ``root`` as the student's folder."""
        return [
            self.bwrap,
            *(f"--unshare-{kind}" for kind in _UNSHARED),
            *("--die-with-parent", "--new-session", "--clearenv"),
            *("--hostname", "worker", "--cap-drop", "ALL"),
            *(_BECOMES if self.setpriv else _RENAMED),
            *_system(),
            *_bind("/dev/null", "/dev/null", how="--dev-bind"),
            *(_bind(str(runtime.random), "/dev/urandom") if runtime.random else ()),
            *("--dir", "/tmp", "--chdir", "/tmp"),
            *(text for pair in self.inside(runtime).items() for text in _bind(*pair)),
            *_bind(str(Path(__file__).parent / "child"), self.worker),
            *_bind(str(root / "cs_cnn"), f"{self.student}/cs_cnn"),
            *(text for pair in runtime.environment.items() for text in ("--setenv", *pair)),
            *("--remount-ro", "/", "--"),
            *((self.setpriv, *_SETPRIV) if self.setpriv else ()),
            *command,
        ]

    def inside(self, runtime: Runtime) -> dict[str, str]:
        """The libraries of ``runtime``: where each is outside, and where inside."""
        return {str(path): f"{self.libraries}/{path.name}" for path in libraries_of(runtime)}


def _bind(outside: str, inside: str, how: str = "--ro-bind") -> tuple[str, ...]:
    """With the folders above it, which bubblewrap would make for their owner alone."""
    return "--dir", str(Path(inside).parent), how, outside, inside


def _system() -> Iterator[str]:
    """The system's libraries and the bare Python, read-only, without any site-packages."""
    yield from _bind("/usr", "/usr")
    for path in (Path("/", name) for name in ("lib", "lib64", "lib32", "bin")):
        if path.is_symlink():
            yield from ("--symlink", str(path.readlink()), str(path))
        elif path.is_dir():
            yield from _bind(str(path), str(path))
    prefix = Path(sys.base_prefix).resolve()
    for path in (Path("/etc/ld.so.cache"), prefix):
        if path.exists() and not path.is_relative_to("/usr"):
            yield from _bind(str(path), str(path))
    for packages in _package_folders(prefix):
        yield from ("--tmpfs", str(packages), "--remount-ro", str(packages))


def _package_folders(prefix: Path) -> list[Path]:
    """Packages of any Python below what is bound: hidden behind empty folders."""
    bound = (prefix, Path("/usr"))
    homes = {prefix, Path("/usr"), Path("/usr/local")}
    others = [p for home in homes for p in home.glob("lib*/python*/*-packages")]
    mine = [Path(sysconfig.get_paths()["purelib"]), *map(Path, site.getsitepackages())]
    known = {path.resolve() for path in [*others, *mine]}
    return sorted(p for p in known if p.is_dir() and any(p.is_relative_to(b) for b in bound))


def is_root() -> bool:
    """Whether students' code would be root's, were there no sandbox."""
    return sys.platform != "win32" and os.geteuid() == 0


_TRIAL = """
import os, sys
for inside, outside in zip(sys.argv[1::2], sys.argv[2::2]):
    if not os.access(inside, os.R_OK | (os.X_OK if os.path.isdir(inside) else 0)):
        sys.exit(f"user {os.getuid()} cannot read {outside}")
"""


def probe() -> Sandbox:
    """A sandbox in which a trial has just run. Raises SandboxUnavailable and says what to do."""
    bwrap, setpriv = shutil.which("bwrap"), shutil.which("setpriv")
    if sys.platform != "linux" or bwrap is None:
        raise SandboxUnavailable(f"There is no sandbox on this machine. {MEND}")
    if is_root() and setpriv is None:
        raise SandboxUnavailable(_NO_SETPRIV)
    sandbox = Sandbox(bwrap, setpriv if is_root() and setpriv else "")
    if reason := _fault_of(sandbox):
        mend = _MEND_FOR_ROOT if is_root() else _MEND_FOR_USER
        raise SandboxUnavailable(
            f"bubblewrap is installed but cannot start a sandbox ({reason}). {mend}"
        )
    return sandbox


def _fault_of(sandbox: Sandbox) -> str:
    """Why a program does not run just as a worker would; empty if it does."""
    child = {str(Path(__file__).with_name("child")): sandbox.worker}
    read = [text for out, into in (child | sandbox.inside(NUMPY)).items() for text in (into, out)]
    with tempfile.TemporaryDirectory(prefix="cs_cnn-") as folder:
        Path(folder, "cs_cnn").mkdir()
        trial = sandbox.wrap([*PYTHON, "-c", _TRIAL, *read], Path(folder), NUMPY)
        try:
            done = subprocess.run(trial, capture_output=True, text=True, timeout=30, check=False)
        except subprocess.TimeoutExpired:
            return "it does not answer"
    said = done.stderr.strip().splitlines() or ["no reason given"]
    return said[-1] if done.returncode else ""
