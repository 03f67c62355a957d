"""The filter of system calls: what honest code needs works, everything else is refused."""

from __future__ import annotations

import os
import platform
import re
import sys
from pathlib import Path

import numpy as np
import pytest

from autograder.worker.child import limits
from autograder.worker.worker import Ending, Reply, Request, Worker

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="seccomp is Linux's")

HEADERS = Path("/usr/include")
TABLES = {
    "x86_64": HEADERS / "x86_64-linux-gnu" / "asm" / "unistd_64.h",
    "aarch64": HEADERS / "asm-generic" / "unistd.h",
}
GENERIC = {"fstatat": "newfstatat"}
OF_PROBES = (335, 336)
"""No filter sees uretprobe and uprobe, and whoever calls them from elsewhere gets SIGILL."""

HONEST = """
import collections, contextlib, copy, dataclasses, datetime, decimal, enum, fractions, functools
import hashlib, heapq, inspect, io, itertools, json, logging, math, operator, os, pathlib, random
import re, secrets, statistics, string, sys, textwrap, time, typing, uuid, warnings, zlib
import numpy as np

@dataclasses.dataclass(order=True)
class Point:
    x: float
    y: float = 0.0

class Colour(enum.Enum):
    RED = 1

@functools.lru_cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

def honest(x):
    assert fibonacci(80) == 23416728348467685
    assert Point(1.0) < Point(2.0) and Colour(1) is Colour.RED
    random.seed(0); random.random(); random.SystemRandom().random()
    secrets.token_bytes(8); os.urandom(8); uuid.uuid4()
    time.sleep(0.001); time.perf_counter(); time.process_time(); time.time(); time.localtime()
    datetime.datetime.now().astimezone().isoformat()
    hashlib.sha256(b"1").hexdigest(); zlib.compress(bytes(100))
    assert "def honest" in inspect.getsource(honest)
    assert "def honest" in pathlib.Path(__file__).read_text()
    assert sorted(os.listdir(pathlib.Path(__file__).parent))
    warnings.warn("once"); logging.warning("said"); print("printed", file=sys.stderr)
    os.cpu_count(); os.getpid(); os.getcwd(); len(os.sched_getaffinity(0))
    read, write = os.pipe(); os.write(write, b"1"); assert os.read(read, 1) == b"1"
    os.close(read); os.close(write)
    big = np.random.default_rng(0).standard_normal((600, 600))
    np.linalg.svd(big[:50, :50]); np.fft.fft(big[0]); np.einsum("ij,kj->ik", big, big)
    np.sort(big, axis=None); np.unique(big); np.pad(big, 1); np.load(saved(big))
    return 2 * x

def saved(array):
    file = io.BytesIO(); np.save(file, array); file.seek(0)
    return file

def at_home(x):
    import mmap, shutil, tempfile
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "array.npy")
        np.save(path, x)
        assert np.array_equal(np.load(path, mmap_mode="r"), x)
        path.rename(path.with_suffix(".old"))
        shutil.copyfile(path.with_suffix(".old"), path)
        os.symlink(path, pathlib.Path(folder, "link"))
        pathlib.Path(folder, "under").mkdir()
        with path.open("r+b") as file:
            file.truncate(10); os.fsync(file.fileno())
    return 2 * x
"""

REFUSED = """
import ctypes, errno, fcntl, os

LIBC = ctypes.CDLL(None, use_errno=True)
WORD = ctypes.c_long(-1)
KILL, TGKILL = (62, 234) if os.uname().machine == "x86_64" else (129, 131)

def granted(numbers):
    \"\"\"Those that fail for no reason, or for another one than that they are refused.\"\"\"
    return [int(n) for n in numbers if not refused(int(n))]

def refused(number):
    failed = LIBC.syscall(ctypes.c_long(number), *[WORD] * 6) == -1
    return failed and ctypes.get_errno() in (errno.EPERM, errno.ENOSYS)

def requests(numbers):
    with open(os.devnull) as null:
        return [int(n) for n in numbers if permitted(fcntl.fcntl, null, int(n))]

def permitted(call, null, number):
    try:
        call(null, number, 0)
    except PermissionError:
        return False
    except OSError:
        pass
    return True

def signals(numbers):
    me = os.getpid()
    assert LIBC.syscall(TGKILL, me, me, 0) == LIBC.syscall(KILL, me, 0) == 0
    return [int(n) for n in numbers if n != me and LIBC.kill(int(n), 0) == 0]

def devices(numbers):
    with open(os.devnull) as null:
        return [int(n) for n in numbers if permitted(fcntl.ioctl, null, int(n))]
"""


@pytest.fixture(params=["plain", "sandbox"])
def worker(request: pytest.FixtureRequest, student: Path):  # type: ignore[no-untyped-def]
    (student / "cs_cnn" / "mine.py").write_text(HONEST)
    (student / "cs_cnn" / "theirs.py").write_text(REFUSED)
    box = request.getfixturevalue("sandbox") if request.param == "sandbox" else None
    with Worker(student, box) as it:
        yield it


def ask(worker: Worker, stub: str, x: np.ndarray) -> Reply:
    return worker.ask(Request(f"cs_cnn.{stub}", [[[x]]], None, 20.0, 512))


def answer(worker: Worker, stub: str, x: np.ndarray) -> object:
    reply = ask(worker, stub, x)
    assert reply.ending is Ending.DONE
    (frame,) = reply.frames
    assert "value" in frame, frame
    return frame["value"]


def test_honest_code_misses_nothing(worker: Worker) -> None:
    x = np.arange(3.0)
    reply = ask(worker, "mine:honest", x)
    assert "value" in reply.frames[0], reply.frames[0]
    assert np.array_equal(reply.frames[0]["value"], 2 * x)
    assert reply.noticed == []


def test_at_home_code_has_files_of_its_own(student: Path) -> None:
    (student / "cs_cnn" / "mine.py").write_text(HONEST)
    with Worker(student) as worker:
        assert np.array_equal(answer(worker, "mine:at_home", np.arange(3.0)), [0, 2, 4])


def test_every_call_that_is_not_listed_is_refused(worker: Worker) -> None:
    """Whatever its number: old or new, known or not."""
    listed = numbers(platform.machine())
    others = np.array([n for n in range(700) if n not in {*listed, *OF_PROBES}])
    assert answer(worker, "theirs:granted", others) == []


def test_of_a_file_only_what_is_private_can_be_set(worker: Worker) -> None:
    """Neither flags (4) nor locks, owners, signals, leases, notices and sizes of pipes."""
    assert answer(worker, "theirs:requests", np.arange(2000)) == [0, 1, 2, 3, 1030]


def test_of_a_device_little_can_be_asked_and_nothing_set(worker: Worker) -> None:
    asked = np.arange(0x5400, 0x5500)
    assert answer(worker, "theirs:devices", asked) == [0x5401, 0x541B, 0x5450, 0x5451]


def test_signals_reach_nobody_else(worker: Worker) -> None:
    """Not the worker's own process, not its group, not all."""
    parents = [os.getpid(), os.getppid()]
    assert answer(worker, "theirs:signals", np.array([-1, 0, 1, 2, 3, *parents])) == []


@pytest.mark.parametrize("machine", sorted(TABLES))
def test_the_numbers_are_those_of_the_kernel(machine: str) -> None:
    if not TABLES[machine].exists():
        pytest.skip("the kernel's headers are not installed")
    known = dict(re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)\n", TABLES[machine].read_text()))
    known |= {GENERIC[name]: number for name, number in known.items() if name in GENERIC}
    column = 1 + sorted(TABLES, reverse=True).index(machine)
    rows = calls()
    assert len(rows) > 100
    for row in rows:
        assert row[column] == known.get(row[0], "-"), row[0]


def test_no_listed_call_leaves_something_behind() -> None:
    """What was an attack once, by name: none of it may come back into the list."""
    taken = """
    chmod fchmod fchmodat chown fchown lchown fchownat utime utimes futimesat utimensat setxattr
    lsetxattr fsetxattr removexattr lremovexattr fremovexattr flock io_setup inotify_init
    inotify_init1 fanotify_init userfaultfd modify_ldt personality perf_event_open vmsplice splice
    tee eventfd eventfd2 timerfd_create signalfd signalfd4 epoll_create epoll_create1 epoll_ctl
    memfd_create mlock mlock2 mlockall name_to_handle_at open_by_handle_at quotactl syslog kcmp
    timer_create rt_sigqueueinfo fadvise64 readahead mincore prctl seccomp setsid setpgid
    sched_setaffinity setpriority setrlimit prlimit64 fork vfork clone execve execveat ptrace
    socket socketpair shmget semget msgget mq_open add_key keyctl bpf mount umount2 unshare setns
    mknod mknodat ioperm iopl setuid setgid
    """
    assert {row[0] for row in calls()}.isdisjoint(taken.split())


def calls() -> list[list[str]]:
    """Name, number on x86-64, number on Arm."""
    listed = (
        " ".join([limits._ALLOWED, *limits._REQUESTS, limits._SIGNALS]).replace(",", " ").split()
    )
    return [listed[i : i + 3] for i in range(0, len(listed), 3)]


def numbers(machine: str) -> set[int]:
    column = 1 + ["x86_64", "aarch64"].index(machine)
    return {int(row[column]) for row in calls() if row[column] != "-"}
