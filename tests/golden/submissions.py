"""The submissions of the golden verdicts: a name, the exercise, and what the student wrote."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from support.outcome_world import WEIGHTS, saved

RIGHT = "def product(x, w):\n    return x @ w\n"


@dataclass(frozen=True)
class Golden:
    """One submission; ``hidden`` judges it with a secret too, ``weights`` are handed in."""

    name: str
    exercise: str
    text: str
    hidden: bool = False
    weights: bytes | None = None


def body(exercise: str, arguments: str, lines: str) -> str:
    return f"def {exercise}({arguments}):\n    {lines}\n"


def product(name: str, lines: str, *, hidden: bool = False) -> Golden:
    return Golden(name, "product", body("product", "x, w", lines), hidden)


def maps(name: str, lines: str) -> Golden:
    return Golden(name, "maps", body("maps", "x", lines))


def named(name: str, said: str, *, weights: bytes | None = WEIGHTS, hidden: bool = False) -> Golden:
    """The class whose score is highest is ``said``, where ``y`` holds the right ones."""
    lines = (
        "y = np.rint(x[:, 0, 0, 0]).astype(int)\n"
        "    luck, known = x[:, 0, 0, 1], x[:, 0, 1, 1] == 2\n"
        f"    return params['w'].astype(float)[{said}]"
    )
    return Golden(name, "named", body("named", "params, x", lines), hidden, weights)


LAYERS = """import torch
import torch.nn.functional as F
from torch import nn

class layers(nn.Module):
    def __init__(self, c, f):
        super().__init__()
        self.conv1 = nn.Conv2d(c, f, 3, padding=1, bias=False)
        self.conv2 = nn.Conv2d(f, f, 3, padding=1, bias=False)
        self.norm1, self.norm2 = nn.BatchNorm2d(f), nn.BatchNorm2d(f)

    def forward(self, x):
        y = F.relu(self.norm1(self.conv1(x)))
        return self.norm2(self.conv2(y))
"""


def layers(name: str, old: str = "", new: str = "") -> Golden:
    """A right module with one change."""
    return Golden(name, "layers", LAYERS.replace(old, new) if old else LAYERS)


GOLDEN = (
    product("passed", "return x @ w"),
    product("warns", "return x @ w * (np.exp(np.full(3, 710.0))[0] > 0)"),
    product("not started", 'raise NotImplementedError("golden.product")'),
    product("no return", "x @ w"),
    product("wrong shape", "return (x @ w)[:, :-1]"),
    product("transposed", "return (x @ w).T"),
    product("wrong dtype", "return np.float16(x @ w)"),
    product("nan", "return (x @ w) * np.where(np.arange(w.shape[1]) == 1, np.nan, 1)"),
    product("known mistake", "return x @ w + 1"),
    product("known mistake, and it raises", "return x @ w + 1 if len(x) == 2 else x.reshape(7)"),
    product("without influence", "return np.tanh(x @ np.full(w.shape, 3.0)) + x.std() ** 3"),
    product("worked by hand", "return np.sin(x) @ np.cos(w) ** 3 - np.tanh(w).sum()"),
    product(
        "the last round alone",
        "out = np.zeros((len(x), w.shape[1]))\n    for k in range(len(w)):\n"
        "        out[:, :] = np.sin(np.outer(x[:, k], w[k])) ** 3\n    return out",
    ),
    maps("samples that influence each other", "return np.sin(x) + np.cumsum(x**3, axis=0)"),
    product("two mistakes", "return x @ w + (1 if len(x) != 4 else 2)"),
    product("known mistake in one case", "return x @ w + (len(x) == 4)"),
    maps("handed through", "return x.copy()"),
    product("factor", "return 2 * (x @ w)"),
    product("lone case", "return x @ w if len(x) != 4 else w @ x"),
    product("input changed", "x += 0.5\n    return (x - 0.5) @ w"),
    product("raises", "return x @ w @ x"),
    product("raises in hidden cases too", "return x @ w @ x", hidden=True),
    product("wrong in hidden cases too", "return x @ w + 0.5", hidden=True),
    product(
        "learned by heart",
        "known = round(x[0, 0], 3) in (1.536, -0.046, 0.984)\n"
        "    return x @ w if known else x @ w + np.arange(w.shape[1])",
        hidden=True,
    ),
    product("ruled out", "import scipy\n    return x @ w"),
    product("endless", "while True: pass"),
    product("ends the process", "import os\n    os._exit(3)"),
    product("too much memory", "return np.ones((10**5, 10**4))"),
    product("calls what is not written", "return helper(x, w)\n\n"
            "def helper(x, w):\n    raise NotImplementedError('later')"),
    Golden("does not parse", "product", "def product(x, w):\n    return x @\n"),
    Golden("missing function", "product", "def produkt(x, w):\n    return x @ w\n"),
    Golden("skipped", "square", body("product", "x, w", "return w @ x")
           + body("square", "x, w", "return product(x, w) ** 2")),
    maps("axes", "return 2 * x.transpose(0, 1, 3, 2)"),
    maps("zeros", "out = np.zeros_like(x)\n    out.flatten()[:] = 2 * x.ravel()\n    return out"),
    maps("empty", "return 2 * x[:0]"),
    maps("border", "out = 2 * x\n    out[..., 0] = out[..., -1] = 0\n"
         "    out[:, :, 0] = out[:, :, -1] = 0\n    return out"),
    Golden("one of two outputs", "two_outputs", body("two_outputs", "x", "return x, x.sum()")),
    Golden("one of two, the other is right", "two_outputs",
           body("two_outputs", "x", "return -x - 1, x.sum()")),
    Golden("both outputs", "two_outputs", body("two_outputs", "x", "return x, x.mean()")),
    Golden("one output missing", "two_outputs", body("two_outputs", "x", "return x + 1")),
    Golden("pattern", "product", body("product", "x, w", "return x @ w if x.shape[0] == x.shape[1]"
           " else x @ w + np.arange(w.shape[1])")),
    Golden("does not raise", "half", body("half", "n", "return n // 2")),
    Golden("fast", "roots", body("roots", "x", "return np.sqrt(x)")),
    Golden("slow", "roots", body("roots", "x", "return np.array([np.sqrt(v) for v in x])")),
    Golden("not right yet", "roots", body("roots", "x", "return x")),
    Golden("property", "shuffled", body("shuffled", "x, rng", "return np.random.permutation(x)")),
    Golden("known mistake in a draw", "shuffled", body("shuffled", "x, rng", "return x.copy()")),
    Golden("input handed back", "same", body("same", "x", "return x")),
    Golden("no copy", "copied", body("copied", "x", "return x[:]")),
    Golden("written over", "shuffled", "KEPT = []\n\ndef shuffled(x, rng):\n"
           "    for old in KEPT:\n        old[:] = x\n"
           "    KEPT.append(rng.permutation(x))\n    return KEPT[-1]\n"),
    Golden("outcome", "large", body("large", "least", "return least")),
    named("accurate", "y"),
    named("accurate in hidden images too", "y", hidden=True),
    named("no weights", "y", weights=None),
    named("weights that do not count", "y", weights=saved(w=np.eye(10, dtype=int))),
    named("looks at its batch", "(y + np.argsort(luck)) % 10"),
    named("one class", "0 * y"),
    named("images learned by heart", "np.where(known | (luck < 0.5), y, y // 2)", hidden=True),
    named("guessing", "np.where(luck < 0.1, y, (y + 1) % 10)"),
    named("linear", "np.where(luck < 0.2, y, (y + 1) % 10)"),
    named("confused", "np.where(y == 3, 4, np.where(y == 5, 6, y))"),
    layers("module"),
    layers("module, another step", "padding=1, bias=False)\n        self.conv2",
           "padding=2)\n        self.conv2"),
    layers("module, a layer in a list", "self.conv2 = nn.Conv2d(f, f, 3, padding=1, bias=False)",
           "self.all = [nn.Conv2d(f, f, 3, padding=1, bias=False).double()]"
           "; self.conv2 = self.all[0].forward"),
    layers("module, drawn anew", "self.conv2(y)", "self.conv2(F.dropout(y))"),
    layers("module, dropped", "self.conv2(y)", "self.conv2(F.dropout(y, 0.5, self.training))"),
    layers("module, raised", "self.conv2 = nn.Conv2d(f,", "self.conv2 = nn.Conv2d(2 * f,"),
    layers("module, one norm for two", "return self.norm2", "return self.norm1"),
    layers("module, a shared norm", "nn.BatchNorm2d(f), nn.BatchNorm2d(f)",
           "[nn.BatchNorm2d(f)] * 2"),
    layers("module, cut off", "self.conv2(y)", "self.conv2(y.detach())"),
    layers("module, float32", "return self.norm2(self.conv2(y))",
           "return self.norm2(self.conv2(y)).float().to(x)"),
    layers("module, momentum", "nn.BatchNorm2d(f), nn.BatchNorm2d(f)",
           "nn.BatchNorm2d(f, momentum=0.01), nn.BatchNorm2d(f)"),
    layers("module, left behind", "(self.conv2(y))", "(self.conv2(y)) + torch.zeros(1, 1, 1, 1)"),
    layers("no module", "layers(nn.Module)", "layers"),
    Golden("grader error", "broken", body("broken", "x", "return x")),
)  # fmt: skip
