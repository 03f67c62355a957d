"""Assignment 05 in PyTorch. Optimizers and schedules are those of torch.optim.

Every function takes the inputs of a case by name, float64 tensors among them. An optimizer
walks: ``gradients`` (T, …) holds one gradient, shaped like w, for each of T steps. It returns a
list of T tuples (or, without a memory, of T tensors): w and the memory after each step. A memory
that is not zero at the start is put into PyTorch's optimizer first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from autograder.reference.backend import torch

Walk = list[tuple["torch.Tensor", ...]]
Rates = dict[str, float]
"""The learning rate at each t, under the name "t = 3"."""


def _walk(
    kind: str,
    w: torch.Tensor,
    gradients: torch.Tensor,
    memory: dict[str, torch.Tensor],
    t: int = 1,
    **settings: Any,
) -> Walk:
    """Walk with the optimizer ``kind`` of torch.optim; t is the number of its first step."""
    parameter = torch.nn.Parameter(w.clone())
    optimizer = getattr(torch.optim, kind)([parameter], **settings)
    kept = {name: value.clone() for name, value in memory.items()}
    optimizer.state[parameter] = {"step": torch.tensor(float(t - 1)), **kept}
    after = []
    for gradient in gradients:
        parameter.grad = gradient.clone()
        optimizer.step()
        state = optimizer.state[parameter]
        after.append((parameter.detach().clone(), *(state[name].clone() for name in memory)))
    return after


def sgd(w: torch.Tensor, gradients: torch.Tensor, lr: float) -> list[torch.Tensor]:
    """Plain steps against the gradient."""
    return [w for (w,) in _walk("SGD", w, gradients, {}, lr=lr)]


def momentum(
    w: torch.Tensor, v: torch.Tensor, gradients: torch.Tensor, lr: float, rho: float = 0.9
) -> Walk:
    """The velocity is PyTorch's momentum buffer, which it leaves alone where rho is 0."""
    if rho == 0:
        return list(zip(sgd(w, gradients, lr), gradients, strict=True))
    return _walk("SGD", w, gradients, {"momentum_buffer": v}, lr=lr, momentum=rho)


def nesterov(
    w: torch.Tensor, v: torch.Tensor, gradients: torch.Tensor, lr: float, rho: float = 0.9
) -> Walk:
    """As momentum, with the look ahead, which leads nowhere if rho is 0."""
    if rho == 0:
        return momentum(w, v, gradients, lr, rho)
    buffer = {"momentum_buffer": v}
    return _walk("SGD", w, gradients, buffer, lr=lr, momentum=rho, nesterov=True)


def adagrad(
    w: torch.Tensor, cache: torch.Tensor, gradients: torch.Tensor, lr: float, eps: float = 1e-10
) -> Walk:
    """The cache is a sum."""
    return _walk("Adagrad", w, gradients, {"sum": cache}, lr=lr, eps=eps)


def rmsprop(
    w: torch.Tensor,
    cache: torch.Tensor,
    gradients: torch.Tensor,
    lr: float,
    decay: float = 0.99,
    eps: float = 1e-8,
) -> Walk:
    """The cache is a moving average; PyTorch calls its decay alpha."""
    return _walk("RMSprop", w, gradients, {"square_avg": cache}, lr=lr, alpha=decay, eps=eps)


def adadelta(
    w: torch.Tensor,
    cache: torch.Tensor,
    delta: torch.Tensor,
    gradients: torch.Tensor,
    lr: float = 1.0,
    rho: float = 0.9,
    eps: float = 1e-6,
) -> Walk:
    """Two moving averages, of squared gradients and of squared steps."""
    memory = {"square_avg": cache, "acc_delta": delta}
    return _walk("Adadelta", w, gradients, memory, lr=lr, rho=rho, eps=eps)


def adam(
    w: torch.Tensor,
    m: torch.Tensor,
    v: torch.Tensor,
    gradients: torch.Tensor,
    t: int,
    lr: float = 1e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> Walk:
    """t is the number of the first step, counted from 1."""
    memory = {"exp_avg": m, "exp_avg_sq": v}
    return _walk("Adam", w, gradients, memory, t, lr=lr, betas=(beta1, beta2), eps=eps)


def adamw(
    w: torch.Tensor,
    m: torch.Tensor,
    v: torch.Tensor,
    gradients: torch.Tensor,
    t: int,
    lr: float = 1e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
    weight_decay: float = 1e-2,
) -> Walk:
    """As adam, with decoupled weight decay."""
    settings = {"lr": lr, "betas": (beta1, beta2), "eps": eps, "weight_decay": weight_decay}
    return _walk("AdamW", w, gradients, {"exp_avg": m, "exp_avg_sq": v}, t, **settings)


def minibatches(x: torch.Tensor, y: torch.Tensor, size: int, seed: int) -> Any:
    """Four epochs: two in a row from a seed, the first of them again, one from another seed."""
    first, other = (torch.Generator().manual_seed(each) for each in (seed, seed + 1))
    order, after = (torch.randperm(len(x), generator=first) for _ in range(2))
    orders = [order, after, order, torch.randperm(len(x), generator=other)]
    return [batches(x, y, torch.split(order, size)) for order in orders]


def batches(x: torch.Tensor, y: torch.Tensor, places: Sequence[torch.Tensor]) -> Walk:
    """The samples at the places of each batch."""
    return [(x[at.to(x.device)], y[at.to(y.device)]) for at in places]


def rates(rule: Callable[[int], float], at: Sequence[int]) -> Rates:
    """The rate that a rule gives at each t."""
    return {f"t = {t}": rule(t) for t in at}


def _scheduled(at: Sequence[int], lr0: float, schedule: Callable[[Any], Any]) -> Rates:
    """The rates that a scheduler of torch.optim sets; it counts t from 0."""
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=lr0)
    scheduler = schedule(optimizer)
    every = []
    for _ in range(max(at) + 1):
        every.append(float(scheduler.get_last_lr()[0]))
        optimizer.step()
        scheduler.step()
    return rates(every.__getitem__, at)


def step_decay(
    at: Sequence[int], lr0: float, milestones: Sequence[int], factor: float = 0.1
) -> Rates:
    """MultiStepLR."""
    kind = torch.optim.lr_scheduler.MultiStepLR
    return _scheduled(at, lr0, lambda optimizer: kind(optimizer, milestones, factor))


def cosine(at: Sequence[int], lr0: float, total: int) -> Rates:
    """CosineAnnealingLR down to 0."""
    kind = torch.optim.lr_scheduler.CosineAnnealingLR
    return _scheduled(at, lr0, lambda optimizer: kind(optimizer, total))


def linear(at: Sequence[int], lr0: float, total: int) -> Rates:
    """LinearLR from the whole rate down to 0."""
    kind = torch.optim.lr_scheduler.LinearLR
    return _scheduled(at, lr0, lambda optimizer: kind(optimizer, 1.0, 0.0, total))


def inverse_sqrt(at: Sequence[int], lr0: float) -> dict[str, Any]:
    """A LambdaLR whose rate at t = 0 is not used; a string for an error if t is below 1."""
    if min(at) < 1:
        return {f"t = {t}": "a raised ValueError" for t in at}
    kind = torch.optim.lr_scheduler.LambdaLR
    return _scheduled(at, lr0, lambda optimizer: kind(optimizer, lambda t: max(t, 1) ** -0.5))


def warmup(at: Sequence[int], lr0: float, steps: int) -> Rates:
    """A LambdaLR: LinearLR cannot begin at 0."""
    kind = torch.optim.lr_scheduler.LambdaLR
    return _scheduled(at, lr0, lambda optimizer: kind(optimizer, lambda n: min(1, n / steps)))
