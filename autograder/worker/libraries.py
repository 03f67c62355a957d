"""Which libraries a worker of some runtime gets, as paths.

Where a runtime names none, a trial finds them: a bare process imports what the runtime preloads
and says what came with it, Python modules and shared objects alike. It takes seconds, so the
finding is kept in the cache until a version or the worker itself changes.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import platformdirs

from autograder.worker.runtime import Runtime

_CHILD = Path(__file__).parent / "child"
_TRIAL = """
import importlib, json, os, sys
packages, child, names, tools = json.loads(sys.argv[1])
sys.path.append(packages)
for name in names:
    importlib.import_module(name)
sys.path.append(child)
for name in tools:
    importlib.import_module(name)
files = [getattr(module, "__file__", None) or "" for module in list(sys.modules.values())]
if os.path.exists("/proc/self/maps"):
    files += [line[line.index("/"):].rstrip() for line in open("/proc/self/maps") if "/" in line]
names = {os.path.realpath(os.path.join(packages, name)): name for name in os.listdir(packages)}
found = set()
for file in map(os.path.realpath, files):
    while file != (file := os.path.dirname(at := file)):
        found.add(names.get(at))
print(json.dumps(sorted(found - {None})))
"""


class CannotImport(RuntimeError):
    """A library of the runtime is missing or broken here: our fault, never the student's."""


def cache_folder() -> Path:
    """Where what takes long is kept: ``CS_CNN_CACHE``, else the user's cache folder."""
    return Path(os.environ.get("CS_CNN_CACHE") or platformdirs.user_cache_path("cs_cnn"))


@functools.cache
def libraries_of(runtime: Runtime) -> tuple[Path, ...]:
    """The packages and single modules that a worker of this runtime can import."""
    if runtime.libraries:
        return runtime.libraries
    packages = Path(sysconfig.get_paths()["purelib"])
    kept = cache_folder() / f"libraries-{_key(runtime, packages)}"
    try:
        names = json.loads(kept.read_text())
    except (OSError, ValueError):
        names = _found(runtime, packages)
        _keep(kept, json.dumps(names))
    return tuple(packages / name for name in names)


def _found(runtime: Runtime, packages: Path) -> list[str]:
    asked = json.dumps([str(packages), str(_CHILD), runtime.preloaded, runtime.tools])
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", _TRIAL, asked],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise CannotImport(f"{', '.join(runtime.preloaded)} cannot be imported: {reason[0]}")
    found: list[str] = json.loads(done.stdout)
    return found


def _keep(path: Path, text: str) -> None:
    """Whole or not at all; a cache that cannot be written only makes the next start slower."""
    mine = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mine.write_text(text)
        mine.replace(path)
    except OSError as error:
        print(f"cs-cnn: cannot keep {path.name} in {path.parent} ({error})", file=sys.stderr)


def _key(runtime: Runtime, packages: Path) -> str:
    """Changes whenever other libraries could be found."""
    digest = hashlib.blake2b(digest_size=16)
    for text in _told(runtime, packages):
        digest.update(text.encode())
    return digest.hexdigest()


def _told(runtime: Runtime, packages: Path) -> Iterator[str]:
    yield from (sys.version, str(packages), _TRIAL)
    for name in (*runtime.preloaded, *runtime.tools):
        tool = _CHILD / f"{name}.py"
        top = name.partition(".")[0]
        yield tool.read_text() if tool.is_file() else importlib.metadata.version(top)
