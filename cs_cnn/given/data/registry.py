"""What can be fetched: from where, how large, with which checksum, under which licence.

The sizes and SHA-256 sums are those of TensorFlow Datasets for the same files, the MD5 sum is
from the home page of CIFAR-10. PyTorch writes the beginning of the SHA-256 sum of a file of
weights into its name.
"""

from __future__ import annotations

from typing import NamedTuple


class DataError(Exception):
    """A data set is not available; the message is a sentence that says what to do."""


class File(NamedTuple):
    """A file to download: its address, its size in bytes, its checksum as ``algorithm:digest``."""

    url: str
    size: int
    checksum: str

    @property
    def name(self) -> str:
        """The last part of the address."""
        return self.url.rpartition("/")[2]


class Fetched(NamedTuple):
    """A set to fetch: one archive or four files, in the formats of ``formats``."""

    title: str
    files: tuple[File, ...]
    images: tuple[int, int]
    """How many for training, how many for testing."""
    shape: tuple[int, int, int]
    """Of one image: (C, H, W)."""
    classes: tuple[str, ...]
    """Empty if the archive itself names them."""
    licence: str
    source: str

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


class Weights(NamedTuple):
    """The numbers of a trained network to fetch: a file of PyTorch's."""

    title: str
    files: tuple[File, ...]
    licence: str
    source: str

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


def _idx_files(home: str, sizes: dict[str, tuple[int, str]]) -> tuple[File, ...]:
    return tuple(
        File(f"{home}/{name}-ubyte.gz", size, f"sha256:{digest}")
        for name, (size, digest) in sizes.items()
    )


FETCHED = {
    "cifar10": Fetched(
        title="CIFAR-10",
        files=(
            File(
                "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
                170052171,
                "md5:c32a1d4ab5d03f1284b67883e8d87530",
            ),
        ),
        images=(50000, 10000),
        shape=(3, 32, 32),
        classes=(),
        licence="none is stated; its home page asks to cite the report",
        source="A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009, "
        "https://www.cs.toronto.edu/~kriz/cifar.html",
    ),
    "mnist": Fetched(
        title="MNIST",
        files=_idx_files(
            "https://ossci-datasets.s3.amazonaws.com/mnist",
            {
                "train-images-idx3": (
                    9912422,
                    "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                ),
                "train-labels-idx1": (
                    28881,
                    "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                ),
                "t10k-images-idx3": (
                    1648877,
                    "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                ),
                "t10k-labels-idx1": (
                    4542,
                    "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
                ),
            },
        ),
        images=(60000, 10000),
        shape=(1, 28, 28),
        classes=tuple("0123456789"),
        licence="CC BY-SA 3.0",
        source="Y. LeCun, C. Cortes and C. J. C. Burges, The MNIST database of handwritten "
        "digits, http://yann.lecun.com/exdb/mnist/",
    ),
    "fashion-mnist": Fetched(
        title="Fashion-MNIST",
        files=_idx_files(
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com",
            {
                "train-images-idx3": (
                    26421880,
                    "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                ),
                "train-labels-idx1": (
                    29515,
                    "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                ),
                "t10k-images-idx3": (
                    4422102,
                    "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
                ),
                "t10k-labels-idx1": (
                    5148,
                    "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
                ),
            },
        ),
        images=(60000, 10000),
        shape=(1, 28, 28),
        classes=(
            "T-shirt/top", "trouser", "pullover", "dress", "coat",
            "sandal", "shirt", "sneaker", "bag", "ankle boot",
        ),
        licence="MIT, copyright Zalando SE",
        source="H. Xiao, K. Rasul and R. Vollgraf, Fashion-MNIST, 2017, "
        "https://github.com/zalandoresearch/fashion-mnist",
    ),
}  # fmt: skip
"""By the name that ``load`` takes."""

WEIGHTS = {
    "resnet18": Weights(
        title="ResNet-18 with ImageNet's weights",
        files=(
            File(
                "https://download.pytorch.org/models/resnet18-f37072fd.pth",
                46830571,
                "sha256:f37072fd47e89c5e827621c5baffa7500819f7896bbacec160b1a16c560e07ec",
            ),
        ),
        licence="BSD 3-Clause, as torchvision; ImageNet's own terms are for research and teaching",
        source="ResNet18_Weights.IMAGENET1K_V1 of torchvision, "
        "https://docs.pytorch.org/vision/stable/models.html",
    ),
}
"""By the name that ``deep.pretrained`` takes."""


def to_fetch(name: str) -> Fetched | Weights:
    """The set, or the weights, of this name. Raises KeyError."""
    return FETCHED[name] if name in FETCHED else WEIGHTS[name]
