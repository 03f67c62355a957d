"""Assignment 04: regularization. Fill in the functions and the class below.

Letters: N samples in a batch, D features, M outputs; for images C channels and H W pixels; each 1
or more. Images are (N, C, H, W). "Any shape" means one axis or more, of length 1 or more. lam (λ)
is the strength of a penalty, 0 or more. rng is a numpy.random.Generator, and every draw comes from
it: the same seed gives the same draws again, the next call with the same generator gives others,
and NumPy's global numpy.random stays untouched. Arrays of real numbers are float64. Yours may
have another floating dtype that keeps enough digits, but hold neither integers nor bools. Where
integers are promised, any integer dtype will do. Every function is pure: it returns new arrays
and leaves its inputs as they were. In a backward function dout is dL/dout.
"""

import numpy as np


def l1_penalty(w: np.ndarray, lam: float) -> tuple[float, np.ndarray]:
    """Compute the L1 penalty on weights, and its gradient.

    λ Σ |w|: a sum over all weights, not a mean. Its slope is +λ or −λ, however small the
    weight; at 0, where there is no slope, anything between the two is right.

    w: any shape. lam: λ. Returns the penalty, a float, and its gradient, an array like w.

    Source: R. Tibshirani, Regression shrinkage and selection via the lasso, 1996.
    Exercise: regularization.l1
    """
    raise NotImplementedError("regularization.l1")


def l2_penalty(w: np.ndarray, lam: float) -> tuple[float, np.ndarray]:
    """Compute the L2 penalty on weights, and its gradient.

    λ Σ w²: a sum over all weights, not a mean, and without the ½ that some texts put in
    front. (PyTorch's weight_decay is 2λ.)

    w: any shape. lam: λ. Returns the penalty, a float, and its gradient, an array like w.

    Source: A. Krogh, J. Hertz, A simple weight decay can improve generalization, 1992.
    Exercise: regularization.l2
    """
    raise NotImplementedError("regularization.l2")


def elastic_net_penalty(w: np.ndarray, lam1: float, lam2: float) -> tuple[float, np.ndarray]:
    """Compute the L1 and the L2 penalty together, and the gradient of their sum.

    λ₁ Σ |w| + λ₂ Σ w². Where w is 0, the first half may have any slope from −λ₁ to λ₁.

    w: any shape. lam1: λ₁, of the absolute values. lam2: λ₂, of the squares. Returns the
    penalty, a float, and its gradient, an array like w.

    Source: H. Zou, T. Hastie, Regularization and variable selection via the elastic net,
    2005.
    Exercise: regularization.elastic_net
    """
    raise NotImplementedError("regularization.elastic_net")


def max_norm(w: np.ndarray, limit: float) -> np.ndarray:
    """Scale back every column of weights that is longer than the limit.

    Column m holds the weights into unit m. Its length is ‖w[:, m]‖ = sqrt(Σ_d w[d, m]²).
    A column longer than limit is shrunk to that length and keeps its direction; all others
    stay as they are.

    w: (D, M). limit: a length, greater than 0. Returns (D, M).

    Source: N. Srivastava et al., Dropout: a simple way to prevent neural networks from
    overfitting, 2014, section 5.1.
    Exercise: regularization.max_norm
    """
    raise NotImplementedError("regularization.max_norm")


def train_val_test_split(
    x: np.ndarray,
    y: np.ndarray,
    fractions: tuple[float, float, float],
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Deal samples at random into a training, a validation and a test set.

    Every sample goes, together with its label, into exactly one of the three. The samples
    may come sorted, so they are shuffled first. The validation set gets N times its
    fraction of them, rounded to the nearest whole number (a half either way), likewise the
    test set; the training set gets all the others.

    x: (N, …), the samples along the first axis. y: (N,). fractions: of training,
    validation and test set, each 0 or more; they add up to 1. rng: where the shuffling comes
    from. Returns x_train, y_train, x_val, y_val, x_test, y_test.

    Source: T. Hastie, R. Tibshirani, J. Friedman, The elements of statistical learning,
    2009, section 7.2.
    Exercise: regularization.split
    """
    raise NotImplementedError("regularization.split")


def dropout_forward(
    x: np.ndarray, p: float, rng: np.random.Generator, train: bool = True
) -> tuple[np.ndarray, np.ndarray]:
    """Silence units at random while training, and leave everything alone at test time.

    out = x · mask. In training every entry of mask is drawn on its own: 0 with probability
    p, else 1 / (1 − p), so that the mean of out is that of x. At test time out is x and
    mask is 1 everywhere. (This is inverted dropout. The first paper, where p is the
    probability of keeping, scaled the weights at test time instead.)

    x: any shape, the batch first. p: the probability of *dropping* a unit, 0 ≤ p < 1. rng:
    where the draws come from. train: True in training, False at test time. Returns out and
    mask, arrays like x.

    Source: N. Srivastava et al., 2014, sections 4 and 10.
    Exercise: regularization.dropout_forward
    """
    raise NotImplementedError("regularization.dropout_forward")


def dropout_backward(dout: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Compute the gradient of dropout_forward with respect to its input.

    mask already carries the scaling, so p is not needed again.

    dout: any shape. mask: like dout, from dropout_forward. Returns dx, an array like dout.

    Source: N. Srivastava et al., 2014, section 5.1.
    Exercise: regularization.dropout_backward
    """
    raise NotImplementedError("regularization.dropout_backward")


class EarlyStopping:
    """Watch the validation loss, and say when it has stopped getting better.

    best is the reference that every new loss is held against: infinity at first. A loss is
    an improvement if it is less than best − min_delta, and best is that loss from then on.
    Any other loss leaves best as it is; NaN and infinity are never an improvement.

    patience: updates without an improvement, one after the other, until it is time to
    stop; 1 or more. min_delta: what a loss must gain to count, in units of the loss; 0 or
    more. best: an attribute, the last loss that was an improvement.

    Source: L. Prechelt, Early stopping — but when?, 1998.
    Exercise: regularization.early_stopping
    """

    def __init__(self, patience: int, min_delta: float = 0.0) -> None:
        raise NotImplementedError("regularization.early_stopping")

    def update(self, loss: float) -> bool:
        """Take in the next loss. Returns True if this update and those just before it, at
        least patience in a row, brought no improvement, else False. It may be called again
        after a True: an improvement starts the count anew.
        """
        raise NotImplementedError("regularization.early_stopping")


def horizontal_flip(x: np.ndarray, flip: np.ndarray) -> np.ndarray:
    """Mirror some images: left becomes right.

    out[n, c, i, j] = x[n, c, i, W − 1 − j] where flip[n] is True, else x[n, c, i, j].

    x: (N, C, H, W). flip: (N,), bool, one draw for each image. Returns (N, C, H, W).

    Source: A. Krizhevsky, I. Sutskever, G. Hinton, ImageNet classification with deep
    convolutional neural networks, 2012, section 4.1.
    Exercise: regularization.flip
    """
    raise NotImplementedError("regularization.flip")


def shift(x: np.ndarray, dy: np.ndarray, dx: np.ndarray) -> np.ndarray:
    """Move the picture inside every image; zeros come in where it has left.

    out[n, c, i, j] = x[n, c, i − dy[n], j − dx[n]] where that pixel is on the image, else 0.

    x: (N, C, H, W). dy: (N,), integers, rows to move down by; dx: (N,), integers, columns to
    move right by. Negative ones move up and left; a move by H rows or W columns or more
    leaves only zeros. Returns (N, C, H, W).

    Source: P. Simard, D. Steinkraus, J. Platt, Best practices for convolutional neural
    networks applied to visual document analysis, 2003.
    Exercise: regularization.shift
    """
    raise NotImplementedError("regularization.shift")


def random_crop(x: np.ndarray, pad: int, top: np.ndarray, left: np.ndarray) -> np.ndarray:
    """Put a border of zeros around every image and cut a piece of the old size out of it.

    out[n, c, i, j] = xp[n, c, top[n] + i, left[n] + j], where xp is x with pad rows and
    columns of zeros on each of its four sides.

    x: (N, C, H, W). pad: pixels, 0 or more. top, left: (N,), integers from 0 to 2 pad, the
    piece's first row and column in xp. Returns (N, C, H, W).

    Source: K. He, X. Zhang, S. Ren, J. Sun, Deep residual learning for image recognition,
    2016, section 4.2.
    Exercise: regularization.crop
    """
    raise NotImplementedError("regularization.crop")


def cutout(x: np.ndarray, top: np.ndarray, left: np.ndarray, size: int) -> np.ndarray:
    """Blank out one square in every image.

    out[n, c, i, j] = 0 where top[n] ≤ i < top[n] + size and left[n] ≤ j < left[n] + size, in
    all channels; else x[n, c, i, j].

    x: (N, C, H, W). top, left: (N,), integers, the square's first row and column. size: the
    square's side in pixels, 1 or more. top and left may be negative, or so large that the
    square reaches beyond the image: only the part on the image is blanked out, and there may be
    none. (The paper draws the square's centre, not its corner.)
    Returns (N, C, H, W).

    Source: T. DeVries, G. Taylor, Improved regularization of convolutional neural networks
    with cutout, 2017, https://arxiv.org/abs/1708.04552
    Exercise: regularization.cutout
    """
    raise NotImplementedError("regularization.cutout")


def add_noise(x: np.ndarray, sigma: float, rng: np.random.Generator) -> np.ndarray:
    """Add normal noise to every number.

    out = x + noise, where every entry of noise is drawn on its own from the normal
    distribution with mean 0 and standard deviation sigma.

    x: (N, C, H, W). sigma: the standard deviation of the noise, 0 or more, in units of x.
    rng: where the draws come from. Returns (N, C, H, W).

    Source: J. Sietsma, R. Dow, Creating artificial neural networks that generalize, 1991.
    Exercise: regularization.noise
    """
    raise NotImplementedError("regularization.noise")


def jitter(x: np.ndarray, brightness: np.ndarray, contrast: np.ndarray) -> np.ndarray:
    """Change how bright every image is, and how much its pixels differ.

    out[n] = m[n] + contrast[n] (x[n] − m[n]) + brightness[n], where m[n] is the mean of all
    numbers of image n, over its channels and pixels. The mean rises by brightness, and the
    distance of every pixel from the mean grows by the factor contrast. Nothing is clipped.
    (torchvision multiplies by its brightness, and takes the mean of a grey copy.)

    x: (N, C, H, W). brightness: (N,), what to add, in units of x; 0 changes nothing.
    contrast: (N,), factors of 0 or more; 1 changes nothing. Returns (N, C, H, W).

    Source: A. G. Howard, Some improvements on deep convolutional neural network based image
    classification, 2013, https://arxiv.org/abs/1312.5402
    Exercise: regularization.jitter
    """
    raise NotImplementedError("regularization.jitter")
