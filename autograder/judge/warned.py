"""What NumPy warns of while an answer comes out right: correct, but why it matters."""

from __future__ import annotations

import re

from autograder.core.verdict import Fact, FactKind

WARNING = re.compile(r"RuntimeWarning: (overflow|invalid value|divide by zero) encountered in \w+")
SPREADS = "A NaN that is kept spoils everything that is computed from it, the weights first."
WHY = {
    "overflow": (
        "Correct, but NumPy warns of an overflow: a number on the way is too large for a float and "
        "becomes infinite. It came out right because what follows puts up with infinity (1/inf is "
        f"0, `np.where` may drop it); inf - inf and inf/inf are NaN. {SPREADS}"
    ),
    "invalid value": (
        "Correct, but NumPy warns of an invalid value: a number on the way is NaN, as 0/0, "
        "inf - inf and the logarithm of a negative number are. It came out right because what "
        f"follows drops it, as `np.where` does. {SPREADS}"
    ),
    "divide by zero": (
        "Correct, but NumPy warns of a division by zero: a number on the way is infinite, as 1/0 "
        "and log(0) are. It came out right because what follows puts up with infinity; "
        f"0 times inf and inf - inf are NaN. {SPREADS}"
    ),
}
"""What NumPy names -> what a student reads. The same words for all cases, hidden ones too."""


def remark(printed: str) -> Fact | None:
    """On a right answer, from what its code wrote; None unless NumPy warned there.

    It names no value: of a hidden case nothing but the kind of warning is told.
    """
    found = WARNING.search(printed)
    return Fact(FactKind.WARNED, "", WHY[found[1]]) if found else None
