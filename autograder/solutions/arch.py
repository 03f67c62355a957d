"""Assignment 07: the networks that made history, in PyTorch."""

from collections.abc import Callable, Sequence
from functools import partial

import torch
import torch.nn.functional as F
from torch import nn


def conv_relu(c: int, f: int, kernel: int, stride: int = 1, padding: int = 0) -> nn.Sequential:
    """A convolution with biases, as before batch norm."""
    return nn.Sequential(nn.Conv2d(c, f, kernel, stride, padding), nn.ReLU())


def conv_norm(c: int, f: int, kernel: int, stride: int = 1, groups: int = 1) -> nn.Sequential:
    """The shift of the norm is the bias."""
    conv = nn.Conv2d(c, f, kernel, stride, kernel // 2, groups=groups, bias=False)
    return nn.Sequential(conv, nn.BatchNorm2d(f))


def conv_norm_relu(c: int, f: int, kernel: int, stride: int = 1) -> nn.Sequential:
    """The usual row of three."""
    return nn.Sequential(conv_norm(c, f, kernel, stride), nn.ReLU())


def mean(x: torch.Tensor) -> torch.Tensor:
    """Over all places: (N, C)."""
    return x.mean((2, 3))


class LeNet(nn.Module):
    """Two convolutions, then 400 numbers."""

    def __init__(self, classes: int = 10, width: float = 1.0) -> None:
        super().__init__()
        c1, c3, c5, f6 = (int(n * width) for n in (6, 16, 120, 84))
        self.conv1 = nn.Conv2d(1, c1, 5)
        self.conv2 = nn.Conv2d(c1, c3, 5)
        self.fc1 = nn.Linear(c3 * 5 * 5, c5)
        self.fc2 = nn.Linear(c5, f6)
        self.fc3 = nn.Linear(f6, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = F.avg_pool2d(torch.tanh(self.conv1(x)), 2)
        x = F.avg_pool2d(torch.tanh(self.conv2(x)), 2)
        x = torch.tanh(self.fc1(x.flatten(1)))
        return self.fc3(torch.tanh(self.fc2(x)))


class AlexNet(nn.Module):
    """224 → 55 → 27 → 13 → 6."""

    def __init__(self, classes: int = 1000, width: float = 1.0) -> None:
        super().__init__()
        c1, c2, c3, c4, hidden = (int(n * width) for n in (64, 192, 384, 256, 4096))
        self.features = nn.Sequential(
            *(conv_relu(3, c1, 11, 4, 2), nn.MaxPool2d(3, 2)),
            *(conv_relu(c1, c2, 5, padding=2), nn.MaxPool2d(3, 2)),
            conv_relu(c2, c3, 3, padding=1),
            conv_relu(c3, c4, 3, padding=1),
            *(conv_relu(c4, c4, 3, padding=1), nn.MaxPool2d(3, 2)),
        )
        self.classifier = nn.Sequential(
            *(nn.Dropout(0.5), nn.Linear(c4 * 6 * 6, hidden), nn.ReLU()),
            *(nn.Dropout(0.5), nn.Linear(hidden, hidden), nn.ReLU()),
            nn.Linear(hidden, classes),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.classifier(self.features(x).flatten(1))


class ZFNet(nn.Module):
    """224 → 110 → 55 → 26 → 13 → 6."""

    def __init__(self, classes: int = 1000, width: float = 1.0) -> None:
        super().__init__()
        c1, c2, c3, hidden = (int(n * width) for n in (96, 256, 384, 4096))
        self.features = nn.Sequential(
            *(conv_relu(3, c1, 7, 2, 1), nn.MaxPool2d(3, 2, ceil_mode=True)),
            *(conv_relu(c1, c2, 5, 2), nn.MaxPool2d(3, 2, ceil_mode=True)),
            conv_relu(c2, c3, 3, padding=1),
            conv_relu(c3, c3, 3, padding=1),
            *(conv_relu(c3, c2, 3, padding=1), nn.MaxPool2d(3, 2)),
        )
        self.classifier = nn.Sequential(
            *(nn.Dropout(0.5), nn.Linear(c2 * 6 * 6, hidden), nn.ReLU()),
            *(nn.Dropout(0.5), nn.Linear(hidden, hidden), nn.ReLU()),
            nn.Linear(hidden, classes),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.classifier(self.features(x).flatten(1))


class VGG(nn.Module):
    """The configuration says it all; five pools leave 7×7 of 224×224."""

    def __init__(
        self,
        config: Sequence[int | tuple[int, int] | str],
        classes: int = 1000,
        width: float = 1.0,
    ) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        c, hidden = 3, int(4096 * width)
        for entry in config:
            if entry == "M":
                layers.append(nn.MaxPool2d(2))
            else:
                maps, kernel = entry if isinstance(entry, tuple) else (entry, 3)
                f = int(maps * width)
                layers.append(conv_relu(c, f, kernel, padding=kernel // 2))
                c = f
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Sequential(
            *(nn.Linear(c * 7 * 7, hidden), nn.ReLU(), nn.Dropout(0.5)),
            *(nn.Linear(hidden, hidden), nn.ReLU(), nn.Dropout(0.5)),
            nn.Linear(hidden, classes),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.classifier(self.features(x).flatten(1))


class Inception(nn.Module):
    """Four branches side by side."""

    def __init__(self, c: int, c1: int, r3: int, c3: int, r5: int, c5: int, proj: int) -> None:
        super().__init__()
        self.one = conv_relu(c, c1, 1)
        self.three = nn.Sequential(conv_relu(c, r3, 1), conv_relu(r3, c3, 3, padding=1))
        self.five = nn.Sequential(conv_relu(c, r5, 1), conv_relu(r5, c5, 5, padding=2))
        self.pool = nn.Sequential(nn.MaxPool2d(3, 1, 1), conv_relu(c, proj, 1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.cat([self.one(x), self.three(x), self.five(x), self.pool(x)], dim=1)


class GoogLeNet(nn.Module):
    """The table, row by row; None is a pool."""

    def __init__(self, classes: int = 1000, width: float = 1.0) -> None:
        super().__init__()
        c1, c = int(64 * width), int(192 * width)
        layers = [
            *(conv_relu(3, c1, 7, 2, 3), nn.MaxPool2d(3, 2, ceil_mode=True)),
            *(conv_relu(c1, c1, 1), conv_relu(c1, c, 3, padding=1)),
            nn.MaxPool2d(3, 2, ceil_mode=True),
        ]
        rows = [
            *((64, 96, 128, 16, 32, 32), (128, 128, 192, 32, 96, 64), None),
            *((192, 96, 208, 16, 48, 64), (160, 112, 224, 24, 64, 64), (128, 128, 256, 24, 64, 64)),
            *((112, 144, 288, 32, 64, 64), (256, 160, 320, 32, 128, 128), None),
            *((256, 160, 320, 32, 128, 128), (384, 192, 384, 48, 128, 128)),
        ]
        for row in rows:
            if row is None:
                layers.append(nn.MaxPool2d(3, 2, ceil_mode=True))
            else:
                one, r3, three, r5, five, proj = (int(n * width) for n in row)
                layers.append(Inception(c, one, r3, three, r5, five, proj))
                c = one + three + five + proj
        self.features = nn.Sequential(*layers)
        self.dropout = nn.Dropout(0.4)
        self.fc = nn.Linear(c, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(self.dropout(mean(self.features(x))))


class BasicBlock(nn.Module):
    """Two convolutions and a shortcut."""

    def __init__(self, c: int, f: int, stride: int = 1) -> None:
        super().__init__()
        self.channels = f
        self.first = conv_norm_relu(c, f, 3, stride)
        self.second = conv_norm(f, f, 3)
        fits = stride == 1 and c == f
        self.shortcut = nn.Identity() if fits else conv_norm(c, f, 1, stride)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.relu(self.second(self.first(x)) + self.shortcut(x))


class PreActivation(nn.Module):
    """The shortcut is never stopped by a ReLU, only changed where sizes change."""

    def __init__(self, c: int, f: int, stride: int = 1) -> None:
        super().__init__()
        self.channels = f
        self.norm1, self.norm2 = nn.BatchNorm2d(c), nn.BatchNorm2d(f)
        self.conv1 = nn.Conv2d(c, f, 3, stride, 1, bias=False)
        self.conv2 = nn.Conv2d(f, f, 3, 1, 1, bias=False)
        fits = stride == 1 and c == f
        self.project = None if fits else nn.Conv2d(c, f, 1, stride, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        active = F.relu(self.norm1(x))
        shortcut = x if self.project is None else self.project(active)
        return self.conv2(F.relu(self.norm2(self.conv1(active)))) + shortcut


class Bottleneck(nn.Module):
    """Down, across, up."""

    def __init__(self, c: int, f: int, stride: int = 1, groups: int = 1, base: int = 64) -> None:
        super().__init__()
        self.channels = 4 * f
        inside = f * base // 64 * groups
        self.down = conv_norm_relu(c, inside, 1)
        self.across = nn.Sequential(conv_norm(inside, inside, 3, stride, groups), nn.ReLU())
        self.up = conv_norm(inside, 4 * f, 1)
        fits = stride == 1 and c == 4 * f
        self.shortcut = nn.Identity() if fits else conv_norm(c, 4 * f, 1, stride)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.relu(self.up(self.across(self.down(x))) + self.shortcut(x))


class ResNet(nn.Module):
    """Each block says how many maps the next one gets."""

    def __init__(
        self,
        block: Callable[[int, int, int], nn.Module],
        repeats: Sequence[int],
        classes: int = 1000,
        width: float = 1.0,
    ) -> None:
        super().__init__()
        c = f = int(64 * width)
        self.stem = nn.Sequential(conv_norm_relu(3, c, 7, 2), nn.MaxPool2d(3, 2, 1))
        blocks: list[nn.Module] = []
        for stage, count in enumerate(repeats):
            for number in range(count):
                stride = 2 if stage > 0 and number == 0 else 1
                blocks.append(block(c, f * 2**stage, stride))
                c = blocks[-1].channels
        self.blocks = nn.Sequential(*blocks)
        self.fc = nn.Linear(c, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(mean(self.blocks(self.stem(x))))


class SqueezeExcite(nn.Module):
    """A small network on the means."""

    def __init__(self, c: int, ratio: int = 16) -> None:
        super().__init__()
        self.down = nn.Linear(c, c // ratio)
        self.up = nn.Linear(c // ratio, c)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        weights = torch.sigmoid(self.up(F.relu(self.down(mean(x)))))
        return x * weights[:, :, None, None]


def wide_resnet50(classes: int = 1000, width: float = 1.0) -> nn.Module:
    """Twice as wide inside."""
    return ResNet(partial(Bottleneck, base=128), [3, 4, 6, 3], classes, width)


def resnext50(classes: int = 1000, width: float = 1.0) -> nn.Module:
    """32 paths of 4."""
    return ResNet(partial(Bottleneck, groups=32, base=4), [3, 4, 6, 3], classes, width)


class DenseLayer(nn.Module):
    """What is there is kept, and seen again by all that follow."""

    def __init__(self, c: int, k: int) -> None:
        super().__init__()
        self.norm1, self.conv1 = nn.BatchNorm2d(c), nn.Conv2d(c, 4 * k, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(4 * k)
        self.conv2 = nn.Conv2d(4 * k, k, 3, padding=1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        narrow = self.conv1(F.relu(self.norm1(x)))
        return torch.cat([x, self.conv2(F.relu(self.norm2(narrow)))], dim=1)


class DenseNet(nn.Module):
    """Each layer adds k maps, each transition halves them."""

    def __init__(self, repeats: Sequence[int], k: int = 32, classes: int = 1000) -> None:
        super().__init__()
        c = 2 * k
        layers: list[nn.Module] = [conv_norm_relu(3, c, 7, 2), nn.MaxPool2d(3, 2, 1)]
        for block, count in enumerate(repeats):
            if block > 0:
                narrow = nn.Conv2d(c, c // 2, 1, bias=False)
                layers += [nn.BatchNorm2d(c), nn.ReLU(), narrow, nn.AvgPool2d(2)]
                c //= 2
            for _ in range(count):
                layers.append(DenseLayer(c, k))
                c += k
        self.features = nn.Sequential(*layers, nn.BatchNorm2d(c), nn.ReLU())
        self.fc = nn.Linear(c, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(mean(self.features(x)))


class Separable(nn.Module):
    """Space first, then channels."""

    def __init__(self, c: int, f: int, stride: int = 1) -> None:
        super().__init__()
        self.depthwise = conv_norm(c, c, 3, stride, groups=c)
        self.pointwise = conv_norm(c, f, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.relu(self.pointwise(F.relu(self.depthwise(x))))


class MobileNet(nn.Module):
    """Thirteen separable layers."""

    def __init__(self, classes: int = 1000, width: float = 1.0) -> None:
        super().__init__()
        c = int(32 * width)
        layers: list[nn.Module] = [conv_norm_relu(3, c, 3, 2)]
        rows = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2)]
        for maps, stride in [*rows, *[(512, 1)] * 5, (1024, 2), (1024, 1)]:
            f = int(maps * width)
            layers.append(Separable(c, f, stride))
            c = f
        self.layers = nn.Sequential(*layers)
        self.fc = nn.Linear(c, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc(mean(self.layers(x)))


class MBConv(nn.Module):
    """Wide, depthwise, weighed, thin."""

    def __init__(self, c: int, f: int, expand: int, kernel: int, stride: int) -> None:
        super().__init__()
        inside = c * expand
        self.wide = conv_norm(c, inside, 1) if expand != 1 else None
        self.depthwise = conv_norm(inside, inside, kernel, stride, groups=inside)
        self.down = nn.Linear(inside, c // 4)
        self.up = nn.Linear(c // 4, inside)
        self.thin = conv_norm(inside, f, 1)
        self.skip = stride == 1 and c == f

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        out = x if self.wide is None else F.silu(self.wide(x))
        out = F.silu(self.depthwise(out))
        weights = torch.sigmoid(self.up(F.silu(self.down(mean(out)))))
        out = self.thin(out * weights[:, :, None, None])
        return out + x if self.skip else out


class NASCell(nn.Module):
    """a and b from the two inputs, five sums of them."""

    def __init__(self, left: int, right: int, f: int) -> None:
        super().__init__()
        self.to_a = nn.Sequential(nn.ReLU(), conv_norm(left, f, 1))
        self.to_b = nn.Sequential(nn.ReLU(), conv_norm(right, f, 1))
        self.b5, self.a3 = self.separable(f, 5), self.separable(f, 3)
        self.a5, self.more_a3 = self.separable(f, 5), self.separable(f, 3)
        self.b3 = self.separable(f, 3)
        self.mean = nn.AvgPool2d(3, 1, 1, count_include_pad=False)

    @staticmethod
    def separable(f: int, kernel: int) -> nn.Sequential:
        """The same step twice."""
        layers: list[nn.Module] = []
        for _ in range(2):
            depthwise = nn.Conv2d(f, f, kernel, padding=kernel // 2, groups=f, bias=False)
            layers += [nn.ReLU(), depthwise, conv_norm(f, f, 1)]
        return nn.Sequential(*layers)

    def forward(self, left_input: torch.Tensor, right_input: torch.Tensor) -> torch.Tensor:
        a, b = self.to_a(left_input), self.to_b(right_input)
        sums = [
            self.b5(b) + self.a3(a),
            self.a5(a) + self.more_a3(a),
            self.mean(b) + a,
            self.mean(a) + self.mean(a),
            self.b3(b) + b,
        ]
        return torch.cat([a, *sums], dim=1)


def multiply_adds(model: nn.Module, x: torch.Tensor) -> int:
    """A hook on every layer that multiplies, each taken off at the end."""
    total = 0

    def count(layer: nn.Module, inputs: tuple, out: torch.Tensor) -> None:
        nonlocal total
        total += out.numel() * layer.weight[0].numel()

    layers = [each for each in model.modules() if isinstance(each, nn.Conv2d | nn.Linear)]
    hooks = [layer.register_forward_hook(count) for layer in layers]
    was_training = {each: each.training for each in model.modules()}
    try:
        model.eval()
        with torch.no_grad():
            model(x)
    finally:
        for each, training in was_training.items():
            each.training = training
        for hook in hooks:
            hook.remove()
    return total


def last_linear(model: nn.Module) -> nn.Linear:
    """The layer that gives the scores."""
    return [each for each in model.modules() if isinstance(each, nn.Linear)][-1]


def replace_head(model: nn.Module, classes: int) -> nn.Module:
    """Found in its parent, where it has a name."""
    old = last_linear(model)
    new = nn.Linear(old.in_features, classes, device=old.weight.device, dtype=old.weight.dtype)
    for parent in model.modules():
        for name, child in parent.named_children():
            if child is old:
                setattr(parent, name, new)
    return model


def freeze(model: nn.Module) -> nn.Module:
    """First all, then one again."""
    model.requires_grad_(False)
    last_linear(model).requires_grad_(True)
    return model


def fine_tune_step(
    model: nn.Module, optimizer: torch.optim.Optimizer, x: torch.Tensor, y: torch.Tensor
) -> float:
    """Norms that are frozen stay in eval mode."""
    model.train()
    for each in model.modules():
        if isinstance(each, nn.BatchNorm2d) and not each.weight.requires_grad:
            each.eval()
    loss = F.cross_entropy(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
