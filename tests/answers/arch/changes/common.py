"""Changes that break many answers in the same way.

A change is what is replaced in the model solution, by what, and words of the verdict; empty if only
the failure counts. Its label names what is wrong.
"""

from __future__ import annotations

Changes = dict[str, tuple[str, str, str]]

TWO_CALLS = "two calls with the same input give different outputs"
BEHIND = "stays behind when the module moves to another device"
CUT = "somewhere the way back is cut off"
SHARED = "one layer does the work of several"
HIDDEN = "Is a layer in a plain list or dict?"


def ends(returned: str, x: str) -> Changes:
    """Of what is returned, an expression of ``x``: what is done with it, or with x."""
    cut = returned.replace(x, f"{x}.detach()", 1)
    dropped = returned.replace(x, f"F.dropout({x}, 0.1)", 1)
    back = f"return {returned}"
    return {
        "detached": (back, f"return {cut}", CUT),
        "dropped_in_evaluation": (back, f"return {dropped}", TWO_CALLS),
        "random": (back, f"return {returned} + torch.randn(1)", TWO_CALLS),
        "fixed_device": (back, f"return {returned} * torch.ones(1, 1, device='cpu')", BEHIND),
        "float32": (back, f"return ({returned}).float().to({x}.dtype)", "float32"),
        "noisy_in_training": (
            back,
            f"return {returned} * (1 + self.training * torch.rand(()).to({x}.device))",
            "",
        ),
    }


def scores(returned: str, x: str) -> Changes:
    """The same of scores, and what is put behind them."""
    back = f"return {returned}"
    quiet = {label: each for label, each in ends(returned, x).items() if "training" not in label}
    return {
        **quiet,
        "softmax": (back, f"return {returned}.softmax(1)", "go through a softmax"),
        "logarithms": (back, f"return {returned}.log_softmax(1)", ""),
        "class": (back, f"return {returned}.argmax(1)", ""),
    }


NORMED: Changes = {
    "eps": ("nn.BatchNorm2d(f)", "nn.BatchNorm2d(f, eps=0.001)", "eps"),
    "momentum": ("nn.BatchNorm2d(f)", "nn.BatchNorm2d(f, momentum=0.01)", "momentum"),
    "no_norm": ("nn.BatchNorm2d(f)", "nn.Identity()", ""),
    "without_scale": ("nn.BatchNorm2d(f)", "nn.BatchNorm2d(f, affine=False)", ""),
    "of_the_batch": ("nn.BatchNorm2d(f)", "nn.BatchNorm2d(f, track_running_stats=False)", ""),
    "group_norm": ("nn.BatchNorm2d(f)", "nn.GroupNorm(1, f)", ""),
    "bias": ("groups=groups, bias=False", "groups=groups", ""),
    "dilated": ("kernel // 2, groups", "kernel - 1, dilation=2, groups", ""),
    "reflected": ("bias=False)", "bias=False, padding_mode='circular')", ""),
}
"""Of what is made by ``conv_norm``."""

ACTIVE: Changes = {
    "leaky": ("nn.ReLU()", "nn.LeakyReLU(0.1)", "leaky ReLU"),
    "no_relu": ("nn.ReLU()", "nn.Identity()", ""),
    "relu6": ("nn.ReLU()", "nn.ReLU6()", ""),
    "silu": ("nn.ReLU()", "nn.SiLU()", "SiLU"),
}
"""Of ReLUs that are modules."""

FUNCTIONS: Changes = {
    "leaky": ("F.relu(", "F.leaky_relu(", "leaky ReLU"),
    "no_relu": ("F.relu(", "(", ""),
    "silu": ("F.relu(", "F.silu(", "SiLU"),
}
"""Of ReLUs that are functions."""

BIASED: Changes = {
    "no_bias": ("kernel, stride, padding)", "kernel, stride, padding, bias=False)", "has no bias"),
    "norm": (
        "padding), nn.ReLU()",
        "padding, bias=False), nn.BatchNorm2d(f), nn.ReLU()",
        "",
    ),
    "relu_first": (
        "nn.Conv2d(c, f, kernel, stride, padding), nn.ReLU()",
        "nn.ReLU(), nn.Conv2d(c, f, kernel, stride, padding)",
        "",
    ),
    "reflected": (
        "kernel, stride, padding)",
        "kernel, stride, padding, padding_mode='circular')",
        "",
    ),
    **ACTIVE,
}
"""Of what is made by ``conv_relu``."""
