"""Assignment 07: the networks that made history, in PyTorch. Fill in the classes and functions.

Letters: N images in a batch, C channels, H W pixels, c channels that come in, f maps that go out.
Every class is an nn.Module: ``__init__`` builds the layers, ``forward`` computes. A network takes
images and returns scores (N, classes), without a softmax.

How you write it is free: Sequential or attributes, modules or functions, any names, in any order.
What the numbers show is fixed:

- k×k/s stands for windows of k×k pixels at stride s; without /s the stride is 1. A convolution has
  (k − 1)/2 zeros on each side, unless its line says "no padding" or another number. A pool has no
  padding, unless its line says so; what it is padded with is no part of a maximum or a mean.
- Where a stride does not fit, a layer rounds down, unless its line says "up".
- Convolutions have a bias, but not in a module that has batch norms. Fully connected layers have
  one.
- "norm" is nn.BatchNorm2d as PyTorch makes it: eps 1e-5, momentum 0.1, a scale and a shift.
- Fully connected layers see a volume flattened in the order channel, row, column.
- Dropout drops while training alone, with the probability in brackets, others at each call.
- width multiplies every number of maps and of hidden units, but not the channels of the image, the
  classes, and groups. All products are whole numbers.
- A module works on every device and in every floating dtype that it is moved to, and leaves its
  inputs as they were. Everything that it learns is among its parameters().
- A scale that you make yourself, as an nn.Parameter with one axis, starts as ones, a shift or bias
  as zeros. PyTorch's own layers start as PyTorch starts them.
"""

from collections.abc import Callable, Sequence

import torch
from torch import nn


class LeNet(nn.Module):
    """Read a character: LeNet-5, the first ConvNet in daily use.

    5×5, no padding, 6 maps, tanh       (N, 6, 28, 28)
    average pool 2×2/2                  (N, 6, 14, 14)
    5×5, no padding, 16 maps, tanh      (N, 16, 10, 10)
    average pool 2×2/2                  (N, 16, 5, 5)
    fully connected, 120 units, tanh
    fully connected, 84 units, tanh
    fully connected, the scores

    61,706 parameters. The paper's has 60,000: there each of the 16 maps sees some of the 6, pools
    have weights, tanh is scaled, and distances to fixed patterns take the place of scores.

    classes, width: as above. x: (N, 1, 32, 32). Returns (N, classes).

    Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to document
    recognition, 1998.
    Exercise: arch.lenet
    """

    def __init__(self, classes: int = 10, width: float = 1.0) -> None:
        raise NotImplementedError("arch.lenet")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("arch.lenet")


class AlexNet(nn.Module):
    """Classify photographs: AlexNet in one tower.

    11×11/4, padding 2, 64 maps, ReLU; max pool 3×3/2       (N, 64, 27, 27)
    5×5, 192 maps, ReLU; max pool 3×3/2                     (N, 192, 13, 13)
    3×3, 384 maps, ReLU
    3×3, 256 maps, ReLU
    3×3, 256 maps, ReLU; max pool 3×3/2                     (N, 256, 6, 6)
    dropout (0.5); fully connected, 4096 units, ReLU
    dropout (0.5); fully connected, 4096 units, ReLU
    fully connected, the scores

    61,100,840 parameters, as in popular libraries; the paper below has 384 maps in the fourth
    layer. The network of 2012 has two towers, 96-256-384-384-256 maps, and local response
    normalization: 60,965,224.

    classes, width: as above. x: (N, 3, 224, 224). Returns (N, classes).

    Source: A. Krizhevsky, One weird trick for parallelizing convolutional neural networks, 2014.
    A. Krizhevsky, I. Sutskever, G. Hinton, ImageNet classification with deep convolutional neural
    networks, 2012.
    Exercise: arch.alexnet
    """

    def __init__(self, classes: int = 1000, width: float = 1.0) -> None:
        raise NotImplementedError("arch.alexnet")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("arch.alexnet")


class ZFNet(nn.Module):
    """Look closer at the first layers: ZFNet.

    7×7/2, padding 1, 96 maps, ReLU           (N, 96, 110, 110)
    max pool 3×3/2, up                        (N, 96, 55, 55)
    5×5/2, no padding, 256 maps, ReLU         (N, 256, 26, 26)
    max pool 3×3/2, up                        (N, 256, 13, 13)
    3×3, 384 maps, ReLU
    3×3, 384 maps, ReLU
    3×3, 256 maps, ReLU; max pool 3×3/2       (N, 256, 6, 6)
    dropout (0.5); fully connected, 4096 units, ReLU
    dropout (0.5); fully connected, 4096 units, ReLU
    fully connected, the scores

    62,357,608 parameters. The paper's contrast normalization is left out.

    classes, width: as above. x: (N, 3, 224, 224). Returns (N, classes).

    Source: M. Zeiler, R. Fergus, Visualizing and understanding convolutional networks, 2013.
    Exercise: arch.zfnet
    """

    def __init__(self, classes: int = 1000, width: float = 1.0) -> None:
        raise NotImplementedError("arch.zfnet")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("arch.zfnet")


class VGG(nn.Module):
    """Stack small filters as deep as they will train: VGG, from a configuration.

    A configuration is a list. A number stands for a 3×3 convolution with that many maps and a
    ReLU, a pair (maps, k) for a k×k one with a ReLU, "M" for a max pool 2×2/2. There are five "M",
    so the last volume is (N, maps, 7, 7). Behind it:

    fully connected, 4096 units, ReLU; dropout (0.5)
    fully connected, 4096 units, ReLU; dropout (0.5)
    fully connected, the scores

    D, or VGG-16, is [64, 64, "M", 128, 128, "M", 256, 256, 256, "M", 512, 512, 512, "M", 512, 512,
    512, "M"] and has 138,357,544 parameters. C has (256, 1) and twice (512, 1) in place of the last
    number before the third, fourth and fifth "M": 133,638,952.

    config: as above. classes, width: as at the top. x: (N, 3, 224, 224). Returns (N, classes).

    Source: K. Simonyan, A. Zisserman, Very deep convolutional networks for large-scale image
    recognition, 2015.
    Exercise: arch.vgg
    """

    def __init__(
        self,
        config: Sequence[int | tuple[int, int] | str],
        classes: int = 1000,
        width: float = 1.0,
    ) -> None:
        raise NotImplementedError("arch.vgg")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("arch.vgg")


class Inception(nn.Module):
    """See through windows of several sizes at once.

    Four branches on the same input, concatenated in this order:

    1×1, c1 maps, ReLU
    1×1, r3 maps, ReLU; 3×3, c3 maps, ReLU
    1×1, r5 maps, ReLU; 5×5, c5 maps, ReLU
    max pool 3×3, padding 1; 1×1, proj maps, ReLU

    Inception(192, 64, 96, 128, 16, 32, 32), the network's first, has 163,696 parameters. A popular
    library has 3×3 where the paper, and this course, have 5×5.

    c: channels of x. c1, r3, c3, r5, c5, proj: maps, as above. x: (N, c, H, W). Returns
    (N, c1 + c3 + c5 + proj, H, W).

    Source: C. Szegedy et al., Going deeper with convolutions, 2014.
    Exercise: arch.inception
    """

    def __init__(self, c: int, c1: int, r3: int, c3: int, r5: int, c5: int, proj: int) -> None:
        raise NotImplementedError("arch.inception")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("arch.inception")


class GoogLeNet(nn.Module):
    """Go deeper with a ninth of the parameters: 22 layers of Inception modules, and a mean.

    7×7/2, 64 maps, ReLU; max pool 3×3/2, up       (N, 64, 56, 56)
    1×1, 64 maps, ReLU; 3×3, 192 maps, ReLU
    max pool 3×3/2, up                             (N, 192, 28, 28)
    Inception 3a to 3b; max pool 3×3/2, up         (N, 480, 14, 14)
    Inception 4a to 4e; max pool 3×3/2, up         (N, 832, 7, 7)
    Inception 5a and 5b                            (N, 1024, 7, 7)
    mean over all places; dropout (0.4); fully connected, the scores

          c1   r3   c3   r5   c5   proj            c1   r3   c3   r5   c5   proj
    3a    64   96  128   16   32     32      4d   112  144  288   32   64     64
    3b   128  128  192   32   96     64      4e   256  160  320   32  128    128
    4a   192   96  208   16   48     64      5a   256  160  320   32  128    128
    4b   160  112  224   24   64     64      5b   384  192  384   48  128    128
    4c   128  128  256   24   64     64

    6,998,552 parameters. The two auxiliary heads, which only train, and the local response
    normalization are left out.

    classes, width: as at the top. x: (N, 3, H, W). Returns (N, classes).

    Source: C. Szegedy et al., Going deeper with convolutions, 2014, table 1.
    Exercise: arch.googlenet
    """

    def __init__(self, classes: int = 1000, width: float = 1.0) -> None:
        raise NotImplementedError("arch.googlenet")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("arch.googlenet")


class BasicBlock(nn.Module):
    """Learn what to add: a residual block of two convolutions.

    relu(norm(3×3(relu(norm(3×3/stride(x))))) + shortcut(x)), both convolutions with f maps.

    The shortcut is x itself if the stride is 1 and c = f, else norm(1×1/stride(x)) with f maps.

    BasicBlock(64, 128, 2) has 230,144 parameters.

    c: channels of x. f: maps. stride: of the first convolution and of the shortcut. channels: an
    attribute, how many maps the block returns, f. x: (N, c, H, W). Returns (N, f, HO, WO).

    Source: K. He, X. Zhang, S. Ren, J. Sun, Deep residual learning for image recognition, 2015.
    Exercise: arch.basic_block
    """

    def __init__(self, c: int, f: int, stride: int = 1) -> None:
        raise NotImplementedError("arch.basic_block")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("arch.basic_block")


class PreActivation(nn.Module):
    """Keep the way along the shortcuts free: norm and ReLU come before each convolution.

    With a = relu(norm(x)): 3×3(relu(norm(3×3/stride(a)))) + shortcut, both convolutions with f
    maps.

    The shortcut is x itself if the stride is 1 and c = f, else 1×1/stride(a) with f maps.

    c: channels of x. f: maps. stride: of the first convolution and of the shortcut. channels: an
    attribute, how many maps the block returns, f. x: (N, c, H, W). Returns (N, f, HO, WO).

    Source: K. He, X. Zhang, S. Ren, J. Sun, Identity mappings in deep residual networks, 2016, and
    the code that comes with it.
    Exercise: arch.preactivation
    """

    def __init__(self, c: int, f: int, stride: int = 1) -> None:
        raise NotImplementedError("arch.preactivation")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("arch.preactivation")


class Bottleneck(nn.Module):
    """Make a block narrow inside: 1×1 down, 3×3, 1×1 up.

    1×1, m maps, norm, ReLU
    3×3/stride, m maps, in groups, norm, ReLU
    1×1, 4f maps, norm
    plus the shortcut, then ReLU

    m = (f · base / 64) · groups; the product in brackets is a whole number. The shortcut is x
    itself if the stride is 1 and c = 4f, else norm(1×1/stride(x)) with 4f maps.

    The stride is in the 3×3, as in most libraries; in the paper it is in the first 1×1.
    Bottleneck(64, 64) has 75,008 parameters.

    c: channels of x. f: maps, a quarter of those returned. stride: of the 3×3 and of the shortcut.
    groups: of the 3×3. base: 64, or more for a wider inside. channels: an attribute, how many maps
    the block returns, 4f. x: (N, c, H, W). Returns (N, 4f, HO, WO).

    Source: K. He, X. Zhang, S. Ren, J. Sun, Deep residual learning for image recognition, 2015.
    S. Xie et al., Aggregated residual transformations for deep neural networks, 2017 (groups).
    Exercise: arch.bottleneck
    """

    def __init__(self, c: int, f: int, stride: int = 1, groups: int = 1, base: int = 64) -> None:
        raise NotImplementedError("arch.bottleneck")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("arch.bottleneck")


class ResNet(nn.Module):
    """Stack residual blocks, of any kind.

    7×7/2, 64 maps, norm, ReLU; max pool 3×3/2, padding 1
    repeats[0] blocks with f = 64
    repeats[1] blocks with f = 128, the first one at stride 2
    and so on, f twice as large at each stage, for all of repeats
    mean over all places; fully connected, the scores

    A block is made by block(c, f, stride), with c the maps that it gets, and says in its attribute
    channels how many it returns. All strides are 1, but for those named above.

    ResNet(BasicBlock, [2, 2, 2, 2]) is ResNet-18: 11,689,512 parameters. [3, 4, 6, 3] makes
    ResNet-34 of it, 21,797,672, and of Bottleneck ResNet-50, 25,557,032.

    block: a class or a function, as above. repeats: blocks of each stage. classes, width: as at
    the top. x: (N, 3, H, W). Returns (N, classes).

    Source: K. He, X. Zhang, S. Ren, J. Sun, Deep residual learning for image recognition, 2015.
    Exercise: arch.resnet
    """

    def __init__(
        self,
        block: Callable[[int, int, int], nn.Module],
        repeats: Sequence[int],
        classes: int = 1000,
        width: float = 1.0,
    ) -> None:
        raise NotImplementedError("arch.resnet")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("arch.resnet")


class SqueezeExcite(nn.Module):
    """Let a network choose its channels: weigh each by what is seen in the whole image.

    out = x · s, one number s for each channel of each image:
    s = sigmoid(up(relu(down(m)))), m the mean of x over all places.

    down and up are fully connected, or 1×1 convolutions on m, with biases: c to c // ratio, and
    back. SqueezeExcite(256) has 8,464 parameters.

    c: channels of x, a multiple of ratio. ratio: how much narrower it is inside. x: (N, c, H, W).
    Returns (N, c, H, W).

    Source: J. Hu, L. Shen, G. Sun, Squeeze-and-excitation networks, 2018.
    Exercise: arch.squeeze_excite
    """

    def __init__(self, c: int, ratio: int = 16) -> None:
        raise NotImplementedError("arch.squeeze_excite")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("arch.squeeze_excite")


def wide_resnet50(classes: int = 1000, width: float = 1.0) -> nn.Module:
    """Make ResNet-50 wider inside: Wide ResNet-50-2.

    ResNet-50 whose blocks have twice as many maps in their 3×3: Bottleneck with base 128.
    68,883,240 parameters.

    classes, width: as at the top. Returns a module that takes (N, 3, H, W) and returns
    (N, classes).

    Source: S. Zagoruyko, N. Komodakis, Wide residual networks, 2016.
    Exercise: arch.wide
    """
    raise NotImplementedError("arch.wide")


def resnext50(classes: int = 1000, width: float = 1.0) -> nn.Module:
    """Give the blocks of ResNet-50 many paths: ResNeXt-50, 32×4d.

    ResNet-50 with 32 paths of 4 maps in the first stage's blocks: Bottleneck with groups 32, base
    4. 25,028,904 parameters.

    classes, width: as at the top. Returns a module that takes (N, 3, H, W) and returns
    (N, classes).

    Source: S. Xie et al., Aggregated residual transformations for deep neural networks, 2017.
    Exercise: arch.resnext
    """
    raise NotImplementedError("arch.resnext")


class DenseLayer(nn.Module):
    """Add maps to all that are there.

    new = 3×3(relu(norm(1×1(relu(norm(x)))))), the 1×1 with 4k maps, the 3×3 with k.
    out = [x, new], concatenated.

    DenseLayer(64, 32) has 45,440 parameters.

    c: channels of x. k: how many maps are new, the growth rate. x: (N, c, H, W). Returns
    (N, c + k, H, W).

    Source: G. Huang, Z. Liu, L. van der Maaten, K. Weinberger, Densely connected convolutional
    networks, 2017 (DenseNet-B).
    Exercise: arch.dense_layer
    """

    def __init__(self, c: int, k: int) -> None:
        raise NotImplementedError("arch.dense_layer")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("arch.dense_layer")


class DenseNet(nn.Module):
    """Let every layer see all before it: blocks of dense layers.

    7×7/2, 2k maps, norm, ReLU; max pool 3×3/2, padding 1
    repeats[0] dense layers
    norm, ReLU, 1×1 with half of the maps, average pool 2×2/2
    repeats[1] dense layers, and so on; behind the last ones no 1×1 and no pool, but:
    norm, ReLU; mean over all places; fully connected, the scores

    Half of an odd number of maps is rounded down. DenseNet([6, 12, 24, 16]) is DenseNet-121:
    7,978,856 parameters.

    repeats: layers of each block. k: new maps of each layer. classes: as at the top.
    x: (N, 3, H, W). Returns (N, classes).

    Source: G. Huang, Z. Liu, L. van der Maaten, K. Weinberger, Densely connected convolutional
    networks, 2017 (DenseNet-BC).
    Exercise: arch.densenet
    """

    def __init__(self, repeats: Sequence[int], k: int = 32, classes: int = 1000) -> None:
        raise NotImplementedError("arch.densenet")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("arch.densenet")


class Separable(nn.Module):
    """Take a convolution apart: first in each channel alone, then across channels.

    3×3/stride, one filter for each channel, norm, ReLU
    1×1, f maps, norm, ReLU

    Separable(32, 64) has 2,528 parameters; 3×3 with 64 maps and a norm has 18,560.

    c: channels of x. f: maps. stride: of the 3×3. x: (N, c, H, W). Returns (N, f, HO, WO).

    Source: A. Howard et al., MobileNets, 2017.
    Exercise: arch.separable
    """

    def __init__(self, c: int, f: int, stride: int = 1) -> None:
        raise NotImplementedError("arch.separable")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("arch.separable")


class MobileNet(nn.Module):
    """See with a telephone: MobileNet, version 1.

    3×3/2, 32 maps, norm, ReLU
    separable layers with 64, 128/2, 128, 256/2, 256, 512/2, 512, 512, 512, 512, 512, 1024/2 and
    1024 maps, /2 at stride 2
    mean over all places; fully connected, the scores

    4,231,976 parameters, 568,740,352 multiply-adds for 224×224 pixels. The paper's table has
    stride 2 in its last line too, and yet 7×7 places behind it.

    classes, width: as at the top. x: (N, 3, H, W). Returns (N, classes).

    Source: A. Howard et al., MobileNets, 2017, table 1.
    Exercise: arch.mobilenet
    """

    def __init__(self, classes: int = 1000, width: float = 1.0) -> None:
        raise NotImplementedError("arch.mobilenet")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("arch.mobilenet")


class MBConv(nn.Module):
    """Turn the bottleneck inside out: wide inside, thin outside. EfficientNet's block.

    1×1, m = c · expand maps, norm, SiLU; left out if expand is 1
    kernel×kernel/stride, one filter for each of the m channels, norm, SiLU
    squeeze-and-excite: s = sigmoid(up(silu(down(mean over all places)))), times s
    1×1, f maps, norm
    plus x, if the stride is 1 and c = f

    down gives c // 4 numbers (of c, not of m), up gives m; both have biases. Stochastic depth is
    left out. MBConv(24, 24, 6, 3, 1) has 10,710 parameters, MBConv(32, 16, 1, 3, 1) 1,448.

    c: channels of x. f: maps. expand: how much wider it is inside. kernel: an odd number. stride:
    1 or 2. x: (N, c, H, W). Returns (N, f, HO, WO).

    Source: M. Tan, Q. Le, EfficientNet, 2019. M. Sandler et al., MobileNetV2, 2018.
    Exercise: arch.mbconv
    """

    def __init__(self, c: int, f: int, expand: int, kernel: int, stride: int) -> None:
        raise NotImplementedError("arch.mbconv")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("arch.mbconv")


class NASCell(nn.Module):
    """Build what a search has found: NASNet-A's normal cell.

    a = norm(1×1(relu(left))) and b = norm(1×1(relu(right))), f maps each. All sums have f maps:

    out = [ a,      +       ,      +       ,      +       ,      +       ,      +       ]
                sep5    sep3   sep5    sep3   avg3     .     avg3    avg3   sep3     .
                 |       |      |       |      |       |      |       |      |       |
                 b       a      a       a      b       a      a       a      b       b

    sepk is twice: relu, k×k with one filter for each channel, 1×1 with f maps, norm. avg3 is an
    average pool 3×3, padding 1. A dot stands for nothing: the maps as they are. out is
    concatenated in this order.

    left: channels of the cell's first input, the output of the cell before the last. right:
    channels of the second, the output of the last cell. f: maps. The inputs: left_input
    (N, left, H, W), right_input (N, right, H, W). Returns (N, 6f, H, W).

    Source: B. Zoph, V. Vasudevan, J. Shlens, Q. Le, Learning transferable architectures for
    scalable image recognition, 2018, figure 4.
    Exercise: arch.nas_cell
    """

    def __init__(self, left: int, right: int, f: int) -> None:
        raise NotImplementedError("arch.nas_cell")

    def forward(self, left_input: torch.Tensor, right_input: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("arch.nas_cell")


def multiply_adds(model: nn.Module, x: torch.Tensor) -> int:
    """Count the multiply-adds of a model at work on x, with hooks.

    One for each weight that meets a number, padding included: for each number that an nn.Conv2d
    gives, kernel rows · kernel columns · channels of x / groups; for each that an nn.Linear gives,
    the numbers it sees. Nothing else is counted. A layer that is used twice counts twice, one that
    is not used counts nothing, and x may hold any number of images.

    AlexNet on (1, 3, 224, 224) needs 714,188,480, ResNet-50 4.089 G.

    The model stays as it was: parameters, running averages, training or not, and no hook is left.

    model: any module. x: what it takes. Returns an int.

    Source: A. Canziani, A. Paszke, E. Culurciello, An analysis of deep neural network models for
    practical applications, 2016.
    Exercise: arch.multiply_adds
    """
    raise NotImplementedError("arch.multiply_adds")


def replace_head(model: nn.Module, classes: int) -> nn.Module:
    """Exchange the last layer, for other classes.

    The last nn.Linear in the order of model.modules() gives way to a new one, wherever in the
    model it is, with a bias, as many inputs, and classes outputs, on the same device and in the
    same dtype. All else stays as it is.

    model: a module with an nn.Linear inside. classes: K. Returns the same model, changed.

    Source: J. Yosinski, J. Clune, Y. Bengio, H. Lipson, How transferable are features in deep
    neural networks?, 2014.
    Exercise: arch.replace_head
    """
    raise NotImplementedError("arch.replace_head")


def freeze(model: nn.Module) -> nn.Module:
    """Let only the last layer learn.

    Afterwards the parameters of the last nn.Linear in the order of model.modules() require a
    gradient, and no others do. No number changes.

    model: a module with an nn.Linear inside. Returns the same model.

    Source: J. Yosinski, J. Clune, Y. Bengio, H. Lipson, How transferable are features in deep
    neural networks?, 2014.
    Exercise: arch.freeze
    """
    raise NotImplementedError("arch.freeze")


def fine_tune_step(
    model: nn.Module, optimizer: torch.optim.Optimizer, x: torch.Tensor, y: torch.Tensor
) -> float:
    """Take one step of training, and leave alone what is frozen.

    The loss is the cross-entropy of the scores, the mean over the batch. An nn.BatchNorm2d whose
    scale requires no gradient uses its running averages, and does not change them. All else is in
    training mode. What an earlier backward pass has left in the gradients does not count.

    model: takes x, returns scores (N, K). optimizer: for the parameters of the model. x: a batch.
    y: (N,), classes. Returns the loss, a number, as it was before the step.

    Source: A. Karpathy et al., CS231n, Transfer learning, https://cs231n.github.io/transfer-learning/
    Exercise: arch.fine_tune
    """
    raise NotImplementedError("arch.fine_tune")
