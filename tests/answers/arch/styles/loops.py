"""ModuleList and ModuleDict, driven by loops; the head is registered first."""

import torch
import torch.nn.functional as F
from torch import nn


class LeNet(nn.Module):
    def __init__(self, classes=10, width=1.0):
        super().__init__()
        sizes = [1, *(int(width * n) for n in (6, 16))]
        units = [25 * sizes[-1], *(int(width * n) for n in (120, 84)), classes]
        self.full = nn.ModuleList(nn.Linear(a, b) for a, b in zip(units, units[1:]))
        self.maps = nn.ModuleDict({str(i): nn.Conv2d(sizes[i], sizes[i + 1], 5) for i in (1, 0)})

    def forward(self, x):
        for i in range(2):
            x = torch.tanh(self.maps[str(i)](x))
            n, c, h, w = x.shape
            x = x.reshape(n, c, h // 2, 2, w // 2, 2).mean((3, 5))
        x = x.reshape(len(x), -1)
        for number, layer in enumerate(self.full):
            x = layer(x)
            if number < 2:
                x = x.tanh()
        return x


class BasicBlock(nn.Module):
    def __init__(self, c, f, stride=1):
        super().__init__()
        self.channels = f
        self.shortcut = nn.ModuleList()
        if (c, 1) != (f, stride):
            self.shortcut.append(nn.Conv2d(c, f, 1, stride, bias=False))
            self.shortcut.append(nn.BatchNorm2d(f))
        self.layers = nn.ModuleList()
        for channels, step in ((c, stride), (f, 1)):
            self.layers.append(nn.Conv2d(channels, f, 3, step, 1, bias=False))
            self.layers.append(nn.BatchNorm2d(f))

    def forward(self, x):
        way = x
        for layer in self.shortcut:
            way = layer(way)
        for number, layer in enumerate(self.layers):
            x = layer(x)
            if number == 1:
                x = x.clamp(min=0)
        return torch.where(x + way > 0, x + way, 0)


class ResNet(nn.Module):
    def __init__(self, block, repeats, classes=1000, width=1.0):
        super().__init__()
        widths = [int(64 * width) * 2**stage for stage in range(len(repeats))]
        self.first = nn.Conv2d(3, widths[0], 7, stride=2, padding=3, bias=False)
        self.norm = nn.BatchNorm2d(widths[0])
        self.stages = nn.ModuleList()
        here = widths[0]
        for f, count in zip(widths, repeats):
            stage = nn.ModuleList()
            for _ in range(count):
                first = not len(stage) and len(self.stages) > 0
                stage.append(block(here, f, 2 if first else 1))
                here = stage[-1].channels
            self.stages.append(stage)
        self.head = nn.Linear(here, classes)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.norm(self.first(x))), 3, 2, 1)
        for stage in self.stages:
            for block in stage:
                x = block(x)
        return self.head(x.flatten(2).mean(2))


def multiply_adds(model, x):
    total = 0

    def conv(layer, given, out):
        nonlocal total
        n, f, h, w = out.shape
        rows, columns = layer.kernel_size
        total += n * f * h * w * rows * columns * (layer.in_channels // layer.groups)

    def linear(layer, given, out):
        nonlocal total
        total += out.numel() * layer.in_features

    handles = []
    for layer in model.modules():
        if isinstance(layer, nn.Conv2d):
            handles.append(layer.register_forward_hook(conv))
        if isinstance(layer, nn.Linear):
            handles.append(layer.register_forward_hook(linear))
    modes = {layer: layer.training for layer in model.modules()}
    model.eval()
    model(x)
    for layer, mode in modes.items():
        layer.training = mode
    for handle in handles:
        handle.remove()
    return total


def fine_tune_step(model, optimizer, x, y):
    for layer in model.modules():
        layer.training = True
        if isinstance(layer, nn.BatchNorm2d):
            layer.training = layer.weight.requires_grad
    for parameter in model.parameters():
        parameter.grad = None
    scores = model(x)
    loss = torch.logsumexp(scores, 1).mean() - scores[torch.arange(len(y)), y].mean()
    loss.backward()
    optimizer.step()
    return float(loss.item())
