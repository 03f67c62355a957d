"""Assignment 06, features by hand: what people did before. Fill in the functions below.

Letters: N images in a batch, C channels, H W pixels, P patches, D numbers in a patch, K visual
words; each 1 or more. Grey images are (N, H, W), others (N, C, H, W); row 0 is the top row, column
0 the left one.
Every function is pure: it returns new arrays and leaves its inputs as they were. Arrays of real
numbers are float64. Yours may have another floating dtype that keeps enough digits, but hold
neither integers nor bools. Where integers are promised, any integer dtype will do.

A histogram divides a range into equal bins. Bin b of a range from 0 to R holds the numbers from
b·R / bins up to, and without, (b + 1)·R / bins; b counts from 0. A vote is a number that is added
to one bin.
"""

import numpy as np


def color_histogram(x: np.ndarray, bins: int) -> np.ndarray:
    """Count which colors an image holds, whatever their places.

    M and m are the largest and the smallest of a pixel's three channels, M − m is its chroma, and
    its hue is that of HSV, an angle in degrees:

    60 (G − B) / (M − m)          where R is the largest channel,
    60 (B − R) / (M − m) + 120    where G is,
    60 (R − G) / (M − m) + 240    where B is,

    and 360 is added to what is negative: 0 is red, 120 green, 240 blue. Where two channels are
    largest, both formulas give the same hue. A pixel votes with its chroma for the bin of its hue,
    in the range from 0 to 360. A grey pixel has no hue; its chroma is 0, and so is its vote. The
    sums are divided by the number of an image's pixels, H·W, grey ones included.

    x: (N, 3, H, W), red, green and blue, from 0 to 1. bins: how many. Returns (N, bins).

    Source: A. Smith, Color gamut transform pairs, 1978 (HSV). M. Swain, D. Ballard, Color
    indexing, 1991 (histograms).
    Exercise: features.color_histogram
    """
    raise NotImplementedError("features.color_histogram")


def hog(x: np.ndarray, cell: int = 8, bins: int = 9) -> np.ndarray:
    """Count which way the edges run, cell by cell: histograms of oriented gradients.

    The gradient of a pixel is a pair of differences between its neighbors:

    dx[n, i, j] = x[n, i, j + 1] − x[n, i, j − 1], 0 in the first and the last column of the image,
    dy[n, i, j] = x[n, i + 1, j] − x[n, i − 1, j], 0 in the first and the last row.

    Its angle is that of the vector (dx, dy), rows counted downwards: 0 degrees points to the right,
    90 down. It is unsigned: angles that are 180 degrees apart count as the same one, so that it
    lies from 0 up to, and without, 180. A pixel votes with its magnitude √(dx² + dy²) for the bin
    of its angle, in the range from 0 to 180. A cell is a square of pixels, and its histogram is the
    sum of their votes. Cells lie side by side from the top left corner on; rows and columns left
    over at the end belong to no cell, but their pixels are neighbors like any others.

    Dalal and Triggs do more. A vote is split between the two nearest bins and the four nearest
    cells (bilinear), cells are normalized in overlapping 2×2 blocks (as in hog_blocks), and there
    numbers above 0.2 are clipped and all are normalized once more (L2-Hys). Their window of 64×128
    pixels has 3,780 numbers.

    x: (N, H, W), grey. cell: pixels along a cell's side, H and W at most. bins: how many. Returns
    (N, H // cell, W // cell, bins): 240×320 pixels have 30·40·9 = 10,800 numbers.

    Source: N. Dalal, B. Triggs, Histograms of oriented gradients for human detection, 2005.
    Exercise: features.hog
    """
    raise NotImplementedError("features.hog")


def hog_blocks(cells: np.ndarray, size: int = 2, eps: float = 1e-5) -> np.ndarray:
    """Normalize the histograms of neighboring cells together: contrast falls out.

    A block is a square of size × size cells. There is one at each place where it fits, so blocks
    overlap: HB = HC − size + 1, likewise WB. Its numbers v are the histograms of its cells in
    reading order, one whole histogram after the other. out = v / √(‖v‖² + eps²), where ‖v‖² is the
    sum of the squares of v.

    Dalal and Triggs call this L2-norm; their L2-Hys clips at 0.2 and normalizes again.

    cells: (N, HC, WC, bins), from hog. size: cells along a block's side, HC and WC at most.
    eps: keeps an empty block from a division by 0. Returns (N, HB, WB, size·size·bins).

    Source: N. Dalal, B. Triggs, Histograms of oriented gradients for human detection, 2005,
    section 6.4.
    Exercise: features.hog_blocks
    """
    raise NotImplementedError("features.hog_blocks")


def nearest_word(patches: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Find the visual word that is most like each patch.

    The one at the smallest Euclidean distance, √(Σ_d (patches[p, d] − words[k, d])²). Of words at
    equal distance the first counts.

    patches: (P, D), the numbers of a patch in a row. words: (K, D). Returns (P,), the index k of
    each patch's word, integers.

    Source: J. Sivic, A. Zisserman, Video Google: a text retrieval approach to object matching in
    videos, 2003 (visual words).
    Exercise: features.nearest_word
    """
    raise NotImplementedError("features.nearest_word")


def kmeans_step(patches: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Move each word into the middle of the patches that chose it: one step of k-means.

    Every patch chooses its nearest word, as in nearest_word. A word becomes the mean of all patches
    that chose it; a word that no patch chose stays as it is. All patches choose before any word
    moves.

    patches: (P, D). words: (K, D). Returns the new words (K, D), in the same order.

    Source: S. Lloyd, Least squares quantization in PCM, 1957, published in 1982.
    Exercise: features.kmeans_step
    """
    raise NotImplementedError("features.kmeans_step")


def bag_of_words(x: np.ndarray, words: np.ndarray, size: int) -> np.ndarray:
    """Describe an image by how often each visual word occurs in it, whatever the place.

    A patch is a square of size × size pixels with all channels. There is one at each place where it
    fits: (H − size + 1)·(W − size + 1) patches, one pixel apart. Each has one vote, for its nearest
    word, as in nearest_word. An image's shares are its votes divided by their number, so they add
    up to 1.

    Coates, Lee and Ng reach 79.6% on CIFAR-10 with k-means: with 4,000 words, whitened patches, the
    four quadrants of an image counted apart, and soft votes ('triangle': a patch votes for all
    words that are nearer than average). One vote for one word, as here, had 68.6% in their
    comparison, with 1,600 words.

    x: (N, C, H, W). words: (K, C·size·size), the numbers of a patch channel by channel, each row by
    row. size: pixels along a patch's side, H and W at most. Returns (N, K).

    Source: G. Csurka et al., Visual categorization with bags of keypoints, 2004. A. Coates, H. Lee,
    A. Ng, An analysis of single-layer networks in unsupervised feature learning, 2011.
    Exercise: features.bag_of_words
    """
    raise NotImplementedError("features.bag_of_words")
