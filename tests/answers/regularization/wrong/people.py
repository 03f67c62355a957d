"""Wrong answers as people write them, to exercises of 04."""

import numpy as np


def l1_penalty__lam_w(w, lam):
    """The gradient is λw"""
    return lam * np.abs(w).sum(), lam * w


class EarlyStopping__never_reset:
    """stops one update too late"""

    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta, self.best, self.waited = patience, min_delta, np.inf, 0

    def update(self, loss):
        if loss < self.best - self.min_delta:
            self.best = loss
        else:
            self.waited += 1
        return self.waited > self.patience
