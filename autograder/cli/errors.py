"""From an exception to one sentence with the way out, and to an exit code."""

from __future__ import annotations

import errno
import traceback

import click

from autograder.core.errors import UserError

ALL_PASSED, NOT_PASSED, USAGE, FAULT, INTERRUPTED = 0, 1, 2, 3, 130

_FULL = (errno.ENOSPC, errno.EDQUOT)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)


def way_out(error: Exception) -> str | None:
    """The sentence for a problem that the user can fix; None if the fault is ours."""
    if isinstance(error, UserError):
        return str(error)
    return _way_out_of_system_error(error) if isinstance(error, OSError) else None


def _way_out_of_system_error(error: OSError) -> str | None:
    where = error.filename or "a file"
    if error.errno in _FULL:
        return f"The disk has no space left for {where}: free some and run the command again."
    if error.errno in _DENIED:
        return (
            f"Cannot read or write {where} ({error.strerror}): give yourself access to it, or "
            "work in a folder of your own."
        )
    return None


def report_fault(error: Exception, *, debug: bool) -> None:
    """Say on stderr what happened and how to see more."""
    if debug:
        traceback.print_exception(error)
        return
    click.echo(
        f"This is our fault, not yours: {type(error).__name__}: {error}\n"
        "Run the command again with CS_CNN_DEBUG=1 to see the traceback, and send it to "
        "whoever runs the course.",
        err=True,
    )
