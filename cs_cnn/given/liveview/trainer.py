"""Training in single steps, with settings that may change between any two of them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from cs_cnn.given.data import Dataset
from cs_cnn.given.networks import checkpoint
from cs_cnn.given.networks.network import Network
from cs_cnn.given.networks.optimizers import STATES, Optimizer, Params
from cs_cnn.given.networks.threads import on_one_thread

MEMORIES = {
    "momentum": "rho",
    "nesterov": "rho",
    "rmsprop": "decay",
    "adadelta": "rho",
    "adam": "beta1",
    "adamw": "beta1",
}
"""The optimizers that remember, and what your function calls the share that it keeps."""

USUAL = {
    "sgd": {"rate": 0.03},
    "momentum": {"rate": 0.01, "memory": 0.9},
    "nesterov": {"rate": 0.01, "memory": 0.9},
    "adagrad": {"rate": 0.01},
    "rmsprop": {"rate": 1e-3, "memory": 0.99},
    "adadelta": {"rate": 1.0, "memory": 0.95},
    "adam": {"rate": 1e-3, "memory": 0.9},
    "adamw": {"rate": 1e-3, "memory": 0.9},
}
"""Settings to begin with: a rate that suits one optimizer ruins another's training."""


@dataclass
class Settings:
    """What may change on the way.

    optimizer: the name of your function in ``cs_cnn/optim.py``. rate: the learning rate. memory:
    momentum, or what takes its place (``MEMORIES``). batch: images in a step. decay: λ; the
    weights pay ½ λ Σ w² by your ``l2_penalty``, or with adamw its own weight decay.
    """

    optimizer: str = "adadelta"
    rate: float = 1.0
    memory: float = 0.95
    batch: int = 16
    decay: float = 1e-4


class Trainer:
    """A network in training, a step at a time, on the training part of a data set.

    steps: how many are done. images: how many they were shown in all. times: seconds for an
    image, forward and backward, averaged over the last steps. curve: points (step, loss,
    accuracy) on the batches of training, each a mean since the point before. new: the same for
    validation images, which are never learned from. The loss is without weight decay.
    """

    def __init__(self, network: Network, dataset: Dataset, settings: Settings) -> None:
        self.network, self.dataset, self.settings = network, dataset, settings
        self._start = {name: value.copy() for name, value in network.state.items()}
        self.reset()

    def reset(self) -> None:
        """Back to the parameters that the network came with; the settings stay."""
        self.network.take({name: value.copy() for name, value in self._start.items()})
        self.optimizer = Optimizer(self.settings.optimizer)
        self.rng = np.random.default_rng(0)
        self._batches: Iterator[tuple[np.ndarray, np.ndarray]] = iter(())
        self._size = 0
        self.steps = self.images = 0
        self.times = (0.0, 0.0)
        self.curve: list[tuple[float, float, float]] = []
        self.new: list[tuple[float, float, float]] = []
        self._since: list[tuple[float, float]] = []
        self._sweep: list[tuple[float, float]] = []

    @on_one_thread
    def step(self) -> None:
        """One batch: forward, backward, and a step of your optimizer."""
        from cs_cnn import backprop

        x, y = self._batch()
        clock = [time.perf_counter()]
        with np.errstate(all="ignore"):  # a rate that is too high is there to be tried
            scores = self.network.forward(x, train=True)
            clock.append(time.perf_counter())
            loss, dout = backprop.softmax_loss(scores, y)
            self.network.backward(dout)
            clock.append(time.perf_counter())
            self.network.take(self._moved())
        self.steps, self.images = self.steps + 1, self.images + len(x)
        self._since.append((float(loss), float(np.mean(scores.argmax(axis=1) == y))))
        keep = 0.9 if self.steps > 1 else 0.0
        spent = np.diff(clock) / len(x)
        forward, backward = keep * np.array(self.times) + (1 - keep) * spent
        self.times = float(forward), float(backward)

    def _batch(self) -> tuple[np.ndarray, np.ndarray]:
        """The next of your minibatches; another size begins another epoch."""
        from cs_cnn import optim

        if self._size == self.settings.batch and (batch := next(self._batches, None)):
            return batch
        self._size = self.settings.batch
        x, y = self.dataset.x_train, self.dataset.y_train
        self._batches = iter(optim.minibatches(x, y, self._size, self.rng))
        return next(self._batches)

    def _moved(self) -> Params:
        """The parameters after a step."""
        settings = self.settings
        if self.optimizer.name != settings.optimizer:
            self.optimizer = Optimizer(settings.optimizer)
        params, grads = self.network.params, self.network.grads
        how = {"lr": settings.rate}
        if word := MEMORIES.get(settings.optimizer):
            how[word] = settings.memory
        if settings.optimizer == "adamw":
            how["weight_decay"] = settings.decay
        elif settings.decay:
            from cs_cnn import regularization

            for name in (name for name in params if name.startswith("w")):
                pull = regularization.l2_penalty(params[name], settings.decay / 2)[1]
                grads[name] = grads[name] + pull
        new = self.optimizer.step(params, grads, **how)
        return {name: np.asarray(w, params[name].dtype) for name, w in new.items()}

    def mark(self) -> None:
        """Add the mean of the steps since the last mark to the curve."""
        if self._since:
            loss, right = np.mean(self._since, axis=0)
            self.curve.append((self.steps, float(loss), float(right)))
            self._since = []

    @on_one_thread
    def try_some(self, size: int, last: int) -> bool:
        """Try the next ``size`` of the first ``last`` validation images.

        Returns whether all of them are tried now, and then adds a point to new.
        """
        from cs_cnn import backprop

        x, y = self.dataset.x_val[:last], self.dataset.y_val[:last]
        chosen = slice(len(self._sweep), len(self._sweep) + size)
        with np.errstate(all="ignore"):
            scores = self.network.forward(x[chosen])
            loss = float(backprop.softmax_loss(scores, y[chosen])[0])
        right = scores.argmax(axis=1) == y[chosen]
        self._sweep += [(loss, float(each)) for each in right]
        if len(self._sweep) == len(x):
            loss, share = np.mean(self._sweep, axis=0)
            self.new.append((self.steps, float(loss), float(share)))
            self._sweep = []
        return not self._sweep

    def save(self, path: str | Path) -> None:
        """Write network, optimizer, settings, curves to an ``.npz`` file, whole or not at all."""
        arrays = {f"network/{name}": value for name, value in self.network.state.items()}
        for name, kept in self.optimizer.state.items():
            arrays |= {f"state/{name}/{i}": value for i, value in enumerate(kept)}
        arrays |= {"curve": _points(self.curve), "new": _points(self.new)}
        notes = {
            "settings": asdict(self.settings),
            "optimizer": self.optimizer.name,
            "counts": [self.optimizer.steps, self.steps, self.images],
        }
        checkpoint.write_run(path, arrays, notes)

    def load(self, path: str | Path) -> None:
        """Go on from a file that ``save`` wrote for such a network; the next epoch begins anew.

        Raises BrokenCheckpoint, and changes nothing, if the file is incomplete or does not fit.
        """
        arrays, notes = checkpoint.read_run(path)
        shapes = {f"network/{name}": value.shape for name, value in self.network.state.items()}
        found = {name: a.shape for name, a in arrays.items() if name.startswith("network/")}
        try:
            if found != shapes:
                raise ValueError("other layers")
            settings, optimizer = Settings(**notes["settings"]), Optimizer(notes["optimizer"])
            optimizer.steps, steps, images = map(int, notes["counts"])
            for name in self.network.params if optimizer.steps else ():
                kept = range(STATES[optimizer.name])
                optimizer.state[name] = [arrays[f"state/{name}/{i}"] for i in kept]
            curve, new = ([tuple(row) for row in arrays[key].tolist()] for key in ("curve", "new"))
        except (KeyError, TypeError, ValueError) as error:
            text = f"{path} is a snapshot of another network; nothing was loaded."
            raise checkpoint.BrokenCheckpoint(text) from error
        self.reset()
        self.network.take({name.partition("/")[2]: arrays[name] for name in shapes})
        self.settings, self.optimizer = settings, optimizer
        self.steps, self.images, self.curve, self.new = steps, images, curve, new


def _points(points: list[tuple[float, float, float]]) -> np.ndarray:
    return np.array(points).reshape(-1, 3)
