"""Assignment 06, features by hand, in PyTorch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor


def votes(share: Tensor, weight: Tensor, bins: int) -> Tensor:
    """(…, bins): the weight of each pixel in one bin; a share of 0 to 1 says how far along."""
    chosen = (share * bins).floor().long() % bins
    return weight[..., None] * F.one_hot(chosen, bins)


def chroma(x: Tensor) -> Tensor:
    """The largest channel minus the smallest (N, H, W)."""
    return x.amax(1) - x.amin(1)


def hue(x: Tensor) -> Tensor:
    """The hue of HSV (N, H, W) in degrees, 0 to 360; 0 where there is none."""
    (r, g, b), top, span = x.unbind(1), x.amax(1), chroma(x)
    span = span.masked_fill(span == 0, 1.0)
    blue = (r - g) / span + 4
    sixths = torch.where(top == r, (g - b) / span, torch.where(top == g, (b - r) / span + 2, blue))
    return (60 * sixths) % 360


def color_histogram(x: Tensor, bins: int) -> Tensor:
    """(N, bins): the mean over all pixels of what each hue gets."""
    return votes(hue(x) / 360, chroma(x), bins).mean((1, 2))


def differences(x: Tensor) -> tuple[Tensor, Tensor]:
    """Of both neighbors along the rows and along the columns (N, H, W), 0 at the border."""
    dx = F.pad(x[:, :, 2:] - x[:, :, :-2], (1, 1)) if x.shape[2] > 1 else torch.zeros_like(x)
    dy = F.pad(x[:, 2:] - x[:, :-2], (0, 0, 1, 1)) if x.shape[1] > 1 else torch.zeros_like(x)
    return dx, dy


def angle(dx: Tensor, dy: Tensor) -> Tensor:
    """Unsigned, in degrees: 0 to 180."""
    return torch.atan2(dy, dx).rad2deg() % 180


def cell_sums(votes: Tensor, cell: int) -> Tensor:
    """(N, H, W, bins) to (N, H // cell, W // cell, bins)."""
    return F.avg_pool2d(votes.movedim(3, 1), cell, divisor_override=1).movedim(1, 3)


def hog(x: Tensor, cell: int = 8, bins: int = 9) -> Tensor:
    """Histograms of oriented gradients (N, H // cell, W // cell, bins)."""
    dx, dy = differences(x)
    return cell_sums(votes(angle(dx, dy) / 180, torch.hypot(dx, dy), bins), cell)


def blocks(cells: Tensor, size: int, stride: int = 1) -> Tensor:
    """(N, HB, WB, size, size, bins)."""
    return cells.unfold(1, size, stride).unfold(2, size, stride).movedim(3, 5)


def hog_blocks(cells: Tensor, size: int = 2, eps: float = 1e-5) -> Tensor:
    """Blocks of cells (N, HB, WB, size·size·bins), divided by their length."""
    v = blocks(cells, size).flatten(3)
    return v / (v.square().sum(3, keepdim=True) + eps**2).sqrt()


def lengths(v: Tensor) -> Tensor:
    """(…, D) to (…, 1)."""
    found: Tensor = torch.linalg.vector_norm(v, dim=-1, keepdim=True)
    return found


def squared_distances(patches: Tensor, words: Tensor) -> Tensor:
    """(P, K)."""
    return (patches[:, None] - words).square().sum(2)


def nearest_word(patches: Tensor, words: Tensor) -> Tensor:
    """(P,), int64; of equal distances argmin takes the first."""
    return squared_distances(patches, words).argmin(1)


def kmeans_step(patches: Tensor, words: Tensor) -> Tensor:
    """The new words (K, D)."""
    return means(patches, words, nearest_word(patches, words))


def means(patches: Tensor, words: Tensor, chosen: Tensor) -> Tensor:
    """The mean of the patches that chose each word; the word itself if none did."""
    mine = F.one_hot(chosen, len(words)).T.to(patches)
    count = mine.sum(1, keepdim=True)
    return torch.where(count > 0, mine @ patches / count.clamp(min=1), words)


def patches(x: Tensor, size: int, stride: int = 1) -> Tensor:
    """(N, P, C·size·size)."""
    return F.unfold(x, size, stride=stride).transpose(1, 2)


def bag_of_words(x: Tensor, words: Tensor, size: int) -> Tensor:
    """The share (N, K) of the patches that choose each word."""
    return shares(patches(x, size), words)


def shares(patches: Tensor, words: Tensor) -> Tensor:
    """(N, P, D) and (K, D) to (N, K)."""
    chosen = nearest_word(patches.flatten(0, 1), words).reshape(patches.shape[:2])
    return F.one_hot(chosen, len(words)).to(patches).mean(1)
