"""Random bytes and structures: every reader refuses them in its one way and never breaks.

What was found stays as an example, so that it is tried every time.
"""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.course.intake.archive import items
from autograder.course.submissions.altered import altered
from autograder.course.submissions.mend import mend
from autograder.course.submissions.submission import read
from autograder.exercises import catalogue
from autograder.judge.conclude import conclude
from autograder.judge.expected import expected_outputs
from autograder.judge.prepared import prepared
from autograder.judge.trial import Trial, read_reply
from autograder.worker.child import protocol
from autograder.worker.exchange import Ending, Reply
from autograder.worker.incoming import Incoming

ASSIGNMENT = "01-vector-backprop"
CHOSEN = ("backprop.relu", "backprop.affine_backward", "backprop.two_layer_loss")
often = settings(deadline=None, suppress_health_check=list(HealthCheck))

arrays = npst.arrays(
    st.sampled_from([np.dtype(text) for text in protocol.DTYPES]),
    npst.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4),
)
opaque = st.builds(protocol.Opaque, st.text(max_size=9))
leaf = (
    opaque | st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.floats() | arrays
)
values = st.recursive(
    leaf,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=5) | st.integers() | st.none(), inner, max_size=4)
    ),
    max_leaves=8,
)
texts = st.text(max_size=30)
places = st.tuples(texts, st.integers(), texts, texts).map(list)
errors = st.fixed_dictionaries(
    {"type": texts, "kinds": st.lists(texts), "message": texts, "frames": st.lists(places)}
)
answers = st.fixed_dictionaries(
    {},
    optional={
        "value": values,
        "raised": errors,
        "changed": st.lists(st.integers()),
        "shared": st.lists(st.integers()),
        "printed": values,
    },
)
documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def incoming(data: bytes) -> Incoming:
    return Incoming(io.BytesIO(data))


def read_all(source: Incoming) -> None:
    while True:
        assert isinstance(source.answer(), dict)


def damaged(data: bytes, at: int, by: bytes) -> bytes:
    at %= max(len(data), 1)
    return data[:at] + by + data[at + len(by) :]


@often
@given(st.lists(values | answers, max_size=3), st.integers(0, 10**6), st.binary(max_size=6))
def test_a_damaged_stream_is_a_protocol_error_or_an_end(
    frames: list[Any], at: int, by: bytes
) -> None:
    source = incoming(damaged(b"".join(map(protocol.encode, frames)), at, by))
    with pytest.raises((protocol.ProtocolError, EOFError)):
        read_all(source)


@pytest.mark.parametrize("id", CHOSEN)
@often
@given(data=st.data())
def test_whatever_a_worker_answers_the_judge_comes_to_a_verdict(id: str, data: Any) -> None:
    exercise = catalogue.exercises()[id]
    cases = exercise.public_cases()
    expected = expected_outputs(exercise, cases)
    trials = [Trial(case, False, right) for case, right in zip(cases, expected, strict=True)]
    near = st.sampled_from(expected).map(lambda right: {"value": right})
    frames = data.draw(st.lists(answers | near, max_size=len(trials)))
    ending = data.draw(st.sampled_from(list(Ending)))
    read_reply(exercise, trials, Reply({"imported": True}, frames, ending))
    verdict = conclude(prepared(exercise, None), trials)
    assert 0 <= verdict.points <= verdict.max_points
    json.dumps(asdict(verdict))


@often
@given(
    cells=st.lists(
        documents
        | st.fixed_dictionaries(
            {},
            optional={
                "cell_type": st.sampled_from(["code", "markdown", "raw", "x"]) | documents,
                "metadata": st.fixed_dictionaries({}, optional={"nbgrader": documents}),
                "source": documents,
                "outputs": documents,
                "attachments": documents,
                "id": documents,
            },
        ),
        max_size=4,
    )
)
def test_any_notebook_is_read_or_replaced(cells: Any, tmp_path_factory: Any) -> None:
    folder = tmp_path_factory.mktemp("notebook")
    pristine = folder / "release" / f"{ASSIGNMENT}.ipynb"
    handed_in = folder / "submitted" / f"{ASSIGNMENT}.ipynb"
    nb = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}
    for path, content in ((pristine, nb), (handed_in, {**nb, "cells": cells})):
        path.parent.mkdir()
        path.write_text(json.dumps(content))
    with warnings.catch_warnings(action="ignore"):
        mend(handed_in.parent, pristine)
    assert isinstance(altered(handed_in, ASSIGNMENT, {}), list)
    assert json.loads(handed_in.read_text())["nbformat"] == 4


def a_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("cs_cnn/backprop.py", "x = 1\n" * 50)
        packed.writestr(f"{ASSIGNMENT}.ipynb", "{}")
    return buffer.getvalue()


@often
@given(at=st.integers(0, 10**6), by=st.binary(min_size=1, max_size=8))
@example(at=0, by=b"PK\x05\x06")
@example(at=45_644, by=bytes(5))
def test_a_damaged_zip_is_read_or_refused(at: int, by: bytes, tmp_path_factory: Any) -> None:
    path = tmp_path_factory.mktemp("zip") / "ada.zip"
    path.write_bytes(damaged(a_zip(), at, by))
    for item in items(path):
        assert not item.path.is_absolute()
        assert item.problem or len(item.content) <= 300


@often
@given(files=st.dictionaries(st.text(min_size=1, max_size=12), st.binary(max_size=20), max_size=5))
def test_any_files_make_a_submission(files: dict[str, bytes], tmp_path_factory: Any) -> None:
    folder: Path = tmp_path_factory.mktemp("files")
    (folder / "cs_cnn").mkdir()
    for name, content in files.items():
        safe = name.encode("utf-8", "ignore").decode().replace("/", "_").replace("\0", "_")
        if safe.strip("."):
            (folder / "cs_cnn" / f"{safe}.py").write_bytes(content)
    submission = read(folder, ASSIGNMENT, "ada")
    assert "backprop.py" in submission.files
    assert all("/" not in name for name in submission.files)
