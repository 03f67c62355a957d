"""The references of assignment 07 against torchvision and timm, where these are installed.

Three networks are not the same in libraries and papers. GoogLeNet's largest filters in its modules
are 5×5 in the paper and here, 3×3 in torchvision, whose last pool is smaller, too. ResNet-50's
blocks have their stride in the 3×3 in libraries and here, in the first 1×1 in the paper. AlexNet in
one tower has 256 maps in its fourth layer in libraries and here, 384 in the paper.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
import torch
from support.filled import NORMS, filled, parameters, shapes
from torch import nn

from autograder.reference.arch import dense, early, inception, mobile, nas, residual
from autograder.reference.arch.parts import Build, max_pool, swapped

pytestmark = pytest.mark.libraries

VISION: dict[str, tuple[Build, int]] = {
    "alexnet": (early.alexnet, 224),
    "vgg11": (partial(early.vgg, early.VGG_A), 224),
    "resnet18": (partial(residual.resnet, residual.basic_block, [2, 2, 2, 2]), 64),
    "resnet34": (partial(residual.resnet, residual.basic_block, [3, 4, 6, 3]), 64),
    "resnet50": (residual.resnet50, 64),
    "wide_resnet50_2": (residual.wide_resnet50, 64),
    "resnext50_32x4d": (residual.resnext50, 64),
    "densenet121": (partial(dense.densenet, [6, 12, 24, 16]), 64),
    "efficientnet_b0": (mobile.efficientnet_b0, 64),
}
"""torchvision's name, our builder, and how large an image is."""

SIZES: dict[str, Build] = {
    "vgg13": partial(early.vgg, early.VGG_B),
    "vgg16": partial(early.vgg, early.VGG_D),
    "vgg19": partial(early.vgg, early.VGG_E),
}


def vision(name: str, **settings: Any) -> nn.Module:
    models = pytest.importorskip("torchvision.models", reason="torchvision is not installed")
    return models.get_model(name, **settings)


def timm(name: str) -> Any:
    return pytest.importorskip(f"timm.models.{name}", reason="timm is not installed")


def apart(ours: nn.Module, theirs: nn.Module, *x: torch.Tensor) -> float:
    """How far two modules with the same numbers are from each other, relative to the largest."""
    one, other = (filled(module).eval()(*x).detach() for module in (ours, theirs))
    assert one.shape == other.shape
    return float((one - other).abs().max() / other.abs().max())


def images(size: int, c: int = 3) -> torch.Tensor:
    generator = torch.Generator().manual_seed(size)
    return torch.randn(2, c, size, size, generator=generator, dtype=torch.float64)


@pytest.mark.parametrize("name", VISION)
def test_a_reference_is_torchvisions(name: str) -> None:
    build, size = VISION[name]
    ours, theirs = build(), vision(name)
    assert shapes(ours) == shapes(theirs)
    assert apart(ours, theirs, images(size)) < 1e-9


@pytest.mark.parametrize("name", SIZES)
def test_a_reference_has_torchvisions_sizes(name: str) -> None:
    with torch.device("meta"):
        assert shapes(SIZES[name]()) == shapes(vision(name))


def with_biases(model: nn.Module) -> nn.Module:
    """Each convolution and the norm behind it as a convolution with biases, all else kept."""
    for module in list(model.modules()):
        names = [name for name, _ in module.named_children()]
        if names == ["conv", "bn"]:
            module.conv.bias = nn.Parameter(torch.zeros(module.conv.out_channels))
            module.bn = nn.Identity()
    return model


def test_googlenet_is_torchvisions_but_for_norms_and_3x3() -> None:
    theirs = vision("googlenet", aux_logits=False, init_weights=False)
    norms = sum(parameters(each) for each in theirs.modules() if isinstance(each, NORMS))
    assert parameters(theirs) == 6_624_904
    small = partial(inception.inception, large=3)
    ours = swapped(inception.googlenet, "MaxPool2d", lambda old: max_pool(2, up=True), 10)(
        module=small
    )
    assert parameters(ours) == 6_624_904 - norms // 2
    assert apart(ours, with_biases(theirs), images(64)) < 1e-9
    paper = inception.googlenet()
    assert (shapes(paper) - shapes(ours)).keys() == {
        ("weight", (f, c, 5, 5)) for f, c in {(32, 16), (96, 32), (48, 16), (64, 24), (128, 32)}
    } | {("weight", (128, 48, 5, 5)), ("weight", (64, 32, 5, 5))}


def test_the_papers_resnet_50_has_its_stride_elsewhere() -> None:
    theirs, paper = vision("resnet50"), residual.resnet_of([3, 4, 6, 3], at=0)()
    assert shapes(paper) == shapes(theirs)
    assert apart(paper, theirs, images(64)) > 1e-3


def test_the_papers_alexnet_has_384_maps_in_its_fourth_layer() -> None:
    with torch.device("meta"):
        paper = early.alexnet(maps=(64, 192, 384, 384, 256))
        assert (shapes(paper) - shapes(vision("alexnet"))).keys() == {
            ("weight", (384, 384, 3, 3)),
            ("bias", (384,)),
        }


def test_squeeze_and_excite_is_torchvisions() -> None:
    ops = pytest.importorskip("torchvision.ops", reason="torchvision is not installed")
    theirs = ops.SqueezeExcitation(64, 4)
    assert apart(residual.squeeze_excite(64), theirs, images(8, 64)) < 1e-9


def test_se_resnet_50_is_timms() -> None:
    theirs = timm("resnet").seresnet50()
    ours = residual.se_resnet50()
    assert shapes(ours) == shapes(theirs)
    assert apart(ours, theirs, images(64)) < 1e-9


@pytest.mark.parametrize(("c", "f", "stride"), [(8, 8, 1), (8, 16, 2)])
def test_preactivation_is_timms(c: int, f: int, stride: int) -> None:
    resnetv2 = timm("resnetv2")
    norm = resnetv2.BatchNormAct2d
    theirs = resnetv2.PreActBasic(
        c, f, bottle_ratio=1.0, stride=stride, conv_layer=conv, norm_layer=norm,
        proj_layer=resnetv2.DownsampleConv if (c, stride) != (f, 1) else None,
    )  # fmt: skip
    assert apart(residual.preactivation(c, f, stride), theirs, images(9, c)) < 1e-9


def conv(c: int, f: int, kernel: int, stride: int = 1, **settings: Any) -> nn.Module:
    return nn.Conv2d(c, f, kernel, stride, kernel // 2, bias=False, **settings)


def test_mobilenet_is_timms() -> None:
    theirs = timm("efficientnet").mobilenetv1_100(act_layer=nn.ReLU)
    ours = mobile.mobilenet()
    assert shapes(ours) == shapes(theirs)
    assert apart(ours, theirs, images(64)) < 1e-9


def test_the_normal_cell_is_timms() -> None:
    theirs = timm("nasnet").NormalCell(10, 6, 14, 6)
    for each in theirs.modules():
        if isinstance(each, NORMS):
            each.eps = 1e-5
    ours = nas.nas_cell(10, 14, 6)
    left, right = images(9, 10), images(9, 14)
    assert shapes(ours) == shapes(theirs)
    mine, other = filled(ours).eval()(left, right), filled(theirs).eval()(right, left)
    assert torch.allclose(mine, other, rtol=1e-9, atol=1e-9)
