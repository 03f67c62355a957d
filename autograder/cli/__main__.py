"""``python -m autograder.cli``: the command if its script is not on the PATH."""

from autograder.cli import main

main()
