"""The autograder of cs_cnn: ``check`` and ``hint`` for notebooks, ``cs-cnn`` for terminals."""

from autograder.notebook import check, hint

__all__ = ["check", "hint"]
