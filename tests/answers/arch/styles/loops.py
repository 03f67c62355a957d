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


class Rows(nn.Module):
    """Layers one after the other; a ReLU behind each that is a convolution."""

    def __init__(self, rows):
        super().__init__()
        self.rows = nn.ModuleList(rows)

    def forward(self, x):
        for layer in self.rows:
            x = layer(x)
            if isinstance(layer, nn.Conv2d):
                x = x.clamp(min=0)
        return x


class Units(nn.Module):
    def __init__(self, sizes, before):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
        self.before, self.drop = before, nn.Dropout()

    def forward(self, x):
        x = x.reshape(x.shape[0], -1)
        *hidden, last = self.layers
        for layer in hidden:
            x = layer(self.drop(x) if self.before else x).relu()
            x = x if self.before else self.drop(x)
        return last(x)


class AlexNet(nn.Module):
    def __init__(self, classes=1000, width=1.0):
        super().__init__()
        c, rows = 3, []
        table = [(64, 11, 4, 2), None, (192, 5, 1, 2), None, (384, 3, 1, 1), (256, 3, 1, 1)]
        for row in [*table, (256, 3, 1, 1), None]:
            if row is None:
                rows.append(nn.MaxPool2d(3, 2))
            else:
                f = int(row[0] * width)
                rows.append(nn.Conv2d(c, f, *row[1:]))
                c = f
        hidden = int(4096 * width)
        self.units = Units([c * 36, hidden, hidden, classes], True)
        self.rows = Rows(rows)

    def forward(self, x):
        return self.units(self.rows(x))


class ZFNet(nn.Module):
    def __init__(self, classes=1000, width=1.0):
        super().__init__()
        c1, c2, c3, hidden = (int(n * width) for n in (96, 256, 384, 4096))
        rows = [nn.Conv2d(3, c1, 7, 2, 1), nn.MaxPool2d(3, 2, ceil_mode=True)]
        rows += [nn.Conv2d(c1, c2, 5, 2), nn.MaxPool2d(3, 2, ceil_mode=True)]
        for a, b in ((c2, c3), (c3, c3), (c3, c2)):
            rows.append(nn.Conv2d(a, b, 3, 1, 1))
        self.units = Units([c2 * 36, hidden, hidden, classes], True)
        self.rows = Rows([*rows, nn.MaxPool2d(3, 2)])

    def forward(self, x):
        return self.units(self.rows(x))


class VGG(nn.Module):
    def __init__(self, config, classes=1000, width=1.0):
        super().__init__()
        maps, rows = [3], []
        for each in config:
            if isinstance(each, str):
                rows.append(nn.MaxPool2d(kernel_size=2, stride=2))
            else:
                number, size = each if isinstance(each, tuple) else (each, 3)
                maps.append(round(number * width))
                rows.append(nn.Conv2d(maps[-2], maps[-1], size, 1, (size - 1) // 2))
        hidden = round(4096 * width)
        self.units = Units([maps[-1] * 49, hidden, hidden, classes], False)
        self.rows = Rows(rows)

    def forward(self, x):
        return self.units(self.rows(x))


class Inception(nn.Module):
    def __init__(self, c, c1, r3, c3, r5, c5, proj):
        super().__init__()
        self.branches = nn.ModuleDict(
            {
                "pool": Rows([nn.MaxPool2d(3, 1, 1), nn.Conv2d(c, proj, 1)]),
                "five": Rows([nn.Conv2d(c, r5, 1), nn.Conv2d(r5, c5, 5, 1, 2)]),
                "three": Rows([nn.Conv2d(c, r3, 1), nn.Conv2d(r3, c3, 3, 1, 1)]),
                "one": Rows([nn.Conv2d(c, c1, 1)]),
            }
        )

    def forward(self, x):
        out = []
        for name in ("one", "three", "five", "pool"):
            out.append(self.branches[name](x))
        return torch.cat(out, 1)


class GoogLeNet(nn.Module):
    def __init__(self, classes=1000, width=1.0):
        super().__init__()
        stages = [
            [(192, 64, 96, 128, 16, 32, 32), (256, 128, 128, 192, 32, 96, 64)],
            [
                (480, 192, 96, 208, 16, 48, 64), (512, 160, 112, 224, 24, 64, 64),
                (512, 128, 128, 256, 24, 64, 64), (512, 112, 144, 288, 32, 64, 64),
                (528, 256, 160, 320, 32, 128, 128),
            ],
            [(832, 256, 160, 320, 32, 128, 128), (832, 384, 192, 384, 48, 128, 128)],
        ]  # fmt: skip
        self.fc = nn.Linear(int(1024 * width), classes)
        self.stages = nn.ModuleList()
        for stage in stages:
            made = nn.ModuleList()
            for row in stage:
                made.append(Inception(*[int(n * width) for n in row]))
            self.stages.append(made)
        a, b = int(64 * width), int(192 * width)
        self.first = nn.ModuleList(
            [nn.Conv2d(3, a, 7, 2, 3), nn.Conv2d(a, a, 1), nn.Conv2d(a, b, 3, 1, 1)]
        )
        self.pool, self.drop = nn.MaxPool2d(3, 2, ceil_mode=True), nn.Dropout(0.4)

    def forward(self, x):
        for number, layer in enumerate(self.first):
            x = torch.relu(layer(x))
            if number != 1:
                x = self.pool(x)
        for number, stage in enumerate(self.stages):
            x = self.pool(x) if number > 0 else x
            for module in stage:
                x = module(x)
        return self.fc(self.drop(x.flatten(2).mean(2)))


class PreActivation(nn.Module):
    def __init__(self, c, f, stride=1):
        super().__init__()
        self.channels, self.fits = f, (c, 1) == (f, stride)
        self.convs = nn.ModuleList()
        self.norms = nn.ModuleList()
        for channels, step in ((c, stride), (f, 1)):
            self.convs.append(nn.Conv2d(channels, f, 3, step, 1, bias=False))
            self.norms.append(nn.BatchNorm2d(channels))
        if not self.fits:
            self.convs.append(nn.Conv2d(c, f, 1, stride, bias=False))

    def forward(self, x):
        out = x
        for number in range(2):
            out = self.norms[number](out).relu()
            if number == 0 and not self.fits:
                x = self.convs[2](out)
            out = self.convs[number](out)
        return torch.stack([out, x]).sum(0)


class Bottleneck(nn.Module):
    """Groups as paths of their own."""

    def __init__(self, c, f, stride=1, groups=1, base=64):
        super().__init__()
        self.channels, each = 4 * f, f * base // 64
        m = each * groups
        self.shortcut = nn.ModuleList()
        if (c, 1) != (4 * f, stride):
            self.shortcut.append(nn.Conv2d(c, 4 * f, 1, stride, bias=False))
            self.shortcut.append(nn.BatchNorm2d(4 * f))
        self.paths = nn.ModuleList()
        for _ in range(groups):
            self.paths.append(nn.Conv2d(each, each, 3, stride, 1, bias=False))
        self.down, self.up = nn.Conv2d(c, m, 1, bias=False), nn.Conv2d(m, 4 * f, 1, bias=False)
        self.norms = nn.ModuleList(nn.BatchNorm2d(n) for n in (m, m, 4 * f))

    def forward(self, x):
        way = x
        for layer in self.shortcut:
            way = layer(way)
        shares = self.norms[0](self.down(x)).relu().chunk(len(self.paths), 1)
        across = torch.cat([path(share) for path, share in zip(self.paths, shares)], 1)
        return (self.norms[2](self.up(self.norms[1](across).relu())) + way).relu()


class SqueezeExcite(nn.Module):
    def __init__(self, c, ratio=16):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(c // ratio, c), nn.Linear(c, c // ratio)])

    def forward(self, x):
        up, down = self.layers
        n, c, h, w = x.shape
        s = up(down(x.reshape(n, c, h * w).mean(-1)).clamp(min=0)).sigmoid()
        return x * s.reshape(n, c, 1, 1)


def wide_resnet50(classes=1000, width=1.0):
    def block(c, f, stride):
        return Bottleneck(c=c, f=f, stride=stride, base=128)

    return ResNet(block=block, repeats=[3, 4, 6, 3], classes=classes, width=width)


def resnext50(classes=1000, width=1.0):
    def block(c, f, stride):
        return Bottleneck(c=c, f=f, stride=stride, groups=32, base=4)

    return ResNet(block=block, repeats=[3, 4, 6, 3], classes=classes, width=width)


class DenseLayer(nn.Module):
    def __init__(self, c, k):
        super().__init__()
        self.layers = nn.ModuleList()
        for channels, maps, size in ((c, 4 * k, 1), (4 * k, k, 3)):
            self.layers.append(nn.BatchNorm2d(channels))
            self.layers.append(nn.Conv2d(channels, maps, size, padding=size // 2, bias=False))

    def forward(self, x):
        new = x
        for layer in self.layers:
            new = layer(new)
            if isinstance(layer, nn.BatchNorm2d):
                new = new.relu()
        return torch.cat([x, new], 1)


class DenseNet(nn.Module):
    def __init__(self, repeats, k=32, classes=1000):
        super().__init__()
        c = 2 * k
        self.stem = nn.ModuleList([nn.Conv2d(3, c, 7, 2, 3, bias=False), nn.BatchNorm2d(c)])
        self.blocks, self.transitions = nn.ModuleList(), nn.ModuleList()
        for number, count in enumerate(repeats):
            block = nn.ModuleList()
            for _ in range(count):
                block.append(DenseLayer(c, k))
                c += k
            self.blocks.append(block)
            norm = nn.BatchNorm2d(c)
            if number < len(repeats) - 1:
                self.transitions.append(nn.ModuleList([norm, nn.Conv2d(c, c // 2, 1, bias=False)]))
                c //= 2
            else:
                self.transitions.append(nn.ModuleList([norm]))
        self.head = nn.Linear(c, classes)

    def forward(self, x):
        for layer in self.stem:
            x = layer(x)
        x = F.max_pool2d(x.relu(), 3, 2, 1)
        for block, (norm, *rest) in zip(self.blocks, self.transitions):
            for layer in block:
                x = layer(x)
            x = norm(x).relu()
            for layer in rest:
                x = F.avg_pool2d(layer(x), 2)
        return self.head(x.flatten(2).mean(2))


class Separable(nn.Module):
    """Each channel's filter is a convolution of its own kind: a product of shifted copies."""

    def __init__(self, c, f, stride=1):
        super().__init__()
        self.layers = nn.ModuleList()
        for channels, maps, size, step in ((c, c, 3, stride), (c, f, 1, 1)):
            groups = channels if size == 3 else 1
            conv = nn.Conv2d(channels, maps, size, step, size // 2, groups=groups, bias=False)
            self.layers.extend([conv, nn.BatchNorm2d(maps)])

    def forward(self, x):
        for number, layer in enumerate(self.layers):
            x = layer(x).relu() if number % 2 else layer(x)
        return x


class MobileNet(nn.Module):
    def __init__(self, classes=1000, width=1.0):
        super().__init__()
        c = int(32 * width)
        self.conv, self.norm = nn.Conv2d(3, c, 3, 2, 1, bias=False), nn.BatchNorm2d(c)
        self.layers = nn.ModuleList()
        for f, count in ((64, 1), (128, 2), (256, 2), (512, 6), (1024, 2)):
            for number in range(count):
                maps = int(f * width)
                self.layers.append(Separable(c, maps, 2 if f > 64 and number == 0 else 1))
                c = maps
        self.head = nn.Linear(c, classes)

    def forward(self, x):
        x = self.norm(self.conv(x)).relu()
        for layer in self.layers:
            x = layer(x)
        return self.head(x.flatten(2).mean(2))


class MBConv(nn.Module):
    def __init__(self, c, f, expand, kernel, stride):
        super().__init__()
        m = c * expand
        rows = [(c, m, 1, 1, 1), (m, m, kernel, stride, m), (m, f, 1, 1, 1)]
        self.convs, self.norms = nn.ModuleList(), nn.ModuleList()
        for a, b, k, s, groups in rows[expand == 1 :]:
            self.norms.append(nn.BatchNorm2d(b))
            self.convs.append(nn.Conv2d(a, b, k, s, k // 2, groups=groups, bias=False))
        self.small = nn.ModuleList([nn.Linear(m, c // 4), nn.Linear(c // 4, m)])
        self.adds = stride == 1 and c == f

    def forward(self, x):
        out = x
        for number, (conv, norm) in enumerate(zip(self.convs, self.norms)):
            if number == len(self.convs) - 1:
                down, up = self.small
                s = down(out.mean((2, 3)))
                s = up(s * s.sigmoid()).sigmoid()
                out = norm(conv(torch.einsum("nchw,nc->nchw", out, s)))
            else:
                out = norm(conv(out))
                out = out * out.sigmoid()
        return x + out if self.adds else out


class NASCell(nn.Module):
    PLAN = ((5, "b", 3, "a"), (5, "a", 3, "a"), (3, "b", 0, "b"))

    def __init__(self, left, right, f):
        super().__init__()
        self.bring = nn.ModuleList()
        for channels in (left, right):
            self.bring.append(nn.Conv2d(channels, f, 1, bias=False))
            self.bring.append(nn.BatchNorm2d(f))
        self.steps = nn.ModuleDict()
        for number, (one, _, two, _) in enumerate(self.PLAN):
            for half, size in enumerate((one, two)):
                if size:
                    layers = []
                    for _ in range(2):
                        padding = size // 2
                        layers.append(nn.Conv2d(f, f, size, 1, padding, groups=f, bias=False))
                        layers.append(nn.Conv2d(f, f, 1, bias=False))
                        layers.append(nn.BatchNorm2d(f))
                    self.steps[f"{number}{half}"] = nn.ModuleList(layers)

    def run(self, name, x):
        if name not in self.steps:
            return x
        for number, layer in enumerate(self.steps[name]):
            x = layer(x.relu()) if number % 3 == 0 else layer(x)
        return x

    def forward(self, left_input, right_input):
        conv_a, norm_a, conv_b, norm_b = self.bring
        of = {"a": norm_a(conv_a(left_input.relu())), "b": norm_b(conv_b(right_input.relu()))}
        ones = torch.ones_like(of["a"])
        means = {}
        for name, x in of.items():
            means[name] = F.avg_pool2d(x, 3, 1, 1) / F.avg_pool2d(ones, 3, 1, 1)
        sums = []
        for number, (_, one, _, two) in enumerate(self.PLAN):
            sums.append(self.run(f"{number}0", of[one]) + self.run(f"{number}1", of[two]))
        sums[2:2] = [means["b"] + of["a"], means["a"] + means["a"]]
        return torch.cat([of["a"], *sums], 1)


def replace_head(model, classes):
    place = None
    for parent in model.modules():
        for name, child in parent._modules.items():
            if isinstance(child, nn.Linear):
                last = [m for m in model.modules() if isinstance(m, nn.Linear)][-1]
                if child is last:
                    place = parent, name, child
    parent, name, old = place
    new = nn.Linear(old.in_features, classes, True)
    new.to(device=old.weight.device, dtype=old.weight.dtype)
    parent._modules[name] = new
    return model


def freeze(model):
    last = None
    for m in model.modules():
        if isinstance(m, nn.Linear):
            last = m
    for p in model.parameters():
        p.requires_grad = False
    for p in last.parameters():
        p.requires_grad = True
    return model
