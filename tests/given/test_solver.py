"""The training loop: its history, its hooks, and runs that are taken up again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

import cs_cnn
from autograder.solutions import backprop, conv, normalization, optim
from autograder.solutions.regularization import EarlyStopping
from cs_cnn.given import networks
from cs_cnn.given.networks import checkpoint
from cs_cnn.given.networks.checkpoint import BrokenCheckpoint
from cs_cnn.given.networks.optimizers import STATES
from cs_cnn.given.networks.solver import Solver

RNG = np.random.default_rng(7)
X = RNG.normal(size=(50, 3))
Y = X @ [[1.0, -2], [0.5, 0], [3, 1]] + [0.3, -0.1]


@pytest.fixture(autouse=True)
def _written(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the student had written everything."""
    for module in (backprop, conv, normalization, optim):
        name = module.__name__.rpartition(".")[2]
        monkeypatch.setattr(cs_cnn, name, module, raising=False)


def squares(params: Any, x: np.ndarray, y: np.ndarray) -> Any:
    """Half the mean squared error of x w + b."""
    error = (x @ params["w"] + params["b"] - y) / len(x)
    value = (error**2).sum() * len(x) / 2
    return value, {"w": x.T @ error, "b": error.sum(axis=0)}


def made(optimizer: str = "sgd", seed: int = 0, **how: Any) -> Solver:
    params = {"w": np.zeros((3, 2)), "b": np.zeros(2)}
    how = {"lr": 0.1, "size": 16, "rng": np.random.default_rng(seed), **how}
    return Solver(squares, params, optimizer, **how)


def fit(trained: Solver, epochs: int, **how: Any) -> Solver:
    return trained.train(X, Y, epochs, progress=False, **how)


def state(trained: Solver) -> dict[str, Any]:
    """All that a run consists of, as lists."""
    arrays = {
        "params": trained.params,
        "best": trained.best,
        "memory": trained.state,
        "averages": trained.averages,
    }
    lists = {
        f"{kind} {name}": np.array(value).tolist()
        for kind, each in arrays.items()
        for name, value in each.items()
    }
    counts = (trained.steps, trained.epochs, trained.stopped)
    return {
        **lists, **trained.history, "counts": counts, "rng": trained.rng.bit_generator.state
    }  # fmt: skip


@pytest.mark.parametrize("optimizer", STATES)
def test_every_optimizer_learns(optimizer: str) -> None:
    lr = {"adadelta": 50.0, "adagrad": 0.5}.get(optimizer, 0.05)
    losses = fit(made(optimizer, lr=lr), 40).history["loss"]
    assert losses[-1] < losses[0] / 20


def test_the_steps_are_those_of_the_student() -> None:
    trained = made("adam", lr=0.02, size=50, beta1=0.8)
    w, m, v = np.zeros((3, 2)), np.zeros((3, 2)), np.zeros((3, 2))
    b, mb, vb = np.zeros(2), np.zeros(2), np.zeros(2)
    for t in (1, 2, 3):
        _, grads = squares({"w": w, "b": b}, X, Y)
        w, m, v = optim.adam(w, grads["w"], m, v, t, 0.02, 0.8)
        b, mb, vb = optim.adam(b, grads["b"], mb, vb, t, 0.02, 0.8)
    fit(trained, 3)
    assert np.allclose(trained.params["w"], w)
    assert np.allclose(trained.params["b"], b)


def test_the_history_has_every_step_and_every_epoch() -> None:
    trained = fit(made(validate=lambda params: squares(params, X, Y)[0]), 3)
    assert [len(trained.history[name]) for name in ("loss", "lr", "val")] == [12, 12, 3]
    assert trained.history["lr"] == [0.1] * 12
    assert trained.history["val"][-1] == squares(trained.params, X, Y)[0]
    assert (trained.steps, trained.epochs) == (12, 3)


def test_the_callers_parameters_stay_as_they_are() -> None:
    params = {"w": np.ones((3, 2)), "b": np.ones(2)}
    fit(Solver(squares, params, lr=0.1, rng=np.random.default_rng(0)), 2)
    assert (params["w"] == 1).all()
    assert (params["b"] == 1).all()


def test_a_schedule_is_asked_before_every_step_from_0_on() -> None:
    trained = fit(made(schedule=lambda t: optim.linear(t, 0.2, 8)), 2)
    assert trained.history["lr"] == [optim.linear(t, 0.2, 8) for t in range(8)]


@pytest.mark.parametrize("reason", [NotImplementedError, KeyboardInterrupt])
def test_a_step_that_fails_was_never_begun(
    monkeypatch: pytest.MonkeyPatch, reason: type[BaseException]
) -> None:
    """Adam would count on from a step that nobody took."""

    def failing(*_: Any, **__: Any) -> Any:
        raise reason

    trained = fit(made("adam"), 1)
    before = state(trained)
    with monkeypatch.context() as broken:
        broken.setattr(optim, "adam", failing)
        with pytest.raises(reason):
            fit(trained, 2)
    assert {**state(trained), "rng": 0} == {**before, "rng": 0}
    assert fit(trained, 2).steps == 8


def told(losses: list[float]) -> Callable[[Any], float]:
    """A validation that returns these losses, one after the other."""
    left = iter(losses)
    return lambda _: next(left)


def test_early_stopping_ends_the_training() -> None:
    losses = [5.0, 4, np.nan, 4.5, 3, 1]
    trained = fit(made(validate=told(losses), stop=lambda: EarlyStopping(patience=2)), 6)
    assert (trained.epochs, trained.stopped) == (4, True)
    assert fit(trained, 6).epochs == 4


def test_the_best_parameters_are_kept_and_nan_is_never_best() -> None:
    seen: list[dict[str, np.ndarray]] = []
    losses = told([np.nan, 2.0, 1.0, np.nan, 1.5])

    def validate(params: dict[str, np.ndarray]) -> float:
        seen.append(params)
        return losses(params)

    trained = fit(made(validate=validate), 5)
    assert np.array_equal(trained.best["w"], seen[2]["w"])
    assert not np.array_equal(trained.best["w"], trained.params["w"])


def test_without_validation_the_best_parameters_are_the_last() -> None:
    trained = fit(made(), 2)
    assert np.array_equal(trained.best["w"], trained.params["w"])


def test_stopping_needs_validation_and_an_optimizer_has_a_name() -> None:
    with pytest.raises(ValueError, match="stop needs validate"):
        made(stop=lambda: EarlyStopping(1))
    with pytest.raises(ValueError, match=r"'adem'.*adam, adamw"):
        made("adem")


def watched(optimizer: str, **how: Any) -> Solver:
    return made(
        optimizer,
        validate=lambda params: squares(params, X[:9], Y[:9])[0],
        stop=lambda: EarlyStopping(patience=3),
        schedule=lambda t: optim.cosine(t, 0.05, 60),
        **how,
    )


@pytest.mark.parametrize("optimizer", ["sgd", "nesterov", "adadelta", "adamw"])
def test_a_run_that_is_taken_up_ends_like_one_that_never_stopped(
    optimizer: str, tmp_path: Path
) -> None:
    whole = fit(watched(optimizer), 7)
    fit(watched(optimizer), 3, save_to=tmp_path / "run.npz")
    resumed = watched(optimizer, seed=99).load(tmp_path / "run.npz")
    assert state(fit(resumed, 7)) == state(whole)


def test_a_loss_that_draws_from_the_same_generator_is_resumed_too(tmp_path: Path) -> None:
    def noisy(seed: int) -> Solver:
        rng = np.random.default_rng(seed)
        trained = made(rng=rng)
        trained.loss = lambda params, x, y: squares(params, x + rng.normal(size=x.shape), y)
        return trained

    whole = fit(noisy(0), 5)
    fit(noisy(0), 2, save_to=tmp_path / "run.npz")
    assert state(fit(noisy(1).load(tmp_path / "run.npz"), 5)) == state(whole)


def test_early_stopping_remembers_what_it_was_told_before(tmp_path: Path) -> None:
    def patient(losses: list[float]) -> Solver:
        return made(validate=told(losses), stop=lambda: EarlyStopping(patience=3))

    fit(patient([2.0, 3, 3]), 3, save_to=tmp_path / "run.npz")
    resumed = patient([3.0, 1]).load(tmp_path / "run.npz")
    assert not resumed.stopped
    assert fit(resumed, 9).epochs == 4


def test_a_run_that_had_stopped_stays_stopped(tmp_path: Path) -> None:
    first = made(validate=told([1.0, 2]), stop=lambda: EarlyStopping(patience=1))
    fit(first, 9, save_to=tmp_path / "run.npz")
    resumed = made(validate=told([]), stop=lambda: EarlyStopping(patience=1))
    assert fit(resumed.load(tmp_path / "run.npz"), 9).epochs == 2


def test_a_checkpoint_is_no_pickle_and_has_the_name_it_was_given(tmp_path: Path) -> None:
    made("adam").save(tmp_path / "run")
    assert [each.name for each in tmp_path.iterdir()] == ["run"]
    with np.load(tmp_path / "run", allow_pickle=False) as file:
        assert all(file[name].dtype != object for name in file.files)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    fit(made("adam"), 2, save_to=tmp_path / "run.npz")
    return tmp_path / "run.npz"


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "one byte": lambda data: data[:1],
    "half": lambda data: data[: len(data) // 2],
    "the last byte is missing": lambda data: data[:-1],
    "text": lambda data: b"these are no numbers",
    "a picture": lambda data: b"\x89PNG\r\n\x1a\n" + bytes(99),
    "a number is altered": lambda data: data.replace(b"NUMPY", b"NUMPZ", 1),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_broken_checkpoint_is_refused_in_one_sentence(saved: Path, damage: str) -> None:
    saved.write_bytes(DAMAGE[damage](saved.read_bytes()))
    trained = fit(made("adam"), 1)
    before = state(trained)
    with pytest.raises(BrokenCheckpoint, match=r"^\S+run.npz is not a checkpoint, or"):
        trained.load(saved)
    assert state(trained) == before


def test_a_damaged_byte_is_refused_or_changes_nothing(saved: Path) -> None:
    data, right = saved.read_bytes(), state(made("adam").load(saved))
    for place in np.random.default_rng(0).integers(len(data), size=200):
        saved.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        try:
            loaded = made("adam").load(saved)
        except BrokenCheckpoint:
            continue
        assert state(loaded) == right


def test_an_array_of_objects_is_never_unpickled(tmp_path: Path) -> None:
    np.savez(tmp_path / "run.npz", notes=np.array([print], dtype=object))
    with pytest.raises(BrokenCheckpoint, match="not a checkpoint"):
        made().load(tmp_path / "run.npz")


@pytest.mark.parametrize(
    "other",
    [
        lambda: made("adamw"),
        lambda: made("sgd"),
        lambda: Solver(squares, {"w": np.zeros((3, 2))}, "adam", lr=1, rng=np.random.default_rng()),
        lambda: Solver(
            squares, {"w": np.zeros((3, 4)), "b": np.zeros(4)}, "adam", lr=1,
            rng=np.random.default_rng(),
        ),
        lambda: made("adam", rng=np.random.Generator(np.random.MT19937(0))),
    ],
)  # fmt: skip
def test_the_checkpoint_of_another_run_is_refused(saved: Path, other: Callable[[], Solver]) -> None:
    trained = other()
    before = state(trained)
    with pytest.raises(BrokenCheckpoint, match="holds a different training run"):
        trained.load(saved)
    assert str(state(trained)) == str(before)


def test_a_checkpoint_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"run\.npz"):
        made().load(tmp_path / "run.npz")


def test_a_write_that_fails_leaves_the_old_checkpoint(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: Any, **_: Any) -> None:
        file.write(b"the first half")
        raise OSError("No space left on device")

    before = saved.read_bytes()
    monkeypatch.setattr(checkpoint.np, "savez", full)
    with pytest.raises(OSError, match="No space left"):
        made("adam").save(saved)
    assert saved.read_bytes() == before
    assert [each.name for each in saved.parent.iterdir()] == ["run.npz"]


def test_the_bar_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    """What a notebook writes to standard error counts as a fault in some graders."""
    made().train(X, Y, 2)
    shown = capsys.readouterr()
    assert "0/2" in shown.out
    assert "loss=" in shown.out
    assert " left, " in shown.out
    assert "accuracy" not in shown.out
    assert shown.err == ""


IMAGES = np.random.default_rng(3).normal(size=(40, 2, 6, 6))
BRIGHTER = (IMAGES[:, 0].mean(axis=(1, 2)) > IMAGES[:, 1].mean(axis=(1, 2))).astype(int)


def of_network(dtype: Any = np.float64, seed: int = 0, **how: Any) -> Solver:
    """A solver of a small ConvNet with batch normalization."""
    rng = np.random.default_rng(seed)
    plan = [("conv", 4, 3, 1, 1), ("norm",), ("relu",), ("fc", 2)]
    network = networks.stacked(plan, (2, 6, 6), rng, dtype)
    how = {"lr": 0.02, "rng": rng, "size": 10, "validation": (IMAGES, BRIGHTER), **how}
    return Solver.of(network, "adam", **how)


def fit_images(trained: Solver, epochs: int, dtype: Any = np.float64, **how: Any) -> Solver:
    return trained.train(IMAGES.astype(dtype), BRIGHTER, epochs, progress=False, **how)


def test_a_network_learns_and_holds_what_it_has_learned() -> None:
    trained = fit_images(of_network(), 12)
    assert trained.network is not None
    assert trained.history["accuracy"][-1] > 0.9
    assert trained.network.accuracy(IMAGES, BRIGHTER) == trained.history["accuracy"][-1]
    trained.network.take(trained.best)
    loss, _ = backprop.softmax_loss(trained.network.forward(IMAGES), BRIGHTER)
    assert loss == pytest.approx(min(trained.history["val"]))


def test_a_network_is_penalized_for_its_weights_alone() -> None:
    def charge(w: np.ndarray) -> tuple[float, np.ndarray]:
        return 7.0, np.full_like(w, 3)

    plain, charged = of_network(), of_network(penalty=charge)
    (loss, grads), (dearer, steeper) = (
        each.loss(each.params, IMAGES, BRIGHTER) for each in (plain, charged)
    )
    assert dearer == pytest.approx(loss + 2 * 7)
    more = {name: np.unique((steeper[name] - grads[name]).round(9)).tolist() for name in grads}
    assert more == {"w1": [3], "b1": [0], "gamma1": [0], "beta1": [0], "w2": [3], "b2": [0]}


def test_batches_are_augmented_and_validation_images_are_not() -> None:
    shown: list[np.ndarray] = []

    def augment(x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        shown.append(x)
        return 0 * x

    trained = fit_images(of_network(augment=augment), 1)
    assert np.array_equal(np.sort(np.concatenate(shown), axis=None), np.sort(IMAGES, axis=None))
    assert np.allclose(trained.averages["var1"], 0.9**4)
    assert trained.network is not None
    assert len(np.unique(trained.network.scores(IMAGES))) > 2


@pytest.mark.parametrize("optimizer", STATES)
def test_float32_stays_float32(optimizer: str) -> None:
    """A schedule that returns a float64 of NumPy's would make every step float64."""
    params = {"w": np.zeros((3, 2), np.float32), "b": np.zeros(2, np.float32)}
    trained = Solver(
        squares, params, optimizer, lr=1, rng=np.random.default_rng(0),
        schedule=lambda t: np.float64(0.1),
    )  # fmt: skip
    trained.train(X.astype(np.float32), Y, 2, progress=False)
    arrays = [*trained.params.values(), *(a for state in trained.state.values() for a in state)]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}


def test_a_network_of_float32_stays_float32() -> None:
    trained = fit_images(of_network(np.float32), 2, np.float32)
    assert trained.network is not None
    arrays = [*trained.network.state.values(), *trained.best.values()]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}


def test_a_network_that_is_taken_up_ends_like_one_that_never_stopped(tmp_path: Path) -> None:
    whole = fit_images(of_network(), 5)
    fit_images(of_network(), 2, save_to=tmp_path / "run.npz")
    resumed = of_network(seed=9).load(tmp_path / "run.npz")
    assert state(fit_images(resumed, 5)) == state(whole)


def threads() -> list[int]:
    return [each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"]


def test_one_thread_inside_as_many_as_before_afterwards() -> None:
    with threadpool_limits(2, "blas"):
        with networks.one_thread():
            assert set(threads()) == {1}
        assert set(threads()) == {2}


def test_training_keeps_to_one_thread() -> None:
    """On a busy machine two threads that share a small product wait for each other."""
    seen: list[int] = []

    def loss(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
        seen.extend(threads())
        return backprop.softmax_loss(scores, y)

    fit_images(of_network(loss=loss), 1)
    assert set(seen) == {1}


class Watching(networks.ReLU):
    """Writes down how many threads there are while it is at work."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[int] = []

    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        self.seen += threads()
        return x

    def backward(self, dout: np.ndarray) -> np.ndarray:
        self.seen += threads()
        return dout


def test_so_does_a_network_by_itself_and_gives_the_others_back() -> None:
    """Whoever changes an image step by step calls it hundreds of times."""
    before, layer = threads(), Watching()
    network = networks.Network([layer])
    network.backward(network.forward(np.ones((2, 3))))
    assert set(layer.seen) == {1}
    assert threads() == before


def test_a_step_of_a_network_that_fails_leaves_the_averages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One batch holds all images, so that their order does not matter."""
    whole, trained = (fit_images(of_network(size=40), 1) for _ in range(2))
    with monkeypatch.context() as broken:
        broken.delattr(optim, "adam")
        with pytest.raises(AttributeError):
            fit_images(trained, 2)
    for each in (whole, trained):
        fit_images(each, 2)
    assert np.allclose(trained.averages["mean1"], whole.averages["mean1"])


def test_the_bar_shows_the_accuracy_of_a_network(capsys: pytest.CaptureFixture[str]) -> None:
    of_network().train(IMAGES, BRIGHTER, 1)
    assert "accuracy=" in capsys.readouterr().out


def test_a_checkpoint_of_an_earlier_version_is_loaded(saved: Path) -> None:
    """It holds no accuracies."""
    with np.load(saved) as file:
        np.savez(saved, **{name: file[name] for name in file.files if "accuracy" not in name})
    assert state(made("adam").load(saved)) == state(fit(made("adam"), 2))
