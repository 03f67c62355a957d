"""Bare parameters and functional calls; norms are written out."""

import math

import torch
import torch.nn.functional as F
from torch import nn


def weights(*shape):
    return nn.Parameter(torch.randn(shape) / math.sqrt(math.prod(shape[1:])))


class LeNet(nn.Module):
    def __init__(self, classes=10, width=1.0):
        super().__init__()
        a, b, c, d = (round(width * n) for n in (6, 16, 120, 84))
        for name, shape in {
            "w1": (a, 1, 5, 5), "w2": (b, a, 5, 5), "w3": (c, 25 * b), "w4": (d, c),
            "w5": (classes, d),
        }.items():  # fmt: skip
            self.register_parameter(name, weights(*shape))
            self.register_parameter(f"bias_{name}", nn.Parameter(torch.zeros(shape[0])))

    def forward(self, x):
        x = F.avg_pool2d(torch.tanh(F.conv2d(x, self.w1, self.bias_w1)), 2)
        x = F.avg_pool2d(torch.tanh(F.conv2d(x, self.w2, self.bias_w2)), 2).flatten(1)
        x = torch.tanh(x @ self.w3.T + self.bias_w3)
        x = torch.tanh(F.linear(x, self.w4, self.bias_w4))
        return torch.einsum("nd,kd->nk", x, self.w5) + self.bias_w5


class Norm(nn.Module):
    """A batch norm by hand, with its own names."""

    def __init__(self, channels):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(1, channels, 1, 1))
        self.beta = nn.Parameter(torch.zeros(1, channels, 1, 1))
        self.register_buffer("average", torch.zeros(1, channels, 1, 1))
        self.register_buffer("spread", torch.ones(1, channels, 1, 1))

    def forward(self, x):
        mean, var = self.average, self.spread
        if self.training:
            mean = x.mean((0, 2, 3), keepdim=True)
            var = x.var((0, 2, 3), keepdim=True, unbiased=False)
            with torch.no_grad():
                count = x.numel() / x.shape[1]
                self.average.mul_(0.9).add_(0.1 * mean)
                self.spread.mul_(0.9).add_(0.1 * var * count / (count - 1))
        return (x - mean) / (var + 1e-5).sqrt() * self.gamma + self.beta


class BasicBlock(nn.Module):
    def __init__(self, c, f, stride=1):
        super().__init__()
        self.channels, self.stride = f, stride
        self.second, self.first = weights(f, f, 3, 3), weights(f, c, 3, 3)
        self.norm1, self.norm2 = Norm(f), Norm(f)
        if c != f or stride > 1:
            self.way, self.norm3 = weights(f, c), Norm(f)

    def forward(self, x):
        y = self.norm1(F.conv2d(x, self.first, stride=self.stride, padding=1)).relu()
        y = self.norm2(F.conv2d(F.pad(y, (1, 1, 1, 1)), self.second))
        if hasattr(self, "way"):
            seen = x[:, :, :: self.stride, :: self.stride]
            x = self.norm3(torch.einsum("fc,nchw->nfhw", self.way, seen))
        return (x + y).relu()


class ResNet(nn.Module):
    def __init__(self, block, repeats, classes=1000, width=1.0):
        super().__init__()
        f = round(64 * width)
        self.weight = weights(f, 3, 7, 7)
        self.norm = Norm(f)
        c, self.count = f, 0
        for stage, count in enumerate(repeats):
            for number in range(count):
                made = block(c, f, 2 if stage and not number else 1)
                self.add_module(f"block{self.count}", made)
                self.count, c = self.count + 1, made.channels
            f *= 2
        self.scores, self.bias = weights(classes, c), nn.Parameter(torch.zeros(classes))

    def forward(self, x):
        x = self.norm(F.conv2d(x, self.weight, None, 2, 3)).relu_()
        x = F.max_pool2d(F.pad(x, (1, 1, 1, 1), value=-math.inf), 3, 2)
        for number in range(self.count):
            x = getattr(self, f"block{number}")(x)
        return F.linear(F.adaptive_avg_pool2d(x, 1).squeeze((2, 3)), self.scores, self.bias)


def multiply_adds(model, x):
    class Counting(torch.overrides.TorchFunctionMode):
        total = 0

        def __torch_function__(self, function, types, args=(), kwargs=None):
            out = function(*args, **(kwargs or {}))
            if function in (torch.conv2d, F.linear, F.conv2d):
                self.total += out.numel() * args[1][0].numel()
            return out

    modes = [each.training for each in model.modules()]
    with torch.inference_mode(), Counting() as counting:
        model.eval()(x)
    for each, mode in zip(model.modules(), modes):
        each.training = mode
    return counting.total


def fine_tune_step(model, optimizer, x, y):
    model.train()
    for name, each in model.named_modules():
        if isinstance(each, nn.BatchNorm2d):
            each.train(each.weight.requires_grad)
    optimizer.zero_grad(set_to_none=False)
    with torch.enable_grad():
        loss = -F.log_softmax(model(x), -1)[range(len(y)), y].mean()
    loss.backward()
    optimizer.step()
    return loss.detach().item()
