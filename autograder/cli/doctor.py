"""Check the installation and say how to fix it."""

from __future__ import annotations

import importlib.metadata
import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from packaging.requirements import Requirement

from autograder.render.tables import Finding

PINNED = "`python -m pip install -c constraints.txt -e .` in the project's folder."
INSTALL = f"Run `make install`, or {PINNED}"
LABEXTENSION = "@jupyter/nbgrader"
SERVER_EXTENSIONS = ("formgrader", "assignment_list", "course_list", "validate_assignment")


def examine(start: Path) -> list[Finding]:
    """Examine everything; the student's files are at or above ``start``."""
    looks: tuple[Callable[[], Iterator[Finding]], ...] = (
        _python,
        _packages,
        lambda: _workspace(start),
        _cache,
        _device,
        _sandbox,
        _nbgrader,
        _kernel,
        _course,
    )
    return [finding for look in looks for finding in look()]


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    wanted = Requirement("python>=3.11").specifier
    wrong = version not in wanted
    fix = "Install Python 3.11 or newer and make a new environment with it." if wrong else ""
    yield Finding("Python", f"{version} at {sys.executable}", fix, wrong)


def _packages() -> Iterator[Finding]:
    """Compare every dependency with its requirement and with the grading environment."""
    pinned = _constraints()
    for text in importlib.metadata.requires("cs-cnn") or []:
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield _package(requirement, pinned.get(requirement.name))


def _package(requirement: Requirement, pin: Requirement | None) -> Finding:
    name = requirement.name
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, "not installed", INSTALL, wrong=True)
    if not requirement.specifier.contains(version, prereleases=True):
        return Finding(
            name, f"{version}, but {requirement.specifier} is required", INSTALL, wrong=True
        )
    if pin is not None and not pin.specifier.contains(version, prereleases=True):
        fix = f"Fine for learning. Grading uses {pin}: {PINNED}"
        return Finding(name, version, fix)
    return Finding(name, version)


def _constraints() -> dict[str, Requirement]:
    """The grading environment's versions, if the project's folder is there."""
    path = Path(__file__).parents[2] / "constraints.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    pins = [line.partition("#")[0].strip() for line in lines]
    return {pin.name: pin for pin in (Requirement(text) for text in pins if text)}


def _workspace(start: Path) -> Iterator[Finding]:
    from autograder.core.errors import NoWorkspace
    from autograder.core.workspace import find_root

    try:
        root = find_root(start)
    except NoWorkspace as error:
        yield Finding("your files", "not found", str(error), wrong=True)
        return
    from autograder.exercises.catalogue import exercises

    if not any((root / exercise.file).is_file() for exercise in exercises().values()):
        fix = "Copy a stub file from the release again; a .bak file is your own earlier version."
        yield Finding("your files", f"no stub file in {root / 'cs_cnn'}", fix, wrong=True)
        return
    yield _writable("your files", root / "cs_cnn", "Give yourself write access to it.")


def _cache() -> Iterator[Finding]:
    from autograder.judge.expected import cache_folder

    fix = "Checks work, but slowly. Set CS_CNN_CACHE to a folder of your own."
    finding = _writable("cache", cache_folder(), fix)
    yield Finding(finding.name, finding.found, finding.fix)


def _writable(name: str, folder: Path, fix: str) -> Finding:
    """Whether a file can be made in ``folder``, or in the nearest existing folder above it."""
    place = next(path for path in (folder, *folder.parents) if path.is_dir())
    try:
        with tempfile.NamedTemporaryFile(dir=place, prefix=".cs-cnn-"):
            return Finding(name, str(folder))
    except OSError as error:
        return Finding(name, f"{folder}: {error.strerror}", fix, wrong=True)


def _device() -> Iterator[Finding]:
    chosen = os.environ.get("CS_CNN_DEVICE")
    try:
        import torch

        from autograder.reference.backend import device

        torch.zeros(1, device=device())
        found = str(device())
        name = torch.cuda.get_device_name() if found.startswith("cuda") else "no GPU is needed"
        yield Finding("device", f"{found} ({name})")
    except (ImportError, RuntimeError, AssertionError) as error:
        fix = f"Unset CS_CNN_DEVICE (now {chosen}) or set it to cpu." if chosen else INSTALL
        yield Finding("device", str(error).splitlines()[0], fix, wrong=True)


def _sandbox() -> Iterator[Finding]:
    from autograder.worker.sandbox import SandboxUnavailable, probe

    try:
        nobody = ", for root with setpriv" if probe().setpriv else ""
        yield Finding("sandbox", f"bubblewrap works{nobody}")
    except SandboxUnavailable as error:
        yield Finding("sandbox", "none; only grading other people's code requires one", str(error))


def _nbgrader() -> Iterator[Finding]:
    if shutil.which("alembic") is None and not Path(sys.executable).with_name("alembic").exists():
        yield Finding("alembic", "not found beside Python or on PATH", INSTALL, wrong=True)
    enabled = _enabled_extensions()
    missing = [name for name in (LABEXTENSION, *SERVER_EXTENSIONS) if name not in enabled]
    if missing:
        fix = (
            f"`jupyter labextension enable {LABEXTENSION}` and "
            "`jupyter server extension enable --sys-prefix --py nbgrader`; then restart JupyterLab."
        )
        yield Finding("nbgrader in JupyterLab", f"off: {', '.join(missing)}", fix, wrong=True)
    else:
        yield Finding("nbgrader in JupyterLab", "formgrader, assignment list and validate are on")


def _enabled_extensions() -> set[str]:
    """The extensions that JupyterLab and its server would load now."""
    try:
        from jupyter_core.paths import jupyter_config_path, jupyter_path
        from jupyter_server.extension.config import ExtensionConfigManager
        from jupyterlab_server.config import get_page_config
    except ImportError:
        return set()
    manager = ExtensionConfigManager(read_config_path=jupyter_config_path())
    states = manager.get_jpserver_extensions()  # type: ignore[no-untyped-call]
    page = get_page_config(jupyter_path("labextensions"))
    lab = {extension["name"] for extension in page["federated_extensions"]}
    off = {name.partition(":")[0] for name in page["disabledExtensions"]}
    return (lab - off) | {name.rpartition(".")[2] for name, on in states.items() if on}


def _kernel() -> Iterator[Finding]:
    try:
        from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    except ImportError:
        yield Finding("notebook kernel", "Jupyter is not installed", INSTALL, wrong=True)
        return
    fix = "Run `python -m ipykernel install --sys-prefix` with the Python above."
    try:
        command = KernelSpecManager().get_kernel_spec("python3").argv[0]
    except NoSuchKernel:
        yield Finding("notebook kernel", "there is no python3 kernel", fix, wrong=True)
        return
    # Jupyter starts a kernel called plain "python" with its own Python.
    generic = command in ("python", "python3", f"python3.{sys.version_info[1]}")
    same = generic or Path(command).absolute() == Path(sys.executable).absolute()
    found = "python3 runs this Python" if same else f"python3 runs {command}, not this Python"
    yield Finding("notebook kernel", found, "" if same else fix, wrong=not same)


def _course() -> Iterator[Finding]:
    """Nothing about a folder in which no class is graded."""
    from autograder.course.folders import Course

    course = Course.find()
    seen = course.open_to_others()
    if seen:
        names = ", ".join(path.name for path in seen)
        fix = f"Run `chmod go-rwx {shlex.quote(str(course.root))}`."
        yield Finding("course", f"others on this machine can read {names} in {course.root}", fix)
    elif course.gradebook.exists():
        yield Finding("course", f"{course.root}, for nobody else to read")
