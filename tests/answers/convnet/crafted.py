"""A hand-in by somebody who knows what else is legal: classes, generators, odd types."""

import itertools
import re

import numpy as np


class PatternError(ValueError):
    """It shows the pattern, and where it breaks off."""

    def __init__(self, pattern, at, why):
        super().__init__(f"{why}\n{pattern}\n{'^':>{at + 1}} (character {at} of {len(pattern)})")


class Reader:
    KNOWN = {"INPUT", "CONV", "RELU", "POOL", "FC"}

    def __init__(self, pattern, optional):
        self.pattern, self.optional = pattern, optional
        tokens = re.finditer(r"->|[A-Za-z]+|\d+|[][*?]", pattern)
        self.tokens = [(token.group(), token.start()) for token in tokens]

    def fail(self, at, why):
        raise PatternError(self.pattern, at, why)

    def take(self, *wanted):
        if self.tokens and self.tokens[0][0] in wanted:
            return self.tokens.pop(0)
        return None

    def row(self):
        names = list(self.item())
        while self.tokens and self.tokens[0][0] != "]":
            if not self.take("->"):
                self.fail(self.tokens[0][1], "Two parts of a row need an arrow between them.")
            names.extend(self.item())
        return tuple(names)

    def item(self):
        text, at = self.tokens.pop(0)
        if text == "[":
            inside = self.row()
            if not self.take("]"):
                self.fail(at, "Where does this bracket end?")
            times = int(self.tokens.pop(0)[0]) if self.take("*") else 1
            return itertools.chain.from_iterable(itertools.repeat(inside, times))
        if text not in self.KNOWN:
            self.fail(at, f"What is {text}?")
        return [text] if not self.take("?") or self.optional else []


def parse(pattern, optional=True):
    reader = Reader(pattern, optional)
    names = reader.row()
    if reader.tokens:
        reader.fail(reader.tokens[0][1], "This bracket closes nothing.")
    return names
