"""Wrong words. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import features as right


def _squares(patches, words):
    return ((patches[:, None] - words) ** 2).sum(axis=2)


def nearest_word__farthest(patches, words):
    """least like it"""
    return _squares(patches, words).argmax(axis=1)


def nearest_word__last_of_equals(patches, words):
    """the last one is chosen"""
    chosen = []
    for distances in _squares(patches, words):
        best = 0
        for k in range(len(words)):
            if distances[k] <= distances[best]:
                best = k
        chosen.append(best)
    return np.array(chosen)


def nearest_word__dot_product(patches, words):
    """largest dot product"""
    return (patches @ words.T).argmax(axis=1)


def nearest_word__smallest_dot_product(patches, words):
    """smallest dot product"""
    return (patches @ words.T).argmin(axis=1)


def nearest_word__cosine(patches, words):
    """smallest angle"""
    lengths = np.linalg.norm(patches, axis=1)[:, None] * np.linalg.norm(words, axis=1)
    return (patches @ words.T / lengths).argmax(axis=1)


def nearest_word__city_block(patches, words):
    """sums of absolute differences"""
    return np.abs(patches[:, None] - words).sum(axis=2).argmin(axis=1)


def nearest_word__chebyshev(patches, words):
    """Only the largest difference"""
    return np.abs(patches[:, None] - words).max(axis=2).argmin(axis=1)


def nearest_word__sum_then_square(patches, words):
    """cancel"""
    return ((patches[:, None] - words).sum(axis=2) ** 2).argmin(axis=1)


def nearest_word__no_square(patches, words):
    """nothing is squared"""
    return (patches[:, None] - words).sum(axis=2).argmin(axis=1)


def nearest_word__once(patches, words):
    """enters once"""
    return ((words**2).sum(axis=1) - patches @ words.T).argmin(axis=1)


def nearest_word__plus(patches, words):
    """with a plus"""
    return ((words**2).sum(axis=1) + 2 * patches @ words.T).argmin(axis=1)


def nearest_word__norm_for_square(patches, words):
    """without a square"""
    return (np.linalg.norm(words, axis=1) - 2 * patches @ words.T).argmin(axis=1)


def nearest_word__other_axis(patches, words):
    """nearest patch of every word"""
    return _squares(patches, words).argmin(axis=0)


def nearest_word__from_one(patches, words):
    """counted from 1"""
    return right.nearest_word(patches, words) + 1


def nearest_word__distances(patches, words):
    """smallest distances"""
    return np.sqrt(_squares(patches, words)).min(axis=1)


def nearest_word__the_words(patches, words):
    """the words themselves"""
    return words[right.nearest_word(patches, words)]


def nearest_word__one_hot(patches, words):
    """table of zeros and ones"""
    return np.eye(len(words), dtype=int)[right.nearest_word(patches, words)]


def nearest_word__flat(patches, words):
    """one number"""
    return int(_squares(patches, words).argmin())


def nearest_word__floats(patches, words):
    """its values are right"""
    out = np.zeros(len(patches))
    for p, distances in enumerate(_squares(patches, words)):
        out[p] = distances.argmin()
    return out


def nearest_word__first_number_alone(patches, words):
    return np.abs(patches[:, :1] - words[:, 0]).argmin(axis=1)


def nearest_word__first_is_never_tried(patches, words):
    return 1 + right.nearest_word(patches, words[1:])


def nearest_word__start_at_zero(patches, words):
    """Every patch has the first word"""
    out = np.zeros(len(patches), dtype=int)
    for p in range(len(patches)):
        best = 0
        for k in range(len(words)):
            d = ((patches[p] - words[k]) ** 2).sum()
            if d < best:
                best = d
                out[p] = k
    return out


def nearest_word__carried_over(patches, words):
    """carried over"""
    out = np.zeros(len(patches), dtype=int)
    best = np.inf
    for p in range(len(patches)):
        for k in range(len(words)):
            d = ((patches[p] - words[k]) ** 2).sum()
            if d < best:
                best = d
                out[p] = k
    return out


def nearest_word__summed_over_words(patches, words):
    """summed over the words"""
    return np.linalg.norm(patches[:, None] - words, axis=1).argmin(1)


def nearest_word__best_not_updated(patches, words):
    """compared with the first one"""
    out = np.zeros(len(patches), dtype=int)
    for p, distances in enumerate(_squares(patches, words)):
        best = distances[0]
        for k in range(len(words)):
            if distances[k] < best:
                out[p] = k
    return out


def nearest_word__one_word_short(patches, words):
    """The last word is never chosen"""
    return right.nearest_word(patches, words[:-1])
