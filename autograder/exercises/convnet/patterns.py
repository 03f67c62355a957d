"""Random patterns of layers, without and with a mistake."""

from __future__ import annotations

import itertools

import numpy as np

from autograder.reference.convnet import WORDS

Parts = list[str]
STRANGE = ("SOFTMAX", "NORM", "DROPOUT", "CONVS", "FCC", "RELUX", "MAX", "P")


def drawn(rng: np.random.Generator, depth: int) -> Parts:
    """A row of words and rows in brackets, at most ``depth`` of them in each other, in parts."""
    parts = ["INPUT"]
    for number in range(int(rng.integers(2, 4))):
        parts += ["->", *(_row(rng, depth) if depth and number % 2 == 0 else _word(rng))]
    return [*parts, "->", "FC"]


def _row(rng: np.random.Generator, depth: int) -> Parts:
    times = ["*", str(int(rng.integers(0, 4)))] if rng.random() < 0.8 else []
    return ["[", *drawn(rng, depth - 1)[2:], "]", *times]


def _word(rng: np.random.Generator) -> Parts:
    return [str(rng.choice(WORDS[1:])), *["?"][: int(rng.integers(2))]]


def spaced(rng: np.random.Generator, parts: Parts, white: str = " ") -> str:
    """The parts as one string with some white space between them, and none for some."""
    text = parts[0]
    for before, part in itertools.pairwise(parts):
        least = int(before.isalpha() and part.isalpha())
        space = rng.choice(list(white), max(least, int(rng.integers(0, 3))))
        text += "".join(space) + part
    return text


def faulty(rng: np.random.Generator, kind: str) -> Parts:
    """The parts of a pattern with one mistake."""
    n = str(int(rng.integers(2, 5)))
    strange, word = str(rng.choice(STRANGE)), str(rng.choice(["CONV", "RELU", "POOL"]))
    row = ["[", "CONV", "->", "RELU", "]", "*", n]
    start, end = ["INPUT", "->", word, "->"], ["->", "POOL", "->", "FC"]
    in_row = ["[", "CONV", "->", strange, "]", "*"]
    mistakes = {
        "unknown": [*row, "->", strange, *end],
        "small": [*row, "->", word.lower(), *end],
        "unknown in *0": [*in_row, "0", *end],
        "unknown, marked": [*row, "->", strange, "?", *end],
        "arrow between words": [*row, "->", word, *end[1:]],
        "arrow in front of [": [*row, "->", word, *row, *end],
        "arrow behind ]": ["[", *row, "->", "RELU", "]", *end[1:]],
        "arrow behind *n": [*row, word, *end],
        "arrow behind ?": [*row, "->", word, "?", "RELU", *end],
        "arrow in brackets": ["[", "CONV", word, "]", "*", n, *end],
        "not closed": [*row, "->", "[", word, *end],
        "outer not closed": ["[", "CONV", "->", *row, "->", word, *end],
        "not opened": [*row, "->", word, "]", *end],
        "not opened, more": [*row, "->", word, "]", "->", *row, *end],
        "closed twice": [*row[:5], "]", *row[5:], *end],
    }
    return [*start, *mistakes[kind]]
