"""Wrong answers to assignment 06 that break one promise about arrays each.

Where a wrong answer has a docstring, it is a part of what the judge must say.
"""

import numpy as np

from autograder.solutions import convnet as right


def convnet_loss__order_of_the_answer(params, x, y, lam):
    return right.convnet_loss(params, x, y, lam)[::-1]


def convnet_loss__names_of_gradients(params, x, y, lam):
    loss, grads = right.convnet_loss(params, x, y, lam)
    return loss, {f"d{name}": grad for name, grad in grads.items()}


def convnet_loss__axes_of_length_1_lost(params, x, y, lam):
    loss, grads = right.convnet_loss(params, x, y, lam)
    return loss, {name: grad.squeeze() for name, grad in grads.items()}


def convnet_loss__columns_of_biases(params, x, y, lam):
    loss, grads = right.convnet_loss(params, x, y, lam)
    return loss, {name: grad[:, None] if name[0] == "b" else grad for name, grad in grads.items()}


def convnet_loss__for_each_image(params, x, y, lam):
    each = [right.convnet_loss(params, x[[n]], y[[n]], lam) for n in range(len(x))]
    return np.array([loss for loss, _ in each]), right.convnet_loss(params, x, y, lam)[1]


def convnet_loss__cut_to_even_sides_first(params, x, y, lam):
    h, w = (n // 2 * 2 for n in x.shape[2:])
    return right.convnet_loss(params, x[:, :, :h, :w], y, lam)


def convnet_loss__one_pixel_of_zeros(params, x, y, lam):
    k = params["w1"].shape[2]
    if k == 1:
        return right.convnet_loss(params, x, y, lam)
    small = params["w1"][:, :, k // 2 - 1 : k // 2 + 2, k // 2 - 1 : k // 2 + 2]
    loss, grads = right.convnet_loss({**params, "w1": small}, x, y, lam)
    wide = [(0, 0)] * 2 + [(k // 2 - 1,) * 2] * 2
    return loss, {**grads, "w1": np.pad(grads["w1"], wide)}


def convnet_loss__last_layer_not_penalised(params, x, y, lam):
    loss, grads = right.convnet_loss(params, x, y, lam)
    loss -= lam * (params["w3"] ** 2).sum()
    return loss, {**grads, "w3": grads["w3"] - 2 * lam * params["w3"]}


def topk_error__images(scores, y, k):
    """must be a single number"""
    return np.array([right.topk_error(scores[[n]], y[[n]], k) for n in range(len(y))])


def topk_error__share_of_right(scores, y, k):
    return 1 - right.topk_error(scores, y, k)


def topk_error__more_than_k(scores, y, k):
    return right.topk_error(scores, y, min(k + 1, scores.shape[1]))


def confusion__first_two_of_equals(scores, y, classes):
    out = np.zeros((classes, classes), dtype=int)
    for row, label in zip(scores, y, strict=True):
        out[label] += row == row.max()
    return out


def saliency__axes_of_length_1_lost(network, x, y):
    return right.saliency(network, x, y).squeeze()


def saliency__first_class(network, x, y):
    return right.saliency(network, x, np.zeros_like(y))


def saliency__class_of_the_first_image(network, x, y):
    return right.saliency(network, x, np.full_like(y, y[0]))


def saliency__rows_and_columns_exchanged(network, x, y):
    return right.saliency(network, x, y).swapaxes(1, 2)


def occlusion__axes_of_length_1_lost(scores, x, y, size, stride, fill):
    return right.occlusion(scores, x, y, size, stride, fill).squeeze()


def occlusion__first_class(scores, x, y, size, stride, fill):
    return right.occlusion(scores, x, 0, size, stride, fill)


def occlusion__rows_by_one(scores, x, y, size, stride, fill):
    every = right.occlusion(scores, x, y, size, 1, fill)
    return every[:, ::stride]


def occlusion__columns_by_one(scores, x, y, size, stride, fill):
    every = right.occlusion(scores, x, y, size, 1, fill)
    return every[::stride]


def occlusion__square_map(scores, x, y, size, stride, fill):
    out = right.occlusion(scores, x, y, size, stride, fill)
    return out[:, : len(out)]


def occlusion__filled_with_the_mean(scores, x, y, size, stride, fill):
    return right.occlusion(scores, x, y, size, stride, x.mean())


def occlusion__one_pixel_less(scores, x, y, size, stride, fill):
    def larger(images):
        covered = (images == fill).all(axis=1)
        last = covered & ~np.roll(covered, -1, axis=1)
        return scores(np.where(last[:, None], x, images))

    return right.occlusion(larger, x, y, size, stride, fill)


def ascend__first_class(network, x, y, lr, lam, steps):
    return right.ascend(network, x, 0, lr, lam, steps)


def ascend__lr_forgotten(network, x, y, lr, lam, steps):
    return right.ascend(network, x, y, 1.0, lam, steps)


def ascend__every_image(network, x, y, lr, lam, steps):
    image, images = x, []
    for _ in range(steps):
        image = right.ascend(network, image, y, lr, lam, 1)
        images.append(image)
    return np.concatenate(images or [x])


def ascend__clipped(network, x, y, lr, lam, steps):
    return np.clip(right.ascend(network, x, y, lr, lam, steps), 0, 1)
