"""Nothing that is said of public cases comes from a process that has seen a hidden one."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import numpy as np
import pytest

from autograder.worker.exchange import Reply, Request
from autograder.worker.worker import Worker

VALUE = 1234.5678901
KEY = 0x5A5A5A5A5A5A5A5A
SEARCHED = struct.unpack("<Q", struct.pack("<d", VALUE))[0] ^ KEY
OF_THE_SEARCH = 9
"""So often the value may lie in what the search itself has left."""

READS_ITS_MEMORY = f"""
import ctypes
import numpy as np

def found():
    '''How often the value of hidden cases is in the memory that this process can write.'''
    count = 0
    for line in open("/proc/self/maps").read().splitlines():
        places, rights, *_ = line.split()
        start, end = (int(place, 16) for place in places.split("-"))
        if rights.startswith("rw") and end - start < 2**28:
            memory = np.frombuffer((ctypes.c_char * (end - start)).from_address(start), "<u8")
            count += sum(
                int((memory[at : at + 2**16] ^ np.uint64({KEY}) == {SEARCHED}).sum())
                for at in range(0, len(memory), 2**16)
            )
    return count

AT_IMPORT = found()

def look(x):
    return [AT_IMPORT, found(), float(x.sum())]
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc/self/maps")


def looked(worker: Worker, *groups: list[np.ndarray]) -> list[list[float]]:
    """What the student's code finds at import, and then in each case."""
    sent = [[[case] for case in cases] for cases in groups]
    reply: Reply = worker.ask(Request("cs_cnn.mine:look", sent, None, 20.0, 512))
    assert all("value" in frame for frame in reply.frames), reply
    return [frame["value"] for frame in reply.frames]


def test_public_cases_are_answered_before_a_hidden_one_arrives(student: Path) -> None:
    """Outside the sandbox, which has no /proc to find the memory by."""
    (student / "cs_cnn" / "mine.py").write_text(READS_ITS_MEMORY)
    public, hidden = [np.ones(3), np.ones(4)], [np.full(500, VALUE), np.full(600, VALUE)]
    with Worker(student) as worker:
        for _ in range(2):  # the next exercise finds nothing either
            *before, first, second = looked(worker, public, hidden)
            assert max(count for case in before for count in case[:2]) <= OF_THE_SEARCH
            assert first[0] <= OF_THE_SEARCH
            assert first[1] >= 500, "the search finds what is there"
            assert second[1] >= 600
