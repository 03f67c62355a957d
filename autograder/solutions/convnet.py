"""Assignment 06, a whole ConvNet, in NumPy: a drop-in file for ``cs_cnn/convnet.py``."""

import re

def parse(pattern: str, optional: bool = True) -> list[str]:
    """A stack of rows, the innermost open bracket on top; each bracket is kept with its place."""
    rows, brackets, part_is_done = [[]], [], False
    for match in re.finditer(r"->|\*\s*\d+|[A-Za-z]+|\S", pattern):
        part, at = match.group(), match.start()
        if part == "->":
            part_is_done = False
        elif part == "?":
            rows[-1] = rows[-1] if optional else rows[-1][:-1]
        elif part == "]":
            if not brackets:
                raise ValueError(f"position {at}: this bracket was never opened")
            brackets.pop()
            row = rows.pop()
            rows[-1] += row
            part_is_done = True
        elif part[0] == "*":
            rows[-1] = rows[-1][: len(rows[-1]) - len(row)] + row * int(part[1:])
        else:
            _check_part(part, at, part_is_done)
            part_is_done = part != "["
            if part == "[":
                brackets.append(at)
                rows.append([])
            else:
                rows[-1].append(part)
    if brackets:
        raise ValueError(f"position {brackets[-1]}: this bracket is never closed")
    return rows[0]


def _check_part(part: str, at: int, part_is_done: bool) -> None:
    if part_is_done:
        raise ValueError(f"position {at}: an arrow is missing in front of {part}")
    if part not in ("[", "INPUT", "CONV", "RELU", "POOL", "FC"):
        raise ValueError(f"position {at}: {part} is no layer")
