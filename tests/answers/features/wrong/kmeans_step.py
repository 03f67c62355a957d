"""Wrong steps of k-means. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import features as right


def _table(patches, words):
    """(K, P): 1 where a patch chose a word; and how many did."""
    votes = np.eye(len(words))[right.nearest_word(patches, words)].T
    return votes, votes.sum(axis=1, keepdims=True)


def kmeans_step__zeros(patches, words):
    """A word that nobody chose becomes 0"""
    out = np.zeros_like(words)
    chosen = right.nearest_word(patches, words)
    for k in set(chosen.tolist()):
        out[k] = patches[chosen == k].mean(axis=0)
    return out


def kmeans_step__nan(patches, words):
    """A word that nobody chose becomes NaN"""
    votes, count = _table(patches, words)
    with np.errstate(invalid="ignore"):
        return votes @ patches / count


def kmeans_step__mean_of_all(patches, words):
    """jumps to the mean of all patches"""
    _, count = _table(patches, words)
    return np.where(count > 0, right.kmeans_step(patches, words), patches.mean(axis=0))


def kmeans_step__fewer(patches, words):
    """fewer words"""
    chosen = right.nearest_word(patches, words)
    return np.array([patches[chosen == k].mean(axis=0) for k in np.unique(chosen)])


def kmeans_step__sums(patches, words):
    """sum of its patches"""
    chosen, out = right.nearest_word(patches, words), words.copy()
    for k in np.unique(chosen):
        out[k] = patches[chosen == k].sum(axis=0)
    return out


def kmeans_step__sums_from_zero(patches, words):
    """and 0 if it has none"""
    votes, _ = _table(patches, words)
    return votes @ patches


def kmeans_step__divided_by_all(patches, words):
    """number of all patches"""
    votes, count = _table(patches, words)
    return np.where(count > 0, votes @ patches / len(patches), words)


def kmeans_step__word_counts_too(patches, words):
    """one more patch in the mean"""
    chosen = right.nearest_word(patches, words)
    together = [np.vstack([words[k : k + 1], patches[chosen == k]]) for k in range(len(words))]
    return np.array([each.mean(axis=0) for each in together])


def kmeans_step__half_way(patches, words):
    """half of the way"""
    return words + 0.5 * (right.kmeans_step(patches, words) - words)


def kmeans_step__median(patches, words):
    """median"""
    chosen, out = right.nearest_word(patches, words), words.copy()
    for k in np.unique(chosen):
        out[k] = np.median(patches[chosen == k], axis=0)
    return out


def kmeans_step__nearest_patch(patches, words):
    """Words are patches"""
    return patches[((patches[:, None] - words) ** 2).sum(axis=2).argmin(axis=0)]


def kmeans_step__copied(patches, words):
    """The words do not move"""
    out, chosen = words.copy(), right.nearest_word(patches, words)
    for k in np.unique(chosen):
        moved = out[[k]]
        moved[:] = patches[chosen == k].mean(axis=0)
    return out


def kmeans_step__until_settled(patches, words):
    """repeated until nothing changes"""
    before = np.full_like(words, np.inf)
    while not np.allclose(before, words, rtol=0, atol=1e-12):
        before, words = words, right.kmeans_step(patches, words)
    return words


def kmeans_step__chosen_again(patches, words):
    """choose again after each word"""
    words = words.copy()
    for k in range(len(words)):
        mine = patches[right.nearest_word(patches, words) == k]
        if len(mine):
            words[k] = mine.mean(axis=0)
    return words


def kmeans_step__last_of_equals(patches, words):
    """the last one is chosen"""
    return right.kmeans_step(patches, words[::-1])[::-1]


def kmeans_step__dot_product(patches, words):
    """largest dot product"""
    chosen, out = (patches @ words.T).argmax(axis=1), words.copy()
    for k in np.unique(chosen):
        out[k] = patches[chosen == k].mean(axis=0)
    return out


def kmeans_step__city_block(patches, words):
    """sums of absolute differences"""
    chosen = np.abs(patches[:, None] - words).sum(axis=2).argmin(axis=1)
    out = words.copy()
    for k in np.unique(chosen):
        out[k] = patches[chosen == k].mean(axis=0)
    return out


def kmeans_step__changes_words(patches, words):
    """changes its input words"""
    words[:] = right.kmeans_step(patches, words)
    return words


def kmeans_step__mean_of_numbers(patches, words):
    """All numbers of a word are the same"""
    chosen, out = right.nearest_word(patches, words), words.copy()
    for k in np.unique(chosen):
        out[k] = patches[chosen == k].mean()
    return out


def kmeans_step__indices_too(patches, words):
    return right.kmeans_step(patches, words), right.nearest_word(patches, words)


def kmeans_step__last_word_stays(patches, words):
    out = right.kmeans_step(patches, words)
    out[-1] = words[-1]
    return out


def kmeans_step__last_patch(patches, words):
    """becomes the last patch"""
    out, chosen = words.copy(), right.nearest_word(patches, words)
    for p in range(len(patches)):
        out[chosen[p]] = patches[p]
    return out


def kmeans_step__added_once(patches, words):
    """adds once"""
    sums, chosen = np.zeros_like(words), right.nearest_word(patches, words)
    sums[chosen] += patches
    count = np.bincount(chosen, minlength=len(words))[:, None]
    return np.where(count > 0, sums / np.maximum(count, 1), words)


def kmeans_step__sums_start_at_words(patches, words):
    """sums start with the old words"""
    out, chosen = words.copy(), right.nearest_word(patches, words)
    for p in range(len(patches)):
        out[chosen[p]] += patches[p]
    return out / np.maximum(np.bincount(chosen, minlength=len(words)), 1)[:, None]
