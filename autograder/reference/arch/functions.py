"""What is done with a model: counting its multiply-adds, and fine-tuning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Module


def multiply_adds(model: Module, x: Tensor) -> int:
    """From the sizes that PyTorch's own counter sees, in which each is two operations."""
    from torch.utils.flop_counter import FlopCounterMode

    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        model(x)
    return int(counter.get_total_flops() // 2)


def head_of(model: Module) -> tuple[str, torch.nn.Linear]:
    """The last nn.Linear, with its name."""
    *_, last = [item for item in model.named_modules() if isinstance(item[1], torch.nn.Linear)]
    return last


def replace_head(model: Module, classes: int) -> Module:
    """The same model, with a new last nn.Linear."""
    name, old = head_of(model)
    new = torch.nn.Linear(old.in_features, classes).to(old.weight)
    model.set_submodule(name, new)
    return model


def freeze(model: Module) -> Module:
    """The same model; the parameters of its last nn.Linear learn, no others."""
    learning = {id(each) for each in head_of(model)[1].parameters()}
    for each in model.parameters():
        each.requires_grad = id(each) in learning
    return model


def fine_tune_step(model: Module, optimizer: torch.optim.Optimizer, x: Tensor, y: Tensor) -> float:
    """The loss before the step."""
    for each in model.modules():
        norm = isinstance(each, torch.nn.BatchNorm2d)
        each.training = not (norm and not each.weight.requires_grad)
    likelihoods = model(x).log_softmax(1).gather(1, y[:, None])
    loss = -likelihoods.mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
