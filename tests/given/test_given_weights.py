"""Weights that others have trained, in a network of a student's; and NASNet around his cells."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import torch
from support.filled import filled, shapes
from torch import nn

from autograder.reference.arch import nas
from autograder.reference.arch.parts import chain
from autograder.solutions import arch
from cs_cnn.given import deep
from cs_cnn.given.data import DataError
from cs_cnn.given.deep import weights

X = torch.randn(2, 3, 40, 36, dtype=torch.float64, generator=torch.Generator().manual_seed(0))


class ShortcutFirst(nn.Module):
    """A basic block that registers everything in another order, and begins with its shortcut."""

    def __init__(self, c: int, f: int, stride: int = 1) -> None:
        super().__init__()
        self.channels = f
        self.norms = nn.ModuleList(nn.BatchNorm2d(f) for _ in range(3))
        self.way = nn.Conv2d(c, f, 1, stride, bias=False) if stride > 1 or c != f else None
        self.second = nn.Conv2d(f, f, 3, 1, 1, bias=False)
        self.first = nn.Conv2d(c, f, 3, stride, 1, bias=False)
        if self.way is None:
            del self.norms[2]

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        shortcut = x if self.way is None else self.norms[2](self.way(x))
        out = self.norms[1](self.first(x)).relu()
        return (self.norms[0](self.second(out)) + shortcut).relu()


def resnet(block: Callable[..., nn.Module], repeats: tuple[int, ...] = (2, 2)) -> nn.Module:
    return arch.ResNet(block, repeats, 5, 1 / 8).double()


@torch.no_grad()
def trained() -> nn.Module:
    """No two numbers in it are equal."""
    model = resnet(arch.BasicBlock)
    generator = torch.Generator().manual_seed(1)
    for tensor in model.state_dict().values():
        if tensor.is_floating_point():
            tensor.copy_(0.2 + torch.rand(tensor.shape, generator=generator).double() / 5)
    return model.eval()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "weights.pth"
    torch.save(trained().state_dict(), path)
    monkeypatch.setattr(weights.fetched, "in_place", lambda name: [path])
    return path


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("block", [arch.BasicBlock, ShortcutFirst])
def test_weights_go_where_they_belong_whatever_the_names(block: type[nn.Module]) -> None:
    model = deep.pretrained(resnet(block), "resnet18", X[:1])
    assert torch.allclose(model(X), trained()(X), rtol=1e-12)
    assert not model.training
    assert not any(each._forward_hooks for each in model.modules())


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize(
    ("other", "said"),
    [
        (
            partial(resnet, arch.BasicBlock, (2, 1)),
            r"3 layers with weights of \(16, 16, 3, 3\), .* 1$",
        ),
        (
            partial(resnet, arch.PreActivation),
            r"4 norms behind layers with weights of \(8, 8, 3, 3\), .* 2$",
        ),
        (
            partial(arch.ResNet, arch.BasicBlock, [2, 2], 6, 1 / 8),
            r"1 layers with weights of \(5, 16\), .* 0$",
        ),
    ],
)
def test_another_network_is_refused_and_stays_as_it_was(
    other: Callable[[], nn.Module], said: str
) -> None:
    model = other().double()
    before = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    with pytest.raises(ValueError, match=said):
        deep.pretrained(model, "resnet18", X)
    assert all(tensor.equal(before[name]) for name, tensor in model.state_dict().items())


def test_nothing_in_a_file_of_weights_is_run(file: Path, tmp_path: Path) -> None:
    class Attack:
        def __reduce__(self) -> tuple[Any, ...]:
            return Path.touch, (tmp_path / "touched",)

    torch.save({"conv1.weight": Attack()}, file)
    with pytest.raises(pickle.UnpicklingError):
        deep.pretrained(resnet(arch.BasicBlock), "resnet18", X)
    assert not (tmp_path / "touched").exists()


def test_weights_that_are_not_here_are_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CS_CNN_DATA", str(tmp_path))
    with pytest.raises(DataError, match="`cs-cnn data resnet18` in a terminal fetches it"):
        deep.pretrained(resnet(arch.BasicBlock), "resnet18", X)


def test_nasnet_mobile_has_the_size_that_the_literature_gives() -> None:
    photo = torch.empty(1, 3, 224, 224, device="meta")
    model = deep.on_paper(lambda: deep.NASNet(arch.NASCell))
    assert deep.cost(model, photo) == (5_289_978, 563_638_816)
    kinds = [each.label for each in deep.in_a_row(deep.blocks(model, photo))]
    cells = ["Reduction", "NASCell"]
    assert kinds == ["3×3/2", "Reduction", *cells, *cells, *cells, "pool", "fc"]


def test_nasnet_is_the_reference_but_for_what_its_first_cells_see(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They see every second place of a larger input."""
    whole = nas.cell

    def thinned(c: int, f: int) -> nn.Module:
        return chain(nn.AvgPool2d(1, 2, ceil_mode=True), nas.squeeze(c, f))

    def cell(left: int, right: int, f: int, plan: nas.Plan, *args: Any, **how: Any) -> nn.Module:
        if plan is nas.NORMAL and how["bring_left"] is nas.halved:
            how["bring_left"] = thinned
        return whole(left, right, f, plan, *args, **how)

    monkeypatch.setattr(nas, "cell", cell)
    ours, theirs = filled(deep.NASNet(arch.NASCell, 10, 8)), filled(nas.nasnet_mobile(10, 8))
    x = torch.randn(2, 3, 70, 66, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    assert shapes(ours) == shapes(theirs)
    assert torch.allclose(ours.eval()(x), theirs.eval()(x), rtol=1e-9)


def test_latency_is_the_median_of_the_passes_after_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = iter([0, 100, 200, 203, 300, 301, 400, 402])
    monkeypatch.setattr("time.perf_counter", lambda: next(clock))
    assert deep.latency(nn.Identity(), X, times=3) == 2
