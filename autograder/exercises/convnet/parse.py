"""Assignment 06: a network's layers from a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.convnet.inputs import is_free, raising_as
from autograder.exercises.convnet.patterns import drawn, faulty, spaced
from autograder.reference import convnet as ref

WELL_KNOWN = "INPUT -> [[CONV -> RELU]*2 -> POOL?]*3 -> [FC -> RELU]*2 -> FC"


@exercise(
    "convnet.parse",
    points=6,
    reference=ref.parse,
    outputs=("names",),
    hints=(
        "Cut the pattern into its parts first: words, arrows, brackets, marks. Where did each "
        "begin? re.finditer gives match.start().",
        "A row inside of a row inside of a row: either a function that calls itself for every "
        "bracket, or a stack of rows with the innermost one on top.",
        "What may come next: a part, or an arrow? One bool knows, and it finds all missing arrows.",
    ),
)
def parse(rng: np.random.Generator) -> Iterator[Case]:
    """parse writes out the layers of a network that a pattern describes."""
    yield Case("a usual pattern, optional left out", pattern=WELL_KNOWN)
    yield Case("a usual pattern without what is optional", pattern=WELL_KNOWN, optional=False)
    a, b, c = (int(n) for n in rng.choice([2, 3, 4], 3, replace=False))
    yield Case("no brackets", pattern=" -> ".join(["INPUT", *rng.permutation(ref.WORDS[1:])]))
    yield Case("brackets in brackets", pattern=f"INPUT -> [[CONV -> RELU]*{a} -> POOL]*{b} -> FC")
    three = f"[FC -> [POOL -> [CONV -> RELU]*{a}]*{b} -> RELU]*{c}"
    yield Case("brackets in brackets in brackets", pattern=three)
    yield Case("a long row", pattern=f"[CONV -> RELU]*1{a} -> [FC]*{b}0", optional=True)
    yield Case("brackets without a number", pattern=f"[CONV -> [RELU]]*{a} -> [POOL -> [FC]]*1")
    yield Case("*0", pattern=f"INPUT -> [[CONV]*{a} -> POOL]*0 -> [RELU -> [FC]*0]*{b} -> FC")
    for optional in (True, False):
        name = "marked layers are kept" if optional else "marked layers are dropped"
        marked = f"INPUT? -> [CONV -> [RELU?]*{a} -> POOL ?]*{b} -> FC ? -> [FC? -> RELU]*{c}"
        yield Case(name, pattern=marked, optional=optional)
    yield Case("no white space", pattern=WELL_KNOWN.replace(" ", "").replace("2", str(a)))
    white = f"[ [ CONV\t->\nRELU\n ? ] \n* {a}\t->POOL ]\t*\n{b} -> FC"
    yield Case("all kinds of white space", pattern=white)
    parts = drawn(rng, 2)
    yield Case("white space everywhere", pattern=spaced(rng, parts, " \t\n"), optional=True)
    for optional in (True, False):
        name = "any pattern" if optional else "any pattern, without what is optional"
        yield Case(name, pattern=spaced(rng, drawn(rng, 3)), optional=optional)
    yield from _mistakes(rng)


def _mistakes(rng: np.random.Generator) -> Iterator[Case]:
    for name, kind in (
        ("an unknown word", "unknown"),
        ("an unknown word between others", "unknown"),
        ("a word in small letters", "small"),
        ("an unknown word that is repeated 0 times", "unknown in *0"),
        ("an unknown word that is marked", "unknown, marked"),
        ("an arrow is missing between words", "arrow between words"),
        ("an arrow is missing in front of a bracket", "arrow in front of ["),
        ("an arrow is missing behind a bracket", "arrow behind ]"),
        ("an arrow is missing behind a number", "arrow behind *n"),
        ("an arrow is missing behind a mark", "arrow behind ?"),
        ("an arrow is missing in brackets", "arrow in brackets"),
        ("a bracket is never closed", "not closed"),
        ("a bracket is never closed, others are", "outer not closed"),
        ("a bracket is closed and was never opened", "not opened"),
        ("a bracket is closed and was never opened, more follow", "not opened, more"),
        ("a bracket is closed twice", "closed twice"),
    ):
        optional = kind not in ("unknown, marked", "arrow behind ?")
        yield Case(name, pattern=_of_kind(rng, kind), optional=optional)


def _of_kind(rng: np.random.Generator, kind: str) -> str:
    """A pattern with a mistake of this kind, whose position is no number in it."""
    while True:
        pattern = spaced(rng, faulty(rng, kind))
        at = ref.mistake(pattern)
        if at is None:
            raise ValueError(f"{pattern} has no mistake")
        if is_free(at, pattern) and is_free(at + 1, pattern):
            return pattern


@parse.misconception(
    "A row in brackets is there once, whatever number stands behind it. *n repeats it n times."
)
@raising_as(ref.parse)
def never_repeated(pattern: str, optional: bool = True) -> list[str]:
    return ref.written_out(pattern, optional, lambda n, _: 1)


@parse.misconception(
    "A row is there n + 1 times behind which *n stands: once as it is, and n more. The row itself "
    "is the first of the n."
)
@raising_as(ref.parse)
def once_more(pattern: str, optional: bool = True) -> list[str]:
    with_numbers = re.sub(r"\]\s*(?!\s*\*)", "]*0", pattern)
    return ref.written_out(with_numbers, optional, lambda n, _: n + 1)


@parse.misconception("A row behind which *0 stands is there once. 0 times means not at all.")
@raising_as(ref.parse)
def zero_is_one(pattern: str, optional: bool = True) -> list[str]:
    return ref.written_out(pattern, optional, lambda n, _: max(n, 1))


@parse.misconception(
    "Only the innermost brackets are repeated. The number behind an outer bracket repeats all that "
    "is in it, what is repeated already included."
)
@raising_as(ref.parse)
def only_innermost(pattern: str, optional: bool = True) -> list[str]:
    return ref.written_out(pattern, optional, lambda n, depth: n if depth == 0 else 1)


@parse.misconception(
    "Only the first digit of a number is read, so that *12 repeats a row once. A number may be "
    "longer than one character."
)
@raising_as(ref.parse)
def first_digit(pattern: str, optional: bool = True) -> list[str]:
    return ref.written_out(pattern, optional, lambda n, _: int(str(n)[0]))


@parse.misconception("Marked layers are always kept. `optional=False` drops them.")
@raising_as(ref.parse)
def always_kept(pattern: str, optional: bool = True) -> list[str]:
    return ref.written_out(pattern)


@parse.misconception("Marked layers are always dropped. `optional`, by default, keeps them.")
@raising_as(ref.parse)
def always_dropped(pattern: str, optional: bool = True) -> list[str]:
    return ref.written_out(pattern, False)


@parse.misconception("`optional` is used the wrong way round: True keeps the marked layers.")
@raising_as(ref.parse)
def kept_if_not(pattern: str, optional: bool = True) -> list[str]:
    return ref.written_out(pattern, not optional)


@parse.misconception("INPUT is left out. It is a word like the others, and belongs to the result.")
@raising_as(ref.parse)
def without_input(pattern: str, optional: bool = True) -> list[str]:
    return [name for name in ref.written_out(pattern, optional) if name != "INPUT"]


@parse.misconception("The mark ? is still at the names. It says that a layer may be left out.")
@raising_as(ref.parse)
def with_marks(pattern: str, optional: bool = True) -> list[str]:
    if not optional:
        return ref.written_out(pattern, optional)
    names = ref.written_out(re.sub(r"\s*\?", "q", pattern))
    return [name.replace("q", "?") for name in names]


@parse.misconception(
    "Patterns with a mistake are read all the same. Say where the mistake is, in a ValueError: who "
    "wrote the pattern meant another network."
)
def nothing_noticed(pattern: str, optional: bool = True) -> object:
    return ref.written_out(pattern, optional)


@parse.misconception(
    "Unknown words are taken for layers. The words are INPUT, CONV, RELU, POOL and FC; for another "
    "one raise a ValueError, also if it is in small letters."
)
def any_word(pattern: str, optional: bool = True) -> object:
    at = ref.mistake(pattern)
    if at is not None and (not pattern[at].isalpha() or _arrow_is_missing(pattern, at)):
        raise ValueError("position", at)
    return ref.written_out(pattern, optional)


@parse.misconception(
    "A missing arrow is not noticed. Between two parts of a row there must be one: raise a "
    "ValueError with the position of the second part."
)
def arrows_not_needed(pattern: str, optional: bool = True) -> object:
    at = ref.mistake(pattern)
    if at is not None and not _arrow_is_missing(pattern, at):
        raise ValueError("position", at)
    return ref.written_out(pattern, optional)


def _arrow_is_missing(pattern: str, at: int) -> bool:
    before = pattern[:at].rstrip()
    return pattern[at] != "]" and bool(before) and before[-1] not in ">["
