"""What a worker says of a module may have any form: it is judged, and never our fault."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.core.verdict import CauseKind
from autograder.judge import module_causes, modules, steps
from autograder.judge.compare import Tolerance, agrees
from autograder.worker.child.protocol import Opaque

TOLERANCE = Tolerance(1e-7, 1e-9)


def digest(seed: int) -> list[float]:
    """Of as many values each time; from 1000 on of those of ``seed - 1000``, in another order."""
    size = float(seed % 1000)
    return [10.0, size, size / 3 if seed < 1000 else -size]


def taken(*rows: tuple[str, dict[str, Any], list[int], int]) -> dict[str, Any]:
    """Steps whose values are numbered."""
    digests = [digest(each) for *_, inputs, out in rows for each in [*inputs, out]]
    listed = [[kind, attributes, len(inputs)] for kind, attributes, inputs, _ in rows]
    return {"steps": listed, "digests": np.array(digests)}


CONV = {"kernel": [3, 3], "maps": [4, 8], "stride": [1, 1], "padding": [1, 1], "bias": False}
NORM = {"channels": 8, "eps": 1e-5}
RIGHT = taken(
    ("convolution", CONV, [1], 2),
    ("batch norm", NORM, [2], 3),
    ("ReLU", {}, [3], 4),
    ("sum", {}, [4, 1], 5),
)

EXPECTED = {
    "output": {
        "parameters": {"weight (8, 4, 3, 3)": 1, "scale (8,)": 1},
        "output": np.ones((2, 8)),
        "again": np.ones((2, 8)),
        "other": np.ones((2, 8)),
        "changed": [],
        "left behind": [],
        "steps": RIGHT,
    },
    "gradients": {"dx": [np.ones((2, 4))], "lengths": {"weight (8, 4, 3, 3)": np.ones(1)}},
    "training": {
        "in training": modules.RANDOM,
        "dropout": [0.5],
        "dropped": np.ones((2, 8)),
        "after": np.ones((2, 8)),
    },
    "parameters": {
        "parameters": {"vector (8,)": 2},
        "shape": (2, 8),
        "dtype": "torch.float32",
        "channels": 8,
    },
}

leaves = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats()
    | st.sampled_from(["", "weight (8, 4, 3, 3)", "weight (x", modules.RANDOM])
    | st.sampled_from([np.ones((2, 8)), np.zeros(0), np.full(3, np.nan), np.ones(()), Opaque("it")])
)
keys = st.sampled_from([*modules.WORDS, "parameters", "steps", "digests", "weight (8, 4, 3, 3)"])
anything = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=6)
)


@pytest.mark.parametrize("look", EXPECTED)
@given(data=st.data())
def test_an_answer_of_any_form_is_judged(look: str, data: st.DataObject) -> None:
    expected = EXPECTED[look]
    parts = {part: anything | st.just(value) for part, value in expected.items()}
    answer = data.draw(anything | st.fixed_dictionaries(parts))
    modules.fault_of(answer, [expected, expected], TOLERANCE)
    agrees(modules.comparable(answer), modules.comparable(expected), TOLERANCE)
    if isinstance(answer, dict):
        seen = [module_causes.Seen("a case", answer, modules.chosen(answer, expected))]
        module_causes.unsteady(seen, TOLERANCE)
        module_causes.of_parts(seen, TOLERANCE)
        module_causes.first_step(seen, "a case")


@pytest.mark.parametrize("look", EXPECTED)
def test_what_is_expected_is_right(look: str) -> None:
    assert modules.fault_of(EXPECTED[look], [EXPECTED[look]], TOLERANCE) is None


def test_of_several_references_the_one_with_the_same_parameters_is_compared() -> None:
    right = EXPECTED["output"]
    other = right | {"parameters": {"weight (8, 2, 3, 3)": 2}, "output": np.zeros((2, 8))}
    answer = other | {"again": np.zeros((2, 8))}
    fault = modules.fault_of(answer, [right, other], TOLERANCE)
    assert fault is not None
    assert fault.where == "out of the second call"


WRONG = {
    "The 3×3 convolution from 4 to 8 has stride 2, expected 1": taken(
        ("convolution", CONV | {"stride": [2, 2]}, [1], 12), ("batch norm", NORM, [12], 13)
    ),
    "has a bias; none is expected": taken(("convolution", CONV | {"bias": True}, [1], 12)),
    "The convolution from 4 to 8 channels is 5×5, expected 3×3 and has padding 2": taken(
        ("convolution", CONV | {"kernel": [5, 5], "padding": [2, 2]}, [1], 12)
    ),
    "a batch norm of 8 channels is expected; yours goes on with ReLU": taken(
        ("convolution", CONV, [1], 2), ("ReLU", {}, [2], 13)
    ),
    "After the batch norm of 8 channels, ReLU is expected; yours has none there": taken(
        ("convolution", CONV, [1], 2), ("batch norm", NORM, [2], 3)
    ),
    "takes the result of the batch norm of 8 channels; expected is the result of the ReLU": taken(
        ("convolution", CONV, [1], 2), ("batch norm", NORM, [2], 3),
        ("ReLU", {}, [3], 4), ("sum", {}, [3, 1], 15),
    ),
    "The sum takes the result of the ReLU; expected is the input": taken(
        ("convolution", CONV, [1], 2), ("batch norm", NORM, [2], 3),
        ("ReLU", {}, [3], 4), ("sum", {}, [4, 4], 15),
    ),
    "The batch norm of 8 channels gets the right numbers in another order": taken(
        ("convolution", CONV, [1], 2), ("", {}, [2], 1002), ("batch norm", NORM, [1002], 13)
    ),
    "The sum is the last step; yours goes on with a softmax": taken(
        ("convolution", CONV, [1], 2), ("batch norm", NORM, [2], 3),
        ("ReLU", {}, [3], 4), ("sum", {}, [4, 1], 5), ("softmax", {}, [5], 16),
    ),
}  # fmt: skip


@pytest.mark.parametrize("words", WRONG)
def test_the_first_step_that_is_missing_is_named(words: str) -> None:
    expected = words.replace("from 4 to 8 has", "from 4 to 8 channels has")
    assert expected in steps.difference(WRONG[words], RIGHT)


TWICE = taken(
    ("convolution", CONV, [1], 2), ("convolution", CONV | {"maps": [8, 6]}, [2], 3),
    ("max pooling", {"stride": [2, 2]}, [3], 4), ("max pooling", {"stride": [1, 1]}, [4], 5),
    ("mean", {"axes": [2, 3]}, [5], 6), ("concatenation", {"axis": 1}, [5, 6], 7),
)  # fmt: skip
NOT_TWICE = {
    "3×3 convolution from 8 to 6 channels is expected; yours goes on with a 3×3 convolution from 4 "
    "to 8 channels. In all, convolution is there 3 times, expected 2 times.": taken(
        ("convolution", CONV, [1], 2), ("convolution", CONV, [2], 13),
        ("convolution", CONV | {"maps": [8, 6]}, [13], 14),
    ),
    "max pooling is expected; yours goes on with another one, which has stride 1. In all, max "
    "pooling is there once, expected 2 times.": taken(
        ("convolution", CONV, [1], 2), ("convolution", CONV | {"maps": [8, 6]}, [2], 3),
        ("max pooling", {"stride": [1, 1]}, [3], 14),
    ),
    "yours goes on with a 3×3 convolution from 8 to 6 channels. All sizes are there, in another "
    "order.": taken(
        ("convolution", CONV | {"maps": [8, 6]}, [1], 12), ("convolution", CONV, [12], 13),
    ),
    "The mean is over axis 2, expected axis 2 and axis 3": taken(
        ("max pooling", {"stride": [1, 1]}, [4], 5), ("mean", {"axes": [2]}, [5], 16),
    ),
    "The concatenation is along axis 0, expected 1": taken(
        ("mean", {"axes": [2, 3]}, [5], 6), ("concatenation", {"axis": 0}, [5, 6], 17),
    ),
}  # fmt: skip


@pytest.mark.parametrize("words", NOT_TWICE)
def test_a_step_that_belongs_elsewhere_is_no_other_step(words: str) -> None:
    assert words in steps.difference(NOT_TWICE[words], TWICE)


def test_the_likest_of_several_steps_is_compared() -> None:
    small = CONV | {"kernel": [1, 1], "stride": [2, 2], "padding": [0, 0]}
    wrong = taken(
        ("convolution", small, [1], 12), ("convolution", CONV | {"stride": [2, 2]}, [1], 13)
    )
    words = "The 3×3 convolution from 4 to 8 channels has stride 2, expected 1."
    assert steps.difference(wrong, RIGHT) == words


def test_an_activation_behind_a_concatenation_is_not_missed() -> None:
    wide, narrow = CONV | {"maps": [4, 6]}, CONV | {"maps": [4, 5]}
    right = taken(
        ("convolution", CONV, [1], 2), ("ReLU", {}, [2], 3), ("convolution", wide, [1], 4),
        ("ReLU", {}, [4], 5), ("concatenation", {}, [3, 5], 6),
    )  # fmt: skip
    wrong = taken(
        ("convolution", CONV, [1], 2), ("convolution", narrow, [1], 14),
        ("concatenation", {}, [2, 14], 15), ("ReLU", {}, [15], 16),
    )  # fmt: skip
    words = "The 3×3 convolution goes from 4 to 5, expected 4 to 6."
    assert steps.difference(wrong, right) == words


def test_a_step_of_other_sizes_altogether_is_another_step() -> None:
    wrong = taken(("convolution", CONV | {"kernel": [5, 5], "maps": [4, 6]}, [1], 12))
    words = "a 3×3 convolution from 4 to 8 channels is expected; yours goes on with a 5×5"
    assert words in steps.difference(wrong, RIGHT)


def test_values_are_told_apart_by_what_is_in_front_of_them() -> None:
    ways = [("convolution", CONV | {"maps": [8, f]}, [1], f) for f in (20, 30)]
    norms = [("batch norm", NORM, [each], each + 1) for each in (20, 30)]
    right = taken(*ways, *norms, ("sum", {}, [21, 31], 40))
    wrong = taken(*ways, *norms, ("sum", {}, [21, 21], 50))
    behind = "batch norm of 8 channels behind the 3×3 convolution from 8 to"
    assert steps.difference(wrong, right) == (
        f"The sum takes the result of the {behind} 20 channels; expected is the result of the "
        f"{behind} 30 channels."
    )


def test_a_part_too_many_or_missing_is_named() -> None:
    begin = ("ReLU", {}, [1], 5), ("mean", {}, [5], 6)
    right, more, less = (
        taken(*begin, ("concatenation", {"axis": 1}, parts, out))
        for parts, out in (([1, 6], 7), ([1, 6, 1], 17), ([6, 6], 17))
    )
    assert steps.difference(more, right) == "The concatenation also takes the input."
    assert "takes the result of the mean; expected is the input" in steps.difference(less, right)


def test_padding_that_is_not_there_is_not_counted() -> None:
    pool = {"stride": [2, 2], "padding": [0, 0], "count_include_pad": False}
    other = pool | {"stride": [1, 1], "count_include_pad": True}
    right, wrong = (
        taken(("average pooling", each, [1], n)) for each, n in ((pool, 2), (other, 12))
    )
    assert steps.difference(wrong, right) == "The average pooling has stride 1, expected 2."


SAME = {
    "itself": RIGHT,
    "steps in another order": taken(
        ("sum", {}, [4, 1], 5), ("ReLU", {}, [3], 4), ("batch norm", NORM, [2], 3),
        ("convolution", CONV, [1], 2),
    ),
    "a norm by hand": taken(
        ("convolution", CONV, [1], 2), ("", {}, [2], 20), ("product", {}, [20, 21], 22),
        ("sum", {}, [22, 23], 3), ("ReLU", {}, [3], 4), ("sum", {}, [1, 4], 5),
    ),
    "convolution and norm in one": taken(
        ("", {}, [1], 3), ("ReLU", {}, [3], 4), ("sum", {}, [4, 1], 5)
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", SAME)
def test_steps_that_lead_to_the_same_are_the_same(how: str) -> None:
    assert steps.difference(SAME[how], RIGHT) == ""


def test_a_cause_names_the_case_that_its_sizes_are_from() -> None:
    (wrong, *_) = WRONG.values()
    seen = [module_causes.Seen("narrow", {"steps": wrong}, EXPECTED["output"])]
    here, elsewhere = (module_causes.first_step(seen, shown) for shown in ("narrow", "full"))
    assert here is not None
    assert elsewhere is not None
    assert here.kind is CauseKind.STEP
    assert "narrow" not in here.sentence
    assert "in the case “narrow”" in elsewhere.sentence
