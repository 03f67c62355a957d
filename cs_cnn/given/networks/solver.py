"""A training loop that your functions plug into.

>>> solver = Solver(loss, params, "momentum", lr=0.1, rng=np.random.default_rng(0))
>>> solver.train(x, y, epochs=20)
>>> solver.params

>>> solver = Solver.of(network, "adam", lr=1e-3, rng=rng, validation=(x_val, y_val))
>>> solver.train(x, y, epochs=20)
>>> network.take(solver.best)

``loss(params, x, y)`` returns the loss of a batch, a number, and the gradients, a dict with the
keys of params. Batches come from your ``minibatches``, steps from the optimizer you name.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from tqdm.auto import tqdm

from cs_cnn.given.networks import checkpoint
from cs_cnn.given.networks.descent import Loss as LossOfScores
from cs_cnn.given.networks.descent import Penalty
from cs_cnn.given.networks.network import Network
from cs_cnn.given.networks.objective import Augment, Objective
from cs_cnn.given.networks.optimizers import STATES, Params, moved
from cs_cnn.given.networks.threads import on_one_thread

Loss = Callable[[Params, np.ndarray, np.ndarray], tuple[float, Params]]

Validate = Callable[[Params], float | tuple[float, float]]

SERIES = ("loss", "lr", "val", "accuracy")

BAR = "{l_bar}{bar}| {n:.1f}/{total} epochs, {remaining} left{postfix}"


class Stopper(Protocol):
    """Your EarlyStopping: it takes in a loss and says whether to stop."""

    def update(self, loss: float) -> bool: ...


class Solver:
    """Parameters on their way downhill, and all that is needed to go on from there.

    loss: see above. params: a dict of arrays; they are copied, and keep their dtype: with float32
    parameters, the state and every step are float32 as well. optimizer: the name of your
    function in ``cs_cnn/optim.py``. lr: the learning rate, unless a schedule sets it. size:
    samples in a batch. rng: a ``numpy.random.default_rng``; if the loss draws too (dropout),
    let it draw from the same one; then a resumed run is the same to the last bit.
    schedule: takes the number of steps done so far, 0 at first, and returns the learning rate:
    ``lambda t: cosine(t, 0.1, total)``. validate: takes params after each epoch and returns a
    number, the lower the better, or that and the accuracy, from 0 to 1. stop: makes a new
    EarlyStopping, ``lambda: EarlyStopping(patience=3)``, which receives the number that validate
    returned. All further settings (rho, eps, …) go to the optimizer.

    steps and epochs count what is done; stopped says whether EarlyStopping ended the run.
    history has four lists: "loss" and "lr" of every step, "val" and "accuracy" of every epoch.
    best holds the params with the lowest "val"; without validate, the current ones. With a
    network, best holds the averages of its batch normalizations, too.
    """

    def __init__(
        self,
        loss: Loss,
        params: Params,
        optimizer: str = "sgd",
        *,
        lr: float,
        rng: np.random.Generator,
        size: int = 64,
        schedule: Callable[[int], float] | None = None,
        validate: Validate | None = None,
        stop: Callable[[], Stopper] | None = None,
        **settings: float,
    ) -> None:
        if optimizer not in STATES:
            raise ValueError(f"no optimizer {optimizer!r}; there are {', '.join(STATES)}")
        if stop is not None and validate is None:
            raise ValueError("stop needs validate: it watches what validate returns")
        self.loss, self.optimizer, self.settings = loss, optimizer, settings
        self.schedule = schedule or (lambda _: lr)
        self.size, self.rng = size, rng
        self.validate, self.stop = validate, stop
        self.network: Network | None = None
        self.averages: Params = {}
        self.params = {name: np.array(value) for name, value in params.items()}
        self.state = {
            name: [np.zeros_like(value) for _ in range(STATES[optimizer])]
            for name, value in self.params.items()
        }
        self.steps = self.epochs = 0
        self.history: dict[str, list[float]] = {name: [] for name in SERIES}
        self.best = self.params
        self._start_watching()

    @classmethod
    def of(
        cls,
        network: Network,
        optimizer: str = "sgd",
        *,
        lr: float,
        rng: np.random.Generator,
        validation: tuple[np.ndarray, np.ndarray] | None = None,
        loss: LossOfScores | None = None,
        penalty: Penalty | None = None,
        augment: Augment | None = None,
        **how: Any,
    ) -> Solver:
        """A solver of a network, which holds the latest parameters after every epoch.

        validation: x and y whose loss and accuracy are measured after each epoch. loss, penalty,
        augment: as in ``epoch``. how: more arguments of Solver.
        """
        objective = Objective(network, rng, loss, penalty, augment)
        if validation is not None:
            how["validate"] = objective.validation(*validation)
        solver = cls(objective, network.params, optimizer, lr=lr, rng=rng, **how)
        solver.network, solver.averages = network, network.averages
        return solver

    @on_one_thread
    def train(
        self,
        x: np.ndarray,
        y: np.ndarray,
        epochs: int,
        *,
        save_to: str | Path | None = None,
        progress: bool = True,
    ) -> Solver:
        """Train until this many epochs are done, earlier ones included, or stop ends the run.

        save_to: an ``.npz`` file that holds the run after every epoch; ``load`` resumes it.
        """
        if self.network is not None:
            self.network.warn_of_loops(x, len(x))
        with tqdm(
            total=epochs, initial=self.epochs, file=sys.stdout, leave=False, disable=not progress,
            bar_format=BAR,
        ) as bar:  # fmt: skip
            while self.epochs < epochs and not self.stopped:
                self._epoch(x, y, bar)
                if save_to is not None:
                    self.save(save_to)
        return self

    def _epoch(self, x: np.ndarray, y: np.ndarray, bar: tqdm) -> None:
        from cs_cnn import optim

        done = self.epochs
        for batch in optim.minibatches(x, y, self.size, self.rng):
            self._step(*batch)
            self._show(bar, min(bar.n + len(batch[0]) / len(x), done + 1))
        self.epochs += 1
        if self.network is not None:
            self.network.take({**self.params, **self.averages})
        if self.validate is None:
            self.best = self._all()
        else:
            self._look(self.validate(self.params))
        self._show(bar, self.epochs)

    def _show(self, bar: tqdm, epochs: float) -> None:
        """How far it is, and the last number of each series."""
        shown = {name: f"{last[-1]:.4g}" for name, last in self.history.items() if last}
        bar.update(epochs - bar.n)
        bar.set_postfix(shown, refresh=epochs == self.epochs)

    def _all(self) -> Params:
        return {**self.params, **self.averages}

    def _step(self, x: np.ndarray, y: np.ndarray) -> None:
        """All parameters take their step from the same gradients.

        If your functions raise, or are interrupted, it is as if the step had never begun.
        """
        if self.network is not None:
            self.network.take(self.averages)
        loss, gradients = self.loss(self.params, x, y)
        rate = float(self.schedule(self.steps))
        after = {name: self._moved(name, gradients[name], rate) for name in self.params}
        self.steps += 1
        self.history["loss"].append(float(loss))
        self.history["lr"].append(rate)
        self.params = {name: new for name, (new, *_) in after.items()}
        self.state = {name: kept for name, (_, *kept) in after.items()}
        if self.network is not None:
            self.averages = self.network.averages

    def _moved(self, name: str, gradient: np.ndarray, rate: float) -> Sequence[np.ndarray]:
        """The new parameter and the new state, in the dtype of the old ones."""
        w, state, how = self.params[name], self.state[name], {**self.settings, "lr": rate}
        new = moved(self.optimizer, w, gradient, state, self.steps + 1, **how)
        return [np.asarray(each, np.result_type(w, np.float16)) for each in new]

    def _look(self, found: float | tuple[float, float]) -> None:
        """Take in what validate returned for the params; NaN is never the best."""
        loss, *accuracy = map(float, np.atleast_1d(found))
        before = self.history["val"]
        if loss < np.nanmin([np.inf, *before]):
            self.best = {name: value.copy() for name, value in self._all().items()}
        before.append(loss)
        self.history["accuracy"] += accuracy
        self.stopped = self.watcher is not None and bool(self.watcher.update(loss))

    def _start_watching(self) -> None:
        """Start a new EarlyStopping and pass it all epochs so far."""
        self.watcher = self.stop and self.stop()
        stops = [self.watcher.update(each) for each in self.history["val"]] if self.watcher else []
        self.stopped = bool(stops and stops[-1])

    def save(self, path: str | Path) -> None:
        """Write the run to an ``.npz`` file, whole or not at all."""
        arrays = {f"history/{name}": np.array(self.history[name]) for name in SERIES}
        arrays |= {f"averages/{name}": value for name, value in self.averages.items()}
        arrays |= {f"best/{name}": value for name, value in self.best.items()}
        for name, value in self.params.items():
            arrays |= {f"params/{name}": value}
            # Files of 0.1.0 call the state "memory"; they can still be loaded.
            arrays |= {f"memory/{name}/{i}": kept for i, kept in enumerate(self.state[name])}
        notes = {
            "optimizer": self.optimizer,
            "steps": self.steps,
            "epochs": self.epochs,
            "rng": self.rng.bit_generator.state,
        }
        checkpoint.write_run(path, arrays, notes)

    def load(self, path: str | Path) -> Solver:
        """Resume a run that a solver like this one has saved.

        Raises BrokenCheckpoint, and changes nothing, if the file is incomplete, or was written
        with other parameters or another optimizer.
        """
        arrays, notes = checkpoint.read_run(path)
        try:
            run = self._resumed(arrays, notes)
        except (KeyError, TypeError, ValueError) as error:
            text = f"{path} holds a different training run; nothing was loaded."
            raise checkpoint.BrokenCheckpoint(text) from error
        self.rng.bit_generator.state = notes["rng"]
        self.__dict__.update(run)
        if self.network is not None:
            self.network.take(self._all())
        self._start_watching()
        return self

    def _resumed(self, arrays: dict[str, np.ndarray], notes: dict[str, Any]) -> dict[str, Any]:
        """The run in a file as attributes. Raises if it does not fit this solver."""
        shapes = {f"params/{name}": value.shape for name, value in self.params.items()}
        found = {name: a.shape for name, a in arrays.items() if name.startswith("params/")}
        if (found, notes["optimizer"]) != (shapes, self.optimizer):
            raise ValueError("other parameters, or another optimizer")
        type(self.rng.bit_generator)().state = notes["rng"]  # raises if it is of another kind
        accuracy = arrays.get("history/accuracy", np.array([]))  # files of 0.2.0 have none
        history = {name: arrays[f"history/{name}"].tolist() for name in ("loss", "lr", "val")}
        return {
            "params": {name: arrays[f"params/{name}"] for name in self.params},
            "averages": {name: arrays[f"averages/{name}"] for name in self.averages},
            "best": {name: arrays[f"best/{name}"] for name in self._all()},
            "state": {
                name: [arrays[f"memory/{name}/{i}"] for i in range(len(kept))]
                for name, kept in self.state.items()
            },
            "history": {**history, "accuracy": accuracy.tolist()},
            "steps": int(notes["steps"]),
            "epochs": int(notes["epochs"]),
        }
