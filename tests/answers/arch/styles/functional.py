"""Layers as attributes in any order, everything else as function calls; 1×1 for linear layers."""

import torch
import torch.nn.functional as F
from torch import nn


class LeNet(nn.Module):
    def __init__(self, classes=10, width=1.0):
        super().__init__()
        a, b, c, d = (round(width * n) for n in (6, 16, 120, 84))
        self.scores = nn.Conv2d(d, classes, 1)
        self.f6 = nn.Conv2d(c, d, 1)
        self.c5 = nn.Linear(b * 5 * 5, c)
        self.c3 = nn.Conv2d(a, b, (5, 5))
        self.c1 = nn.Conv2d(in_channels=1, out_channels=a, kernel_size=5, stride=1, padding="valid")

    def forward(self, x):
        x = F.avg_pool2d(F.tanh(self.c1(x)), kernel_size=2, stride=2)
        x = F.avg_pool2d(F.tanh(self.c3(x)), (2, 2))
        x = F.tanh(self.c5(torch.flatten(x, start_dim=1)))[:, :, None, None]
        return self.scores(F.tanh(self.f6(x)))[:, :, 0, 0]


class BasicBlock(nn.Module):
    expansion = 1

    def __init__(self, c, f, stride=1):
        super().__init__()
        self.channels = f
        self.downsample = nn.Identity()
        self.bn2, self.bn1 = nn.BatchNorm2d(f), nn.BatchNorm2d(f)
        self.conv2 = nn.Conv2d(f, f, 3, padding="same", bias=False)
        self.conv1 = nn.Conv2d(c, f, 3, stride=stride, padding=1, bias=False)
        if stride != 1 or c != f:
            self.downsample = nn.Sequential(
                nn.AvgPool2d(1, stride), nn.Conv2d(c, f, 1, bias=False), nn.BatchNorm2d(f)
            )

    def forward(self, x):
        identity = self.downsample(x)
        out = F.threshold(self.bn1(self.conv1(x)), 0, 0)
        out = torch.add(identity, self.bn2(self.conv2(out)))
        return F.relu(out, inplace=True)


class ResNet(nn.Module):
    def __init__(self, block, repeats, classes=1000, width=1.0):
        super().__init__()
        self.inplanes = int(64 * width)
        self.conv1 = nn.Conv2d(3, self.inplanes, kernel_size=7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(self.inplanes)
        f = self.inplanes
        for number, count in enumerate(repeats, 1):
            setattr(self, f"layer{number}", self._make(block, f, count, 1 if number == 1 else 2))
            f *= 2
        self.stages = len(repeats)
        self.fc = nn.Linear(self.inplanes, classes)
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                nn.init.kaiming_normal_(m.weight, mode="fan_out", nonlinearity="relu")

    def _make(self, block, f, count, stride):
        blocks = []
        for step in [stride] + [1] * (count - 1):
            blocks.append(block(self.inplanes, f, step))
            self.inplanes = blocks[-1].channels
        return nn.Sequential(*blocks)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.bn1(self.conv1(x))), kernel_size=3, stride=2, padding=1)
        for number in range(self.stages):
            x = getattr(self, f"layer{number + 1}")(x)
        return self.fc(torch.mean(x, dim=[2, 3]))


def multiply_adds(model, x):
    class Counter:
        total = 0

        def __call__(self, layer, given, out):
            places = out[0, 0].numel() if isinstance(layer, nn.Conv2d) else 1
            rows = out.numel() // layer.weight.shape[0] // places
            self.total += rows * places * layer.weight.numel()

    counter = Counter()
    layers = [each for each in model.modules() if isinstance(each, (nn.Conv2d, nn.Linear))]
    hooks = [each.register_forward_hook(counter) for each in layers]
    training = [each for each in model.modules() if each.training]
    try:
        with torch.no_grad():
            model.eval()
            model(x)
    finally:
        for hook in hooks:
            hook.remove()
        for each in training:
            each.training = True
    return int(counter.total)


def fine_tune_step(model, optimizer, x, y):
    model.requires_grad_  # nothing is frozen or thawed here
    model.train()
    for each in model.modules():
        frozen = isinstance(each, nn.BatchNorm2d) and not any(
            p.requires_grad for p in each.parameters()
        )
        if frozen:
            each.eval()
    optimizer.zero_grad()
    loss = F.nll_loss(F.log_softmax(model(x), dim=1), y)
    loss.backward()
    optimizer.step()
    return loss.item()
