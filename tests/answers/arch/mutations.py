"""Right answers with one change each: what is replaced by what, and words of the verdict."""

from __future__ import annotations

Change = tuple[str, str, str]
"""Text of the answer, what takes its place, what the judge says; empty if only failing counts."""

LENET = """
import torch
import torch.nn.functional as F
from torch import nn

class LeNet(nn.Module):
    def __init__(self, classes=10, width=1.0):
        super().__init__()
        a, b, c, d = (round(width * n) for n in (6, 16, 120, 84))
        self.c1 = nn.Conv2d(1, a, 5)
        self.c3 = nn.Conv2d(a, b, 5)
        self.c5 = nn.Linear(25 * b, c)
        self.f6 = nn.Linear(c, d)
        self.scores = nn.Linear(d, classes)

    def forward(self, x):
        x = F.avg_pool2d(torch.tanh(self.c1(x)), 2)
        x = F.avg_pool2d(torch.tanh(self.c3(x)), 2)
        x = torch.tanh(self.c5(x.flatten(1)))
        x = torch.tanh(self.f6(x))
        return self.scores(x)
"""

HIDDEN = "Is a layer in a plain list or dict?"
TWO_CALLS = "two calls with the same input give different outputs"
BEHIND = "A tensor stays behind when the module moves to another device"
CUT = "somewhere the way back is cut off"
SHARED = "one layer does the work of several"

LENET_CHANGES: list[Change] = [
    ("avg_pool2d(torch.tanh(self.c1(x)), 2)", "max_pool2d(torch.tanh(self.c1(x)), 2)", "max pool"),
    ("avg_pool2d(torch.tanh(self.c3(x)), 2)", "max_pool2d(torch.tanh(self.c3(x)), 2)", "max pool"),
    ("torch.tanh(self.c1(x))", "self.c1(x)", "tanh"),
    ("torch.tanh(self.c3(x))", "F.relu(self.c3(x))", "yours goes on with ReLU"),
    ("torch.tanh(self.f6(x))", "self.f6(x)", "tanh"),
    ("torch.tanh(self.c5", "torch.sigmoid(self.c5", "yours goes on with a sigmoid"),
    ("return self.scores(x)", "return torch.tanh(self.scores(x))", "tanh"),
    ("return self.scores(x)", "return F.softmax(self.scores(x), 1)",
     "yours goes on with a softmax"),
    ("nn.Conv2d(1, a, 5)", "nn.Conv2d(1, a, 5, bias=False)", "has no bias; one is expected"),
    ("nn.Linear(d, classes)", "nn.Linear(d, classes, bias=False)", "has no bias; one is expected"),
    ("nn.Conv2d(1, a, 5)", "nn.Conv2d(1, a, 3, dilation=2)", "is 3×3, expected 5×5"),
    ("nn.Conv2d(1, a, 5)", "nn.Conv2d(1, a, 5, padding=2)", ""),
    ("(6, 16, 120, 84)", "(6, 16, 120, 100)", "to 50, expected 60 to 42"),
    ("(6, 16, 120, 84)", "(8, 16, 120, 84)", "goes from 1 to 4, expected 1 to 3"),
    ("round(width * n)", "n", "1 to 6, expected 1 to 3"),
    ("nn.Linear(d, classes)", "nn.Linear(d, 10)", "42 to 10, expected 42 to 7"),
    ("x.flatten(1)", "x.transpose(2, 3).flatten(1)", "linear layer"),
    ("self.f6 = nn.Linear(c, d)", "self.f6 = [nn.Linear(c, d).double()]", ""),
    ("x = torch.tanh(self.f6(x))", "x = torch.tanh(F.dropout(self.f6(x)))", TWO_CALLS),
    ("x = torch.tanh(self.f6(x))", "x = torch.tanh(self.f6(x.detach()))", CUT),
    ("torch.tanh(self.c1(x))", "torch.tanh(self.c1(x)) + torch.zeros(1, 1, 1, 1)", BEHIND),
    ("torch.tanh(self.c1(x))", "torch.tanh(self.c1(x) + torch.randn(1))", TWO_CALLS),
    ("return self.scores(x)", "return self.scores(x).double().float().double()", "float32"),
    ("x = torch.tanh(self.f6(x))", "x = torch.tanh(self.f6(F.dropout(x, 0.5, self.training)))",
     "must be the same at every call"),
    ("class LeNet(nn.Module)", "class LeNet", "nn.Module is expected"),
]  # fmt: skip

BLOCK = """
import torch
import torch.nn.functional as F
from torch import nn

class BasicBlock(nn.Module):
    def __init__(self, c, f, stride=1):
        super().__init__()
        self.channels = f
        self.conv1 = nn.Conv2d(c, f, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(f)
        self.conv2 = nn.Conv2d(f, f, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(f)
        self.way = nn.Identity()
        if stride != 1 or c != f:
            self.way = nn.Sequential(nn.Conv2d(c, f, 1, stride, bias=False), nn.BatchNorm2d(f))

    def forward(self, x):
        y = F.relu(self.norm1(self.conv1(x)))
        y = self.norm2(self.conv2(y))
        return F.relu(y + self.way(x))
"""

BLOCK_CHANGES: list[Change] = [
    ("self.norm1 = nn.BatchNorm2d(f)", "self.norm1 = nn.BatchNorm2d(f, eps=1e-3)", "eps 0.001"),
    ("self.norm2 = nn.BatchNorm2d(f)", "self.norm2 = nn.BatchNorm2d(f, momentum=0.01)", "momentum"),
    ("self.norm2 = nn.BatchNorm2d(f)", "self.norm2 = self.norm1", SHARED),
    ("self.norm2 = nn.BatchNorm2d(f)", "self.norm2 = nn.Identity()", "norm"),
    ("self.norm1 = nn.BatchNorm2d(f)", "self.norm1 = nn.BatchNorm2d(f, affine=False)",
     "no scale and shift"),
    ("self.norm1 = nn.BatchNorm2d(f)",
     "self.norm1 = nn.BatchNorm2d(f, track_running_stats=False)",
     "averages of the batch"),
    ("self.norm1 = nn.BatchNorm2d(f)", "self.norm1 = nn.GroupNorm(1, f)", "goes on with a group"),
    ("F.relu(self.norm1", "(self.norm1", "ReLU between"),
    ("F.relu(self.norm1", "F.leaky_relu(self.norm1", "yours goes on with a leaky ReLU"),
    ("F.relu(self.norm1", "F.relu6(self.norm1", "ReLU6"),
    ("F.relu(y + self.way(x))", "F.relu(y) + self.way(x)", "before the sum"),
    ("F.relu(y + self.way(x))", "y + self.way(x)", "There is no ReLU behind the sum"),
    ("F.relu(y + self.way(x))", "F.relu(y)", "a sum is expected; yours goes on with ReLU"),
    ("F.relu(y + self.way(x))", "F.relu(y * self.way(x))", "yours goes on with a product"),
    ("F.relu(y + self.way(x))", "F.relu(y + 2 * self.way(x))", "sum"),
    ("F.relu(y + self.way(x))", "F.relu(y + self.way(x).detach())", CUT),
    ("F.relu(y + self.way(x))", "F.relu(torch.cat([y, self.way(x)], 1))", "a concatenation"),
    ("nn.Conv2d(c, f, 3, stride, 1, bias=False)", "nn.Conv2d(c, f, 3, stride, 1)", "has a bias"),
    ("nn.Conv2d(f, f, 3, 1, 1, bias=False)", "nn.Conv2d(f, f, 3, 1, 2, 2, bias=False)",
     "dilation 2, expected 1"),
    ("nn.Conv2d(f, f, 3, 1, 1, bias=False)", "nn.Conv2d(f, f, 5, 1, 2, bias=False)",
     "is 5×5, expected 3×3"),
    ("nn.Conv2d(f, f, 3, 1, 1, bias=False)",
     "nn.Conv2d(f, f, 3, 1, 1, bias=False, padding_mode='reflect')", "yours goes on with padding"),
    ("nn.Conv2d(f, f, 3, 1, 1, bias=False)", "nn.Conv2d(f, f, 3, 1, 1, groups=2, bias=False)", ""),
    ("3, stride, 1, bias=False)\n", "3, 1, 1, bias=False)\n", ""),
    ("if stride != 1 or c != f:", "if c != f:", ""),
    ("if stride != 1 or c != f:", "if stride != 1:", ""),
    ("if stride != 1 or c != f:", "if True:", "even where the input fits"),
    (", bias=False), nn.BatchNorm2d(f))", ", bias=False))", "no norm behind it"),
    ("nn.Conv2d(c, f, 1, stride", "nn.AvgPool2d(stride, stride, ceil_mode=True), nn.Conv2d(c, f, 1",
     "average pooling"),
    ("self.channels = f", "pass", "The attribute channels"),
    ("self.conv2 = nn.Conv2d(f, f, 3, 1, 1, bias=False)",
     "self.hidden = [nn.Conv2d(f, f, 3, 1, 1, bias=False).double()]\n"
     "        self.conv2 = self.hidden[0].forward",
     HIDDEN),
    ("y = self.norm2(self.conv2(y))", "y = F.dropout(self.norm2(self.conv2(y)))", TWO_CALLS),
    ("y = self.norm2(self.conv2(y))",
     "y = self.norm2(self.conv2(y)) * torch.ones(1, y.shape[1], 1, 1)", BEHIND),
    ("y = self.norm2(self.conv2(y))",
     "y = F.batch_norm(self.conv2(y), self.norm2.running_mean, self.norm2.running_var, "
     "self.norm2.weight, self.norm2.bias)", ""),
    ("y = self.norm2(self.conv2(y))", "y = self.norm2(self.conv2(y.data))", CUT),
]  # fmt: skip

RESNET = """
import torch
import torch.nn.functional as F
from torch import nn

class ResNet(nn.Module):
    def __init__(self, block, repeats, classes=1000, width=1.0):
        super().__init__()
        c = f = round(64 * width)
        self.conv = nn.Conv2d(3, f, 7, 2, 3, bias=False)
        self.norm = nn.BatchNorm2d(f)
        blocks = []
        for stage, count in enumerate(repeats):
            for number in range(count):
                stride = 2 if stage > 0 and number == 0 else 1
                blocks.append(block(c, f * 2**stage, stride))
                c = blocks[-1].channels
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Linear(c, classes)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.norm(self.conv(x))), 3, 2, 1)
        return self.head(self.blocks(x).mean((2, 3)))
"""

RESNET_CHANGES: list[Change] = [
    ("nn.Conv2d(3, f, 7, 2, 3, bias=False)", "nn.Conv2d(3, f, 7, 2, 3)", "has a bias"),
    ("nn.Conv2d(3, f, 7, 2, 3, bias=False)", "nn.Conv2d(3, f, 7, 1, 3, bias=False)", "stride 1"),
    ("nn.Conv2d(3, f, 7, 2, 3, bias=False)", "nn.Conv2d(3, f, 7, 2, 2, bias=False)", "padding 2"),
    ("nn.Conv2d(3, f, 7, 2, 3, bias=False)", "nn.Conv2d(3, f, 3, 2, 1, bias=False)", "3×3"),
    ("nn.Conv2d(3, f, 7, 2, 3, bias=False)", "nn.Conv2d(3, f, 5, 2, 2, bias=False)", "5×5"),
    ("self.norm = nn.BatchNorm2d(f)", "self.norm = nn.Identity()", "batch norm of 4 channels"),
    ("self.norm = nn.BatchNorm2d(f)", "self.norm = nn.BatchNorm2d(f, eps=1e-3)", "eps"),
    ("self.norm = nn.BatchNorm2d(f)", "self.norm = nn.BatchNorm2d(f, momentum=0.9)", "momentum"),
    ("F.relu(self.norm(self.conv(x)))", "self.norm(self.conv(x))", "no ReLU between"),
    ("F.relu(self.norm(self.conv(x)))", "F.relu(self.conv(x))", "batch norm"),
    ("F.relu(self.norm(self.conv(x)))", "self.norm(F.relu(self.conv(x)))", "goes on with ReLU"),
    ("F.relu(self.norm(self.conv(x)))", "F.silu(self.norm(self.conv(x)))", "goes on with SiLU"),
    ("F.max_pool2d(", "F.avg_pool2d(", "average pooling"),
    ("3, 2, 1)\n        return", "3, 2)\n        return", ""),
    ("3, 2, 1)\n        return", "3, 2, ceil_mode=True)\n        return", "rounds up"),
    ("3, 2, 1)\n        return", "2, 2)\n        return", "2×2"),
    ("2 if stage > 0 and number == 0 else 1", "1", "No block has stride 2"),
    ("2 if stage > 0 and number == 0 else 1", "2 if number == 0 else 1", "The first stage"),
    ("2 if stage > 0 and number == 0 else 1", "2 if stage > 0 else 1", "Every block of a stage"),
    ("stage > 0 and number == 0", "stage > 0 and number == count - 1", "last block of a stage"),
    ("f * 2**stage", "f", "All stages have as many maps"),
    ("f * 2**stage", "f + f * stage", ""),
    ("c = blocks[-1].channels", "c = f * 2**stage", ""),
    ("nn.Sequential(*blocks)", "lambda x: nn.Sequential(*blocks)(x)", ""),
    ("nn.Sequential(*blocks)", "nn.Sequential(*blocks[:-1], blocks[0])", ""),
    (".mean((2, 3))", ".amax((2, 3))", "the maximum of each map"),
    (".mean((2, 3))", ".sum((2, 3))", ""),
    (".mean((2, 3))", "[:, :, 0, 0]", ""),
    (".mean((2, 3))", ".mean((2, 3)).relu().sub(1e-3)", ""),
    ("nn.Linear(c, classes)", "nn.Linear(c, 1000)", "expected"),
    ("nn.Linear(c, classes)", "nn.Linear(c, classes, bias=False)", "has no bias; one is expected"),
    ("round(64 * width)", "64", "expected"),
    ("self.head(self.blocks(x)", "self.head(self.blocks(x).detach()", CUT),
    ("self.head(self.blocks(x)", "self.head(F.dropout(self.blocks(x), 0.1)", TWO_CALLS),
]  # fmt: skip

COUNT = """
import torch
from torch import nn

def multiply_adds(model, x):
    total = 0
    def see(layer, given, out):
        nonlocal total
        total += out.numel() * layer.weight[0].numel()
    layers = [m for m in model.modules() if isinstance(m, (nn.Conv2d, nn.Linear))]
    hooks = [m.register_forward_hook(see) for m in layers]
    modes = [m.training for m in model.modules()]
    model.eval()
    with torch.no_grad():
        model(x)
    for m, mode in zip(model.modules(), modes):
        m.training = mode
    for hook in hooks:
        hook.remove()
    return total
"""

COUNT_CHANGES: list[Change] = [
    ("out.numel() * layer.weight[0].numel()", "2 * out.numel() * layer.weight[0].numel()",
     "two op"),
    ("out.numel() * layer.weight[0].numel()", "out[:1].numel() * layer.weight[0].numel()", "batch"),
    ("out.numel() * layer.weight[0].numel()", "out.numel() * layer.weight.numel()", ""),
    ("out.numel() * layer.weight[0].numel()", "given[0].numel() * layer.weight[0].numel()", ""),
    ("out.numel() * layer.weight[0].numel()", "layer.weight.numel()", ""),
    ("out.numel() * layer.weight[0].numel()",
     "out.numel() * (layer.weight[0].numel() + (layer.bias is not None))", "biases"),
    ("layer.weight[0].numel()", "layer.weight[0].numel() * getattr(layer, 'groups', 1)", "Groups"),
    ("layer.weight[0].numel()", "layer.weight[0, 0].numel()", ""),
    ("total += out", "total = out", ""),
    ("(nn.Conv2d, nn.Linear)", "nn.Conv2d", "Only convolutions are counted"),
    ("(nn.Conv2d, nn.Linear)", "nn.Linear", ""),
    ("(nn.Conv2d, nn.Linear)", "(nn.Conv2d, nn.Linear, nn.BatchNorm2d)", ""),
    ("isinstance(m, (nn.Conv2d, nn.Linear))", "type(m) in (nn.Conv2d,) or m is model[-2]", ""),
    ("in model.modules() if", "in model.children() if", ""),
    ("    for hook in hooks:\n        hook.remove()\n", "", "hooks left behind"),
    ("        m.training = mode\n", "        pass\n", "that modes are as before"),
    ("        m.training = mode\n", "        m.training = True\n", "that modes are as before"),
    ("    model.eval()\n", "    model.train()\n", "that numbers are as before"),
    ("        model(x)\n", "        model(x[:1])\n", "batch"),
    ("        model(x)\n", "        model(x), model(x)\n", ""),
    ("return total", "return total / 1000", ""),
    ("return total", "return float(total)", ""),
    ("return total", "print(total)", "return"),
]  # fmt: skip

STEP = """
import torch
import torch.nn.functional as F
from torch import nn

def fine_tune_step(model, optimizer, x, y):
    model.train()
    for m in model.modules():
        if isinstance(m, nn.BatchNorm2d) and not m.weight.requires_grad:
            m.eval()
    optimizer.zero_grad()
    loss = F.cross_entropy(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
"""

STEP_CHANGES: list[Change] = [
    ("            m.eval()\n", "            pass\n", "Frozen norms are in training mode"),
    ("    model.train()\n", "    model.eval()\n", "Everything is in evaluation mode"),
    ("    model.train()\n", "", "Everything is in evaluation mode"),
    ("    optimizer.zero_grad()\n", "", "Gradients of earlier steps"),
    ("    optimizer.zero_grad()\n", "    model.zero_grad(), optimizer.zero_grad(), model.eval()\n",
     ""),
    ("F.cross_entropy(model(x), y)", "F.cross_entropy(model(x), y, reduction='sum')", "the sum"),
    ("F.cross_entropy(model(x), y)", "F.cross_entropy(model(x).softmax(1), y)", ""),
    ("F.cross_entropy(model(x), y)", "F.cross_entropy(model(x), y, label_smoothing=0.1)", ""),
    ("F.cross_entropy(model(x), y)", "F.multi_margin_loss(model(x), y)", ""),
    ("F.cross_entropy(model(x), y)", "F.nll_loss(model(x), y)", ""),
    ("    optimizer.step()\n", "", ""),
    ("    optimizer.step()\n", "    optimizer.step(), optimizer.step()\n", ""),
    ("    loss.backward()\n", "    (2 * loss).backward()\n", ""),
    ("    loss.backward()\n", "    (-loss).backward()\n", ""),
    ("return loss.item()", "return F.cross_entropy(model(x), y).item()", ""),
    ("return loss.item()", "return loss.item() * len(y)", "losses"),
    ("return loss.item()", "pass", "return"),
    ("not m.weight.requires_grad", "m.weight.requires_grad", ""),
    (" and not m.weight.requires_grad", "", "also those that are not frozen"),
    ("isinstance(m, nn.BatchNorm2d) and not m.weight.requires_grad",
     "not any(p.requires_grad for p in m.parameters())", ""),
    ("isinstance(m, nn.BatchNorm2d)", "isinstance(m, nn.BatchNorm1d)", "Frozen norms"),
    ("            m.eval()\n", "            m.momentum = 0.0\n", ""),
    ("            m.eval()\n", "            m.weight.requires_grad_(True); m.eval()\n", ""),
    ("    loss.backward()\n",
     "    loss.backward(); nn.utils.clip_grad_norm_(model.parameters(), 0.1)\n", ""),
]  # fmt: skip

ANSWERS: dict[str, tuple[str, list[Change]]] = {
    "arch.lenet": (LENET, LENET_CHANGES),
    "arch.basic_block": (BLOCK, BLOCK_CHANGES),
    "arch.resnet": (RESNET, RESNET_CHANGES),
    "arch.multiply_adds": (COUNT, COUNT_CHANGES),
    "arch.fine_tune": (STEP, STEP_CHANGES),
}
"""A right answer to each exercise, and what is changed in it."""
