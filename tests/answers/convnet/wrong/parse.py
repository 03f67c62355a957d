"""Wrong answers to parse. Each docstring is a part of what the judge must say."""

import re

from autograder.solutions import convnet as right


def parse__never_repeated(pattern, optional=True):
    """A row in brackets is there once"""
    right.parse(pattern)
    words = pattern if optional else re.sub(r"[A-Z]+\s*\?", "", pattern)
    return re.findall(r"[A-Z]+", words)


def parse__zero_is_one(pattern, optional=True):
    """0 times means not at all"""
    right.parse(pattern)
    return right.parse(re.sub(r"\*\s*0", "*1", pattern), optional)


def parse__first_digit(pattern, optional=True):
    """Only the first digit of a number"""
    right.parse(pattern)
    return right.parse(re.sub(r"(\*\s*\d)\d+", r"\1", pattern), optional)


def parse__always_kept(pattern, optional=True):
    """Marked layers are always kept"""
    return right.parse(pattern)


def parse__always_dropped(pattern, optional=True):
    """Marked layers are always dropped"""
    return right.parse(pattern, False)


def parse__wrong_way_round(pattern, optional=True):
    """the wrong way round"""
    return right.parse(pattern, not optional)


def parse__without_input(pattern, optional=True):
    """INPUT is left out"""
    return [name for name in right.parse(pattern, optional) if name != "INPUT"]


def parse__without_the_first(pattern, optional=True):
    """names must have length"""
    return right.parse(pattern, optional)[1:]


def parse__marks(pattern, optional=True):
    """The mark ? is still at the names"""
    names = right.parse(pattern, optional)
    if not optional:
        return names
    marked = re.sub(r"([A-Z]+)\s*\?", lambda m: m[1].lower(), pattern)
    rows = re.compile(r"\[([^][]*)\]\s*(?:\*\s*(\d+))?")
    while "[" in marked:
        marked = rows.sub(lambda m: f" {m[1]} " * int(m[2] or 1), marked)
    names = re.findall(r"[A-Za-z]+", marked)
    return [name.upper() + "?" * name.islower() for name in names]


def parse__counted_from_one(pattern, optional=True):
    """its message does not name the right position"""
    try:
        return right.parse(pattern, optional)
    except ValueError as error:
        at = int(re.search(r"\d+", str(error))[0])
        raise ValueError(f"position {at + 1}") from None


def parse__white_space_left_out(pattern, optional=True):
    """its message does not name the right position"""
    return right.parse("".join(pattern.split()), optional)


def parse__no_position(pattern, optional=True):
    """its message does not name the position"""
    try:
        return right.parse(pattern, optional)
    except ValueError:
        raise ValueError("this is no pattern") from None


def parse__all_positions(pattern, optional=True):
    """its message does not name the right position"""
    try:
        return right.parse(pattern, optional)
    except ValueError:
        raise ValueError(str(list(range(len(pattern))))) from None


def parse__the_end(pattern, optional=True):
    """its message does not name the right position"""
    if pattern.count("[") > pattern.count("]"):
        raise ValueError(f"a bracket is missing at {len(pattern)}")
    return right.parse(pattern, optional)


def parse__another_error(pattern, optional=True):
    """Your code raised SyntaxError"""
    try:
        return right.parse(pattern, optional)
    except ValueError as error:
        raise SyntaxError(str(error)) from None


def _expanded(pattern, optional):
    text = pattern if optional else re.sub(r"[A-Za-z]+\s*\?", "", pattern)
    row = re.compile(r"\[([^][]*)\](?:\s*\*\s*(\d+))?")
    while row.search(text):
        text = row.sub(lambda m: f" {m[1]} " * int(m[2] or 1), text)
    return text


def parse__nothing_noticed(pattern, optional=True):
    """Patterns with a mistake are read all the same"""
    return re.findall(r"[A-Za-z]+", _expanded(pattern, optional))


def parse__none_for_a_mistake(pattern, optional=True):
    """This case must raise ValueError; yours returned None"""
    try:
        return right.parse(pattern, optional)
    except ValueError:
        return None


def parse__expanded_first(pattern, optional=True):
    """Your code raised ValueError"""
    text = _expanded(pattern, optional)
    for match in re.finditer(r"[A-Za-z]+", text):
        if match[0] not in ("INPUT", "CONV", "RELU", "POOL", "FC"):
            raise ValueError(f"unknown {match[0]} at {match.start()}")
    right.parse(pattern)
    return re.findall(r"[A-Za-z]+", text)


def parse__any_word(pattern, optional=True):
    """Unknown words are taken for layers"""
    try:
        return right.parse(pattern, optional)
    except ValueError as error:
        if "is no layer" not in str(error):
            raise
        return re.findall(r"[A-Za-z]+", _expanded(pattern, optional))


def parse__arrows_not_needed(pattern, optional=True):
    """A missing arrow is not noticed"""
    try:
        return right.parse(pattern, optional)
    except ValueError as error:
        if "arrow" not in str(error):
            raise
        return re.findall(r"[A-Za-z]+", _expanded(pattern, optional))


def parse__a_string(pattern, optional=True):
    """yours is a string"""
    return " -> ".join(right.parse(pattern, optional))


def parse__only_spaces(pattern, optional=True):
    """Your code raised ValueError"""
    if "\n" in pattern or "\t" in pattern:
        raise ValueError("position 0")
    return right.parse(pattern, optional)


def parse__arrow_at_both_sides(pattern, optional=True):
    """Your code raised ValueError"""
    if "->" in pattern and " -> " not in pattern:
        raise ValueError("no arrow at position 5")
    return right.parse(pattern, optional)


def parse__set(pattern, optional=True):
    """names must have length"""
    return list(dict.fromkeys(right.parse(pattern, optional)))
