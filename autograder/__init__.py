"""The autograder of cs_cnn: ``check`` and ``hint`` for notebooks, ``cs-cnn`` for terminals."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.notebook import check, hint

__all__ = ["check", "hint"]


def __getattr__(name: str) -> Any:
    """Import NumPy and the judge when a notebook asks, not for ``cs-cnn --help``."""
    if name not in __all__:
        raise AttributeError(f"module 'autograder' has no attribute '{name}'")
    from autograder import notebook

    return getattr(notebook, name)
