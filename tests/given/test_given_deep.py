"""Deep networks: the training loop, and blocks and costs of any module."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from types import SimpleNamespace

import matplotlib.pyplot as plt
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from autograder.solutions import arch
from cs_cnn.given import deep
from cs_cnn.given.deep import training

PHOTO = torch.empty(1, 3, 224, 224, device="meta")


class InFunctions(nn.Module):
    """A convolution at stride 2 and a fully connected layer, of bare parameters."""

    def __init__(self) -> None:
        super().__init__()
        self.filters = nn.Parameter(torch.zeros(4, 3, 3, 3))
        self.weights = nn.Parameter(torch.zeros(5, 4))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.linear(F.conv2d(x, self.filters, stride=2).mean((2, 3)), self.weights)


@pytest.fixture(autouse=True)
def _no_figure_stays() -> Iterator[None]:
    yield
    plt.close("all")


def two_halves(n: int = 64) -> tuple[torch.Tensor, torch.Tensor]:
    """Bright and dark images, easy to tell apart."""
    y = torch.arange(n, device=deep.device()) % 2
    return (2.0 * y - 1)[:, None, None, None].expand(n, 1, 4, 4), y


def small() -> nn.Module:
    return nn.Sequential(nn.Flatten(), nn.BatchNorm1d(16), nn.Linear(16, 2))


def test_the_cost_of_a_network_is_that_of_the_literature() -> None:
    assert deep.cost(deep.on_paper(arch.AlexNet), PHOTO) == (61_100_840, 714_188_480)
    assert deep.cost(deep.on_paper(arch.MobileNet), PHOTO) == (4_231_976, 568_740_352)


def test_the_cost_of_a_network_does_not_depend_on_how_it_is_written() -> None:
    work = 4 * 27 * 7 * 7 + 5 * 4
    assert deep.cost(InFunctions(), torch.zeros(1, 3, 16, 16)) == (4 * 27 + 20, work)


@pytest.mark.parametrize("build", [arch.AlexNet, arch.GoogLeNet, arch.MobileNet])
def test_the_costs_of_the_blocks_add_up(build: type[nn.Module]) -> None:
    model = deep.on_paper(build)
    found = deep.blocks(model, PHOTO)
    total = sum(each.parameters for each in found), sum(each.multiply_adds for each in found)
    assert total == deep.cost(model, PHOTO)


def test_blocks_come_in_the_order_of_the_work() -> None:
    found = deep.blocks(deep.on_paper(arch.AlexNet), PHOTO)
    kinds = [each.kind for each in found]
    assert kinds == ["conv", "pool", "conv", "pool", *["conv"] * 3, "pool", *["fc"] * 3]
    assert found[0].label == "11×11/4"
    assert found[0].shape == (64, 55, 55)
    assert found[0].multiply_adds == 55 * 55 * 64 * 363


def test_what_a_block_is_made_of_is_not_shown() -> None:
    model = deep.on_paper(lambda: arch.ResNet(arch.BasicBlock, [2, 2]))
    found = deep.blocks(model, PHOTO)
    assert [each.kind for each in found] == ["conv", "pool", *["BasicBlock"] * 4, "fc"]
    assert found[2].parameters == 73_984
    assert found[0].parameters == 64 * 147 + 128  # with the norm behind it


def test_alike_blocks_in_a_row_are_one_with_their_count() -> None:
    model = deep.on_paper(lambda: arch.ResNet(arch.BasicBlock, [2, 2]))
    row = deep.in_a_row(deep.blocks(model, PHOTO))
    assert [(each.label, each.count) for each in row] == [
        ("7×7/2", 1), ("pool", 1), ("BasicBlock", 2), ("BasicBlock", 2), ("fc", 1),
    ]  # fmt: skip
    assert row[2].parameters == 2 * 73_984


def test_a_network_in_functions_is_a_single_block() -> None:
    (block,) = deep.blocks(InFunctions(), torch.zeros(1, 3, 16, 16))
    assert (block.label, block.shape, block.parameters) == ("InFunctions", (5,), 128)


def test_a_look_leaves_a_model_as_it_was() -> None:
    model = arch.LeNet()
    model.conv1.eval()
    deep.blocks(model, torch.zeros(1, 1, 32, 32))
    assert model.training
    assert not model.conv1.training
    assert not any(each._forward_hooks for each in model.modules())


def test_a_drawing_has_a_box_for_every_block_and_the_shares_of_each() -> None:
    model = deep.on_paper(arch.LeNet)
    deep.draw({"LeNet": model}, torch.empty(1, 1, 32, 32, device="meta"), "the title")
    boxes, bars = plt.gcf().axes
    row = deep.in_a_row(deep.blocks(model, torch.empty(1, 1, 32, 32, device="meta")))
    assert len(boxes.patches) == len(row)
    heights = [bar.get_height() for bar in bars.patches]
    parameters = [100 * each.parameters / 61_706 for each in row]
    assert heights[: len(row)] == pytest.approx(parameters)
    assert boxes.get_title() == "LeNet: 61.7 k parameters, 417 k multiply-adds"


def test_points_stand_over_their_costs() -> None:
    ax = plt.subplots()[1]
    deep.against(ax, {"dear": (1e9, 0.5), "cheap": (1e6, 0.75)}, "multiply-adds")
    places = [tuple(line.get_xydata()[0]) for line in ax.lines]
    assert places == [(1e9, 50), (1e6, 75)]
    assert [text.get_text() for text in ax.texts] == ["dear", "cheap"]


def test_names_of_points_cover_neither_each_other_nor_a_point() -> None:
    crowded = {
        "AlexNet": (61.1e6, 0.565), "VGG-16": (138e6, 0.716), "GoogLeNet": (7e6, 0.698),
        "ResNet-18": (11.7e6, 0.698), "ResNet-34": (21.8e6, 0.733), "ResNet-50": (25.6e6, 0.761),
        "Wide ResNet-50-2": (68.9e6, 0.785), "ResNeXt-50": (25e6, 0.776),
        "DenseNet-121": (8e6, 0.744), "MobileNet": (4.2e6, 0.706),
        "NASNet-A mobile": (5.29e6, 0.74), "EfficientNet-B0": (5.29e6, 0.777),
    }  # fmt: skip
    figure, (ax, _) = plt.subplots(1, 2, figsize=(11.5, 4.6), layout="constrained")
    deep.against(ax, crowded, "parameters")
    figure.canvas.draw()
    names = [text.get_window_extent() for text in ax.texts]
    points = [ax.transData.transform(line.get_xydata()[0]) for line in ax.lines]
    assert not any(a.overlaps(b) for a, b in itertools.combinations(names, 2))
    assert not any(name.contains(*point) for name in names for point in points)


@pytest.mark.parametrize(
    ("number", "text"), [(61_100_840, "61.1 M"), (4.089e9, "4.09 G"), (8_464, "8.46 k"), (12, "12")]
)
def test_large_numbers_in_three_digits(number: float, text: str) -> None:
    assert deep.short(number) == text


def test_training_learns_and_looks_at_what_is_new(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = itertools.count()
    hundredths = SimpleNamespace(perf_counter=lambda: next(clock) / 100)
    monkeypatch.setattr(training, "time", hundredths)
    model = deep.seeded(small)
    run = deep.train(model, two_halves(), two_halves(20), 0.595, size=8, name="small")
    assert len(run.losses) == 60
    assert run.images == 8 * 60
    assert run.losses[-1] < run.losses[0]
    assert run.accuracy == 1
    assert run.looks[-1] == (run.seconds, 1)
    assert len(run.looks) == training.LOOKS
    assert "small" in capsys.readouterr().out


def test_a_training_stops_where_over_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "over", lambda steps, *_: steps >= 3)
    run = deep.train(deep.seeded(small), two_halves(), two_halves(), 1e6, size=8)
    assert len(run.losses) == 3
    assert len(run.looks) == 1


def test_every_image_comes_once_before_any_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "over", lambda steps, *_: steps >= 4)
    seen: list[torch.Tensor] = []

    def step(*args: object) -> float:
        seen.append(args[2])  # type: ignore[arg-type]
        return 0.0

    x = torch.arange(9.0, device=deep.device())[:, None]
    deep.train(nn.Linear(1, 2), (x, x[:, 0].long()), (x, x[:, 0].long()), 1, size=4, step=step)
    for epoch in (seen[:2], seen[2:]):
        assert len(torch.cat(epoch).unique()) == 8


def test_what_is_frozen_is_not_trained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "over", lambda steps, *_: steps >= 2)
    model = arch.freeze(deep.seeded(small))
    before = {name: value.clone() for name, value in model.state_dict().items()}
    deep.train(model, two_halves(), two_halves(), 1, step=arch.fine_tune_step)
    changed = {n for n, value in model.state_dict().items() if not value.equal(before[n])}
    assert {"2.weight", "2.bias"} <= changed
    assert "1.weight" not in changed


def test_accuracy_uses_the_averages_and_keeps_the_mode() -> None:
    x, y = two_halves()
    model = deep.seeded(small)
    before = model[1].running_mean.clone()
    assert deep.accuracy(model, x, 1 - y) == pytest.approx(1 - deep.accuracy(model, x, y))
    assert model[1].running_mean.equal(before)
    assert model.training


def test_what_the_network_sees_can_be_prepared() -> None:
    x, y = two_halves()
    assert deep.accuracy(nn.Flatten(), x, y, lambda x: F.one_hot(1 - y, 2)) == 0


def test_a_seed_gives_the_same_network_and_disturbs_no_other_chance() -> None:
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    one, two, other = deep.seeded(small), deep.seeded(small), deep.seeded(small, seed=1)
    assert torch.rand(1).equal(expected)
    assert one[2].weight.equal(two[2].weight)
    assert not one[2].weight.equal(other[2].weight)
    assert not one[2].bias.any()


def test_threads_are_as_before_after_a_training(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "over", lambda steps, *_: steps >= 1)
    before = torch.get_num_threads()
    deep.train(deep.seeded(small), two_halves(), two_halves(), 1)
    assert torch.get_num_threads() == before


@pytest.mark.skipif(not torch.cuda.is_available(), reason="PyTorch sees no GPU here")
def test_on_a_gpu_all_of_it_runs_there() -> None:
    model = deep.seeded(small)
    deep.train(model, two_halves(), two_halves(), 0.2)
    assert all(weights.is_cuda for weights in model.parameters())
