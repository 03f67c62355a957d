"""Everything is a Sequential, built by functions."""

import torch
from torch import nn


def LeNet(classes=10, width=1.0):
    a, b, c, d = (round(width * n) for n in (6, 16, 120, 84))
    return nn.Sequential(
        nn.Conv2d(1, a, 5), nn.Tanh(), nn.AvgPool2d(2),
        nn.Conv2d(a, b, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Flatten(),
        nn.LazyLinear(c), nn.Tanh(), nn.Linear(c, d), nn.Tanh(), nn.Linear(d, classes),
    )  # fmt: skip


class BasicBlock(nn.Sequential):
    def __init__(self, c, f, stride=1):
        super().__init__(
            nn.Conv2d(c, f, 3, stride, 1, bias=False), nn.BatchNorm2d(f), nn.ReLU(inplace=True),
            nn.Conv2d(f, f, 3, 1, 1, bias=False), nn.BatchNorm2d(f),
        )  # fmt: skip
        self.channels = f
        self.relu = nn.ReLU(inplace=True)
        self.way = None
        if stride != 1 or c != f:
            self.way = nn.Sequential(nn.Conv2d(c, f, 1, stride, bias=False), nn.BatchNorm2d(f))

    def forward(self, x):
        way = x if self.way is None else self.way(x)
        out = x
        for layer in list(self)[:5]:
            out = layer(out)
        out += way
        return self.relu(out)


def ResNet(block, repeats, classes=1000, width=1.0):
    c = f = round(64 * width)
    layers = [nn.Conv2d(3, f, 7, 2, 3, bias=False), nn.BatchNorm2d(f), nn.ReLU()]
    layers.append(nn.MaxPool2d(3, 2, 1))
    for stage, count in enumerate(repeats):
        for number in range(count):
            layers.append(block(c, f << stage, 1 + (stage > 0 and number == 0)))
            c = layers[-1].channels
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(c, classes))


def multiply_adds(model, x):
    found = []
    kinds = (nn.Conv2d, nn.Linear)
    hooks = [
        m.register_forward_hook(lambda m, _, out: found.append(out.numel() * m.weight[0].numel()))
        for m in model.modules()
        if isinstance(m, kinds)
    ]
    modes = [m.training for m in model.modules()]
    with torch.no_grad():
        model.eval()(x)
    for m, mode in zip(model.modules(), modes):
        m.training = mode
    for hook in hooks:
        hook.remove()
    return sum(found)


def fine_tune_step(model, optimizer, x, y):
    model.train()
    [m.eval() for m in model.modules() if type(m) is nn.BatchNorm2d and not m.weight.requires_grad]
    optimizer.zero_grad()
    loss = nn.CrossEntropyLoss()(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.detach()
