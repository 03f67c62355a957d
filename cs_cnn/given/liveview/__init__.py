"""A view of a network in training: its layers, filters and gradients, its answers, its speed.

``show`` puts it under a cell; ``LiveView`` is the widget itself.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from IPython.display import display

from cs_cnn.given import data, networks
from cs_cnn.given.experiment import explain
from cs_cnn.given.liveview.widget import LiveView

__all__ = ["LiveView", "convnet", "show"]


def show(
    network: networks.Network | None = None,
    dataset: data.Dataset | str = "shapes",
    **settings: Any,
) -> None:
    """Watch a network while it trains, and change how it trains; press "train" first.

    network: any ``Network``, as from ``stacked`` or ``planned``; it is trained itself, so that
    your next cells can use it. None takes ``convnet``. dataset: a name for ``data.load``, or a
    data set, as from ``data.folder("my images")``. settings: optimizer, rate, memory, batch and
    decay to begin with. If a function is not written yet, one sentence says which.
    """
    try:
        loaded = data.load(dataset) if isinstance(dataset, str) else dataset
        display(LiveView(network or convnet(loaded), loaded, **settings))
    except (NotImplementedError, ImportError, AttributeError, data.DataError) as error:
        print(explain(error))


def convnet(dataset: data.Dataset, seed: int = 0) -> networks.Network:
    """The network that ConvNetJS trains on CIFAR-10, for images of this set, in float32.

    Three times a convolution with 5×5 filters (16, 20, 20), a ReLU and a 2×2 pool, then a fully
    connected layer. Source: A. Karpathy, ConvNetJS, 2014,
    https://cs.stanford.edu/people/karpathy/convnetjs/demo/cifar10.html
    """
    stages = [[("conv", f, 5, 1, 2), ("relu",), ("pool", 2, 2)] for f in (16, 20, 20)]
    plan = [*(layer for stage in stages for layer in stage), ("fc", len(dataset.classes))]
    rng = np.random.default_rng(seed)
    return networks.stacked(plan, dataset.x_train.shape[1:], rng, np.float32)
