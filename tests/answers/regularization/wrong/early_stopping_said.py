"""Early stopping that counts well and says the wrong thing. Each docstring is a part of what the
judge must say.
"""

import math

from autograder.solutions import regularization as right


class EarlyStopping__nan_stops(right.EarlyStopping):
    """NaN stops training at once"""

    def update(self, loss):
        return super().update(loss) or math.isnan(loss)


class EarlyStopping__go_on(right.EarlyStopping):
    """True and False are swapped"""

    def update(self, loss):
        return not super().update(loss)
