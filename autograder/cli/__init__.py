"""The command ``cs-cnn``."""

from autograder.cli.app import main

__all__ = ["main"]
