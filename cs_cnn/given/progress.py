"""A bar for what takes more than a few seconds."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from typing import TypeVar

from tqdm.auto import tqdm

Item = TypeVar("Item")

_BAR = "{desc} {bar} {remaining} left"


def counted(items: Collection[Item], what: str = "run") -> Iterator[Item]:
    """Each of the items, under a bar that says where it is: "run 3 of 16", and the time left.

    The bar goes when the last item is done, or when something stops them.
    """
    total = len(items)
    bar = tqdm(total=total, bar_format=_BAR, file=sys.stdout, leave=False)
    try:
        for number, item in enumerate(items, start=1):
            bar.set_description_str(f"{what} {number} of {total}")
            yield item
            bar.update()
    finally:
        bar.total = bar.n  # else it stays, in red
        bar.close()
