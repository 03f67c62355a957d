"""Wrong oriented gradients. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import features as right


def _differences(x):
    dx, dy = np.zeros_like(x), np.zeros_like(x)
    dx[:, :, 1:-1] = x[:, :, 2:] - x[:, :, :-2]
    dy[:, 1:-1, :] = x[:, 2:, :] - x[:, :-2, :]
    return dx, dy


def _sums(index, votes, cell, bins):
    """Loops over cells; what is left over is not seen."""
    n, h, w = votes.shape
    out = np.zeros((n, h // cell, w // cell, bins))
    for i in range(h // cell):
        for j in range(w // cell):
            square = np.s_[:, i * cell : (i + 1) * cell, j * cell : (j + 1) * cell]
            for b in range(bins):
                out[:, i, j, b] = (votes[square] * (index[square] == b)).sum(axis=(1, 2))
    return out


def _index(angle, bins):
    return np.floor(angle % 180 / (180 / bins)).astype(int)


def _of(dx, dy, cell, bins):
    return _sums(_index(np.degrees(np.arctan2(dy, dx)), bins), np.hypot(dx, dy), cell, bins)


def hog__signed(x, cell=8, bins=9):
    """The angle is signed"""
    dx, dy = _differences(x)
    index = np.floor(np.arctan2(dy, dx) % (2 * np.pi) / (2 * np.pi) * bins).astype(int)
    return _sums(index, np.hypot(dx, dy), cell, bins)


def hog__counts(x, cell=8, bins=9):
    """Every pixel has one whole vote"""
    dx, dy = _differences(x)
    return _sums(_index(np.degrees(np.arctan2(dy, dx)), bins), np.ones_like(x), cell, bins)


def hog__no_root(x, cell=8, bins=9):
    """dx² + dy²"""
    dx, dy = _differences(x)
    return _sums(_index(np.degrees(np.arctan2(dy, dx)), bins), dx**2 + dy**2, cell, bins)


def hog__absolute_values_added(x, cell=8, bins=9):
    """|dx| + |dy|"""
    dx, dy = _differences(x)
    return _sums(_index(np.degrees(np.arctan2(dy, dx)), bins), abs(dx) + abs(dy), cell, bins)


def hog__first_quadrant(x, cell=8, bins=9):
    """angles lie between 0 and 90"""
    dx, dy = _differences(x)
    return _of(abs(dx), abs(dy), cell, bins)


def hog__absolute_angle(x, cell=8, bins=9):
    """mirrored, not turned"""
    dx, dy = _differences(x)
    index = _index(np.abs(np.degrees(np.arctan2(dy, dx))), bins)
    return _sums(index, np.hypot(dx, dy), cell, bins)


def hog__absolute_angle_180_in_the_last_bin(x, cell=8, bins=9):
    """180, exactly to the left, is in the last bin"""
    dx, dy = _differences(x)
    angle = np.abs(np.degrees(np.arctan2(dy, dx)))
    index = np.minimum((angle / 180 * bins).astype(int), bins - 1)
    return _sums(index, np.hypot(dx, dy), cell, bins)


def hog__arguments_swapped(x, cell=8, bins=9):
    """dx and dy are swapped"""
    dx, dy = _differences(x)
    return _of(dy, dx, cell, bins)


def hog__up_is_positive(x, cell=8, bins=9):
    """turns the other way round"""
    dx, dy = _differences(x)
    return _of(dx, -dy, cell, bins)


def hog__edge_direction(x, cell=8, bins=9):
    """a quarter turn away"""
    dx, dy = _differences(x)
    index = _index(np.degrees(np.arctan2(dy, dx)) + 90, bins)
    return _sums(index, np.hypot(dx, dy), cell, bins)


def hog__half_a_turn_last(x, cell=8, bins=9):
    """exactly to the left is in the last bin"""
    dx, dy = _differences(x)
    angle = np.degrees(np.arctan2(dy, dx))
    angle = np.where(angle < 0, angle + 180, angle)
    index = np.minimum(np.floor(angle / (180 / bins)).astype(int), bins - 1)
    return _sums(index, np.hypot(dx, dy), cell, bins)


def hog__half_a_turn_lost(x, cell=8, bins=9):
    """exactly to the left has no vote"""
    dx, dy = _differences(x)
    angle = np.degrees(np.arctan2(dy, dx))
    angle = np.where(angle < 0, angle + 180, angle)
    return _sums(np.floor(angle / (180 / bins)).astype(int), np.hypot(dx, dy), cell, bins)


def hog__rounded(x, cell=8, bins=9):
    """rounded to the nearest edge"""
    dx, dy = _differences(x)
    index = np.round(np.degrees(np.arctan2(dy, dx)) % 180 / (180 / bins)).astype(int) % bins
    return _sums(index, np.hypot(dx, dy), cell, bins)


def hog__radians(x, cell=8, bins=9):
    """All votes are in the first bin"""
    dx, dy = _differences(x)
    return _sums(_index(np.arctan2(dy, dx) % np.pi, bins), np.hypot(dx, dy), cell, bins)


def hog__radians_modulo_180(x, cell=8, bins=9):
    """in radians and is used as if"""
    dx, dy = _differences(x)
    return _sums(_index(np.arctan2(dy, dx), bins), np.hypot(dx, dy), cell, bins)


def hog__zeros_beyond(x, cell=8, bins=9):
    """zeros beyond the image"""
    larger = np.pad(x, [(0, 0), (1, 1), (1, 1)])
    dx = larger[:, 1:-1, 2:] - larger[:, 1:-1, :-2]
    return _of(dx, larger[:, 2:, 1:-1] - larger[:, :-2, 1:-1], cell, bins)


def hog__edge_repeated(x, cell=8, bins=9):
    """repeat the last pixel"""
    larger = np.pad(x, [(0, 0), (1, 1), (1, 1)], mode="edge")
    dx = larger[:, 1:-1, 2:] - larger[:, 1:-1, :-2]
    return _of(dx, larger[:, 2:, 1:-1] - larger[:, :-2, 1:-1], cell, bins)


def hog__roll(x, cell=8, bins=9):
    """other side of the image"""
    dx, dy = (np.roll(x, -1, axis) - np.roll(x, 1, axis) for axis in (2, 1))
    return _of(dx, dy, cell, bins)


def hog__np_gradient(x, cell=8, bins=9):
    """np.gradient"""
    dy, dx = np.gradient(x, axis=(1, 2))
    return _of(dx, dy, cell, bins)


def hog__forward(x, cell=8, bins=9):
    """those to the next pixel"""
    dx, dy = np.zeros_like(x), np.zeros_like(x)
    dx[:, :, :-1] = x[:, :, 1:] - x[:, :, :-1]
    dy[:, :-1] = x[:, 1:] - x[:, :-1]
    return _of(dx, dy, cell, bins)


def hog__cropped_first(x, cell=8, bins=9):
    """cut off before the differences"""
    return right.hog(x[:, : x.shape[1] // cell * cell, : x.shape[2] // cell * cell], cell, bins)


def hog__cell_by_cell(x, cell=8, bins=9):
    """differentiated on its own"""
    out = np.zeros((len(x), x.shape[1] // cell, x.shape[2] // cell, bins))
    for i, j in np.ndindex(out.shape[1:3]):
        square = x[:, i * cell : (i + 1) * cell, j * cell : (j + 1) * cell]
        out[:, i, j] = right.hog(square, cell, bins)[:, 0, 0]
    return out


def hog__interleaved(x, cell=8, bins=9):
    """reshape needs the axis of cells"""
    votes = right.hog(x, 1, bins)
    h, w = x.shape[1] // cell, x.shape[2] // cell
    votes = votes[:, : h * cell, : w * cell]
    return votes.reshape(len(x), cell, h, cell, w, bins).sum(axis=(1, 3))


def hog__partial_cells(x, cell=8, bins=9):
    """make cells of their own"""
    votes = right.hog(x, 1, bins)
    rows, columns = (np.arange(0, side, cell) for side in x.shape[1:])
    return np.add.reduceat(np.add.reduceat(votes, rows, axis=1), columns, axis=2)


def hog__cells_from_the_end(x, cell=8, bins=9):
    """first rows and columns are left over"""
    votes = right.hog(x, 1, bins)[:, x.shape[1] % cell :, x.shape[2] % cell :]
    rows, columns = (np.arange(0, side, cell) for side in votes.shape[1:3])
    return np.add.reduceat(np.add.reduceat(votes, rows, axis=1), columns, axis=2)


def hog__means(x, cell=8, bins=9):
    """means over the pixels of a cell"""
    return right.hog(x, cell, bins) / cell**2


def hog__split_votes(x, cell=8, bins=9):
    """split between the two nearest bins"""
    dx, dy = _differences(x)
    place = np.degrees(np.arctan2(dy, dx)) % 180 / (180 / bins) - 0.5
    low = np.floor(place)
    magnitude = np.hypot(dx, dy)
    first = _sums(low.astype(int) % bins, magnitude * (1 - (place - low)), cell, bins)
    return first + _sums((low.astype(int) + 1) % bins, magnitude * (place - low), cell, bins)


def hog__normalized(x, cell=8, bins=9):
    """Every histogram has length 1"""
    out = right.hog(x, cell, bins)
    length = np.linalg.norm(out, axis=-1, keepdims=True)
    return out / np.where(length == 0, 1, length)


def hog__flat(x, cell=8, bins=9):
    """has shape"""
    return right.hog(x, cell, bins).reshape(len(x), -1)


def hog__half_up(x, cell=8, bins=9):
    """90 degrees up"""
    dx, dy = _differences(x)
    place = np.degrees(np.arctan2(dy, dx)) % 180 / (180 / bins)
    return _sums((place + 0.5).astype(int) % bins, np.hypot(dx, dy), cell, bins)


def hog__bins_of_twenty(x, cell=8, bins=9):
    """always 20 degrees wide"""
    dx, dy = _differences(x)
    index = (np.degrees(np.arctan2(dy, dx)) % 180 // 20).astype(int)
    return _sums(index, np.hypot(dx, dy), cell, bins)


def hog__only_across(x, cell=8, bins=9):
    dx, dy = _differences(x)
    return _sums(_index(np.degrees(np.arctan2(dy, dx)), bins), np.abs(dx), cell, bins)


def hog__no_angle_without_dx(x, cell=8, bins=9):
    """Where dx is 0"""
    dx, dy = _differences(x)
    slope = np.divide(dy, dx, out=np.zeros_like(x), where=dx != 0)
    return _sums(_index(np.degrees(np.arctan(slope)), bins), np.hypot(dx, dy), cell, bins)


def hog__cut_off(x, cell=8, bins=9):
    """rounded towards 0"""
    dx, dy = _differences(x)
    index = (np.degrees(np.arctan2(dy, dx)) / (180 / bins)).astype(int) % bins
    return _sums(index, np.hypot(dx, dy), cell, bins)


def hog__always_nine(x, cell=8, bins=9):
    """always 9 bins"""
    return right.hog(x, cell, 9)


def hog__always_eight(x, cell=8, bins=9):
    """cell is always 8"""
    return right.hog(x, 8, bins)


def hog__columns_first(x, cell=8, bins=9):
    """order of its axes"""
    return right.hog(x, cell, bins).swapaxes(1, 2)


def hog__added_once(x, cell=8, bins=9):
    """(= for +=)"""
    dx, dy = _differences(x)
    index = _index(np.degrees(np.arctan2(dy, dx)), bins)
    magnitude = np.hypot(dx, dy)
    out = np.zeros((len(x), x.shape[1] // cell, x.shape[2] // cell, bins))
    for n, i, j in np.ndindex(out.shape[:3]):
        square = np.s_[n, i * cell : (i + 1) * cell, j * cell : (j + 1) * cell]
        out[n, i, j][index[square].ravel()] += magnitude[square].ravel()
    return out


def hog__backward(x, cell=8, bins=9):
    """to the previous pixel"""
    dx, dy = np.zeros_like(x), np.zeros_like(x)
    dx[:, :, 1:] = np.diff(x, axis=2)
    dy[:, 1:] = np.diff(x, axis=1)
    return _of(dx, dy, cell, bins)


def hog__negative_angles_lost(x, cell=8, bins=9):
    """have no vote. Unsigned"""
    dx, dy = _differences(x)
    angle = np.degrees(np.arctan2(dy, dx))
    out = np.zeros((len(x), x.shape[1] // cell, x.shape[2] // cell, bins))
    for n, i, j in np.ndindex(out.shape[:3]):
        square = np.s_[n, i * cell : (i + 1) * cell, j * cell : (j + 1) * cell]
        weights = np.hypot(dx, dy)[square]
        out[n, i, j] = np.histogram(angle[square], bins, (0, 180), weights=weights)[0]
    return out


def hog__edges_for_bins(x, cell=8, bins=9):
    """one bin too few"""
    dx, dy = _differences(x)
    angle = np.degrees(np.arctan2(dy, dx)) % 180
    index = np.digitize(angle, np.linspace(0, 180, bins)) - 1
    return _sums(index, np.hypot(dx, dy), cell, bins)
