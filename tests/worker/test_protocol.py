"""What crosses between judge and worker, and what must not."""

from __future__ import annotations

import json
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.worker.child import protocol
from autograder.worker.child.protocol import Opaque, ProtocolError, decode, encode

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text() | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(), inner, max_size=4)
    ),
    max_leaves=12,
)
dtypes = st.sampled_from([np.dtype(text) for text in protocol.DTYPES])


@given(plain)
def test_plain_values_come_back_as_they_were(value: object) -> None:
    assert repr(decode(encode(value))) == repr(value)


@given(npst.arrays(dtypes, npst.array_shapes(min_dims=0, max_dims=4, min_side=0)))
def test_arrays_come_back_bit_by_bit(array: np.ndarray) -> None:
    back = decode(encode([array, "and", array]))
    assert type(back[0]) is np.ndarray
    assert back[0].dtype == array.dtype
    assert back[2].tobytes() == array.tobytes()


class Liar(np.ndarray):
    """A subclass that claims to equal everything."""

    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        return True

    __hash__ = None  # type: ignore[assignment]


def test_a_subclass_of_ndarray_arrives_as_a_plain_array() -> None:
    assert type(decode(encode(np.zeros(3).view(Liar)))) is np.ndarray


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (object(), "a object"),
        (np.array([None]), "an array of dtype object"),
        (np.zeros(2, dtype="f8,i4"), "an array of dtype"),
        (np.array(["text"]), "an array of dtype <U4"),
        (np.broadcast_to(1.0, (10**6, 10**6)), "7450.6 GiB"),
    ],
)
def test_what_is_not_plain_crosses_as_a_description(value: object, says: str) -> None:
    back = decode(encode(value))
    assert isinstance(back, Opaque)
    assert says in back.description


def test_foreign_byte_order_and_long_doubles_become_plain_floats() -> None:
    for dtype in (">f8", np.longdouble):
        back = decode(encode(np.array([1.5, -2.0], dtype=dtype)))
        assert back.dtype == np.float64
        assert back.tolist() == [1.5, -2.0]


def frame(header: object, body: bytes = b"") -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack(">II", len(text), len(body)) + text + body


@pytest.mark.parametrize(
    "data",
    [
        frame({"array": ["<f8", [2]]}, b"\0" * 8),
        frame({"array": ["<f8", [1]]}, b"\0" * 16),
        frame({"array": ["|O", [1]]}, b"\0" * 8),
        frame({"array": ["<f8", [-1]]}),
        frame({"array": ["<f8", [2**40, 2**40]]}),
        frame({"array": ["<f8", [True]]}, b"\0" * 8),
        frame({"pickle": "x"}),
        frame({"array": 3, "list": []}),
        frame([1, 2]),
        frame(b"\xff\xfe"),
        frame(b"{" * 100_000),
        struct.pack(">II", 2**32 - 1, 2**32 - 1),
        frame(None) + b"more",
        frame({"list": [{"list": [{"list": []}] * 3}] * 3})[:-1],
    ],
)
def test_a_malformed_frame_is_refused_in_one_way(data: bytes) -> None:
    with pytest.raises(ProtocolError):
        decode(data)


@given(st.binary(max_size=200))
def test_random_bytes_never_do_more_than_be_refused(data: bytes) -> None:
    with pytest.raises(ProtocolError):
        decode(struct.pack(">II", len(data), 0) + data + b"!")
    try:
        decode(struct.pack(">II", len(data), 0) + data)
    except ProtocolError:
        return
    json.loads(data)


def test_nesting_has_an_end() -> None:
    value: object = 0
    for _ in range(protocol.MAX_DEPTH + 3):
        value = [value]
    assert "nested too deeply" in repr(vars_of(decode(encode(value))))


def vars_of(value: object) -> object:
    while isinstance(value, list):
        (value,) = value
    assert isinstance(value, Opaque)
    return value.description


@pytest.mark.parametrize("shape", [(0, 10**9), (1,) * 33])
def test_an_array_of_an_impossible_shape_does_not_cross(shape: tuple[int, ...]) -> None:
    assert isinstance(decode(encode(np.zeros(shape))), Opaque)


@pytest.mark.parametrize("length", [1, 10**5])
def test_an_array_that_changes_its_size_on_the_way_is_told(length: int) -> None:
    array = np.zeros(3000)

    class Resizing(dict):  # type: ignore[type-arg]
        def items(self):  # type: ignore[no-untyped-def]
            yield "first", array
            array.resize((length,), refcheck=False)

    with pytest.raises(ProtocolError, match=r"do not use up the body|malformed"):
        decode(encode(Resizing()))
