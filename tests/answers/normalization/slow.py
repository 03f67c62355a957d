"""In place of some of the loops: what takes longest and is right all the same."""


def standardize(numbers, eps):
    """Mean and variance are worked out again for every number."""
    return [
        (number - np.mean(numbers)) / np.sqrt(np.var(numbers) + eps) for number in list(numbers)
    ]


def standardize_backward(slopes, numbers, eps):
    """How every output changes with every number: the whole Jacobian."""
    n = len(numbers)
    normal = standardize(numbers, eps)
    deviation = math.sqrt(variance_of(numbers) + eps)
    result = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            slope = (1 if i == j else 0) - 1 / n - normal[i] * normal[j] / n
            total += slopes[j] * slope / deviation
        result.append(total)
    return result
