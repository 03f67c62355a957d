"""Assignment 04, regularization, in PyTorch. Gradients come from autograd.

Random references draw from PyTorch's generator: no order of draws is the only right one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from autograder.reference.backend import F, gradients, torch, value_and_gradients

if TYPE_CHECKING:
    from torch import Generator, Tensor

    Parts = tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]


def l1(w: Tensor, lam: float) -> Tensor:
    """λ Σ |w|."""
    return lam * w.abs().sum()


def l2(w: Tensor, lam: float) -> Tensor:
    """λ Σ w²."""
    return lam * w.square().sum()


def elastic_net(w: Tensor, lam1: float, lam2: float) -> Tensor:
    """λ₁ Σ |w| + λ₂ Σ w²."""
    return l1(w, lam1) + l2(w, lam2)


l1_penalty = value_and_gradients(l1, of=("w",))
l2_penalty = value_and_gradients(l2, of=("w",))
elastic_net_penalty = value_and_gradients(elastic_net, of=("w",))


def max_norm(w: Tensor, limit: float) -> Tensor:
    """w (D, M), its columns (D,) scaled down to limit if they are longer."""
    length: Tensor = torch.linalg.vector_norm(w, dim=0)
    return w * (limit / length).clamp(max=1)


def generator(seed: int) -> Generator:
    """On the CPU, so that the same seed draws the same everywhere."""
    return torch.Generator().manual_seed(seed)


def split(x: Tensor, y: Tensor, fractions: tuple[float, float, float], rng: Generator) -> Parts:
    """Training, validation and test set of x and y."""
    order = torch.randperm(len(x), generator=rng).to(x.device)
    n_val, n_test = (round(len(x) * fraction) for fraction in fractions[1:])
    return parts(x, y, *torch.split(order, [len(x) - n_val - n_test, n_val, n_test]))


def parts(x: Tensor, y: Tensor, train: Tensor, val: Tensor, test: Tensor) -> Parts:
    """x and y at the places of each set."""
    return x[train], y[train], x[val], y[val], x[test], y[test]


def shaped(deal: Parts, x: Tensor, y: Tensor) -> list[Tensor]:
    """Empty sets have the shape that is wanted in their place, as when a student's are judged."""
    wanted = (x, y) * 3
    return [part if len(part) else like[:0] for part, like in zip(deal, wanted, strict=True)]


def four_deals(deal: Callable[..., Any]) -> Callable[..., Any]:
    """Two deals in a row from one seed, the first again, one from another seed.

    numpy.random is untouched.
    """

    def deals(x: Tensor, y: Tensor, fractions: tuple[float, float, float], seed: int) -> Any:
        one, again, other = (generator(each) for each in (seed, seed, seed + 1))
        dealt = (deal(x, y, fractions, rng) for rng in (one, one, again, other))
        return [*(shaped(parts, x, y) for parts in dealt), True]

    return deals


def kept(x: Tensor, p: float, rng: Generator) -> Tensor:
    """Like x: 1 with probability 1 − p, else 0."""
    share = torch.full(x.shape, 1 - p, dtype=x.dtype)
    return torch.bernoulli(share, generator=rng).to(x.device)


def dropout(x: Tensor, p: float, rng: Generator, train: bool = True) -> tuple[Tensor, Tensor]:
    """out and mask."""
    mask = kept(x, p, rng) / (1 - p) if train else torch.ones_like(x)
    return x * mask, mask


def six_calls(forward: Callable[..., Any]) -> Callable[..., Any]:
    """Two calls in a row from one seed, the first of them again, three from other seeds.

    numpy.random is untouched.
    """

    def calls(x: Tensor, p: float, seed: int, train: bool = True) -> Any:
        one, *others = (generator(seed + each) for each in (0, 0, 1, 2, 3))
        return [*(forward(x, p, rng, train) for rng in (one, one, *others)), True]

    return calls


def dropout_backward(dout: Tensor, mask: Tensor) -> Tensor:
    """Autograd through x · mask, which has the same slope at every x."""
    x = torch.zeros_like(dout)
    dx: Tensor = gradients(torch.mul, of=("input",))(dout, input=x, other=mask)
    return dx


def early_stopping(
    losses: Tensor, patience: int, min_delta: float = 0.0
) -> tuple[list[bool], list[float]]:
    """Whether to stop after each loss, and the best loss so far.

    PyTorch's scheduler for plateaus counts the updates in a row that were no better; it lowers
    the rate and forgets its count only after more of them than there are losses.
    """
    nothing = torch.optim.SGD([torch.zeros(1)], lr=1.0)
    plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(
        nothing, patience=len(losses), threshold=min_delta, threshold_mode="abs"
    )
    stops, bests = [], []
    for loss in losses.tolist():
        plateau.step(loss)
        stops.append(plateau.num_bad_epochs >= patience)
        bests.append(float(plateau.best))
    return stops, bests


def horizontal_flip(x: Tensor, flip: Tensor) -> Tensor:
    """x (N, C, H, W) with columns reversed in the images where flip (N,) is True."""
    return torch.where(flip[:, None, None, None], x.flip(3), x)


def shift(x: Tensor, dy: Tensor, dx: Tensor) -> Tensor:
    """Zeros in on one side, as many pixels out on the other, image by image."""
    sides = torch.tensor(x.shape[2:])
    moves = torch.stack([dy, dx], dim=1).cpu().clamp(-sides, sides).tolist()
    return torch.stack(
        [F.pad(image, (j, -j, i, -i)) for image, (i, j) in zip(x, moves, strict=True)]
    )


def random_crop(x: Tensor, pad: int, top: Tensor, left: Tensor) -> Tensor:
    """A piece as large as before, out of the image with its border."""
    h, w = x.shape[2:]
    corners = zip(F.pad(x, (pad,) * 4), top.tolist(), left.tolist(), strict=True)
    return torch.stack([image[:, i : i + h, j : j + w] for image, i, j in corners])


def cutout(x: Tensor, top: Tensor, left: Tensor, size: int) -> Tensor:
    """Zeros where row and column both lie in the square's range."""
    rows, columns = (torch.arange(side, device=x.device) for side in x.shape[2:])
    down, right = rows - top[:, None], columns - left[:, None]
    high, wide = ((away >= 0) & (away < size) for away in (down, right))
    return x.masked_fill((high[:, :, None] & wide[:, None])[:, None], 0.0)


def add_noise(x: Tensor, sigma: float) -> Tensor:
    """x with noise from PyTorch's own generator."""
    return x + sigma * torch.randn_like(x)


def jitter(x: Tensor, brightness: Tensor, contrast: Tensor) -> Tensor:
    """Away from each image's mean by contrast (N,), and up by brightness (N,)."""
    added, factor = brightness[:, None, None, None], contrast[:, None, None, None]
    return torch.lerp(x.mean((1, 2, 3), keepdim=True), x, factor) + added
