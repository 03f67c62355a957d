"""Written for you: data, pictures and networks for the notebooks. Nothing to edit.

A notebook that you began with version 0.1.0 still finds the modules that it imports: each of the
old names stands for the module that has its contents now.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_MOVED = {
    "curves": "pictures.plots",
    "landscapes": "pictures.landscapes",
    "layers": "networks",
    "learning": "networks.descent",
    "network": "networks.functional",
    "plots": "pictures.plots",
    "pooled": "pictures.windows",
    "rules": "networks.optimizers",
    "solver": "networks.solver",
    "steps": "pictures.steps",
    "toys": "data.toys",
    "windows": "pictures.windows",
    "xo": "data.xo",
}
_RENAMED = {
    "MEMORIES": "STATES",
    "Rule": "Optimizer",
    "picture": "show_image",
    "pictures": "side_by_side",
}


class _Moved(ModuleType):
    """A module under its name of 0.1.0. The one behind it is imported when it is used."""

    __file__ = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # Python and Jupyter look for these in every module
            raise AttributeError(name)
        place = _MOVED[self.__name__.rpartition(".")[2]]
        return getattr(import_module(f"{__name__}.{place}"), _RENAMED.get(name, name))


sys.modules.update({f"{__name__}.{name}": _Moved(f"{__name__}.{name}") for name in _MOVED})
