"""What a student's code may import, and from where. Standard library alone."""

from __future__ import annotations

import contextlib
import importlib.machinery
import importlib.util
import types
from pathlib import Path
from typing import Any

MAX_NAME = 100
GIVEN = "cs_cnn.given"
OWN_FUNCTIONS = "write it with your own functions"


class Forbidden(ImportError):
    """The student's code imports what the runtime rules out."""


class LibraryFinder:
    """Finds the libraries of the runtime by their names, and nothing that lies beside them.

    It looks once, before any student code runs: no search of a folder raises an audit event later.
    """

    def __init__(self, libraries: list[str]) -> None:
        folders = {Path(p).name.removesuffix(".py"): str(Path(p).parent) for p in libraries}
        self.specs = {
            name: importlib.machinery.PathFinder.find_spec(name, [folder])
            for name, folder in folders.items()
            if name.isidentifier()
        }

    def find_spec(
        self, name: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        return self.specs.get(name)


class StudentFinder:
    """Finds ``cs_cnn`` in the student's folder; refuses what is ruled out, and ``given/``."""

    def __init__(self, package: Path, runtime: dict[str, Any]) -> None:
        self.package = package
        self.runtime = runtime
        self.hidden = ""
        """The student's own folder, whose files are not there for code that is judged."""
        self.asked_for: list[str] = []
        self.compiled: dict[str, tuple[bytes, types.CodeType]] = {}

    def find_spec(
        self, name: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        if (file := self._source(name)) is not None:
            return importlib.util.spec_from_loader(name, FromSource(name, str(file), self.compiled))
        if f"{name}.".startswith(f"{GIVEN}."):
            self.asked_for.append(GIVEN)
            raise Forbidden(f"'{GIVEN}' is ruled out here: {OWN_FUNCTIONS}")
        if name.partition(".")[0] in self.runtime["ruled_out"]:
            self.asked_for.append(name[:MAX_NAME])
            raise Forbidden(f"'{name}' is ruled out here: {self.runtime['advice']}")
        return None

    def compile_ahead(self, name: str) -> None:
        """Compile a module for all forks to come; what does not compile is left to them."""
        file = self._source(name)
        if file is not None and str(file) not in self.compiled:
            with contextlib.suppress(Exception):
                source = file.read_bytes()
                self.compiled[str(file)] = source, _compiled(source, str(file))

    def _source(self, name: str) -> Path | None:
        """The file of a student's module; None for what the interpreter has to find."""
        if name == "cs_cnn":
            return self.package / "__init__.py"
        parent, _, module = name.rpartition(".")
        file = self.package / f"{module}.py"
        return file if parent == "cs_cnn" and file.is_file() else None


class FromSource(importlib.machinery.SourceFileLoader):
    """Loads a module from what its file says now.

    A compiled file beside it may come from other source: Python compares size and whole seconds.
    """

    def __init__(
        self, name: str, path: str, compiled: dict[str, tuple[bytes, types.CodeType]]
    ) -> None:
        super().__init__(name, path)
        self._compiled = compiled

    def get_code(self, fullname: str) -> types.CodeType:
        source = Path(self.path).read_bytes()
        known, code = self._compiled.get(self.path, (None, None))
        return code if code is not None and known == source else _compiled(source, self.path)


def _compiled(source: bytes, path: str) -> types.CodeType:
    return compile(source, path, "exec", dont_inherit=True)
