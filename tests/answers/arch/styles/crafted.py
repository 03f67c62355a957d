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
    for each in model.modules():
        if isinstance(each, nn.BatchNorm2d):
            each.train(each.weight.requires_grad)
    optimizer.zero_grad(set_to_none=False)
    with torch.enable_grad():
        loss = -F.log_softmax(model(x), -1)[range(len(y)), y].mean()
    loss.backward()
    optimizer.step()
    return loss.detach().item()


class Window(nn.Module):
    """A convolution out of bare parameters."""

    def __init__(self, c, f, k, s=1, p=None, groups=1, bias=False):
        super().__init__()
        self.numbers = weights(f, c // groups, k, k)
        self.offset = nn.Parameter(torch.zeros(f)) if bias else None
        self.where = s, k // 2 if p is None else p, 1, groups

    def forward(self, x):
        return F.conv2d(x, self.numbers, self.offset, *self.where)


class Full(nn.Module):
    """A fully connected layer out of bare parameters."""

    def __init__(self, units, more):
        super().__init__()
        self.offset, self.numbers = nn.Parameter(torch.zeros(more)), weights(more, units)

    def forward(self, x):
        return torch.addmm(self.offset, x, self.numbers.t())


class AlexNet(nn.Module):
    def __init__(self, classes=1000, width=1.0):
        super().__init__()
        f = [3, *(round(width * n) for n in (64, 192, 384, 256, 256))]
        h = round(4096 * width)
        sides = (11, 4, 2), (5, 1, 2), (3, 1, 1), (3, 1, 1), (3, 1, 1)
        for i, window in enumerate(sides):
            self.add_module(f"c{i}", Window(f[i], f[i + 1], *window, bias=True))
        self.f0, self.f1, self.f2 = Full(f[5] * 36, h), Full(h, h), Full(h, classes)

    def dropped(self, x):
        return x * (torch.rand_like(x) < 0.5) * 2 if self.training else x

    def forward(self, x):
        for i in range(5):
            x = torch.clamp_min(getattr(self, f"c{i}")(x), 0)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, (3, 3), (2, 2))
        x = self.f0(self.dropped(x.flatten(1))).relu()
        return self.f2(self.f1(self.dropped(x)).relu())


class ZFNet(AlexNet):
    def __init__(self, classes=1000, width=1.0):
        nn.Module.__init__(self)
        f = [3, *(round(width * n) for n in (96, 256, 384, 384, 256))]
        h = round(4096 * width)
        sides = (7, 2, 1), (5, 2, 0), (3, 1, 1), (3, 1, 1), (3, 1, 1)
        for i, window in enumerate(sides):
            self.add_module(f"c{i}", Window(f[i], f[i + 1], *window, bias=True))
        self.f0, self.f1, self.f2 = Full(f[5] * 36, h), Full(h, h), Full(h, classes)

    def forward(self, x):
        for i in range(5):
            x = getattr(self, f"c{i}")(x).relu()
            if i in (0, 1, 4):
                x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        x = self.f0(self.dropped(x.flatten(1))).relu()
        return self.f2(self.f1(self.dropped(x)).relu())


class VGG(AlexNet):
    def __init__(self, config, classes=1000, width=1.0):
        nn.Module.__init__(self)
        self.rows, c, h = nn.Sequential(), 3, round(4096 * width)
        for entry in config:
            maps, k = (entry, 3) if not isinstance(entry, (list, tuple)) else entry
            if maps == "M":
                self.rows.append(nn.MaxPool2d(2))
                continue
            self.rows.append(Window(c, round(maps * width), k, bias=True)).append(nn.ReLU())
            c = round(maps * width)
        self.f0, self.f1, self.f2 = Full(c * 49, h), Full(h, h), Full(h, classes)

    def forward(self, x):
        x = self.dropped(self.f0(self.rows(x).flatten(1)).relu())
        return self.f2(self.dropped(self.f1(x).relu()))


class Inception(nn.Module):
    """The three 1×1 convolutions that see x itself are one, its maps shared out behind it."""

    def __init__(self, c, c1, r3, c3, r5, c5, proj):
        super().__init__()
        self.maps = c1, r3, r5
        for name, f in zip("abc", self.maps):
            self.register_parameter(f"w{name}", weights(f, c, 1, 1))
            self.register_parameter(f"b{name}", nn.Parameter(torch.zeros(f)))
        self.three, self.five = Window(r3, c3, 3, bias=True), Window(r5, c5, 5, bias=True)
        self.pooled = Window(c, proj, 1, bias=True)

    def forward(self, x):
        w, b = torch.cat([self.wa, self.wb, self.wc]), torch.cat([self.ba, self.bb, self.bc])
        one, two, three = F.conv2d(x, w, b).relu().split(self.maps, 1)
        pooled = self.pooled(F.max_pool2d(x, 3, 1, 1))
        return torch.cat([one, *(y.relu() for y in (self.three(two), self.five(three), pooled))], 1)


class GoogLeNet(nn.Module):
    def __init__(self, classes=1000, width=1.0):
        super().__init__()
        rows = (
            "64 96 128 16 32 32,128 128 192 32 96 64,,192 96 208 16 48 64,160 112 224 24 64 64,"
            "128 128 256 24 64 64,112 144 288 32 64 64,256 160 320 32 128 128,,"
            "256 160 320 32 128 128,384 192 384 48 128 128"
        )
        a, c = round(64 * width), round(192 * width)
        self.one, self.two = Window(3, a, 7, 2, bias=True), Window(a, a, 1, bias=True)
        self.three, self.tower = Window(a, c, 3, bias=True), nn.Sequential()
        for row in rows.split(","):
            n = [round(int(each) * width) for each in row.split()]
            self.tower.append(Inception(c, *n) if n else nn.MaxPool2d(3, 2, ceil_mode=True))
            c = n[0] + n[2] + n[4] + n[5] if n else c
        self.head, self.drop = Full(c, classes), nn.Dropout(0.4)

    def forward(self, x):
        x = F.max_pool2d(self.one(x).relu(), 3, 2, ceil_mode=True)
        x = F.max_pool2d(self.three(self.two(x).relu()).relu(), 3, 2, ceil_mode=True)
        return self.head(self.drop(self.tower(x).mean((2, 3))))


class PreActivation(nn.Module):
    def __init__(self, c, f, stride=1):
        super().__init__()
        self.channels, self.way = f, None
        self.second, self.first = Window(f, f, 3), Window(c, f, 3, stride)
        self.norm2, self.norm1 = Norm(f), Norm(c)
        if stride > 1 or c != f:
            self.way = Window(c, f, 1, stride)

    def forward(self, x):
        a = self.norm1(x).relu()
        return self.second(self.norm2(self.first(a)).relu()) + (self.way(a) if self.way else x)


class Bottleneck(nn.Module):
    def __init__(self, c, f, stride=1, groups=1, base=64):
        super().__init__()
        m = round(f * base / 64) * groups
        self.channels = 4 * f
        self.up, self.across, self.down = (
            Window(m, 4 * f, 1), Window(m, m, 3, stride, groups=groups), Window(c, m, 1)
        )  # fmt: skip
        self.n3, self.n2, self.n1 = Norm(4 * f), Norm(m), Norm(m)
        if stride > 1 or c != 4 * f:
            self.way, self.n = Window(c, 4 * f, 1, stride), Norm(4 * f)

    def forward(self, x):
        y = self.n2(self.across(self.n1(self.down(x)).relu())).relu()
        y = self.n3(self.up(y))
        return (y + (self.n(self.way(x)) if hasattr(self, "way") else x)).relu()


class SqueezeExcite(nn.Module):
    def __init__(self, c, ratio=16):
        super().__init__()
        few = c // ratio
        self.b2, self.b1 = nn.Parameter(torch.zeros(c)), nn.Parameter(torch.zeros(few))
        self.w2, self.w1 = weights(c, few), weights(few, c)

    def forward(self, x):
        m = x.mean((-2, -1)) @ self.w1.mT + self.b1
        s = 1 / (1 + torch.exp(-(m * (m > 0) @ self.w2.mT + self.b2)))
        return torch.einsum("nchw,nc->nchw", x, s)


def wide_resnet50(classes=1000, width=1.0):
    return ResNet(lambda *args: Bottleneck(*args, base=128), [3, 4, 6, 3], classes, width)


def resnext50(classes=1000, width=1.0):
    return ResNet(lambda *args: Bottleneck(*args, groups=32, base=4), [3, 4, 6, 3], classes, width)


class DenseLayer(nn.Module):
    def __init__(self, c, k):
        super().__init__()
        self.k, self.second, self.first = k, Window(4 * k, k, 3), Window(c, 4 * k, 1)
        self.norm2, self.norm1 = Norm(4 * k), Norm(c)

    def forward(self, x):
        n, c, h, w = x.shape
        out = x.new_zeros(n, c + self.k, h, w)
        out[:, :c] = x
        out[:, c:] = self.second(self.norm2(self.first(self.norm1(x).relu())).relu())
        return out


class DenseNet(nn.Module):
    def __init__(self, repeats, k=32, classes=1000):
        super().__init__()
        c = 2 * k
        self.first, self.norm, self.tower = Window(3, c, 7, 2), Norm(c), nn.Sequential()
        for number, count in enumerate(repeats, 1):
            for _ in range(count):
                self.tower.append(DenseLayer(c, k))
                c += k
            self.tower.append(Norm(c)).append(nn.ReLU())
            if number < len(repeats):
                self.tower.append(nn.AvgPool2d(2)).append(Window(c, c := c // 2, 1))
        self.head = Full(c, classes)

    def forward(self, x):
        x = F.max_pool2d(self.norm(self.first(x)).relu(), 3, 2, 1)
        return self.head(self.tower(x).mean((2, 3)))


class Separable(nn.Module):
    def __init__(self, c, f, stride=1):
        super().__init__()
        self.across, self.space = weights(f, c), weights(c, 1, 3, 3)
        self.norm2, self.norm1, self.stride = Norm(f), Norm(c), stride

    def forward(self, x):
        x = F.conv2d(x, self.space, stride=self.stride, padding=1, groups=x.shape[1])
        return self.norm2(torch.einsum("fc,nchw->nfhw", self.across, self.norm1(x).relu())).relu()


class MobileNet(nn.Module):
    def __init__(self, classes=1000, width=1.0):
        super().__init__()
        f = [round(n * width) for n in (32, 64, 128, 128, 256, 256, *[512] * 6, 1024, 1024)]
        self.first, self.norm, self.tower = Window(3, f[0], 3, 2), Norm(f[0]), nn.Sequential()
        for number, (a, b) in enumerate(zip(f, f[1:])):
            self.tower.append(Separable(a, b, 2 if number in (1, 3, 5, 11) else 1))
        self.head = Full(f[-1], classes)

    def forward(self, x):
        return self.head(self.tower(self.norm(self.first(x)).relu()).mean((2, 3)))


class MBConv(nn.Module):
    def __init__(self, c, f, expand, kernel, stride):
        super().__init__()
        m = c * expand
        self.up, self.down = Full(c // 4, m), Full(m, c // 4)
        self.thin, self.norm3 = Window(m, f, 1), Norm(f)
        self.space, self.norm2 = Window(m, m, kernel, stride, groups=m), Norm(m)
        self.same = (c, 1) == (f, stride)
        if expand > 1:
            self.wide, self.norm1 = Window(c, m, 1), Norm(m)

    def forward(self, x):
        y = F.silu(self.norm1(self.wide(x))) if hasattr(self, "wide") else x
        y = F.silu(self.norm2(self.space(y)))
        s = self.up(F.silu(self.down(y.flatten(2).mean(-1)))).sigmoid()
        y = self.norm3(self.thin(y * s.view(*s.shape, 1, 1)))
        return y + x if self.same else y


class Sep(nn.Module):
    def __init__(self, f, k):
        super().__init__()
        self.space = nn.ParameterList([weights(f, 1, k, k), weights(f, 1, k, k)])
        self.across = nn.ParameterList([weights(f, f), weights(f, f)])
        self.norms = nn.ModuleList([Norm(f), Norm(f)])

    def forward(self, x):
        for space, across, norm in zip(self.space, self.across, self.norms):
            x = F.conv2d(x.relu(), space, padding=space.shape[-1] // 2, groups=len(space))
            x = norm(torch.einsum("fc,nchw->nfhw", across, x))
        return x


class NASCell(nn.Module):
    def __init__(self, left, right, f):
        super().__init__()
        self.p, self.q, self.r, self.s, self.t = (Sep(f, k) for k in (5, 3, 5, 3, 3))
        self.wb, self.wa = weights(f, right), weights(f, left)
        self.nb, self.na = Norm(f), Norm(f)

    def mean(self, x):
        area = F.avg_pool2d(torch.ones_like(x[:1, :1]), 3, 1, 1)
        return F.avg_pool2d(x, 3, 1, 1) / area

    def forward(self, left, right):
        a = self.na(torch.einsum("fc,nchw->nfhw", self.wa, F.relu(left)))
        b = self.nb(torch.einsum("fc,nchw->nfhw", self.wb, F.relu(right)))
        sums = [self.p(b) + self.q(a), self.r(a) + self.s(a), self.mean(b) + a]
        return torch.cat([a, *sums, self.mean(a).mul(2), self.t(b) + b], 1)


def replace_head(model, classes):
    heads = [m for m in model.modules() if isinstance(m, nn.Linear)]
    new = nn.Linear(heads[-1].in_features, classes).type(heads[-1].weight.type())

    def walk(parent):
        for name, child in parent.named_children():
            if child is heads[-1]:
                parent.register_module(name, new)
            else:
                walk(child)

    walk(model)
    return model


def freeze(model):
    names = [n for n, m in model.named_modules() if type(m) is nn.Linear]
    for name, p in model.named_parameters():
        p.requires_grad_(name.rpartition(".")[0] == names[-1])
    return model
