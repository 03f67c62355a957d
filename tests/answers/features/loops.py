"""A hand-in by somebody who writes loops over indices and converts at the end."""

import math

import numpy as np


def hue_in_degrees(r, g, b):
    most = max(r, g, b)
    least = min(r, g, b)
    if most == least:
        return 0.0
    if r == most:
        h = 60 * (g - b) / (most - least)
    elif g == most:
        h = 60 * (b - r) / (most - least) + 120
    else:
        h = 60 * (r - g) / (most - least) + 240
    if h < 0:
        h = h + 360
    return h


def color_histogram(x, bins):
    out = np.zeros((x.shape[0], bins))
    for n in range(x.shape[0]):
        for i in range(x.shape[2]):
            for j in range(x.shape[3]):
                r, g, b = float(x[n, 0, i, j]), float(x[n, 1, i, j]), float(x[n, 2, i, j])
                h = hue_in_degrees(r, g, b)
                bin_number = int(h // (360 / bins))
                out[n, bin_number] += max(r, g, b) - min(r, g, b)
        for k in range(bins):
            out[n, k] = out[n, k] / (x.shape[2] * x.shape[3])
    return out


def gradient(image, i, j):
    dx = 0
    dy = 0
    if 0 < j < image.shape[1] - 1:
        dx = image[i, j + 1] - image[i, j - 1]
    if 0 < i < image.shape[0] - 1:
        dy = image[i + 1, j] - image[i - 1, j]
    return dx, dy


def hog(x, cell=8, bins=9):
    rows = x.shape[1] // cell
    columns = x.shape[2] // cell
    out = np.zeros((x.shape[0], rows, columns, bins))
    for n in range(x.shape[0]):
        for i in range(rows * cell):
            for j in range(columns * cell):
                dx, dy = gradient(x[n], i, j)
                magnitude = math.sqrt(dx * dx + dy * dy)
                angle = math.degrees(math.atan2(dy, dx))
                if angle < 0:
                    angle += 180
                if angle >= 180:
                    angle -= 180
                b = int(angle / 180 * bins)
                out[n, i // cell, j // cell, b] += magnitude
    return out


def hog_blocks(cells, size=2, eps=1e-5):
    hb = cells.shape[1] - size + 1
    wb = cells.shape[2] - size + 1
    print("there are", hb, "times", wb, "blocks")
    out = []
    for n in range(cells.shape[0]):
        image = []
        for i in range(hb):
            row = []
            for j in range(wb):
                v = []
                for a in range(size):
                    for c in range(size):
                        for k in range(cells.shape[3]):
                            v.append(cells[n, i + a, j + c, k])
                total = eps * eps
                for number in v:
                    total = total + number * number
                row.append([number / math.sqrt(total) for number in v])
            image.append(row)
        out.append(image)
    return np.array(out)


def squared_distance(a, b):
    total = 0.0
    for d in range(len(a)):
        total += (a[d] - b[d]) ** 2
    return total


def nearest(patch, words):
    best = 0
    for k in range(1, len(words)):
        if squared_distance(patch, words[k]) < squared_distance(patch, words[best]):
            best = k
    return best


def nearest_word(patches, words):
    out = np.zeros(len(patches), dtype=int)
    for p in range(len(patches)):
        out[p] = nearest(patches[p], words)
    return out


def kmeans_step(patches, words):
    new_words = np.zeros(words.shape)
    for k in range(len(words)):
        total = np.zeros(words.shape[1])
        count = 0
        for p in range(len(patches)):
            if nearest(patches[p], words) == k:
                total = total + patches[p]
                count += 1
        if count == 0:
            new_words[k] = words[k]
        else:
            new_words[k] = total / count
    return new_words


def bag_of_words(x, words, size):
    out = np.zeros((x.shape[0], len(words)))
    for n in range(x.shape[0]):
        patches = 0
        for i in range(x.shape[2] - size + 1):
            for j in range(x.shape[3] - size + 1):
                patch = []
                for c in range(x.shape[1]):
                    for a in range(size):
                        for b in range(size):
                            patch.append(x[n, c, i + a, j + b])
                out[n, nearest(patch, words)] += 1
                patches += 1
        out[n] = out[n] / patches
    return out
