"""One odd frame is the sender's fault: a ProtocolError, whatever its form."""

from __future__ import annotations

import io
import os
from typing import Any

import numpy as np
import pytest

from autograder.worker.child import protocol
from autograder.worker.exchange import Reply, Request, exchange
from autograder.worker.incoming import Incoming

ERROR = {"type": "ValueError", "kinds": ["ValueError"], "message": "", "frames": []}
ODD = [
    5,
    [],
    {},
    np.ones(3),
    {1: 2},
    {"done": np.ones(3)},
    {"value": 1, "ruled_out": 5},
    {"value": 1, "ruled_out": [5]},
    {"value": 1, "ruled_out": "torch"},
    {"value": 1, "changed": 1},
    {"value": 1, "changed": [True]},
    {"value": 1, "changed": [-1]},
    {"value": 1, "printed": 5},
    {"value": 1, "printed": "a" * (protocol.MAX_PRINTED + 1)},
    {"value": 1, "raised": ERROR},
    {"value": 1, "unknown": 1},
    {"raised": 5},
    {"raised": {}},
    {"raised": {**ERROR, "kinds": "ValueError"}},
    {"raised": {**ERROR, "kinds": [np.ones(2)]}},
    {"raised": {**ERROR, "message": None}},
    {"raised": {**ERROR, "frames": [["a", 1, "b"]]}},
    {"raised": {**ERROR, "frames": [["a", 1.0, "b", "c"]]}},
    {"raised": {**ERROR, "frames": {"a": 1}}},
    {"raised": {**ERROR, "more": 1}},
    {"imported": 1},
    {"imported": True, "missing": "relu"},
    {"missing": np.ones(3)},
    {"import": "ImportError"},
    {"noticed": 5},
    {"noticed": ["a"]},
    {"value": 1, "variant": 5},
    {"imported": True, "text": ["unused"]},
    {"imported": True, "text": [["unused", "cs_cnn/conv.py", "1", "a + b", "+"]]},
    {"value": 1, "variant": ["operator", "cs_cnn/conv.py", 1.0, "a + b", "+"]},
    {"value": 1, "variant": ["operator", "cs_cnn/conv.py", 1, "a + b"]},
    {"value": 1, "variant": [5, "cs_cnn/conv.py", 1, "a + b", "+"]},
    {"cpu": np.ones(1)},
    {"cpu": "1"},
]


@pytest.mark.parametrize("read", [Incoming.ready, Incoming.opening, Incoming.answer, Incoming.cpu])
@pytest.mark.parametrize("frame", ODD, ids=str)
def test_an_odd_frame_is_a_protocol_error(read: Any, frame: Any) -> None:
    with pytest.raises(protocol.ProtocolError):
        read(Incoming(io.BytesIO(protocol.encode(frame))))


def test_what_is_right_is_read() -> None:
    frames = [
        {"ready": True},
        {"noticed": "opens a file"},
        {"imported": True},
        {"value": {"w": np.ones(2)}, "changed": [0], "printed": "x", "ruled_out": ["torch"]},
        {"raised": ERROR, "changed": [], "printed": ""},
        {"cpu": 0.5},
    ]
    noticed: list[str] = []
    incoming = Incoming(io.BytesIO(b"".join(map(protocol.encode, frames))), noticed)
    incoming.ready()
    assert incoming.opening() == {"imported": True}
    assert incoming.answer()["value"]["w"].tolist() == [1, 1]
    assert incoming.answer()["raised"]["type"] == "ValueError"
    assert incoming.cpu() == 0.5
    incoming.end()
    assert noticed == ["opens a file"]


def test_nothing_may_follow() -> None:
    with pytest.raises(protocol.ProtocolError):
        Incoming(io.BytesIO(protocol.encode({"value": 1}))).end()


def test_of_an_exception_only_lines_that_exist_are_kept() -> None:
    places = [["cs_cnn/conv.py", line, "forward", ""] for line in (3, 90_001)]
    frame = protocol.encode({"raised": {**ERROR, "frames": places}})
    incoming = Incoming(io.BytesIO(frame), has_line=lambda file, line: line < 10)
    assert incoming.answer()["raised"]["frames"] == places[:1]


def test_what_was_answered_counts_though_nobody_reads_the_cases() -> None:
    """However the two processes take turns."""
    cases, down = os.pipe()
    up, answers = os.pipe()
    os.close(cases)
    frames = [{"imported": True}, {"value": 1.0}, {"value": 2.0}]
    os.write(answers, b"".join(map(protocol.encode, frames)))
    os.close(answers)
    reply, request = Reply(), Request("cs_cnn.mine:f", [[[1.0]], [[2.0]]], None, 1.0, 64, [[], []])
    with os.fdopen(down, "wb", buffering=0) as to_fork, os.fdopen(up, "rb") as from_fork:
        exchange(request, to_fork, Incoming(from_fork), reply, lambda: None)
    assert reply.frames == frames[1:]


def test_the_place_of_a_variant_is_a_line_that_there_is() -> None:
    variants = [["operator", "cs_cnn/conv.py", line, "a + b", "+"] for line in (3, 4)]
    sent = b"".join(protocol.encode({"value": 1, "variant": each}) for each in variants)
    incoming = Incoming(io.BytesIO(sent), has_line=lambda file, line: line <= 3)
    assert incoming.answer()["variant"] == variants[0]
    assert "variant" not in incoming.answer()


def test_what_the_text_shows_is_in_lines_that_there_are() -> None:
    found = [["not used", "cs_cnn/conv.py", line, "mask = x > 0", "mask"] for line in (3, 4)]
    sent = protocol.encode({"imported": True, "text": found})
    incoming = Incoming(io.BytesIO(sent), has_line=lambda file, line: line == 3)
    assert incoming.opening()["text"] == found[:1]
