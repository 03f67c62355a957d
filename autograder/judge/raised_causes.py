"""What PyTorch means when it raises, in the words of the course.

Of a message, its form and its numbers alone are read: student code can raise what it likes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from autograder.core.exercise import Case
from autograder.core.verdict import Cause, CauseKind

Words = Callable[[Case, list[int]], str]
DTYPES = r"have the same dtype|should be the same|Double but found Float|type Float but found"
NO_SUPER = (
    "`super().__init__()` comes first in `__init__`: only behind it can a module keep its layers."
)
FLOAT32 = (
    "Something is in float32 although the module is in float64: a tensor or layer of a fixed "
    "dtype, or a layer that is not registered."
)
GROUPS = "The channels of a convolution are no multiple of its groups."
NO_MAPS = "A layer has no maps or units: a number has been rounded down to 0."
OVERWRITTEN = (
    "A value that the backward pass needs is overwritten, by `+=`, `relu_` or `inplace=True`."
)
TOO_SMALL = "A window is larger than the volume that it gets. Follow the sizes from the input on."
NOT_CALLED = (
    "A ModuleList is called, but it only keeps its layers: go through them, or take nn.Sequential."
)
NO_FORWARD = "A module has no `forward`. Is it spelled so, and a method of the class?"


def cause_of(error: str, case: Case) -> Cause | None:
    """The cause behind the message of an exception; None if it is not known."""
    for form, words in KNOWN.items():
        found = re.search(form, error)
        if found:
            sentence = words(case, [int(each) for each in found.groups()])
            return Cause(CauseKind.RAISED, "", sentence) if sentence else None
    return None


def is_about_dtypes(error: str) -> bool:
    """Whether two dtypes meet that do not fit."""
    return re.search(DTYPES, error) is not None


def _plain(sentence: str) -> Words:
    return lambda case, numbers: sentence


def _sizes(case: Case, numbers: list[int]) -> str:
    """Two values that are added or multiplied."""
    one, other, axis = numbers
    if axis == 1:
        return (
            f"Two values are added or multiplied that have {one} and {other} channels. What should "
            "both have, and which layer gives another number?"
        )
    return (
        f"Two values are added or multiplied that have {one} and {other} places along axis {axis}: "
        "the strides or the padding on the way to them do not fit."
    )


def _concatenated(case: Case, numbers: list[int]) -> str:
    axis, expected, found = numbers
    if axis != 1:
        return f"Values are concatenated along axis {axis}. Channels are axis 1."
    return (
        f"Volumes are concatenated that have {expected} and {found} rows or columns: the strides "
        "or the padding on the way to them do not fit."
    )


def _convolved(case: Case, numbers: list[int]) -> str:
    rows, columns, made_for, given = numbers
    return (
        f"A {rows}×{columns} convolution gets {given} channels and is made for {made_for}: what "
        "comes in is its first argument. What does the layer in front of it give?"
    )


def _normed(case: Case, numbers: list[int]) -> str:
    given, made_for = numbers
    return f"A norm gets {given} channels and is made for {made_for}."


def _multiplied(case: Case, numbers: list[int]) -> str:
    """A fully connected layer sees the last axis; images are the rows."""
    rows, given, made_for, _ = numbers
    if given == made_for:
        return ""
    shapes = case.inputs.get("x", ())
    images = shapes[0][0] if shapes and isinstance(shapes[0], tuple) else rows
    if rows == 1 < images and given == images * made_for:
        return "The images of the batch are flattened into one. Flatten from axis 1 on."
    if rows > images:
        return "A fully connected layer gets a volume that is not flattened."
    return (
        f"A fully connected layer gets {given} numbers of each image and is made for {made_for}. "
        "How many channels, rows and columns has the volume in front of it?"
    )


KNOWN: dict[str, Words] = {
    r"before Module\.__init__\(\) call": _plain(NO_SUPER),
    r"size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\) at non-singleton "
    r"dimension (\d+)": _sizes,
    r"Sizes of tensors must match except in dimension (\d+)\. Expected size (\d+) but got size "
    r"(\d+)": _concatenated,
    r"weight of size \[\d+, \d+, (\d+), (\d+)\], expected input.* to have (\d+) channels, but "
    r"got (\d+)": _convolved,
    r"running_mean should contain (\d+) elements not (\d+)": _normed,
    r"shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)": _multiplied,
    DTYPES: _plain(FLOAT32),
    r"divisible by groups": _plain(GROUPS),
    r"weight to be at least 1 at dimension 0": _plain(NO_MAPS),
    r"modified by an inplace operation": _plain(OVERWRITTEN),
    r"Kernel size can't be greater than|Output size is too small": _plain(TOO_SMALL),
    r"Module \[Module(?:List|Dict)\] is missing the required": _plain(NOT_CALLED),
    r"is missing the required \"forward\"": _plain(NO_FORWARD),
}
"""Form of a message -> the words for its numbers."""
