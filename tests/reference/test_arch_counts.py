"""Every reference of assignment 07 has the size that the literature gives, without any memory."""

from __future__ import annotations

from functools import partial

import pytest
import torch
from support.filled import parameters

from autograder.reference.arch import dense, early, inception, mobile, nas, residual
from autograder.reference.arch.functions import multiply_adds
from autograder.reference.arch.parts import Build

PARAMETERS: dict[str, tuple[Build, int]] = {
    "LeNet": (early.lenet, 61_706),
    "LeNet, C5 as a convolution": (partial(early.lenet, fifth="conv"), 61_706),
    "AlexNet": (early.alexnet, 61_100_840),
    "AlexNet in two towers": (
        partial(early.alexnet, maps=(96, 256, 384, 384, 256), groups=2),
        60_965_224,
    ),
    "AlexNet, its towers grown together": (
        partial(early.alexnet, maps=(96, 256, 384, 384, 256)),
        62_378_344,
    ),
    "ZFNet": (early.zfnet, 62_357_608),
    "VGG A": (partial(early.vgg, early.VGG_A), 132_863_336),
    "VGG B": (partial(early.vgg, early.VGG_B), 133_047_848),
    "VGG C": (partial(early.vgg, early.VGG_C), 133_638_952),
    "VGG D": (partial(early.vgg, early.VGG_D), 138_357_544),
    "VGG E": (partial(early.vgg, early.VGG_E), 143_667_240),
    "Inception 3a": (partial(inception.inception, 192, 64, 96, 128, 16, 32, 32), 163_696),
    "GoogLeNet": (inception.googlenet, 6_998_552),
    "a basic block": (partial(residual.basic_block, 64, 64), 73_984),
    "a basic block, 64 to 128": (partial(residual.basic_block, 64, 128, 2), 230_144),
    "pre-activation": (partial(residual.preactivation, 64, 64), 73_984),
    "pre-activation, 64 to 128": (partial(residual.preactivation, 64, 128, 2), 229_760),
    "a bottleneck": (partial(residual.bottleneck, 64, 64), 75_008),
    "ResNet-18": (partial(residual.resnet, residual.basic_block, [2, 2, 2, 2]), 11_689_512),
    "ResNet-34": (partial(residual.resnet, residual.basic_block, [3, 4, 6, 3]), 21_797_672),
    "ResNet-50": (residual.resnet50, 25_557_032),
    "squeeze-and-excite": (partial(residual.squeeze_excite, 256), 8_464),
    "SE-ResNet-50": (residual.se_resnet50, 28_088_024),
    "Wide ResNet-50-2": (residual.wide_resnet50, 68_883_240),
    "ResNeXt-50": (residual.resnext50, 25_028_904),
    "ResNeXt-50, paths of their own": (partial(residual.resnext50, split=True), 25_028_904),
    "a dense layer": (partial(dense.dense_layer, 64, 32), 45_440),
    "DenseNet-121": (partial(dense.densenet, [6, 12, 24, 16]), 7_978_856),
    "a separable layer": (partial(mobile.separable, 32, 64), 2_528),
    "MobileNet": (mobile.mobilenet, 4_231_976),
    "MBConv, 32 to 16": (partial(mobile.mbconv, 32, 16, 1, 3, 1), 1_448),
    "MBConv, 16 to 24": (partial(mobile.mbconv, 16, 24, 6, 3, 2), 6_004),
    "MBConv, 24 to 24": (partial(mobile.mbconv, 24, 24, 6, 3, 1), 10_710),
    "EfficientNet-B0": (mobile.efficientnet_b0, 5_288_548),
    "NASNet-A mobile": (nas.nasnet_mobile, 5_289_978),
}

MULTIPLY_ADDS: dict[str, int] = {
    "AlexNet": 714_188_480,
    "VGG D": 15_470_264_320,
    "GoogLeNet": 1_582_671_872,
    "ResNet-50": 4_089_184_256,
    "MobileNet": 568_740_352,
    "EfficientNet-B0": 385_814_752,
    "NASNet-A mobile": 563_638_816,
}
"""For one image of 224×224 pixels."""


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_reference_has_as_many_parameters(name: str) -> None:
    build, count = PARAMETERS[name]
    with torch.device("meta"):
        assert parameters(build()) == count


@pytest.mark.parametrize("name", MULTIPLY_ADDS)
def test_a_reference_needs_as_many_multiply_adds(name: str) -> None:
    build, _ = PARAMETERS[name]
    with torch.device("meta"):
        assert multiply_adds(build().eval(), torch.empty(1, 3, 224, 224)) == MULTIPLY_ADDS[name]
