"""Assignment 01: from one neuron to backpropagation. Fill in the functions below.

Letters: N samples in a batch, D features, M outputs, each 1 or more; K classes, 2 or more. "Any
shape" means one axis or more, of length 1 or more. Arrays of real numbers are float64. Yours may
have another floating dtype that keeps enough digits, but hold neither integers nor bools. Where
integers are promised, any integer dtype will do. Labels y are integers. Every function is pure: it
returns new arrays and leaves its inputs as they were. In a backward function dout is dL/dout, the
gradient of the loss L with respect to the forward function's output, and every gradient it returns
has the shape of its input.
"""

from collections.abc import Callable

import numpy as np


def perceptron_step(
    w: np.ndarray, b: float, x: np.ndarray, d: int, lr: float
) -> tuple[np.ndarray, float]:
    """Show a perceptron one sample and correct its weights and bias if its answer is wrong.

    y = 1 if w·x + b > 0 else 0;  w ← w + lr (d − y) x;  b ← b + lr (d − y).

    w, x: (D,). b: one number. d: the desired answer, 0 or 1 (other texts use −1 and 1).
    lr: the learning rate. Returns the new w (D,) and b; the array passed in is unchanged.

    Source: F. Rosenblatt, The perceptron: a perceiving and recognizing automaton, 1957.
    Exercise: backprop.perceptron
    """
    raise NotImplementedError("backprop.perceptron")


def numerical_gradient(
    f: Callable[[np.ndarray], float], x: np.ndarray, h: float = 1e-5
) -> np.ndarray:
    """Estimate the gradient of a scalar function by central differences, entry by entry.

    df/dx_i ≈ (f(x + h e_i) − f(x − h e_i)) / (2h), where e_i is 1 at entry i and 0 elsewhere.

    f: takes an array of the shape of x, returns one number. x: any shape. h: half the
    distance between the two points. Returns an array like x; afterwards x is as it was, to
    the last bit.

    Source: Press et al., Numerical Recipes, 3rd ed. 2007, section 5.7.
    Exercise: backprop.numerical_gradient
    """
    raise NotImplementedError("backprop.numerical_gradient")


def affine_forward(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Compute an affine (fully connected) layer for a batch.

    out = x w + b, that is out[n, m] = Σ_d x[n, d] w[d, m] + b[m].

    x: (N, D). w: (D, M), where PyTorch keeps (M, D). b: (M,). Returns (N, M). Raises
    ValueError if x does not have as many columns as w has rows: NumPy's product does so by
    itself, loops over indices must look first.

    Source: Rumelhart, Hinton, Williams, Learning representations by back-propagating
    errors, Nature 323, 1986.
    Exercise: backprop.affine_forward
    """
    raise NotImplementedError("backprop.affine_forward")


def affine_backward(
    dout: np.ndarray, x: np.ndarray, w: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Compute the gradients of an affine layer with respect to its three inputs.

    dx[n, d] = Σ_m dout[n, m] w[d, m];  dw[d, m] = Σ_n x[n, d] dout[n, m];
    db[m] = Σ_n dout[n, m]. Sums over the batch, not means: a mean belongs to the loss.

    dout: (N, M). x: (N, D). w: (D, M). b: (M,). Returns dx (N, D), dw (D, M), db (M,).

    Source: Rumelhart, Hinton, Williams, Nature 323, 1986.
    Exercise: backprop.affine_backward
    """
    raise NotImplementedError("backprop.affine_backward")


def sigmoid(x: np.ndarray) -> np.ndarray:
    """Squash every entry into the range from 0 to 1 with the logistic function.

    σ(x) = 1 / (1 + e^−x). Finite and right for |x| up to 1000.

    x: any shape. Returns an array like x.

    Source: Rumelhart, Hinton, Williams, Nature 323, 1986.
    Exercise: backprop.sigmoid
    """
    raise NotImplementedError("backprop.sigmoid")


def sigmoid_backward(dout: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Compute the gradient of sigmoid with respect to its input.

    dx = dout · σ(x) (1 − σ(x)), entry by entry. Finite and right for |x| up to 1000.

    dout, x: the same shape, any; x is the input of sigmoid, not its output. Returns dx
    like x.

    Source: Rumelhart, Hinton, Williams, Nature 323, 1986.
    Exercise: backprop.sigmoid_backward
    """
    raise NotImplementedError("backprop.sigmoid_backward")


def tanh(x: np.ndarray) -> np.ndarray:
    """Squash every entry into the range from −1 to 1 with the hyperbolic tangent.

    tanh(x) = (e^x − e^−x) / (e^x + e^−x) = 2 σ(2x) − 1. Finite and right for |x| up to 1000.

    x: any shape. Returns an array like x.

    Source: LeCun, Bottou, Orr, Müller, Efficient BackProp, 1998, section 4.4.
    Exercise: backprop.tanh
    """
    raise NotImplementedError("backprop.tanh")


def tanh_backward(dout: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Compute the gradient of tanh with respect to its input.

    dx = dout · (1 − tanh(x)²), entry by entry. Finite and right for |x| up to 1000.

    dout, x: the same shape, any; x is the input of tanh, not its output. Returns dx like x.

    Source: LeCun, Bottou, Orr, Müller, Efficient BackProp, 1998, section 4.4.
    Exercise: backprop.tanh_backward
    """
    raise NotImplementedError("backprop.tanh_backward")


def relu(x: np.ndarray) -> np.ndarray:
    """Keep what is positive and replace the rest by zero.

    relu(x) = max(0, x), entry by entry.

    x: any shape. Returns an array like x.

    Source: Nair, Hinton, Rectified linear units improve restricted Boltzmann machines, 2010.
    Exercise: backprop.relu
    """
    raise NotImplementedError("backprop.relu")


def relu_backward(dout: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Compute the gradient of relu with respect to its input.

    dx = dout where x > 0, 0 where x < 0. At 0, the kink, any number from 0 to dout is a
    valid subgradient and none is checked.

    dout, x: the same shape, any; x is the input of relu. Returns dx like x.

    Source: Nair, Hinton, Rectified linear units improve restricted Boltzmann machines, 2010.
    Exercise: backprop.relu_backward
    """
    raise NotImplementedError("backprop.relu_backward")


def leaky_relu(x: np.ndarray, slope: float = 0.1) -> np.ndarray:
    """Keep what is positive and shrink the rest.

    leaky_relu(x) = x where x > 0, slope · x elsewhere.

    x: any shape. slope: from 0 to 1; the default is 0.1 here and 0.01 in PyTorch. Returns
    an array like x.

    Source: Maas, Hannun, Ng, Rectifier nonlinearities improve neural network acoustic
    models, 2013.
    Exercise: backprop.leaky_relu
    """
    raise NotImplementedError("backprop.leaky_relu")


def leaky_relu_backward(dout: np.ndarray, x: np.ndarray, slope: float = 0.1) -> np.ndarray:
    """Compute the gradient of leaky_relu with respect to x.

    dx = dout where x > 0, slope · dout where x < 0. The kink at 0 is not checked.

    dout, x: the same shape, any; x is the input of leaky_relu. slope: from 0 to 1.
    Returns dx like x.

    Source: Maas, Hannun, Ng, Rectifier nonlinearities improve neural network acoustic
    models, 2013.
    Exercise: backprop.leaky_relu_backward
    """
    raise NotImplementedError("backprop.leaky_relu_backward")


def elu(x: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    """Keep what is positive and bend the rest towards −alpha.

    elu(x) = x where x > 0, alpha (e^x − 1) elsewhere. Finite and right for |x| up to 1000.

    x: any shape. alpha: positive. Returns an array like x.

    Source: Clevert, Unterthiner, Hochreiter, Fast and accurate deep network learning by
    exponential linear units, 2016.
    Exercise: backprop.elu
    """
    raise NotImplementedError("backprop.elu")


def elu_backward(dout: np.ndarray, x: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    """Compute the gradient of elu with respect to x.

    dx = dout where x > 0, dout · alpha e^x where x < 0. The kink at 0 is not checked.
    Finite and right for |x| up to 1000.

    dout, x: the same shape, any; x is the input of elu. alpha: positive. Returns dx like x.

    Source: Clevert, Unterthiner, Hochreiter, Fast and accurate deep network learning by
    exponential linear units, 2016.
    Exercise: backprop.elu_backward
    """
    raise NotImplementedError("backprop.elu_backward")


def maxout(
    x: np.ndarray, w1: np.ndarray, b1: np.ndarray, w2: np.ndarray, b2: np.ndarray
) -> np.ndarray:
    """Compute two affine functions of a batch and keep the larger value, entry by entry.

    out = max(x w1 + b1, x w2 + b2).

    x: (N, D). w1, w2: (D, M). b1, b2: (M,). Returns (N, M).

    Source: Goodfellow et al., Maxout networks, 2013.
    Exercise: backprop.maxout
    """
    raise NotImplementedError("backprop.maxout")


def maxout_backward(
    dout: np.ndarray,
    x: np.ndarray,
    w1: np.ndarray,
    b1: np.ndarray,
    w2: np.ndarray,
    b2: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Compute the gradients of maxout with respect to its five inputs.

    With z1 = x w1 + b1 and z2 = x w2 + b2: dout[n, m] flows to z1 where z1[n, m] > z2[n, m]
    and to z2 where it is smaller, and from there as in an affine layer. Ties are not checked.

    dout: (N, M). x: (N, D). w1, w2: (D, M). b1, b2: (M,).
    Returns dx (N, D), dw1 (D, M), db1 (M,), dw2 (D, M), db2 (M,).

    Source: Goodfellow et al., Maxout networks, 2013.
    Exercise: backprop.maxout_backward
    """
    raise NotImplementedError("backprop.maxout_backward")


def relu_jacobian(x: np.ndarray) -> np.ndarray:
    """Write down the whole Jacobian matrix of relu at one vector.

    J[i, j] = ∂relu(x)_i / ∂x_j: 1 where i = j and x_i > 0, 0 elsewhere.

    x: (D,), without zeros. Returns (D, D).

    Source: Baydin et al., Automatic differentiation in machine learning: a survey, 2018.
    Exercise: backprop.relu_jacobian
    """
    raise NotImplementedError("backprop.relu_jacobian")


def relu_vjp(dout: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Compute the product of dout and the Jacobian of relu without building the matrix.

    dx = doutᵀ J, that is dx_j = Σ_i dout_i ∂relu(x)_i / ∂x_j, in memory proportional to D.

    dout, x: (D,), D up to 1,000,000, x without zeros. Returns dx (D,).

    Source: Baydin et al., Automatic differentiation in machine learning: a survey, 2018,
    section 3.2.
    Exercise: backprop.relu_vjp
    """
    raise NotImplementedError("backprop.relu_vjp")


def jacobian_bytes(n: int, d: int, m: int, itemsize: int = 4) -> int:
    """Compute how much memory the whole Jacobian dy/dx of y = x w takes.

    One number for every pair of an entry of y and an entry of x, zeros included.

    x: (N, D) = (n, d). w: (D, M) = (d, m). y: (N, M) = (n, m). itemsize: bytes per number,
    4 for float32. Returns an integer, in bytes.

    Source: Baydin et al., Automatic differentiation in machine learning: a survey, 2018.
    Exercise: backprop.jacobian_bytes
    """
    raise NotImplementedError("backprop.jacobian_bytes")


def softmax_loss(scores: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Compute the softmax cross-entropy loss of a batch and its gradient.

    p[n, k] = e^scores[n, k] / Σ_j e^scores[n, j];  loss = −(1/N) Σ_n log p[n, y[n]];
    dscores[n, k] = (p[n, k] − [k = y[n]]) / N. Natural logarithm. Finite and right for
    scores near 1000 and near −1000, side by side too.

    scores: (N, K). y: (N,), integers from 0 to K − 1. Returns the loss, one number, and
    dscores (N, K).

    Source: J. S. Bridle, Probabilistic interpretation of feedforward classification network
    outputs, 1990.
    Exercise: backprop.softmax_loss
    """
    raise NotImplementedError("backprop.softmax_loss")


def svm_loss(scores: np.ndarray, y: np.ndarray, margin: float = 1.0) -> tuple[float, np.ndarray]:
    """Compute the multiclass hinge loss of a batch and its gradient.

    loss = (1/N) Σ_n Σ_{k ≠ y[n]} max(0, scores[n, k] − scores[n, y[n]] + margin). PyTorch's
    multi_margin_loss divides by K as well; here nothing does. Kinks are not checked.

    scores: (N, K). y: (N,), integers from 0 to K − 1. margin: positive. Returns the loss,
    one number, and dscores (N, K).

    Source: Weston, Watkins, Support vector machines for multi-class pattern recognition, 1999.
    Exercise: backprop.svm_loss
    """
    raise NotImplementedError("backprop.svm_loss")


def two_layer_loss(
    x: np.ndarray,
    y: np.ndarray,
    w1: np.ndarray,
    b1: np.ndarray,
    w2: np.ndarray,
    b2: np.ndarray,
    lam: float,
) -> tuple[float, dict[str, np.ndarray]]:
    """Compute the loss of a two-layer network on a batch and the gradients of its parameters.

    scores = max(0, x w1 + b1) w2 + b2;
    loss = softmax cross-entropy (mean over the batch) + lam (Σ w1² + Σ w2²).

    Biases are not penalised. The gradient of the penalty is 2 lam w; texts that write
    lam/2 Σ w² have lam w, and PyTorch's weight_decay is 2 lam.

    x: (N, D). y: (N,), integers from 0 to K − 1. w1: (D, M). b1: (M,). w2: (M, K). b2: (K,).
    Returns the loss, one number, and a dict with the gradients "w1", "b1", "w2", "b2".

    Source: Rumelhart, Hinton, Williams, Nature 323, 1986; Krogh, Hertz, A simple weight
    decay can improve generalization, 1992.
    Exercise: backprop.two_layer_loss
    """
    raise NotImplementedError("backprop.two_layer_loss")


def mlp_loss(
    x: np.ndarray, y: np.ndarray, params: dict[str, np.ndarray], lam: float
) -> tuple[float, dict[str, np.ndarray]]:
    """Compute the loss and the gradients of a network with any number of layers.

    out_0 = x;  out_l = max(0, out_{l−1} w_l + b_l) for l < L;  scores = out_{L−1} w_L + b_L;
    loss = softmax cross-entropy (mean over the batch) + lam Σ_l Σ w_l². ReLU stands between
    the layers, not after the last. Biases are not penalised.

    x: (N, D). y: (N,), integers from 0 to K − 1. params: "w1", "b1", …, "wL", "bL" with
    w_l (inputs of layer l, outputs of layer l) and b_l (outputs of layer l,), in any order; L
    is 1 or more. Returns the loss, one number, and a dict of gradients with the keys of params.

    Source: Rumelhart, Hinton, Williams, Nature 323, 1986.
    Exercise: backprop.mlp_loss
    """
    raise NotImplementedError("backprop.mlp_loss")


def backpropagate(tape: list[tuple], doutput: np.ndarray) -> dict[str, np.ndarray]:
    """Compute the gradients of every value in a recorded graph by reverse mode.

    dL/dv = Σ over all uses of v of the vector-Jacobian product of the node that uses it.

    tape: one record (output, inputs, vjp) for each node, in the order of the forward pass.
    output is the name of the value that the node computed, inputs is a tuple of names: the
    values it used. vjp(dout) takes the gradient of the node's output and returns a tuple,
    one gradient for each of inputs in the same order. A name may appear in inputs of
    several nodes, or twice in one: x·x is ("s", ("x", "x"), vjp). vjp may return the same
    array more than once, or dout itself, so its results must not be changed in place.
    doutput: dL/d(output of the last record), of that value's shape.

    Returns a dict from name to gradient for every value that influences the last record's
    output: that output itself (its gradient is doutput), intermediate values and leaves. Values
    that do not influence it, such as a node whose output nobody uses, are left out. Each
    vjp is called at most once.

    Source: S. Linnainmaa, Taylor expansion of the accumulated rounding error, 1976; Baydin
    et al., Automatic differentiation in machine learning: a survey, 2018, section 3.2.
    Exercise: backprop.backpropagate
    """
    raise NotImplementedError("backprop.backpropagate")


def gradient_descent(
    loss: Callable[[dict[str, np.ndarray]], tuple[float, dict[str, np.ndarray]]],
    params: dict[str, np.ndarray],
    lr: float,
    steps: int,
) -> tuple[dict[str, np.ndarray], list[float]]:
    """Lower a loss by steps against its gradient.

    p ← p − lr · dL/dp for every parameter p at once, steps times.

    loss: takes params, returns the loss and a dict of gradients with the same keys, in any
    order. params: a dict of arrays of any names and shapes, unchanged afterwards, both the
    dict and its arrays. lr: the learning rate. steps: 1 or more. Returns the new params, and
    history: a list of the loss before each step, so its length is steps and its first entry
    is the loss at the start.

    Source: A. Cauchy, Méthode générale pour la résolution des systèmes d'équations
    simultanées, 1847.
    Exercise: backprop.gradient_descent
    """
    raise NotImplementedError("backprop.gradient_descent")
