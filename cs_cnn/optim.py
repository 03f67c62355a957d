"""Assignment 05: optimization. Fill in the functions below.

An optimizer is one step, written as a pure function: parameters w, their gradient g and the
optimizer's memory go in; new parameters and the new memory come out, as new arrays. The caller
keeps the memory and passes it in again at the next step. w has any shape, which means one
axis or more, of length 1 or more; g and every array of the memory have the same shape as w, and
every formula below holds entry by entry. The memory starts with zeros. lr is the learning rate,
the length of a step. Arrays of real numbers are float64. Yours may have another floating dtype
that keeps enough digits, but hold neither integers nor bools. Where integers are promised, any
integer dtype will do.

A schedule is a rule for the learning rate: it takes t, the number of steps (or epochs) done so
far, and the rate lr0 that it is built on, and returns one number, the rate to use now. Only
inverse_sqrt counts from 1.
"""

from collections.abc import Iterable, Sequence

import numpy as np


def minibatches(
    x: np.ndarray, y: np.ndarray, size: int, rng: np.random.Generator
) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    """Deal out all samples once, in random order, in batches: one epoch.

    Every sample is in exactly one batch, together with its label. All batches hold size
    samples, but for the last: it holds what is left over, and is not dropped. The order is
    drawn from rng alone, anew at every call: the same seed gives the same batches, another
    seed, or the next call with the same generator, gives others.

    x: (N, …), one sample in each entry of the first axis. y: (N, …), their labels, of any dtype,
    in the same order. size: samples in a batch, 1 or more, and it may be larger than N. rng: a
    numpy.random.Generator. x and y stay as they are. Returns the batches, a generator or a
    list: pairs of x (size, …) and y (size, …).

    Source: Y. Bengio, Practical recommendations for gradient-based training of deep
    architectures, 2012, https://arxiv.org/abs/1206.5533
    Exercise: optim.minibatches
    """
    raise NotImplementedError("optim.minibatches")


def sgd(w: np.ndarray, g: np.ndarray, lr: float) -> np.ndarray:
    """Take one step of stochastic gradient descent.

    w ← w − lr·g.

    w: any shape. g: like w, dL/dw. lr: the learning rate. Returns the new w.

    Source: H. Robbins, S. Monro, A stochastic approximation method, 1951.
    Exercise: optim.sgd
    """
    raise NotImplementedError("optim.sgd")


def momentum(
    w: np.ndarray, g: np.ndarray, v: np.ndarray, lr: float, rho: float = 0.9
) -> tuple[np.ndarray, np.ndarray]:
    """Take one step with momentum: the velocity remembers the gradients of earlier steps.

    v ← rho·v + g;  w ← w − lr·v, with the new v.

    As in PyTorch, lr is outside the velocity. Other texts put it inside (v ← rho·v − lr·g;
    w ← w + v), which is something else where lr changes between steps.

    w: any shape. g: like w, dL/dw. v: like w, the velocity. lr: the learning rate. rho: the
    share of the velocity that is kept, from 0 to 1. Returns the new w and the new v.

    Source: B. Polyak, Some methods of speeding up the convergence of iteration methods, 1964.
    Exercise: optim.momentum
    """
    raise NotImplementedError("optim.momentum")


def nesterov(
    w: np.ndarray, g: np.ndarray, v: np.ndarray, lr: float, rho: float = 0.9
) -> tuple[np.ndarray, np.ndarray]:
    """Take one step with Nesterov's momentum, which looks ahead along the velocity.

    v ← rho·v + g;  w ← w − lr·(g + rho·v), with the new v.

    In this form, which PyTorch uses too, w is the point ahead where the slope is measured, so
    that g is the gradient at w.

    w: any shape. g: like w, dL/dw. v: like w, the velocity. lr: the learning rate. rho: the
    share of the velocity that is kept, from 0 to 1. Returns the new w and the new v.

    Source: Y. Nesterov, A method of solving a convex programming problem with convergence
    rate O(1/k²), 1983; I. Sutskever, J. Martens, G. Dahl, G. Hinton, On the importance of
    initialization and momentum in deep learning, 2013.
    Exercise: optim.nesterov
    """
    raise NotImplementedError("optim.nesterov")


def adagrad(
    w: np.ndarray, g: np.ndarray, cache: np.ndarray, lr: float, eps: float = 1e-10
) -> tuple[np.ndarray, np.ndarray]:
    """Take one step of AdaGrad: entries that moved a lot take smaller steps.

    cache ← cache + g²;  w ← w − lr·g / (√cache + eps), with the new cache.

    eps is outside the root, as in PyTorch.

    w: any shape. g: like w, dL/dw. cache: like w, the sum of all squared gradients so far.
    lr: the learning rate. eps: keeps the divisor from being 0. Returns the new w and the new
    cache.

    Source: J. Duchi, E. Hazan, Y. Singer, Adaptive subgradient methods for online learning
    and stochastic optimization, 2011.
    Exercise: optim.adagrad
    """
    raise NotImplementedError("optim.adagrad")


def rmsprop(
    w: np.ndarray,
    g: np.ndarray,
    cache: np.ndarray,
    lr: float,
    decay: float = 0.99,
    eps: float = 1e-8,
) -> tuple[np.ndarray, np.ndarray]:
    """Take one step of RMSProp: AdaGrad with a cache that forgets.

    cache ← decay·cache + (1 − decay)·g²;  w ← w − lr·g / (√cache + eps), with the new cache.

    eps is outside the root, as in PyTorch; some libraries have it inside.

    w: any shape. g: like w, dL/dw. cache: like w, the moving average of the squared
    gradients. lr: the learning rate. decay: the share of the cache that is kept, from 0 to 1.
    eps: keeps the divisor from being 0. Returns the new w and the new cache.

    Source: T. Tieleman, G. Hinton, Lecture 6.5: RMSProp, Coursera: Neural networks for
    machine learning, 2012.
    Exercise: optim.rmsprop
    """
    raise NotImplementedError("optim.rmsprop")


def adadelta(
    w: np.ndarray,
    g: np.ndarray,
    cache: np.ndarray,
    delta: np.ndarray,
    lr: float = 1.0,
    rho: float = 0.9,
    eps: float = 1e-6,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Take one step of Adadelta, which scales a step by the size of earlier steps.

    cache ← rho·cache + (1 − rho)·g²;
    step = g·√(delta + eps) / √(cache + eps), with the new cache and the old delta;
    delta ← rho·delta + (1 − rho)·step²;  w ← w − lr·step.

    eps is inside both roots. lr is not in delta; the paper has no lr (it is 1 there).

    w: any shape. g: like w, dL/dw. cache: like w, the moving average of the squared gradients.
    delta: like w, the moving average of the squared steps. lr: a factor for the step. rho: the
    share of the averages that is kept, from 0 to 1. eps: the size of the first steps, and
    keeps the divisor from being 0. Returns the new w, cache and delta.

    Source: M. Zeiler, ADADELTA: an adaptive learning rate method, 2012,
    https://arxiv.org/abs/1212.5701
    Exercise: optim.adadelta
    """
    raise NotImplementedError("optim.adadelta")


def adam(
    w: np.ndarray,
    g: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    t: int,
    lr: float = 1e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Take one step of Adam: momentum over RMSProp, with the start from zero corrected.

    m ← beta1·m + (1 − beta1)·g;  v ← beta2·v + (1 − beta2)·g²;
    M = m / (1 − beta1^t);  V = v / (1 − beta2^t);  w ← w − lr·M / (√V + eps).

    The corrected M and V are used for this step and forgotten: what is kept, and returned, is
    m and v. eps is outside the root.

    w: any shape. g: like w, dL/dw. m: like w, the moving average of the gradients (first
    moment). v: like w, that of the squared gradients (second moment). t: the number of this
    step, counted from 1. lr: the learning rate. beta1, beta2: the shares of m and v that are
    kept, from 0 up to, and without, 1. eps: keeps the divisor from being 0. Returns the new w, m
    and v.

    Source: D. Kingma, J. Ba, Adam: a method for stochastic optimization, 2014,
    https://arxiv.org/abs/1412.6980
    Exercise: optim.adam
    """
    raise NotImplementedError("optim.adam")


def adamw(
    w: np.ndarray,
    g: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    t: int,
    lr: float = 1e-3,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
    weight_decay: float = 1e-2,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Take one step of AdamW: Adam with a weight decay that the moments do not see.

    m, v, M and V as in adam, from g alone;
    w ← w − lr·(M / (√V + eps) + weight_decay·w), with the old w on the right.

    As in PyTorch, the decay is multiplied by lr. (In the paper it has a factor of its own.)

    w: any shape. g: like w, dL/dw without a penalty. m, v, t, lr, beta1, beta2, eps: as in
    adam. weight_decay: the share of w that is taken away in each step, times lr. Returns the
    new w, m and v.

    Source: I. Loshchilov, F. Hutter, Decoupled weight decay regularization, 2017,
    https://arxiv.org/abs/1711.05101
    Exercise: optim.adamw
    """
    raise NotImplementedError("optim.adamw")


def step_decay(t: int, lr0: float, milestones: Sequence[int], factor: float = 0.1) -> float:
    """Keep the learning rate, and multiply it by factor at each milestone.

    lr0·factor^k, where k is the number of milestones that are not later than t.

    t: epochs or steps done so far, 0 or more. lr0: the rate at t = 0. milestones: a tuple or a
    list of whole numbers in the unit of t, each 1 or more, in rising order; it may be empty. The
    new rate counts from the milestone on: with milestones (30, 60, 90) the rate at t = 30 is
    lr0·factor. Returns the rate, one number.

    Source: K. He, X. Zhang, S. Ren, J. Sun, Deep residual learning for image recognition,
    2015, https://arxiv.org/abs/1512.03385 (section 4.2: divided by 10 after 32,000 and
    after 48,000 steps).
    Exercise: optim.step_decay
    """
    raise NotImplementedError("optim.step_decay")


def cosine(t: int, lr0: float, total: int) -> float:
    """Lower the learning rate along half a wave of the cosine.

    lr0/2·(1 + cos(π·t/total)): lr0 at t = 0, half of it in the middle, 0 at t = total.

    t: epochs or steps done so far, from 0 to total. lr0: the rate at t = 0. total: all
    epochs or steps, 1 or more. Returns the rate, one number.

    Source: I. Loshchilov, F. Hutter, SGDR: stochastic gradient descent with warm restarts,
    2016, https://arxiv.org/abs/1608.03983
    Exercise: optim.cosine
    """
    raise NotImplementedError("optim.cosine")


def linear(t: int, lr0: float, total: int) -> float:
    """Lower the learning rate along a straight line.

    lr0·(1 − t/total): lr0 at t = 0 and 0 at t = total.

    t: epochs or steps done so far, from 0 to total. lr0: the rate at t = 0. total: all
    epochs or steps, 1 or more. Returns the rate, one number.

    Source: J. Devlin, M. Chang, K. Lee, K. Toutanova, BERT: pre-training of deep
    bidirectional transformers for language understanding, 2018,
    https://arxiv.org/abs/1810.04805
    Exercise: optim.linear
    """
    raise NotImplementedError("optim.linear")


def inverse_sqrt(t: int, lr0: float) -> float:
    """Lower the learning rate with the square root of the steps.

    lr0/√t.

    t: the number of this step, counted from 1 as in adam. lr0: the rate at t = 1. Returns the
    rate, one number. Raises ValueError where t is less than 1: at t = 0 the rate would be
    infinite.

    Source: A. Vaswani et al., Attention is all you need, 2017,
    https://arxiv.org/abs/1706.03762
    Exercise: optim.inverse_sqrt
    """
    raise NotImplementedError("optim.inverse_sqrt")


def warmup(t: int, lr0: float, steps: int) -> float:
    """Raise the learning rate from 0 along a straight line, then hold it.

    lr0·t/steps as long as t is less than steps, lr0 from then on.

    t: steps done so far, 0 or more: the rate at t = 0 is 0. lr0: the rate that is reached at
    t = steps. steps: how many steps it takes, 1 or more; about 5,000 in practice. Returns the
    rate, one number.

    Source: P. Goyal et al., Accurate, large minibatch SGD: training ImageNet in 1 hour, 2017,
    https://arxiv.org/abs/1706.02677
    Exercise: optim.warmup
    """
    raise NotImplementedError("optim.warmup")
