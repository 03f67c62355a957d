"""A hand-in by somebody who thinks in whole arrays and short expressions."""

import re

import numpy as np


def parse(pattern, optional=True):
    depth, due = [], False
    for m in re.finditer(r"\w+|->|[][]", re.sub(r"\*\s*\d+", lambda m: " " * len(m[0]), pattern)):
        part, at = m[0], m.start()
        bad = (
            (part == "]" and not depth)
            or (due and part not in ("]", "->"))
            or (part[0].isalpha() and part not in "INPUT CONV RELU POOL FC".split())
        )
        if bad:
            raise ValueError(at)
        if part == "[":
            depth += [at]
        if part == "]":
            depth.pop()
        due = part not in ("->", "[")
    if depth:
        raise ValueError(depth[-1])
    code = re.sub(r"([A-Z]+)\s*(\?)?", r"{\1\2}", "".join(pattern.split()))
    code = code.translate(str.maketrans("[]", "()")).replace("->", "+")
    code = re.sub(r"{(\w+)}", r"['\1']", code)
    return eval(re.sub(r"{(\w+)\?}", r"['\1']" if optional else "[]", code))
