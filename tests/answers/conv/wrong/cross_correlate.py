"""Wrong sums of windows. Each docstring is a part of what the judge must say."""

import numpy as np


def _slid(image, kernel, reduce=np.sum):
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(*out.shape):
        out[i, j] = reduce(image[i : i + kh, j : j + kw] * kernel)
    return out


def cross_correlate2d__flipped(image, kernel):
    """The kernel is flipped in both directions"""
    return _slid(image, np.flip(kernel))


def cross_correlate2d__mean(image, kernel):
    """The sum over the window is divided by its number of pixels"""
    return _slid(image, kernel, np.mean)


def cross_correlate2d__divided_by_the_weights(image, kernel):
    """out is the expected value times 0.25"""
    return _slid(image, kernel) / abs(kernel).sum()


def cross_correlate2d__same(image, kernel):
    """The result is as large as the image"""
    kh, kw = kernel.shape
    up, left = (kh - 1) // 2, (kw - 1) // 2
    return _slid(np.pad(image, [(up, kh - 1 - up), (left, kw - 1 - left)]), kernel)


def cross_correlate2d__full(image, kernel):
    """The result is larger than the image"""
    kh, kw = kernel.shape
    return _slid(np.pad(image, [(kh - 1, kh - 1), (kw - 1, kw - 1)]), kernel)


def cross_correlate2d__last_missing(image, kernel):
    """The last row and the last column of places are missing"""
    (h, w), (kh, kw) = image.shape, kernel.shape
    rows = [[np.sum(image[i : i + kh, j : j + kw] * kernel) for j in range(w - kw)]
            for i in range(h - kh)]  # fmt: skip
    return np.array(rows).reshape(h - kh, w - kw)


def cross_correlate2d__last_left_zero(image, kernel):
    out = _slid(image, kernel)
    out[-1, :] = out[:, -1] = 0
    return out


def cross_correlate2d__nothing_arrives(image, kernel):
    """no sum ever arrives in it"""
    out = np.zeros_like(_slid(image, kernel))
    for value in out.flat:
        value += 1
    return out


def cross_correlate2d__ones(image, kernel):
    """The kernel is not used"""
    return _slid(image, np.ones_like(kernel))


def cross_correlate2d__square_kernel(image, kernel):
    """could not be broadcast"""
    k = kernel.shape[0]
    out = np.zeros((image.shape[0] - k + 1, image.shape[1] - k + 1))
    for i, j in np.ndindex(*out.shape):
        out[i, j] = np.sum(image[i : i + k, j : j + k] * kernel)
    return out


def cross_correlate2d__square_result(image, kernel):
    size = image.shape[0] - kernel.shape[0] + 1
    out = np.zeros((size, size))
    for i, j in np.ndindex(size, size):
        out[i, j] = np.sum(image[i:, j:][: kernel.shape[0], : kernel.shape[1]] * kernel)
    return out


def cross_correlate2d__one_row(image, kernel):
    _, kw = kernel.shape
    out = _slid(image, kernel)
    for i, j in np.ndindex(*out.shape):
        out[i, j] = image[i, j : j + kw] @ kernel[0]
    return out


def cross_correlate2d__whole_numbers(image, kernel):
    """dtype"""
    return _slid(image, kernel).astype(int)


def cross_correlate2d__max(image, kernel):
    return _slid(image, kernel, np.max)


def cross_correlate2d__in_place(image, kernel):
    """changes its input image"""
    kh, kw = kernel.shape
    out = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(*out.shape):
        window = image[i : i + kh, j : j + kw]
        window *= kernel
        out[i, j] = window.sum()
    return out


def convolve2d__not_flipped(image, kernel):
    """this is cross-correlation"""
    return _slid(image, kernel)


def convolve2d__rows(image, kernel):
    """Only the order of the kernel's rows is reversed"""
    return _slid(image, kernel[::-1])


def convolve2d__columns(image, kernel):
    """Only the order of the kernel's columns is reversed"""
    return _slid(image, np.fliplr(kernel))


def convolve2d__transposed(image, kernel):
    """The kernel is transposed"""
    return _slid(image, kernel.T)


def convolve2d__turned_by_a_quarter(image, kernel):
    """The kernel is rotated by a quarter turn"""
    return _slid(image, np.rot90(kernel))


def convolve2d__image_flipped(image, kernel):
    """The image is flipped, not the kernel"""
    return _slid(image[::-1, ::-1], kernel)


def convolve2d__both_flipped(image, kernel):
    """You cross-correlate first and then reverse the result"""
    return _slid(np.flip(image), np.flip(kernel))


def convolve2d__full(image, kernel):
    """The result is larger than the image"""
    kh, kw = kernel.shape
    return _slid(np.pad(image, [(kh - 1, kh - 1), (kw - 1, kw - 1)]), np.flip(kernel))


def convolve2d__same(image, kernel):
    """The result is as large as the image"""
    kh, kw = kernel.shape
    up, left = (kh - 1) // 2, (kw - 1) // 2
    image = np.pad(image, [(up, kh - 1 - up), (left, kw - 1 - left)])
    return _slid(image, np.flip(kernel))


def convolve2d__wrapped_around(image, kernel):
    """out has shape"""
    spectra = np.fft.fft2(image) * np.fft.fft2(kernel, s=image.shape)
    return np.fft.ifft2(spectra).real


def convolve2d__negated(image, kernel):
    """times −1 (a sign)"""
    return _slid(image, -np.flip(kernel))


def convolve2d__kernel_turned_in_place(image, kernel):
    """changes its input kernel"""
    kernel[:] = np.flip(kernel).copy()
    return _slid(image, kernel)
