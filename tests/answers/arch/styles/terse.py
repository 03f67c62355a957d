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


class Cat(nn.ModuleList):
    def forward(self, x):
        return torch.cat([branch(x) for branch in self], 1)


class Plus(nn.ModuleList):
    def forward(self, x):
        return sum(branch(x) for branch in self)


class Times(Plus):
    def forward(self, x):
        return self[0](x) * self[1](x)


same, relu = nn.Identity, nn.ReLU


def conv(c, f, k, s=1, g=1, act=relu):
    return nn.Sequential(nn.Conv2d(c, f, k, s, k // 2, 1, g, False), nn.BatchNorm2d(f), act())


def biased(c, f, *window):
    return nn.Sequential(nn.Conv2d(c, f, *window), relu())


def scores(c, classes):
    return [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(c, classes)]


def AlexNet(classes=1000, width=1.0):
    a, b, c, d, h = (int(width * n) for n in (64, 192, 384, 256, 4096))
    drop = nn.Dropout()
    return nn.Sequential(
        biased(3, a, 11, 4, 2), nn.MaxPool2d(3, 2), biased(a, b, 5, 1, 2), nn.MaxPool2d(3, 2),
        biased(b, c, 3, 1, 1), biased(c, d, 3, 1, 1), biased(d, d, 3, 1, 1), nn.MaxPool2d(3, 2),
        nn.Flatten(), drop, nn.Linear(36 * d, h), relu(), drop, nn.Linear(h, h), relu(),
        nn.Linear(h, classes),
    )  # fmt: skip


def ZFNet(classes=1000, width=1.0):
    a, b, c, h = (int(width * n) for n in (96, 256, 384, 4096))
    return nn.Sequential(
        biased(3, a, 7, 2, 1), nn.MaxPool2d(3, 2, ceil_mode=True),
        biased(a, b, 5, 2), nn.MaxPool2d(3, 2, ceil_mode=True),
        biased(b, c, 3, 1, 1), biased(c, c, 3, 1, 1), biased(c, b, 3, 1, 1), nn.MaxPool2d(3, 2),
        nn.AdaptiveAvgPool2d(6), nn.Flatten(),
        nn.Dropout(), nn.LazyLinear(h), relu(), nn.Dropout(), nn.LazyLinear(h), relu(),
        nn.LazyLinear(classes),
    )  # fmt: skip


def VGG(config, classes=1000, width=1.0):
    layers, c, h = [], 3, int(4096 * width)
    for entry in config:
        f, k = entry if isinstance(entry, (tuple, list)) else (entry, 3)
        if f == "M":
            layers += [nn.MaxPool2d(2, 2)]
        else:
            layers += [nn.Conv2d(c, c := int(f * width), k, padding="same"), relu()]
    head = [nn.Linear(49 * c, h), relu(), nn.Dropout(), nn.Linear(h, h), relu(), nn.Dropout()]
    return nn.Sequential(*layers, nn.Flatten(), *head, nn.Linear(h, classes))


def Inception(c, c1, r3, c3, r5, c5, proj):
    return Cat(
        [
            biased(c, c1, 1),
            nn.Sequential(biased(c, r3, 1), biased(r3, c3, 3, 1, 1)),
            nn.Sequential(biased(c, r5, 1), biased(r5, c5, 5, 1, 2)),
            nn.Sequential(nn.MaxPool2d(3, 1, 1), biased(c, proj, 1)),
        ]
    )


TABLE = """64 96 128 16 32 32; 128 128 192 32 96 64; M
192 96 208 16 48 64; 160 112 224 24 64 64; 128 128 256 24 64 64; 112 144 288 32 64 64
256 160 320 32 128 128; M; 256 160 320 32 128 128; 384 192 384 48 128 128"""


def GoogLeNet(classes=1000, width=1.0):
    def pool():
        return nn.MaxPool2d(3, 2, ceil_mode=True)

    a, c = int(64 * width), int(192 * width)
    layers = [biased(3, a, 7, 2, 3), pool(), biased(a, a, 1), biased(a, c, 3, 1, 1), pool()]
    for row in TABLE.replace("\n", ";").split(";"):
        if row.strip() == "M":
            layers.append(pool())
        else:
            c1, r3, c3, r5, c5, proj = (int(int(n) * width) for n in row.split())
            layers.append(Inception(c, c1, r3, c3, r5, c5, proj))
            c = c1 + c3 + c5 + proj
    mean, flat, last = scores(c, classes)
    return nn.Sequential(*layers, mean, flat, nn.Dropout(0.4), last)


def shortcut(c, f, s, **options):
    return same() if (s, c) == (1, f) else conv(c, f, 1, s, act=same, **options)


def channels(block, f):
    block.channels = f
    return block


def PreActivation(c, f, stride=1):
    first = [nn.BatchNorm2d(c), relu()]
    branch = [
        nn.Conv2d(c, f, 3, stride, 1, bias=False),
        *(nn.BatchNorm2d(f), relu(), nn.Conv2d(f, f, 3, 1, 1, bias=False)),
    ]
    if stride == 1 and c == f:
        return channels(Plus([same(), nn.Sequential(*first, *branch)]), f)
    way = nn.Conv2d(c, f, 1, stride, bias=False)
    return channels(nn.Sequential(*first, Plus([way, nn.Sequential(*branch)])), f)


def Bottleneck(c, f, stride=1, groups=1, base=64):
    m = int(f * base / 64) * groups
    branch = [conv(c, m, 1), conv(m, m, 3, stride, groups), conv(m, 4 * f, 1, act=same)]
    block = Plus([nn.Sequential(*branch), shortcut(c, 4 * f, stride)])
    return channels(nn.Sequential(block, relu()), 4 * f)


def SqueezeExcite(c, ratio=16):
    few = c // ratio
    small = [nn.Conv2d(c, few, 1), relu(), nn.Conv2d(few, c, 1), nn.Sigmoid()]
    return Times([same(), nn.Sequential(nn.AdaptiveAvgPool2d(1), *small)])


def wide_resnet50(classes=1000, width=1.0):
    return ResNet(
        lambda c, f, s: Bottleneck(c, f, s, base=128), (3, 4, 6, 3), classes=classes, width=width
    )


def resnext50(classes=1000, width=1.0):
    return ResNet(lambda c, f, s: Bottleneck(c, f, s, 32, 4), (3, 4, 6, 3), classes, width)


def DenseLayer(c, k):
    new = [nn.BatchNorm2d(c), relu(), nn.Conv2d(c, 4 * k, 1, bias=False)]
    new += [nn.BatchNorm2d(4 * k), relu(), nn.Conv2d(4 * k, k, 3, 1, 1, bias=False)]
    return Cat([same(), nn.Sequential(*new)])


def DenseNet(repeats, k=32, classes=1000):
    c = 2 * k
    layers = [conv(3, c, 7, 2), nn.MaxPool2d(3, 2, 1)]
    for count in repeats:
        for _ in range(count):
            layers.append(DenseLayer(c, k))
            c += k
        layers += [nn.BatchNorm2d(c), relu(), nn.Conv2d(c, c := c // 2, 1, bias=False)]
        layers.append(nn.AvgPool2d(2))
    del layers[-2:]
    return nn.Sequential(*layers, *scores(layers[-2].num_features, classes))


def Separable(c, f, stride=1):
    return nn.Sequential(conv(c, c, 3, stride, c), conv(c, f, 1))


def MobileNet(classes=1000, width=1.0):
    maps = [int(n * width) for n in (32, 64, 128, 128, 256, 256, *[512] * 6, 1024, 1024)]
    pairs = zip(maps, maps[1:], (1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1))
    layers = [Separable(*each) for each in pairs]
    return nn.Sequential(conv(3, maps[0], 3, 2), *layers, *scores(maps[-1], classes))


def MBConv(c, f, expand, kernel, stride):
    m = c * expand
    small = [nn.Conv2d(m, c // 4, 1), nn.SiLU(), nn.Conv2d(c // 4, m, 1), nn.Sigmoid()]
    branch = nn.Sequential(
        *([conv(c, m, 1, act=nn.SiLU)] if expand > 1 else []),
        conv(m, m, kernel, stride, m, nn.SiLU),
        Times([same(), nn.Sequential(nn.AdaptiveAvgPool2d(1), *small)]),
        conv(m, f, 1, act=same),
    )
    return Plus([same(), branch]) if (stride, c) == (1, f) else branch


class NASCell(nn.Module):
    def __init__(self, left, right, f):
        super().__init__()

        def sep(k):
            step = lambda: [  # noqa: E731
                relu(), nn.Conv2d(f, f, k, 1, k // 2, groups=f, bias=False), conv(f, f, 1, act=same)
            ]  # fmt: skip
            return nn.Sequential(*step(), *step())

        self.a = nn.Sequential(relu(), conv(left, f, 1, act=same))
        self.b = nn.Sequential(relu(), conv(right, f, 1, act=same))
        self.of_a = nn.ModuleList([sep(3), sep(5), sep(3)])
        self.of_b = nn.ModuleList([sep(5), sep(3)])
        self.avg = nn.AvgPool2d(3, 1, 1, count_include_pad=False)

    def forward(self, left, right):
        a, b = self.a(left), self.b(right)
        p, q, r = (step(a) for step in self.of_a)
        s, t = (step(b) for step in self.of_b)
        return torch.cat([a, s + p, q + r, self.avg(b) + a, 2 * self.avg(a), t + b], 1)


def replace_head(model, classes):
    name, old = [item for item in model.named_modules() if isinstance(item[1], nn.Linear)][-1]
    model.set_submodule(name, nn.Linear(old.in_features, classes).to(old.weight))
    return model


def freeze(model):
    head = [m for m in model.modules() if isinstance(m, nn.Linear)][-1]
    mine = set(map(id, head.parameters()))
    for p in model.parameters():
        p.requires_grad = id(p) in mine
    return model
