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


class AlexNet(nn.Module):
    def __init__(self, classes=1000, width=1.0):
        super().__init__()
        a, b, c, d, h = (round(n * width) for n in (64, 192, 384, 256, 4096))
        self.fc8, self.fc7 = nn.Linear(h, classes), nn.Linear(h, h)
        self.fc6 = nn.Linear(d * 36, h)
        self.conv5, self.conv4 = nn.Conv2d(d, d, 3, padding=1), nn.Conv2d(c, d, 3, padding=1)
        self.conv3, self.conv2 = nn.Conv2d(b, c, 3, padding=1), nn.Conv2d(a, b, 5, padding=2)
        self.conv1 = nn.Conv2d(3, a, 11, stride=4, padding=2)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 3, 2)
        x = F.relu(F.max_pool2d(self.conv2(x), 3, 2))
        x = F.relu(self.conv4(F.relu(self.conv3(x))))
        x = F.max_pool2d(F.relu(self.conv5(x)), 3, stride=2)
        x = F.dropout(torch.flatten(x, 1), training=self.training)
        x = F.dropout(F.relu(self.fc6(x)), training=self.training)
        return self.fc8(F.relu(self.fc7(x)))


class ZFNet(nn.Module):
    def __init__(self, classes=1000, width=1.0):
        super().__init__()
        a, b, c, h = (round(n * width) for n in (96, 256, 384, 4096))
        self.conv1, self.conv2 = nn.Conv2d(3, a, 7, 2, 1), nn.Conv2d(a, b, 5, 2)
        self.conv3, self.conv4 = nn.Conv2d(b, c, 3, 1, 1), nn.Conv2d(c, c, 3, 1, 1)
        self.conv5, self.fc6 = nn.Conv2d(c, b, 3, 1, 1), nn.Linear(b * 36, h)
        self.fc7, self.fc8 = nn.Linear(h, h), nn.Linear(h, classes)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 3, 2, ceil_mode=True)
        x = F.pad(F.relu(self.conv2(x)), (0, 1, 0, 1), value=float("-inf"))
        x = F.max_pool2d(x, 3, 2)
        x = F.relu(self.conv5(F.relu(self.conv4(F.relu(self.conv3(x))))))
        x = F.max_pool2d(x, 3, 2).flatten(1)
        x = F.relu(self.fc6(F.dropout(x, 0.5, self.training)))
        x = F.relu(self.fc7(F.dropout(x, 0.5, self.training)))
        return self.fc8(x)


class VGG(nn.Module):
    def __init__(self, config, classes=1000, width=1.0):
        super().__init__()
        self.config, c, h = list(config), 3, round(4096 * width)
        for number, entry in enumerate(self.config):
            if entry != "M":
                f, k = (entry, 3) if isinstance(entry, int) else entry
                self.add_module(f"conv{number}", nn.Conv2d(c, int(f * width), k, padding=k // 2))
                c = int(f * width)
        self.fc6, self.fc7 = nn.Linear(c * 49, h), nn.Linear(h, h)
        self.fc8 = nn.Linear(h, classes)

    def forward(self, x):
        for number, entry in enumerate(self.config):
            layer = getattr(self, f"conv{number}", None)
            x = F.relu(layer(x)) if layer else F.max_pool2d(x, 2)
        x = torch.flatten(x, 1)
        for layer in (self.fc6, self.fc7):
            x = F.dropout(F.relu(layer(x)), 0.5, self.training)
        return self.fc8(x)


class Inception(nn.Module):
    def __init__(self, c, c1, r3, c3, r5, c5, proj):
        super().__init__()
        self.after_pool = nn.Conv2d(c, proj, 1)
        self.to5, self.conv5 = nn.Conv2d(c, r5, 1), nn.Conv2d(r5, c5, 5, padding="same")
        self.to3, self.conv3 = nn.Conv2d(c, r3, 1), nn.Conv2d(r3, c3, 3, padding="same")
        self.conv1 = nn.Conv2d(c, c1, 1)

    def forward(self, x):
        parts = [
            self.conv1(x),
            self.conv3(F.relu(self.to3(x))),
            self.conv5(F.relu(self.to5(x))),
            self.after_pool(F.max_pool2d(x, 3, stride=1, padding=1)),
        ]
        return F.relu(torch.cat(parts, dim=1))


class GoogLeNet(nn.Module):
    def __init__(self, classes=1000, width=1.0):
        super().__init__()

        def block(c, *row):
            return Inception(int(c * width), *(int(n * width) for n in row))

        a, b = int(64 * width), int(192 * width)
        self.conv1, self.conv2 = nn.Conv2d(3, a, 7, 2, 3), nn.Conv2d(a, a, 1)
        self.conv3 = nn.Conv2d(a, b, 3, padding=1)
        self.i3a = block(192, 64, 96, 128, 16, 32, 32)
        self.i3b = block(256, 128, 128, 192, 32, 96, 64)
        self.i4a = block(480, 192, 96, 208, 16, 48, 64)
        self.i4b = block(512, 160, 112, 224, 24, 64, 64)
        self.i4c = block(512, 128, 128, 256, 24, 64, 64)
        self.i4d = block(512, 112, 144, 288, 32, 64, 64)
        self.i4e = block(528, 256, 160, 320, 32, 128, 128)
        self.i5a = block(832, 256, 160, 320, 32, 128, 128)
        self.i5b = block(832, 384, 192, 384, 48, 128, 128)
        self.fc = nn.Linear(int(1024 * width), classes)

    def pool(self, x):
        return F.max_pool2d(x, 3, 2, ceil_mode=True)

    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        x = self.pool(F.relu(self.conv3(F.relu(self.conv2(x)))))
        x = self.pool(self.i3b(self.i3a(x)))
        x = self.pool(self.i4e(self.i4d(self.i4c(self.i4b(self.i4a(x))))))
        x = F.adaptive_avg_pool2d(self.i5b(self.i5a(x)), (1, 1))
        return self.fc(F.dropout(x.flatten(1), p=0.4, training=self.training))


class PreActivation(nn.Module):
    def __init__(self, c, f, stride=1):
        super().__init__()
        self.channels = f
        if stride != 1 or c != f:
            self.project = nn.Conv2d(c, f, 1, stride, bias=False)
        self.conv2, self.bn2 = nn.Conv2d(f, f, 3, padding=1, bias=False), nn.BatchNorm2d(f)
        self.conv1 = nn.Conv2d(c, f, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(c)

    def forward(self, x):
        out = F.relu(self.bn1(x))
        way = self.project(out) if hasattr(self, "project") else x
        out = self.conv2(F.relu(self.bn2(self.conv1(out)), inplace=True))
        return way + out


class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, c, f, stride=1, groups=1, base=64):
        super().__init__()
        self.channels = self.expansion * f
        m = int(f * (base / 64.0)) * groups
        self.bn3, self.conv3 = nn.BatchNorm2d(4 * f), nn.Conv2d(m, 4 * f, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(m)
        self.conv2 = nn.Conv2d(m, m, 3, stride, padding=1, groups=groups, bias=False)
        self.bn1, self.conv1 = nn.BatchNorm2d(m), nn.Conv2d(c, m, 1, bias=False)
        if stride != 1 or c != 4 * f:
            self.bn, self.conv = nn.BatchNorm2d(4 * f), nn.Conv2d(c, 4 * f, 1, stride, bias=False)

    def forward(self, x):
        out = F.relu(self.bn1(self.conv1(x)))
        out = F.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        if hasattr(self, "conv"):
            x = self.bn(self.conv(x))
        return F.relu(out + x)


class SqueezeExcite(nn.Module):
    def __init__(self, c, ratio=16):
        super().__init__()
        self.fc2, self.fc1 = nn.Conv2d(c // ratio, c, 1), nn.Conv2d(c, c // ratio, 1)

    def forward(self, x):
        s = F.adaptive_avg_pool2d(x, 1)
        return torch.sigmoid(self.fc2(F.relu(self.fc1(s)))).expand_as(x) * x


def wide_resnet50(classes=1000, width=1.0):
    class Wide(Bottleneck):
        def __init__(self, c, f, stride=1):
            super().__init__(c, f, stride, base=64 * 2)

    return ResNet(Wide, [3, 4, 6, 3], classes, width)


def resnext50(classes=1000, width=1.0):
    class Next(Bottleneck):
        def __init__(self, *args):
            super().__init__(*args, groups=32, base=4)

    return ResNet(Next, [3, 4, 6, 3], classes, width)


class DenseLayer(nn.Module):
    def __init__(self, c, k):
        super().__init__()
        self.conv2, self.bn2 = nn.Conv2d(4 * k, k, 3, padding=1, bias=False), nn.BatchNorm2d(4 * k)
        self.conv1, self.bn1 = nn.Conv2d(c, 4 * k, 1, bias=False), nn.BatchNorm2d(c)

    def forward(self, x):
        out = self.conv1(F.relu(self.bn1(x)))
        return torch.cat((x, self.conv2(F.relu(self.bn2(out)))), 1)


class DenseNet(nn.Module):
    def __init__(self, repeats, k=32, classes=1000):
        super().__init__()
        self.repeats, c = repeats, 2 * k
        self.conv0, self.bn0 = nn.Conv2d(3, c, 7, 2, 3, bias=False), nn.BatchNorm2d(c)
        for i, count in enumerate(repeats):
            if i:
                self.add_module(f"bn{i}", nn.BatchNorm2d(c))
                self.add_module(f"conv{i}", nn.Conv2d(c, c // 2, 1, bias=False))
                c = c // 2
            for j in range(count):
                self.add_module(f"dense{i}_{j}", DenseLayer(c + j * k, k))
            c += count * k
        self.bn, self.fc = nn.BatchNorm2d(c), nn.Linear(c, classes)

    def forward(self, x):
        part = self.get_submodule
        x = F.max_pool2d(F.relu(self.bn0(self.conv0(x))), 3, 2, 1)
        for i, count in enumerate(self.repeats):
            if i:
                x = part(f"conv{i}")(F.avg_pool2d(F.relu(part(f"bn{i}")(x)), 2))
            for j in range(count):
                x = part(f"dense{i}_{j}")(x)
        return self.fc(F.relu(self.bn(x)).mean((-1, -2)))


class Separable(nn.Module):
    def __init__(self, c, f, stride=1):
        super().__init__()
        self.bn2, self.point = nn.BatchNorm2d(f), nn.Conv2d(c, f, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(c)
        self.depth = nn.Conv2d(c, c, 3, stride, 1, groups=c, bias=False)

    def forward(self, x):
        x = F.relu(self.bn1(self.depth(x)))
        return F.relu(self.bn2(self.point(x)))


class MobileNet(nn.Module):
    def __init__(self, classes=1000, width=1.0):
        super().__init__()
        f = [int(n * width) for n in (32, 64, 128, 256, 512, 1024)]
        self.conv, self.bn = nn.Conv2d(3, f[0], 3, 2, 1, bias=False), nn.BatchNorm2d(f[0])
        self.s1, self.s2, self.s3 = Separable(f[0], f[1]), Separable(f[1], f[2], 2), None
        self.s3, self.s4 = Separable(f[2], f[2]), Separable(f[2], f[3], 2)
        self.s5, self.s6 = Separable(f[3], f[3]), Separable(f[3], f[4], 2)
        self.middle = nn.Sequential(*(Separable(f[4], f[4]) for _ in range(5)))
        self.s12, self.s13 = Separable(f[4], f[5], stride=2), Separable(f[5], f[5])
        self.fc = nn.Linear(f[5], classes)

    def forward(self, x):
        x = F.relu(self.bn(self.conv(x)))
        x = self.s6(self.s5(self.s4(self.s3(self.s2(self.s1(x))))))
        x = self.s13(self.s12(self.middle(x)))
        return self.fc(F.avg_pool2d(x, x.shape[2:])[:, :, 0, 0])


class MBConv(nn.Module):
    def __init__(self, c, f, expand, kernel, stride):
        super().__init__()
        m = c * expand
        self.bn3, self.conv3 = nn.BatchNorm2d(f), nn.Conv2d(m, f, 1, bias=False)
        self.se2, self.se1 = nn.Conv2d(c // 4, m, 1), nn.Conv2d(m, c // 4, 1)
        self.bn2 = nn.BatchNorm2d(m)
        self.conv2 = nn.Conv2d(m, m, kernel, stride, kernel // 2, groups=m, bias=False)
        self.expand, self.adds = expand != 1, stride == 1 and c == f
        if self.expand:
            self.bn1, self.conv1 = nn.BatchNorm2d(m), nn.Conv2d(c, m, 1, bias=False)

    def forward(self, x):
        out = F.silu(self.bn1(self.conv1(x))) if self.expand else x
        out = F.silu(self.bn2(self.conv2(out)))
        s = F.silu(self.se1(out.mean((2, 3), keepdim=True)))
        out = self.bn3(self.conv3(torch.sigmoid(self.se2(s)) * out))
        return x + out if self.adds else out


class Twice(nn.Module):
    def __init__(self, f, k):
        super().__init__()
        self.d1 = nn.Conv2d(f, f, k, padding=k // 2, groups=f, bias=False)
        self.d2 = nn.Conv2d(f, f, k, padding=k // 2, groups=f, bias=False)
        self.p1, self.p2 = nn.Conv2d(f, f, 1, bias=False), nn.Conv2d(f, f, 1, bias=False)
        self.n1, self.n2 = nn.BatchNorm2d(f), nn.BatchNorm2d(f)

    def forward(self, x):
        x = self.n1(self.p1(self.d1(F.relu(x))))
        return self.n2(self.p2(self.d2(F.relu(x))))


class NASCell(nn.Module):
    def __init__(self, left, right, f):
        super().__init__()
        self.fifth, self.second_b, self.second_a = Twice(f, 3), Twice(f, 3), Twice(f, 5)
        self.first_b, self.first_a = Twice(f, 3), Twice(f, 5)
        self.norm_b, self.conv_b = nn.BatchNorm2d(f), nn.Conv2d(right, f, 1, bias=False)
        self.norm_a, self.conv_a = nn.BatchNorm2d(f), nn.Conv2d(left, f, 1, bias=False)

    def forward(self, left_input, right_input):
        a = self.norm_a(self.conv_a(F.relu(left_input)))
        b = self.norm_b(self.conv_b(F.relu(right_input)))
        mean_a = F.avg_pool2d(a, 3, 1, 1, count_include_pad=False)
        mean_b = F.avg_pool2d(b, 3, 1, 1, count_include_pad=False)
        first = self.first_a(b) + self.first_b(a)
        second = self.second_a(a) + self.second_b(a)
        return torch.cat([a, first, second, mean_b + a, mean_a + mean_a, self.fifth(b) + b], 1)


def replace_head(model, classes):
    path = [name for name, m in model.named_modules() if isinstance(m, nn.Linear)][-1]
    *parents, name = path.split(".")
    parent = model
    for each in parents:
        parent = getattr(parent, each)
    old = getattr(parent, name)
    with torch.device(old.weight.device):
        setattr(parent, name, nn.Linear(old.in_features, classes, dtype=old.weight.dtype))
    return model


def freeze(model):
    for p in model.parameters():
        p.requires_grad_(False)
    for m in list(model.modules())[::-1]:
        if isinstance(m, nn.Linear):
            for p in m.parameters():
                p.requires_grad_()
            break
    return model
