"""A hand-in with a class, a Jacobian, tensors of six axes, covariances and a mean of squares."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Standard:
    """Rows of numbers, each of which is normalized by itself."""

    rows: np.ndarray
    eps: float

    def __post_init__(self):
        self.mean = self.rows @ np.full(self.n, 1 / self.n)
        self.var = np.einsum("rn,rn->r", self.rows, self.rows) / self.n - self.mean**2
        self.scale = np.power(self.var + self.eps, -0.5)
        self.z = (self.rows - self.mean[:, None]) * self.scale[:, None]

    @property
    def n(self):
        return self.rows.shape[1]

    def jacobian(self):
        """(rows, n, n): dz_i / dx_j."""
        still = np.eye(self.n) - 1 / self.n
        return (still - self.z[:, :, None] * self.z[:, None] / self.n) * self.scale[:, None, None]

    def back(self, dz):
        return np.einsum("ri,rij->rj", dz, self.jacobian())


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, train=True
):
    """Running averages as one matrix; test mode is a factor and an offset."""
    kept = np.vstack([running_mean, running_var])
    if not train:
        factor = gamma / np.sqrt(kept[1] + eps)
        return np.add(x * factor, beta - kept[0] * factor), kept[0], kept[1]
    batch = np.vstack([x.mean(0), np.diagonal(np.atleast_2d(np.cov(x, rowvar=False)))])
    mean, var = (1 - momentum) * kept + momentum * batch
    out = np.asfortranarray(Standard(x.T, eps).z.T)
    out *= gamma
    out += beta
    return [out, mean, var]


def batchnorm_backward(dout, x, gamma, eps=1e-5):
    features = Standard(x.T, eps)
    dz = gamma[:, None] * dout.T
    return features.back(dz).T, np.diag(features.z @ dout), np.ones(len(x)) @ dout


def layernorm_forward(x, gamma, beta, eps=1e-5):
    return np.einsum("nd,d->nd", Standard(x, eps).z, gamma) + np.tile(beta, (len(x), 1))


def layernorm_backward(dout, x, gamma, eps=1e-5):
    samples = Standard(x, eps)
    return [
        samples.back(dout * gamma),
        np.einsum("nd,nd->d", samples.z, dout),
        np.add.reduce(dout, axis=0),
    ]


def spatial_batchnorm_forward(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, train=True
):
    """Channels first, then everything of a channel in a row."""
    rows = x.swapaxes(0, 1).reshape(len(gamma), -1)
    out, mean, var = batchnorm_forward(
        rows.T, gamma, beta, running_mean, running_var, momentum, eps, train
    )
    n, c, h, w = x.shape
    return out.T.reshape(c, n, h, w).swapaxes(0, 1), mean, var


def spatial_batchnorm_backward(dout, x, gamma, eps=1e-5):
    """No Jacobian: it would have (N·H·W)² entries."""
    total = dout.sum(axis=(0, 2, 3), keepdims=True)
    channels = x - x.mean(axis=(0, 2, 3), keepdims=True)
    count = x.size / len(gamma)
    power = np.einsum("nchw,nchw->c", channels, channels) / count + eps
    power = power.reshape(1, -1, 1, 1)
    meeting = (dout * channels).sum(axis=(0, 2, 3), keepdims=True)
    dx = (count * dout - total - channels / power * meeting) / count
    dx *= gamma.reshape(1, -1, 1, 1) * power**-0.5
    return dx, (meeting * power**-0.5).ravel(), total.ravel()


def groupnorm_forward(x, gamma, beta, groups, eps=1e-5):
    """Group by group, each with its own slice of gamma and beta."""
    parts = zip(*(np.split(v, groups) for v in (gamma, beta)), np.split(x, groups, 1), strict=True)
    out = [_layer(part, g, b, eps) for g, b, part in parts]
    return np.concatenate(out, axis=1)


def _layer(part, gamma, beta, eps):
    n, _, h, w = part.shape
    per_pixel = (np.repeat(v, h * w) for v in (gamma, beta))
    return layernorm_forward(part.reshape(n, -1), *per_pixel, eps).reshape(part.shape)


def groupnorm_backward(dout, x, gamma, groups, eps=1e-5):
    """gamma for every pixel first, then summed up for the channel it belongs to."""
    (n, c, h, w), found = x.shape, []
    for g in range(groups):
        own = slice(g * c // groups, (g + 1) * c // groups)
        flat = (t[:, own].reshape(n, -1) for t in (dout, x))
        dx, dgamma, dbeta = layernorm_backward(*flat, np.repeat(gamma[own], h * w), eps)
        sums = (v.reshape(-1, h * w).sum(axis=1) for v in (dgamma, dbeta))
        found.append((dx.reshape(n, -1, h, w), *sums))
    dx, dgamma, dbeta = zip(*found, strict=True)
    return np.concatenate(dx, 1), np.concatenate(dgamma), np.concatenate(dbeta)
