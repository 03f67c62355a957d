"""Unusual, and right: layers as convolutions and the other way round, parameters without layers."""

from __future__ import annotations

from functools import partial

import torch
from torch import nn
from torch.nn import functional as F


def squash(x):
    return 2 * torch.sigmoid(2 * x) - 1


class LeNet(nn.Module):
    def __init__(self, classes=10, width=1.0):
        super().__init__()
        self.out = nn.Linear(int(84 * width), classes)
        self.hidden = nn.ModuleDict(
            {
                "two": nn.Linear(int(120 * width), int(84 * width)),
                "one": nn.Linear(int(16 * width) * 25, int(120 * width)),
            }
        )
        self.convs = nn.ModuleList(
            [nn.Conv2d(1, int(6 * width), 5), nn.Conv2d(int(6 * width), int(16 * width), 5)]
        )

    def forward(self, images):
        for conv in self.convs:
            images = F.interpolate(squash(conv(images)), scale_factor=0.5, mode="area")
        h = images.flatten(start_dim=1)
        for which in ("one", "two"):
            h = squash(self.hidden[which](h))
        return self.out(h)


class AlexNet(nn.Module):
    def __init__(self, classes=1000, width=1.0):
        super().__init__()
        a, b, c, d = (int(n * width) for n in (64, 192, 384, 256))
        h = int(4096 * width)
        self.layers = nn.ModuleList(
            [
                nn.Conv2d(3, a, 11, 4, 2),
                nn.Conv2d(a, b, 5, 1, 2),
                nn.Conv2d(b, c, 3, 1, 1),
                nn.Conv2d(c, d, 3, 1, 1),
                nn.Conv2d(d, d, 3, 1, 1),
                nn.Conv2d(d, h, 6),
                nn.Conv2d(h, h, 1),
                nn.Conv2d(h, classes, 1),
            ]
        )
        self.drop = nn.Dropout(p=0.5)

    def forward(self, x):
        for i, layer in enumerate(self.layers):
            if i in (5, 6):
                x = self.drop(x)
            x = layer(x)
            if i < 7:
                x = F.relu(x)
            if i in (0, 1, 4):
                x = F.max_pool2d(x, kernel_size=3, stride=2)
        return x.squeeze(3).squeeze(2)


class Drop(nn.Module):
    def forward(self, x):
        if not self.training:
            return x
        return x * (torch.rand_like(x) > 0.5) * 2


class CR(nn.Conv2d):
    def forward(self, x):
        return F.relu(super().forward(x))


class LR(nn.Linear):
    def forward(self, x):
        return F.relu(super().forward(x))


class ZFNet(nn.Module):
    def __init__(self, classes=1000, width=1.0):
        super().__init__()

        def n(k):
            return int(k * width)

        self.seq = nn.Sequential(
            CR(3, n(96), 7, 2, 1),
            nn.MaxPool2d(3, 2, ceil_mode=True),
            CR(n(96), n(256), 5, 2),
            nn.MaxPool2d(3, 2, ceil_mode=True),
            CR(n(256), n(384), 3, padding=1),
            CR(n(384), n(384), 3, padding=1),
            CR(n(384), n(256), 3, padding=1),
            nn.MaxPool2d(3, 2),
            Drop(),
            CR(n(256), n(4096), 6),
            nn.Flatten(),
            Drop(),
            LR(n(4096), n(4096)),
            nn.Linear(n(4096), classes),
        )

    def forward(self, x):
        return self.seq(x)


class VGG(nn.Module):
    def __init__(self, config, classes=1000, width=1.0):
        super().__init__()
        pairs = [
            None if e == "M" else (e if isinstance(e, (tuple, list)) else (e, 3)) for e in config
        ]
        sizes = [3] + [int(p[0] * width) for p in pairs if p]
        kernels = [p[1] for p in pairs if p]
        self.w = nn.ParameterList(
            [
                nn.Parameter(torch.randn(o, i, k, k) * 0.05)
                for i, o, k in zip(sizes, sizes[1:], kernels)
            ]
        )
        self.b = nn.ParameterList([nn.Parameter(torch.zeros(o)) for o in sizes[1:]])
        self.plan = ["M" if p is None else "C" for p in pairs]
        h = int(width * 4096)
        self.tail = nn.Sequential(
            nn.Conv2d(sizes[-1], h, 7),
            nn.ReLU(),
            nn.Dropout(),
            nn.Conv2d(h, h, 1),
            nn.Dropout(),
            nn.ReLU(),
            nn.Conv2d(h, classes, 1),
            nn.Flatten(),
        )

    def forward(self, x):
        j = 0
        for p in self.plan:
            if p == "M":
                x = F.max_pool2d(x, 2)
            else:
                w = self.w[j]
                x = F.relu_(F.conv2d(x, w, self.b[j], padding=w.shape[-1] // 2))
                j += 1
        return self.tail(x)


class Inception(nn.Module):
    def __init__(self, c, c1, r3, c3, r5, c5, proj):
        super().__init__()
        self.a, self.b, self.d, self.e = (
            nn.Linear(c, c1),
            nn.Linear(c, r3),
            nn.Linear(c, r5),
            nn.Linear(c, proj),
        )
        self.b2, self.d2 = nn.Conv2d(r3, c3, 3, padding=1), nn.Conv2d(r5, c5, 5, padding=2)

    def point(self, layer, x):
        return layer(x.movedim(1, -1)).movedim(-1, 1).relu()

    def forward(self, x):
        n, _, h, w = x.shape
        pooled = (
            F.unfold(F.pad(x, (1, 1, 1, 1), value=float("-inf")), 3)
            .view(n, x.shape[1], 9, h, w)
            .amax(2)
        )
        return torch.cat(
            [
                self.point(self.a, x),
                self.b2(self.point(self.b, x)).relu(),
                self.d2(self.point(self.d, x)).relu(),
                self.point(self.e, pooled),
            ],
            1,
        )


class Mod(nn.Module):
    def __init__(self, c, row):
        super().__init__()
        c1, r3, c3, r5, c5, p = row
        self.l = nn.ModuleList(
            [
                nn.Conv2d(c, c1, 1),
                nn.Conv2d(c, r3, 1),
                nn.Conv2d(r3, c3, 3, 1, 1),
                nn.Conv2d(c, r5, 1),
                nn.Conv2d(r5, c5, 5, 1, 2),
                nn.Conv2d(c, p, 1),
            ]
        )

    def forward(self, x):
        a, b, c, d, e, f = self.l
        return F.relu(
            torch.cat([a(x), c(b(x).relu()), e(d(x).relu()), f(F.max_pool2d(x, 3, 1, 1))], 1)
        )


ROWS = {
    "3a": (192, 64, 96, 128, 16, 32, 32),
    "3b": (256, 128, 128, 192, 32, 96, 64),
    "4a": (480, 192, 96, 208, 16, 48, 64),
    "4b": (512, 160, 112, 224, 24, 64, 64),
    "4c": (512, 128, 128, 256, 24, 64, 64),
    "4d": (512, 112, 144, 288, 32, 64, 64),
    "4e": (528, 256, 160, 320, 32, 128, 128),
    "5a": (832, 256, 160, 320, 32, 128, 128),
    "5b": (832, 384, 192, 384, 48, 128, 128),
}


class GoogLeNet(nn.Module):
    def __init__(self, classes=1000, width=1.0):
        super().__init__()
        self.fc = nn.Linear(int(1024 * width), classes)
        for name, (c, *row) in ROWS.items():
            setattr(self, "inception" + name, Mod(int(c * width), [int(n * width) for n in row]))
        self.conv = nn.ModuleDict(
            {
                "a": nn.Conv2d(3, int(64 * width), 7, 2, 3),
                "b": nn.Conv2d(int(64 * width), int(64 * width), 1),
                "c": nn.Conv2d(int(64 * width), int(192 * width), 3, padding=1),
            }
        )

    def forward(self, x):
        pool = partial(F.max_pool2d, kernel_size=3, stride=2, ceil_mode=True)
        x = pool(self.conv["a"](x).relu())
        x = pool(self.conv["c"](self.conv["b"](x).relu()).relu())
        for name in ROWS:
            x = getattr(self, "inception" + name)(x)
            if name in ("3b", "4e"):
                x = pool(x)
        return self.fc(F.dropout(x.flatten(2).mean(-1), 0.4, training=self.training))


class Norm(nn.Module):
    def __init__(self, f):
        super().__init__()
        self.gamma, self.beta = nn.Parameter(torch.ones(f)), nn.Parameter(torch.zeros(f))
        self.register_buffer("mean", torch.zeros(f))
        self.register_buffer("var", torch.ones(f))

    def forward(self, x):
        return F.batch_norm(x, self.mean, self.var, self.gamma, self.beta, self.training, 0.1, 1e-5)


class BasicBlock(nn.Module):
    def __init__(self, c, f, stride=1):
        super().__init__()
        self.channels = f
        self.a, self.b = (
            nn.Conv2d(c, f, 3, stride, 1, bias=False),
            nn.Conv2d(f, f, 3, padding=1, bias=False),
        )
        self.na, self.nb = Norm(f), Norm(f)
        self.s = (
            nn.Sequential(nn.Conv2d(c, f, 1, stride, bias=False), Norm(f))
            if c != f or stride != 1
            else None
        )

    def forward(self, x):
        y = self.nb(self.b(self.na(self.a(x)).relu()))
        y = y + (x if self.s is None else self.s(x))
        return y * (y > 0)


class PreActivation(nn.Module):
    def __init__(self, c, f, stride=1):
        super().__init__()
        self.f = self.channels = f
        self.fits = stride == 1 and c == f
        self.stride = stride
        self.n1, self.n2 = nn.BatchNorm2d(c), nn.BatchNorm2d(f)
        self.w1 = nn.Parameter(torch.randn(f, c, 3, 3) / 10)
        self.w2 = nn.Parameter(torch.randn(f, f, 3, 3) / 10)
        if not self.fits:
            self.ws = nn.Parameter(torch.randn(f, c, 1, 1) / 10)

    def forward(self, x):
        a = F.relu(self.n1(x))
        if self.fits:
            return x + F.conv2d(
                F.relu(self.n2(F.conv2d(a, self.w1, padding=1))), self.w2, padding=1
            )
        w = torch.cat([self.w1, F.pad(self.ws, (1, 1, 1, 1))])
        both = F.conv2d(a, w, stride=self.stride, padding=1)
        y, s = both.split(self.f, 1)
        return F.conv2d(F.relu(self.n2(y)), self.w2, padding=1) + s


class Bottleneck(nn.Module):
    def __init__(self, c, f, stride=1, groups=1, base=64):
        super().__init__()
        each = f * base // 64
        m = each * groups
        self.channels = 4 * f
        self.down = nn.Conv2d(c, m, 1, bias=False)
        self.n1 = nn.BatchNorm2d(m)
        self.paths = nn.ModuleList(
            [nn.Conv2d(each, each, 3, stride, 1, bias=False) for _ in range(groups)]
        )
        self.n2 = nn.BatchNorm2d(m)
        self.up = nn.Conv2d(m, 4 * f, 1, bias=False)
        self.n3 = nn.BatchNorm2d(4 * f)
        self.short = (
            nn.Identity()
            if stride == 1 and c == 4 * f
            else nn.Sequential(nn.Conv2d(c, 4 * f, 1, stride, bias=False), nn.BatchNorm2d(4 * f))
        )

    def forward(self, x):
        y = F.relu(self.n1(self.down(x)))
        y = torch.cat([p(s) for p, s in zip(self.paths, y.chunk(len(self.paths), 1))], 1)
        y = F.relu(self.n2(y))
        return F.relu(self.n3(self.up(y)) + self.short(x))


def chain_of(block, c, f, repeats):
    for stage, n in enumerate(repeats):
        for i in range(n):
            made = block(c, f << stage, 1 + (i == 0 < stage))
            c = made.channels
            yield made


class ResNet(nn.Sequential):
    def __init__(self, block, repeats, classes=1000, width=1.0):
        f = round(64 * width)
        blocks = list(chain_of(block, f, f, repeats))
        super().__init__(
            nn.Conv2d(3, f, 7, 2, 3, bias=False),
            nn.BatchNorm2d(f),
            nn.ReLU(),
            nn.MaxPool2d(3, 2, 1),
            *blocks,
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(blocks[-1].channels, classes, 1),
            nn.Flatten(),
        )


class SqueezeExcite(nn.Module):
    def __init__(self, c, ratio=16):
        super().__init__()
        r = c // ratio
        self.w = nn.ParameterDict(
            {
                "down": nn.Parameter(torch.randn(r, c)),
                "up": nn.Parameter(torch.randn(c, r)),
                "b_down": nn.Parameter(torch.zeros(r)),
                "b_up": nn.Parameter(torch.zeros(c)),
            }
        )

    def forward(self, x):
        m = x.sum((-1, -2)) / (x.shape[-1] * x.shape[-2])
        z = F.linear(
            F.relu(F.linear(m, self.w["down"], self.w["b_down"])), self.w["up"], self.w["b_up"]
        )
        return x / (1 + torch.exp(-z))[..., None, None]


def wide_resnet50(classes=1000, width=1.0):
    f = int(64 * width)
    layers, c = (
        [nn.Conv2d(3, f, 7, 2, 3, bias=False), nn.BatchNorm2d(f), nn.ReLU(), nn.MaxPool2d(3, 2, 1)],
        f,
    )
    for stage, n in enumerate((3, 4, 6, 3)):
        for i in range(n):
            layers.append(Bottleneck(c, f * 2**stage, 2 if stage and not i else 1, base=128))
            c = 4 * f * 2**stage
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(c, classes))


class Path(nn.Module):
    def __init__(self, c, f, stride):
        super().__init__()
        d = f * 4 // 64
        self.channels = 4 * f
        self.inn = nn.Sequential(
            nn.Conv2d(c, 32 * d, 1, bias=False), nn.BatchNorm2d(32 * d), nn.ReLU()
        )
        self.mid = nn.ModuleList(nn.Conv2d(d, d, 3, stride, 1, bias=False) for _ in range(32))
        self.out = nn.Sequential(
            nn.BatchNorm2d(32 * d),
            nn.ReLU(),
            nn.Conv2d(32 * d, 4 * f, 1, bias=False),
            nn.BatchNorm2d(4 * f),
        )
        self.way = (
            None
            if c == 4 * f and stride == 1
            else nn.Sequential(nn.Conv2d(c, 4 * f, 1, stride, bias=False), nn.BatchNorm2d(4 * f))
        )

    def forward(self, x):
        parts = self.inn(x).tensor_split(32, 1)
        y = self.out(torch.cat([m(p) for m, p in zip(self.mid, parts)], 1))
        return (y + (self.way(x) if self.way is not None else x)).relu()


def resnext50(classes=1000, width=1.0):
    return ResNet(Path, [3, 4, 6, 3], classes, width)


class DenseLayer(nn.Module):
    def __init__(self, c, k):
        super().__init__()
        self.k = k
        self.n = nn.ModuleList([nn.BatchNorm2d(c), nn.BatchNorm2d(4 * k)])
        self.w = nn.ModuleList(
            [nn.Conv2d(c, 4 * k, 1, bias=False), nn.Conv2d(4 * k, k, 3, 1, "same", bias=False)]
        )

    def forward(self, x):
        n, c, h, w = x.shape
        out = x.new_empty(n, c + self.k, h, w)
        y = x
        for norm, conv in zip(self.n, self.w):
            y = conv(norm(y).relu())
        out[:, :c] = x
        out[:, c:] = y
        return out


class Layer(nn.Module):
    def __init__(self, c, k):
        super().__init__()
        self.f = nn.Sequential(
            nn.BatchNorm2d(c),
            nn.ReLU(),
            nn.Conv2d(c, 4 * k, 1, bias=False),
            nn.BatchNorm2d(4 * k),
            nn.ReLU(),
            nn.Conv2d(4 * k, k, 3, 1, 1, bias=False),
        )

    def forward(self, maps):
        return self.f(torch.cat(maps, 1))


class Block(nn.ModuleList):
    def forward(self, x):
        maps = [x]
        for layer in self:
            maps.append(layer(maps))
        return torch.cat(maps, 1)


class DenseNet(nn.Module):
    def __init__(self, repeats, k=32, classes=1000):
        super().__init__()
        c = 2 * k
        net = nn.Sequential(
            nn.Conv2d(3, c, 7, 2, 3, bias=False),
            nn.BatchNorm2d(c),
            nn.ReLU(True),
            nn.MaxPool2d(3, 2, 1),
        )
        for i, n in enumerate(repeats):
            if i:
                net.append(nn.Sequential(nn.Conv2d(c, c // 2, 1, bias=False), nn.AvgPool2d(2, 2)))
                c //= 2
            net.append(Block([Layer(c + j * k, k) for j in range(n)]))
            c += n * k
            net.append(nn.Sequential(nn.BatchNorm2d(c), nn.ReLU()))
        self.net, self.fc = net, nn.Linear(c, classes)

    def forward(self, x):
        return self.fc(self.net(x).mean((2, 3)))


class Separable(nn.Module):
    def __init__(self, c, f, stride=1):
        super().__init__()
        self.s = stride
        self.spatial = nn.Parameter(torch.randn(c, 1, 3, 3))
        self.across = nn.Parameter(torch.randn(f, c, 1, 1))
        self.n1, self.n2 = nn.BatchNorm2d(c), nn.BatchNorm2d(f)

    def forward(self, x):
        x = F.conv2d(x, self.spatial, None, self.s, 1, 1, x.shape[1])
        x = F.conv2d(self.n1(x).relu(), self.across)
        return self.n2(x).relu()


PLAN = "64 128/2 128 256/2 256 512/2 512 512 512 512 512 1024/2 1024"


class MobileNet(nn.Module):
    def __init__(self, classes=1000, width=1.0):
        super().__init__()
        c = int(32 * width)
        mods = [nn.Conv2d(3, c, 3, 2, 1, bias=False), nn.BatchNorm2d(c), nn.ReLU()]
        for item in [
            "64",
            "128/2",
            "128",
            "256/2",
            "256",
            "512/2",
            "512",
            "512",
            "512",
            "512",
            "512",
            "1024/2",
            "1024",
        ]:
            f, _, s = item.partition("/")
            f = int(int(f) * width)
            mods.append(Separable(c, f, int(s or 1)))
            c = f
        self.net = nn.Sequential(*mods)
        self.classifier = nn.Conv2d(c, classes, 1)

    def forward(self, x):
        return self.classifier(self.net(x).mean((2, 3), keepdim=True)).flatten(1)


def swish(x):
    return x * torch.sigmoid(x)


class MBConv(nn.Module):
    def __init__(self, c, f, expand, kernel, stride):
        super().__init__()
        self.expanded = expand > 1
        m = c * expand
        if self.expanded:
            self.conv0, self.bn0 = nn.Conv2d(c, m, 1, bias=False), nn.BatchNorm2d(m)
        self.pad = nn.ZeroPad2d(kernel // 2)
        self.conv1, self.bn1 = (
            nn.Conv2d(m, m, kernel, stride, groups=m, bias=False),
            nn.BatchNorm2d(m),
        )
        self.se1, self.se2 = nn.Conv2d(m, max(1, c // 4), 1), nn.Conv2d(max(1, c // 4), m, 1)
        self.conv2, self.bn2 = nn.Conv2d(m, f, 1, bias=False), nn.BatchNorm2d(f)
        self.add = stride == 1 and c == f

    def forward(self, inputs):
        x = inputs
        if self.expanded:
            x = swish(self.bn0(self.conv0(x)))
        x = swish(self.bn1(self.conv1(self.pad(x))))
        x = torch.sigmoid(self.se2(swish(self.se1(F.adaptive_avg_pool2d(x, 1))))) * x
        x = self.bn2(self.conv2(x))
        return x + inputs if self.add else x


def once(f, k):
    return [
        nn.ReLU(),
        nn.Conv2d(f, f, k, padding=k // 2, groups=f, bias=False),
        nn.Conv2d(f, f, 1, bias=False),
        nn.BatchNorm2d(f),
    ]


class NASCell(nn.Module):
    def __init__(self, left, right, f):
        super().__init__()
        for name, k in {"b5": 5, "a3": 3, "a5": 5, "a33": 3, "b3": 3}.items():
            self.add_module(name, nn.Sequential(*once(f, k), *once(f, k)))
        self.l, self.r = nn.Conv2d(left, f, 1, bias=False), nn.Conv2d(right, f, 1, bias=False)
        self.ln, self.rn = nn.BatchNorm2d(f), nn.BatchNorm2d(f)

    def avg(self, x):
        ones = torch.ones_like(x[:1, :1])
        return F.avg_pool2d(x, 3, 1, 1) / F.avg_pool2d(ones, 3, 1, 1)

    def forward(self, p, q):
        a, b = self.ln(self.l(p.relu())), self.rn(self.r(q.relu()))
        return torch.cat(
            (
                a,
                self.b5(b) + self.a3(a),
                self.a5(a) + self.a33(a),
                self.avg(b) + a,
                2 * self.avg(a),
                self.b3(b) + b,
            ),
            1,
        )


class Counter:
    def __init__(self):
        self.n = 0

    def __call__(self, layer, given, out):
        per = (
            layer.in_features
            if isinstance(layer, nn.Linear)
            else layer.in_channels // layer.groups * layer.kernel_size[0] * layer.kernel_size[1]
        )
        self.n += per * out.numel()


def multiply_adds(model, x):
    counter = Counter()
    state = {k: v.clone() for k, v in model.state_dict().items()}
    hooks = []

    def walk(m):
        if isinstance(m, (nn.Linear, nn.Conv2d)):
            hooks.append(m.register_forward_hook(counter))
        for child in m.children():
            walk(child)

    walk(model)
    with torch.no_grad():
        model(x)
    for h in hooks:
        h.remove()
    model.load_state_dict(state)
    return counter.n


def replace_head(model, classes):
    last = [m for m in model.modules() if isinstance(m, nn.Linear)].pop()
    for parent in model.modules():
        for name, child in parent._modules.items():
            if child is last:
                parent._modules[name] = nn.Linear(
                    last.in_features,
                    classes,
                    bias=True,
                    device=last.weight.device,
                    dtype=last.weight.dtype,
                )
    return model


def freeze(model):
    name = [n for n, m in model.named_modules() if isinstance(m, nn.Linear)][-1]
    for n, p in model.named_parameters():
        p.requires_grad = n.startswith(name + ".")
    return model


def fine_tune_step(model, optimizer, x, y):
    model.train()
    model.apply(
        lambda m: m.eval() if isinstance(m, nn.BatchNorm2d) and not m.weight.requires_grad else m
    )
    for p in model.parameters():
        p.grad = None
    out = model(x)
    loss = nn.CrossEntropyLoss()(out, y)
    params = [p for g in optimizer.param_groups for p in g["params"] if p.requires_grad]
    for p, g in zip(params, torch.autograd.grad(loss, params)):
        p.grad = g
    optimizer.step()
    return loss.detach().cpu().item()
