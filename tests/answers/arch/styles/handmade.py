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


class Relued(nn.Conv2d):
    def forward(self, x):
        return super().forward(x).relu_()


class Trunk(nn.Module):
    """Whatever comes from ``body``, flattened, through ``head``."""

    def forward(self, x):
        return self.head(self.body(x).flatten(1))


def units(volume, hidden, classes, first):
    layers = nn.Sequential()
    for n in (volume, hidden):
        layers.extend([nn.Linear(n, hidden), nn.ReLU(True)])
        layers.insert(len(layers) - (2 if first else 0), nn.Dropout(0.5))
    return layers.append(nn.Linear(hidden, classes))


class AlexNet(Trunk):
    maps, sides = (64, 192, 384, 256, 256), [(11, 4, 2), (5, 1, 2), *[(3, 1, 1)] * 3]
    up = ()

    def __init__(self, classes=1000, width=1.0):
        super().__init__()
        f = [3] + [int(n * width) for n in self.maps]
        self.head = units(36 * f[-1], int(4096 * width), classes, True)
        body = []
        for i, side in enumerate(self.sides):
            body.append(Relued(f[i], f[i + 1], *side))
            if i in (0, 1, 4):
                body.append(nn.MaxPool2d(3, 2, ceil_mode=i in self.up))
        self.body = nn.Sequential(*body)


class ZFNet(AlexNet):
    maps, sides = (96, 256, 384, 384, 256), [(7, 2, 1), (5, 2, 0), *[(3, 1, 1)] * 3]
    up = (0, 1)


class VGG(Trunk):
    def __init__(self, config, classes=1000, width=1.0):
        super().__init__()
        self.body, c = nn.Sequential(), 3
        for entry in config:
            match entry:
                case "M":
                    self.body.append(nn.FractionalMaxPool2d(2, output_ratio=0.5) if 0 else Halved())
                case (maps, k):
                    self.body.append(Relued(c, c := int(maps * width), k, padding=k // 2))
                case maps:
                    self.body.append(Relued(c, c := int(maps * width), 3, padding=1))
        self.head = units(49 * c, int(4096 * width), classes, False)


class Halved(nn.Module):
    def forward(self, x):
        return x.unflatten(3, (-1, 2)).amax(4).unflatten(2, (-1, 2)).amax(3)


class Inception(nn.Module):
    def __init__(self, c, c1, r3, c3, r5, c5, proj):
        super().__init__()
        self.branches = nn.ModuleList()
        for *before, f, k in ((c1, 1), (r3, c3, 3), (r5, c5, 5), ("pool", proj, 1)):
            branch, seen = nn.Sequential(), c
            for step in before:
                branch.append(nn.MaxPool2d(3, 1, 1) if step == "pool" else Relued(c, step, 1))
                seen = c if step == "pool" else step
            self.branches.append(branch.append(Relued(seen, f, k, padding="same")))

    def forward(self, x):
        return torch.hstack([branch(x) for branch in self.branches])


class GoogLeNet(Trunk):
    def __init__(self, classes=1000, width=1.0):
        super().__init__()
        rows = np.array(
            [
                [64, 96, 128, 16, 32, 32], [128, 128, 192, 32, 96, 64],
                [192, 96, 208, 16, 48, 64], [160, 112, 224, 24, 64, 64],
                [128, 128, 256, 24, 64, 64], [112, 144, 288, 32, 64, 64],
                [256, 160, 320, 32, 128, 128], [256, 160, 320, 32, 128, 128],
                [384, 192, 384, 48, 128, 128],
            ]
        )  # fmt: skip
        rows = (rows * width).astype(int)
        a, c = int(64 * width), int(192 * width)
        pool = nn.MaxPool2d(3, 2, ceil_mode=True)
        self.body = nn.Sequential(
            Relued(3, a, 7, 2, 3), pool, Relued(a, a, 1), Relued(a, c, 3, 1, 1), pool
        )
        for number, row in enumerate(rows):
            if number in (2, 7):
                self.body.append(pool)
            self.body.append(Inception(c, *row.tolist()))
            c = int(row[[0, 2, 4, 5]].sum())
        self.body.append(nn.AdaptiveAvgPool2d((1, 1)))
        self.head = nn.Sequential(nn.Dropout(0.4), nn.Linear(c, classes))


class PreConv(nn.Sequential):
    def __init__(self, c, f, k, stride=1):
        conv = nn.Conv2d(c, f, k, stride, k // 2, bias=False)
        super().__init__(nn.BatchNorm2d(c), nn.ReLU(), conv)


class PreActivation(nn.Module):
    def __init__(self, c, f, stride=1):
        super().__init__()
        self.second, self.first = PreConv(f, f, 3), PreConv(c, f, 3, stride)
        self.channels = f
        fits = stride == 1 and c == f
        self.short = None if fits else nn.Conv2d(c, f, (1, 1), (stride, stride), bias=False)

    def forward(self, x):
        norm, relu, conv = self.first
        a = relu(norm(x))
        out = self.second(conv(a))
        return out + x if self.short is None else out.add(self.short(a))


class Bottleneck(nn.Module):
    def __init__(self, c, f, stride=1, groups=1, base=64):
        super().__init__()
        m = f * base * groups // 64
        self.channels = f * 4
        self.body = nn.Sequential(
            ConvNorm(c, m, 1), nn.ReLU(), ConvNorm(m, m, 3, stride, 1, groups=groups), nn.ReLU(),
            ConvNorm(m, f * 4, 1),
        )  # fmt: skip
        self.short = nn.Sequential()
        if stride != 1 or c != f * 4:
            self.short = ConvNorm(c, f * 4, 1, stride)

    def forward(self, x):
        out = self.body(x)
        out += self.short(x)
        return out.relu_()


class SqueezeExcite(nn.Sequential):
    def __init__(self, c, ratio=16):
        few = c // ratio
        super().__init__(
            nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(c, few), nn.ReLU(),
            nn.Linear(few, c), nn.Sigmoid(), nn.Unflatten(1, (c, 1, 1)),
        )  # fmt: skip

    def forward(self, x):
        return x * super().forward(x)


def wide_resnet50(classes=1000, width=1.0):
    class Wide(Bottleneck):
        def __init__(self, c, f, stride):
            Bottleneck.__init__(self, c, f, stride, 1, 128)

    net = ResNet(Wide, [3, 4, 6, 3], classes, width)
    return net.train()


def resnext50(classes=1000, width=1.0):
    make = __import__("functools").partial(Bottleneck, groups=32, base=4)
    return nn.Sequential(ResNet(make, [3, 4, 6, 3], classes, width))


class DenseLayer(nn.Sequential):
    def __init__(self, c, k):
        super().__init__(PreConv(c, 4 * k, 1), PreConv(4 * k, k, 3))

    def forward(self, x):
        return torch.concatenate([x, super().forward(x)], axis=1)


class DenseNet(Trunk):
    def __init__(self, repeats, k=32, classes=1000):
        super().__init__()
        c = 2 * k
        self.body = nn.Sequential(ConvNorm(3, c, 7, 2, 3), nn.ReLU(), nn.MaxPool2d(3, 2, 1))
        for count in repeats[:-1]:
            self.body.extend([DenseLayer(c + i * k, k) for i in range(count)])
            c += count * k
            self.body.extend([PreConv(c, c // 2, 1), nn.AvgPool2d(2)])
            c //= 2
        self.body.extend([DenseLayer(c + i * k, k) for i in range(repeats[-1])])
        c += repeats[-1] * k
        self.body.extend([nn.BatchNorm2d(c), nn.ReLU(), nn.AdaptiveAvgPool2d(1)])
        self.head = nn.Linear(c, classes)


class Separable(nn.Sequential):
    def __init__(self, c, f, stride=1):
        space = ConvNorm(c, c, 3, stride, 1, groups=c)
        super().__init__(*space, nn.ReLU(), *ConvNorm(c, f, 1), nn.ReLU())


class MobileNet(Trunk):
    def __init__(self, classes=1000, width=1.0):
        super().__init__()
        maps = np.array([32, 64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024])
        maps = (maps * width).astype(int).tolist()
        twice = {2: 2, 4: 2, 6: 2, 12: 2}
        self.body = nn.Sequential(ConvNorm(3, maps[0], 3, 2, 1), nn.ReLU())
        for i in range(1, 14):
            self.body.append(Separable(maps[i - 1], maps[i], twice.get(i, 1)))
        self.body.append(nn.AdaptiveAvgPool2d(1))
        self.head = nn.Linear(maps[-1], classes)


class Excite(SqueezeExcite):
    def __init__(self, m, few):
        super().__init__(m, m // few)
        self[2], self[3], self[4] = nn.Linear(m, few), nn.SiLU(), nn.Linear(few, m)


class MBConv(nn.Sequential):
    def __init__(self, c, f, expand, kernel, stride):
        m = c * expand
        wide = [ConvNorm(c, m, 1), nn.SiLU()] if expand != 1 else []
        space = ConvNorm(m, m, kernel, stride, kernel // 2, groups=m)
        super().__init__(*wide, space, nn.SiLU(), Excite(m, c // 4), ConvNorm(m, f, 1))
        self.adds = (c == f) * (stride == 1)

    def forward(self, x):
        return super().forward(x) + x if self.adds else super().forward(x)


class Half(nn.Sequential):
    def __init__(self, f, k):
        conv = nn.Conv2d(f, f, k, padding=k // 2, groups=f, bias=False)
        super().__init__(nn.ReLU(), conv, *ConvNorm(f, f, 1))


class Mean(nn.Module):
    def forward(self, x):
        padded = F.pad(x, (1, 1, 1, 1))
        counted = F.pad(torch.ones_like(x), (1, 1, 1, 1))
        windows, sizes = (y.unfold(2, 3, 1).unfold(3, 3, 1) for y in (padded, counted))
        return windows.sum((4, 5)) / sizes.sum((4, 5))


class NASCell(nn.Module):
    def __init__(self, left, right, f):
        super().__init__()
        self.bring = nn.ModuleDict(
            {
                name: nn.Sequential(nn.ReLU(), *ConvNorm(c, f, 1))
                for name, c in (("right", right), ("left", left))
            }
        )
        for name, k in {"b5": 5, "a3": 3, "a5": 5, "other": 3, "b3": 3}.items():
            setattr(self, name, nn.Sequential(Half(f, k), Half(f, k)))
        self.mean = Mean()

    def forward(self, *inputs):
        a, b = (self.bring[name](x) for name, x in zip(("left", "right"), inputs))
        out = [a, self.b5(b), self.a5(a), self.mean(b), self.mean(a), self.b3(b)]
        more = [0, self.a3(a), self.other(a), a, self.mean(a), b]
        return torch.cat([x + y for x, y in zip(out, more)], -3)


def replace_head(model, classes):
    for name, m in reversed(list(model.named_modules())):
        if isinstance(m, nn.Linear):
            new = nn.Linear(m.in_features, classes, device=m.weight.device, dtype=m.weight.dtype)
            parent, _, last = name.rpartition(".")
            model.get_submodule(parent)._modules[last] = new
            return model


def freeze(model):
    *_, head = filter(lambda m: isinstance(m, nn.Linear), model.modules())
    return [model.requires_grad_(False), head.requires_grad_()][0]
