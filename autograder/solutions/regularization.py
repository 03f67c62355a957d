"""Assignment 04: regularization. Model solutions for ``cs_cnn/regularization.py``."""

import numpy as np


def l1_penalty(w: np.ndarray, lam: float) -> tuple[float, np.ndarray]:
    """Large or small, a weight is pushed towards 0 with the same force."""
    return lam * np.abs(w).sum(), lam * np.sign(w)


def l2_penalty(w: np.ndarray, lam: float) -> tuple[float, np.ndarray]:
    """The push is proportional to the weight: large ones feel it most, small ones hardly."""
    return lam * (w**2).sum(), 2 * lam * w


def elastic_net_penalty(w: np.ndarray, lam1: float, lam2: float) -> tuple[float, np.ndarray]:
    """The gradient of a sum is the sum of the gradients."""
    l1, dl1 = l1_penalty(w, lam1)
    l2, dl2 = l2_penalty(w, lam2)
    return l1 + l2, dl1 + dl2


def max_norm(w: np.ndarray, limit: float) -> np.ndarray:
    """length / limit, but never below 1, divides a short column by 1: nothing is ever 0 / 0."""
    length = np.sqrt((w**2).sum(axis=0))
    return w / np.maximum(length / limit, 1)


def train_val_test_split(
    x: np.ndarray,
    y: np.ndarray,
    fractions: tuple[float, float, float],
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """One shuffled list of row numbers serves x and y, so that labels stay with their samples."""
    n_val, n_test = (round(fraction * len(x)) for fraction in fractions[1:])
    val, test, train = np.split(rng.permutation(len(x)), [n_val, n_val + n_test])
    return x[train], y[train], x[val], y[val], x[test], y[test]


def dropout_forward(
    x: np.ndarray, p: float, rng: np.random.Generator, train: bool = True
) -> tuple[np.ndarray, np.ndarray]:
    """rng.random is below p with probability p; whoever is not below stays, and is scaled up."""
    if not train:
        return x.copy(), np.ones_like(x)
    mask = (rng.random(x.shape) >= p) / (1 - p)
    return x * mask, mask


def dropout_backward(dout: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Forward every unit was multiplied by a number, so backward by the same number."""
    return dout * mask


class EarlyStopping:
    """Two numbers are enough: the best loss, and how many updates ago it came."""

    def __init__(self, patience: int, min_delta: float = 0.0) -> None:
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.waited = 0

    def update(self, loss: float) -> bool:
        """Every comparison with NaN is False, so NaN is never an improvement."""
        if loss < self.best - self.min_delta:
            self.best = loss
            self.waited = 0
        else:
            self.waited += 1
        return self.waited >= self.patience


def horizontal_flip(x: np.ndarray, flip: np.ndarray) -> np.ndarray:
    """np.where needs a condition that broadcasts over channels, rows and columns."""
    return np.where(flip[:, None, None, None], x[..., ::-1], x)


def shift(x: np.ndarray, dy: np.ndarray, dx: np.ndarray) -> np.ndarray:
    """To move down is to look further up: every pixel asks where it comes from."""
    rows, columns = _pixels_of(x)
    return _seen_at(x, rows - dy[:, None, None], columns - dx[:, None, None])


def random_crop(x: np.ndarray, pad: int, top: np.ndarray, left: np.ndarray) -> np.ndarray:
    """The image lies at (pad, pad): a piece cut at (top, left) moves it by the difference."""
    return shift(x, pad - top, pad - left)


def cutout(x: np.ndarray, top: np.ndarray, left: np.ndarray, size: int) -> np.ndarray:
    """Comparing row numbers needs no care at the border, where slices do."""
    rows, columns = _pixels_of(x)
    down, right = rows - top[:, None, None], columns - left[:, None, None]
    inside = (down >= 0) & (down < size) & (right >= 0) & (right < size)
    return np.where(inside[:, None], 0, x)


def add_noise(x: np.ndarray, sigma: float, rng: np.random.Generator) -> np.ndarray:
    """One draw for each number of each image."""
    return x + sigma * rng.standard_normal(x.shape)


def jitter(x: np.ndarray, brightness: np.ndarray, contrast: np.ndarray) -> np.ndarray:
    """keepdims leaves the mean with axes of length 1, ready to meet all pixels of its image."""
    mean = x.mean(axis=(1, 2, 3), keepdims=True)
    added, factor = brightness[:, None, None, None], contrast[:, None, None, None]
    return mean + factor * (x - mean) + added


def _pixels_of(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Row numbers (H, 1) and column numbers (W,) that broadcast to (H, W)."""
    return np.arange(x.shape[2])[:, None], np.arange(x.shape[3])


def _seen_at(x: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """The pixels at these places of each image, 0 where there is no such place.

    A place beyond the border is looked up at the border, so that all can be fetched at once,
    and blanked out afterwards.
    """
    n, _, height, width = x.shape
    inside = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
    image = np.arange(n)[:, None, None]
    seen = x[image, :, rows.clip(0, height - 1), columns.clip(0, width - 1)]
    return np.where(inside[:, None], np.moveaxis(seen, -1, 1), 0)
