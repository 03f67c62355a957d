"""The words for a step of a module: what it is called, and what of it is not as expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Attributes = Mapping[str, Any]
LINEAR = "linear layer"


def differing(mine: Attributes, wanted: Attributes) -> list[str]:
    """What of a step is not as expected, in words."""
    keys = sorted(wanted, key=lambda key: (key not in FIRST, key not in ATTRIBUTES))
    pairs = ((key, mine.get(key), wanted[key]) for key in keys if key not in _idle(mine))
    return [_words(key, value, right) for key, value, right in pairs if value != right]


def _words(key: str, mine: Any, right: Any) -> str:
    if key in SWITCHES:
        return SWITCHES[key][0 if right else 1]
    word = ATTRIBUTES.get(key, f"has {key}")
    return f"{word} {_number(key, mine)}, expected {_number(key, right)}"


def _number(key: str, value: Any) -> str:
    if key == "maps" and isinstance(value, list):
        return " to ".join(map(str, value))
    if isinstance(value, list) and key == "axes":
        return joined([f"axis {each}" for each in value])
    if isinstance(value, list):
        sides = value if len(set(value)) > 1 or key in SIZES else value[:1]
        return "×".join(map(str, sides)) or "none"
    return f"{value:g}" if isinstance(value, float) else str(value)


def times(each: Sequence[Any]) -> str:
    """How often something is there."""
    return "once" if len(each) == 1 else f"{len(each)} times"


def _idle(mine: Attributes) -> tuple[str, ...]:
    """What is set and does nothing."""
    return ("count_include_pad",) if mine.get("padding") == [0, 0] else ()


def joined(words: Sequence[str]) -> str:
    """``0, 2 and 3``."""
    *most, last = words or ["nothing"]
    return f"{', '.join(most)} and {last}" if most else last


def with_article(kind: str, attributes: Attributes) -> str:
    """``a 3×3 convolution from 16 to 32 channels``; some kinds have no article."""
    return f"{NAMES.get(kind, '')} {name(kind, attributes)}".strip()


def name(kind: str, attributes: Attributes) -> str:
    """``3×3 convolution from 16 to 32 channels``, as far as it is known."""
    maps, kernel = attributes.get("maps"), attributes.get("kernel", attributes.get("kernel_size"))
    size = f"{_number('kernel', kernel)} " if isinstance(kernel, list) and kernel else ""
    channels = attributes.get("channels")
    of = f" of {channels} channels" if type(channels) is int else ""
    if isinstance(maps, list) and len(maps) == 2:
        of = f" from {maps[0]} to {maps[1]}" + ("" if kind == LINEAR else " channels")
    return f"{size}{kind or 'something else'}{of}"


def _article(kinds: Sequence[str], article: str) -> dict[str, str]:
    return dict.fromkeys(kinds, article)


NAMES = {
    **_article(("convolution", LINEAR, "batch norm", "group norm", "layer norm"), "a"),
    **_article(
        ("concatenation", "sum", "product", "mean", "leaky ReLU", "softmax", "sigmoid"), "a"
    ),
    **_article(
        (
            "padding",
            "dropout",
            "max pooling",
            "average pooling",
            "adaptive average pooling",
            "tanh",
        ),
        "",
    ),
    "instance norm": "an",
    **_article(("ReLU", "ReLU6", "ELU", "GELU", "SiLU", "hard sigmoid", "hard swish"), ""),
}
"""Every kind of step that has a name, and its article."""
SIZES = ("kernel", "kernel_size")
ATTRIBUTES = {
    "kernel": "is", "kernel_size": "is", "maps": "goes from", "channels": "is of",
    "negative_slope": "has slope", "group": "has groups", "min_val": "begins at",
    "max_val": "ends at", "min": "begins at", "axis": "is along axis", "axes": "is over",
}  # fmt: skip
FIRST = ("kernel", "kernel_size", "maps")
SWITCHES = {
    "bias": ("has no bias; one is expected", "has a bias; none is expected"),
    "affine": (
        "has no scale and shift; they are expected",
        "has a scale and a shift; none is expected",
    ),
    "training": (
        "takes running averages, expected are those of the batch",
        "takes the averages of the batch in evaluation mode too",
    ),
    "ceil_mode": ("rounds its sizes down, expected is up", "rounds its sizes up, expected is down"),
    "count_include_pad": (
        "leaves the padding out of the mean, expected is that it counts",
        "counts the padding into the mean, expected is without",
    ),
}
"""Words for what is wrong where True, and where False is expected."""
