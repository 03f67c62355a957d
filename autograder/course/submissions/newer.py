"""Code in the syntax of a Python that is newer than the one that grades."""

from __future__ import annotations

import ast
import functools
import re
import sys
import warnings
from collections.abc import Mapping
from dataclasses import dataclass

Version = tuple[int, int]
HERE: Version = sys.version_info[:2]
OLDEST: Version = (3, 11)
"""With which a course may grade."""

_LINES: dict[str, tuple[Version, str]] = {
    r"\s*(?:async\s+)?def\s+\w+\s*\[[^\]]*\w\s*=": ((3, 13), "defaults of type parameters"),
    r"\s*class\s+\w+\s*\[[^\]]*\w\s*=": ((3, 13), "defaults of type parameters"),
    r"\s*(?:async\s+)?def\s+\w+\s*\[": ((3, 12), "type parameters"),
    r"\s*class\s+\w+\s*\[": ((3, 12), "type parameters"),
    r"\s*type\s+\w+\s*(?:\[.*\])?\s*=": ((3, 12), "a `type` statement"),
    r"\s*except\s+[\w.]+(?:\s*,\s*[A-Z][\w.]*)+\s*:": ((3, 14), "exceptions without parentheses"),
    r".*(?<!\w)[rR]?[tT][rR]?[\"']": ((3, 14), "a template string"),
}
"""Forms of a line that does not parse, by the version that brought them."""
_NAMES: dict[tuple[str, str], Version] = {
    ("typing", "override"): (3, 12),
    ("typing", "TypeAliasType"): (3, 12),
    ("collections.abc", "Buffer"): (3, 12),
    ("itertools", "batched"): (3, 12),
    ("math", "sumprod"): (3, 12),
    ("typing", "ReadOnly"): (3, 13),
    ("typing", "TypeIs"): (3, 13),
    ("copy", "replace"): (3, 13),
    ("warnings", "deprecated"): (3, 13),
}
"""Names that the standard library has since that version, of those that are imported at all."""
_F_STRING = re.compile(r"(?<!\w)(?:[fF][rR]?|[rR][fF])(\"\"\"|'''|\"|')")


@dataclass(frozen=True)
class Newer:
    """What the Python that grades does not know: the line, what it is, and since when."""

    line: int
    what: str
    since: Version

    def sentence(self, file: str) -> str:
        """For the student and the instructor."""
        since, here = (".".join(map(str, version)) for version in (self.since, HERE))
        return (
            f"Line {self.line} of {file} needs Python {since} ({self.what}), and the grader has "
            f"Python {here}: write it as Python {here} has it, or have it graded with {since}."
        )

    def warning(self, file: str) -> str:
        """For the student at home, where it may run."""
        since, oldest = (".".join(map(str, version)) for version in (self.since, OLDEST))
        return (
            f"Line {self.line} of {file} needs Python {since} ({self.what}): where an older one "
            f"grades, the file cannot be read. Every grader knows what Python {oldest} has."
        )


@functools.lru_cache(maxsize=256)
def newer(code: bytes, than: Version = HERE) -> Newer | None:
    """What in the code needs a newer Python than this one; None if nothing is known to.

    An older one than this is asked as far as this one knows it: what changed within f-strings, it
    does not.
    """
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(code, feature_version=than)
    except SyntaxError as error:
        found = _of_line(code.decode(errors="replace"), error.lineno or 0)
    except (ValueError, RecursionError, MemoryError):
        return None
    else:
        found = _of_imports(tree, than)
    return found if found and found.since > than else None


def newer_in(files: Mapping[str, bytes]) -> dict[str, str]:
    """A sentence for each module of ``cs_cnn/`` that needs a newer Python, by ``cs_cnn/NAME``."""
    found = {
        f"cs_cnn/{name}": newer(code)
        for name, code in sorted(files.items())
        if name.endswith(".py")
    }
    return {file: one.sentence(file) for file, one in found.items() if one}


def too_new(files: Mapping[str, bytes]) -> list[str]:
    """A warning for each file that not every grader's Python may know."""
    modules = ((name, code) for name, code in sorted(files.items()) if name.endswith(".py"))
    found = ((name, newer(code, OLDEST)) for name, code in modules)
    return [one.warning(name) for name, one in found if one]


def _of_line(code: str, number: int) -> Newer | None:
    lines = code.splitlines()
    if not 0 < number <= len(lines):
        return None
    for form, (since, what) in _LINES.items():
        if re.match(form, lines[number - 1]):
            return Newer(number, what, since)
    if _has_free_f_string("\n".join(lines[number - 1 :])):
        return Newer(number, "quotes, backslashes or line breaks inside an f-string", (3, 12))
    return None


def _of_imports(tree: ast.Module, than: Version) -> Newer | None:
    for node in (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)):
        for alias in node.names:
            since = _NAMES.get((node.module or "", alias.name))
            if since and since > than:
                return Newer(node.lineno, f"`{alias.name}` of {node.module}", since)
    return None


def _has_free_f_string(text: str) -> bool:
    """Whether the first line has an f-string that ends well, but only by the rules since 3.12."""
    for found in _F_STRING.finditer(text.partition("\n")[0]):
        free, end = _f_string(text, found.end(), found[1])
        if free and end:
            return True
    return False


def _f_string(text: str, at: int, quote: str) -> tuple[bool, int]:
    """Whether its expressions hold what they could not before 3.12, and its end: 0 if it has none.

    ``at`` is the place behind the opening ``quote``.
    """
    free = False
    while at < len(text):
        if text.startswith(quote, at):
            return free, at + len(quote)
        if text[at] == "\n" and len(quote) == 1:
            return free, 0
        if text.startswith(("{{", "\\"), at):
            at += 2
        elif text[at] == "{":
            inner, at = _expression(text, at + 1, quote)
            free = free or inner
            if not at:
                return free, 0
        else:
            at += 1
    return free, 0


def _expression(text: str, at: int, quote: str) -> tuple[bool, int]:
    """The same for what is in braces, from behind the opening one."""
    free, depth = False, 0
    while at < len(text):
        char = text[at]
        if char == "}" and not depth:
            return free, at + 1
        if char in "\"'":
            free = free or char == quote[0]
            at, had_backslash = _string(text, at)
            free = free or had_backslash
            if not at:
                return free, 0
            continue
        free = free or char in "#\\" or (char == "\n" and len(quote) == 1)
        depth += (char in "{[(") - (char in "}])")
        at += 1
    return free, 0


def _string(text: str, at: int) -> tuple[int, bool]:
    """The end of a string in an expression, 0 if it has none, and whether it has a backslash."""
    quote = text[at : at + 3] if text[at : at + 3] in ('"""', "'''") else text[at]
    if text[at - 1] in "fF":
        _, end = _f_string(text, at + len(quote), quote)
        return end, "\\" in text[at:end]
    end = at + len(quote)
    while end < len(text) and not text.startswith(quote, end):
        if text[end] == "\n" and len(quote) == 1:
            return 0, False
        end += 2 if text[end] == "\\" else 1
    return (end + len(quote), "\\" in text[at:end]) if end < len(text) else (0, False)
