"""What is known of the memory of an answer, in this process: no worker is needed for that."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from autograder.worker.child.memory import Returned, Rewritten, shared


def new_each_time(n: int) -> Iterator[np.ndarray]:
    yield from (np.full(2, i) for i in range(n))


def one_buffer(n: int) -> Iterator[np.ndarray]:
    buffer = np.zeros(2)
    for i in range(n):
        buffer[:] = i
        yield buffer


def test_new_arrays_stay_as_they_are() -> None:
    returned = Returned(new_each_time)
    assert len(list(returned(3))) == 3
    returned.check()


def test_a_buffer_that_is_written_over_is_noticed_once_it_is() -> None:
    returned = Returned(one_buffer)
    batches = returned(3)
    next(batches)
    returned.check()
    next(batches)
    with pytest.raises(Rewritten):
        returned.check()


def test_what_comes_piece_by_piece_keeps_the_name_of_its_type() -> None:
    assert type(Returned(new_each_time)(3)).__name__ == "generator"
    assert Returned(lambda: {1})() == {1}


def test_a_caller_may_change_what_it_was_given_unless_it_is_the_functions_own() -> None:
    kept: list[np.ndarray] = []

    def keeps(x: np.ndarray) -> np.ndarray:
        kept.append(x + 1)
        return kept[-1]

    returned = Returned(keeps)
    returned(np.zeros(2))
    returned.check()
    kept[0][0] = np.nan
    with pytest.raises(Rewritten):
        returned.check()


@pytest.mark.parametrize(
    ("answer", "inputs"),
    [
        (lambda x, d: x, [0]),
        (lambda x, d: x[1:, ::2].T, [0]),
        (lambda x, d: (1, [d["w"]]), [1]),
        (lambda x, d: {"a": x[0], "b": d["w"].reshape(-1)}, [0, 1]),
        (lambda x, d: x.copy(), []),
        (lambda x, d: x[:0], []),
        (lambda x, d: x[0, 0], []),
        (lambda x, d: x[[0, 1]], []),
        (lambda x, d: None, []),
    ],
)
def test_shared_memory_is_found_wherever_it_is(answer, inputs: list[int]) -> None:  # type: ignore[no-untyped-def]
    given = [np.ones((3, 4)), {"w": np.ones((2, 2))}, 3]
    assert shared(answer(*given[:2]), given) == inputs


def test_a_list_that_holds_itself_comes_to_an_end() -> None:
    endless: list[object] = []
    endless.append(endless)
    assert shared(endless, [np.ones(3)]) == []
