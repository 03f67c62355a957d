"""The autograder of cs_cnn: ``check``, ``hint``, ``status`` for notebooks, and ``cs-cnn``."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.notebook import check, hint, status

__all__ = ["check", "hint", "status"]


def __getattr__(name: str) -> Any:
    """Import NumPy and the judge when a notebook asks, not for ``cs-cnn --help``."""
    if name not in __all__:
        raise AttributeError(f"module 'autograder' has no attribute '{name}'")
    from autograder import notebook

    return getattr(notebook, name)
