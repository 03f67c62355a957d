"""``python -m autograder.cli``: the command where its script is not on the PATH."""

from autograder.cli import main

main()
