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
    return counter.get_total_flops() // 2


def head_of(model: Module) -> str:
    """The name of the last nn.Linear."""
    return [name for name, each in model.named_modules() if isinstance(each, torch.nn.Linear)][-1]


def replace_head(model: Module, classes: int) -> Module:
    """The same model, with a new last nn.Linear."""
    name = head_of(model)
    old = model.get_submodule(name)
    assert isinstance(old, torch.nn.Linear)
    like = {"device": old.weight.device, "dtype": old.weight.dtype}
    model.set_submodule(name, torch.nn.Linear(old.in_features, classes, **like))
    return model


def freeze(model: Module) -> Module:
    """The same model; the parameters of its last nn.Linear learn, no others."""
    learning = {id(each) for each in model.get_submodule(head_of(model)).parameters()}
    for each in model.parameters():
        each.requires_grad = id(each) in learning
    return model


def fine_tune_step(model: Module, optimizer: torch.optim.Optimizer, x: Tensor, y: Tensor) -> float:
    """The loss before the step."""
    for each in model.modules():
        scale = getattr(each, "weight", None)
        frozen = scale is not None and not scale.requires_grad
        each.training = not (isinstance(each, torch.nn.modules.batchnorm._BatchNorm) and frozen)
    likelihoods = model(x).log_softmax(1).gather(1, y[:, None])
    loss = -likelihoods.mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
