"""What a curious student tries: inheritance, properties, hooks of their own, NumPy, lists."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


class Tanhed(nn.Conv2d):
    """A layer that has its activation inside."""

    def forward(self, x):
        return super().forward(x).tanh()


class LeNet(nn.Module):
    def __init__(self, classes=10, width=1.0):
        nn.Module.__init__(self)
        a, b, c, d = np.round(np.array([6, 16, 120, 84]) * width).astype(int).tolist()
        self.layers = [Tanhed(1, a, 5), Tanhed(a, b, 5), Tanhed(b, c, 5)]
        self.layers += [nn.Linear(c, d), nn.Linear(d, classes)]
        for number, layer in enumerate(self.layers):
            self.add_module(f"layer {number}", layer)
        self.c5 = nn.Parameter(self.layers[2].weight.detach().reshape(c, -1))
        self.layers[2].weight = None

    def forward(self, x):
        c1, c3, c5, f6, scores = self._modules.values()
        x = c3(x.new_tensor([[0.25]]).expand(1, 1).reshape(()) * 4 * self.halved(c1(x)))
        x = torch.tanh(F.linear(self.halved(x).flatten(1), self.c5, c5.bias))
        return scores(torch.tanh(f6(x)))

    @staticmethod
    def halved(x):
        return (x[..., ::2, ::2] + x[..., 1::2, ::2] + x[..., ::2, 1::2] + x[..., 1::2, 1::2]) / 4


class ConvNorm(nn.Sequential):
    def __init__(self, *args, **kwargs):
        f = args[1]
        super().__init__(nn.Conv2d(*args, **kwargs, bias=False), nn.BatchNorm2d(f))


class Plain(nn.Module):
    def __init__(self, c, f, stride):
        super().__init__()
        self.f, self.body = f, nn.Sequential(ConvNorm(c, f, 3, stride, 1), nn.ReLU())
        self.body.append(ConvNorm(f, f, 3, 1, 1))

    @property
    def channels(self):
        return self.f


class BasicBlock(Plain):
    def __init__(self, c, f, stride=1):
        super().__init__(c, f, stride)
        self.short = nn.Sequential()
        if not (stride == 1 and c == f):
            self.short = ConvNorm(c, f, 1, stride)
        self.register_forward_hook(lambda module, given, out: out.relu())

    def forward(self, x):
        return torch.stack([self.body(x), self.short(x)]).sum(0)


class ResNet(nn.Module):
    def __init__(self, block, repeats, classes=1000, width=1.0):
        super().__init__()
        plan = [(stage, n) for stage, count in enumerate(repeats) for n in range(count)]
        f = round(64 * width)
        self.tower = nn.Sequential(ConvNorm(3, f, 7, 2, 3), nn.ReLU(), nn.MaxPool2d(3, 2, 1))
        c = f
        for stage, n in plan:
            self.tower.append(block(c=c, f=f * 2**stage, stride=2 if stage * (n == 0) else 1))
            c = self.tower[-1].channels
        self.tower.append(nn.Flatten(2))
        self.head = nn.Linear(c, classes)

    def forward(self, x):
        return self.head(self.tower(x).mean(dim=-1))


def multiply_adds(model, x):
    model = __import__("copy").deepcopy(model).eval()
    seen = []
    for layer in model.modules():
        if isinstance(layer, nn.Conv2d | nn.Linear):
            layer.register_forward_pre_hook(lambda layer, given: seen.append((layer, given[0])))
    model(x)
    return sum(products(layer, given) for layer, given in seen)


def products(layer, given):
    if isinstance(layer, nn.Linear):
        return given.numel() * layer.out_features
    out = layer.forward(given)
    return out.numel() * layer.weight.shape[1] * int(np.prod(layer.kernel_size))


def fine_tune_step(model, optimizer, x, y):
    model.train()
    norms = [each for each in model.modules() if isinstance(each, nn.BatchNorm2d)]
    for norm in norms:
        norm.training = norm.weight.requires_grad
    optimizer.zero_grad()
    target = F.one_hot(y, model(x[:2]).shape[1]).to(x) if False else y
    loss = F.cross_entropy(model(x), target, reduction="sum") / len(y)
    loss.backward()
    optimizer.step()
    return loss.detach().cpu().numpy()
