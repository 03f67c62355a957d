"""Hard limits that the worker puts on itself before a student's code runs.

Standard library alone. On systems without ``resource`` or seccomp (Windows, macOS) the
judge's limit on wall time remains; grading always runs on Linux, in the sandbox.
"""

from __future__ import annotations

import ctypes
import functools
import io
import itertools
import math
import os
import platform
import signal
import struct
import sys
from typing import Any

resource: Any
try:
    import resource
except ImportError:  # Windows
    resource = None

MAX_FILE = 16 * 2**20
MAX_OPEN_FILES = 64

_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32_BIT = 0x40000000
_CLONE3 = 435
_REFUSED = {
    "x86_64": {
        "a new process or thread": (56, 57, 58),
        "another program in this one's place": (59, 322),
        "another process's memory": (101, 310, 311, 438),
        "namespaces and mounts": (165, 272, 308),
        "memory outside the limit": (29, 248, 249, 250, 319, 321, 425, 447),
        "what is there for the next process": (41, 53, 64, 68, 240),
        "when and how another process runs": (141, 142, 144, 160, 203, 251, 302, 314),
    },
    "aarch64": {
        "a new process or thread": (220,),
        "another program in this one's place": (221, 281),
        "another process's memory": (117, 270, 271, 438),
        "namespaces and mounts": (40, 97, 268),
        "memory outside the limit": (194, 217, 218, 219, 279, 280, 425, 447),
        "what is there for the next process": (198, 199, 190, 186, 180),
        "when and how another process runs": (30, 118, 119, 122, 140, 164, 261, 274),
    },
}
"""clone, fork, vfork; execve, execveat; ptrace, process_vm_readv and _writev, pidfd_getfd; mount,
unshare, setns; shmget, add_key, request_key, keyctl, memfd_create, bpf, io_uring_setup,
memfd_secret; socket, socketpair, semget, msgget, mq_open; setpriority, sched_setparam,
sched_setscheduler, setrlimit, sched_setaffinity, ioprio_set, prlimit64, sched_setattr.

Numbers from Linux: asm/unistd_64.h, asm-generic/unistd.h.
"""


def limit(seconds: float, memory_mb: int) -> None:
    """Limit CPU time, memory beyond what is in use now, file size, files and processes."""
    if resource is None:
        return
    cpu = math.ceil(seconds)
    wanted = {
        resource.RLIMIT_CPU: (cpu, cpu + 1),
        resource.RLIMIT_FSIZE: (MAX_FILE, MAX_FILE),
        resource.RLIMIT_NOFILE: (MAX_OPEN_FILES, MAX_OPEN_FILES),
        resource.RLIMIT_CORE: (0, 0),
    }
    if sys.platform == "linux":
        memory = _memory_in_use() + memory_mb * 2**20
        wanted[resource.RLIMIT_AS] = (memory, memory)
    for kind, (soft, hard) in wanted.items():
        ceiling = resource.getrlimit(kind)[1]
        if ceiling != resource.RLIM_INFINITY:
            soft, hard = min(soft, ceiling), min(hard, ceiling)
        resource.setrlimit(kind, (soft, hard))
    if sys.platform == "linux":
        _refuse_system_calls()


def give(seconds: float) -> None:
    """Let this process compute for so long from now on, then end it by SIGPROF. setitimer(2).

    The import and every case get the same time. Student code can switch this off: the limit on
    CPU time and the judge's clock stay.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _memory_in_use() -> int:
    with io.FileIO("/proc/self/statm") as file:
        pages = int(file.read().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def get_ready() -> None:
    """Keep other processes of the same user from reading or tracing this one. prctl(2).

    It also computes what the limits need, once and not in every fork.
    """
    if sys.platform == "linux":
        set_dumpable = 4
        _libc().prctl(set_dumpable, 0, 0, 0, 0)
        _filter(platform.machine())


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _refuse_system_calls() -> None:
    """A seccomp filter: from here on, what ``_REFUSED`` lists fails with EPERM.

    RLIMIT_NPROC does not bind root, and counts all processes of a user; this does
    neither. See seccomp(2).
    """
    program = _filter(platform.machine())
    if not program:
        return
    code = ctypes.create_string_buffer(program)
    fprog = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    no_new_privileges, set_seccomp, mode_filter = 38, 22, 2
    _libc().prctl(no_new_privileges, 1, 0, 0, 0)
    if _libc().prctl(set_seccomp, mode_filter, ctypes.create_string_buffer(fprog), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "the seccomp filter was refused")


@functools.cache
def _filter(machine: str) -> bytes:
    """Classic BPF: kill on a foreign architecture, EPERM for what is refused, else allow.

    Empty if we do not know the numbers of the machine's system calls.
    """
    if machine not in _AUDIT_ARCH:
        return b""
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    kill, eperm, allow = 0x80000000, 0x00050001, 0x7FFF0000
    enosys = 0x00050026
    steps = [
        (load, 0, 0, 4),
        (equal, 1, 0, _AUDIT_ARCH[machine]),
        (give, 0, 0, kill),
        (load, 0, 0, 0),
        (at_least, 0, 1, _X32_BIT),
        (give, 0, 0, eperm),
        (equal, 0, 1, _CLONE3),
        (give, 0, 0, enosys),
    ]
    for number in itertools.chain.from_iterable(_REFUSED[machine].values()):
        steps += [(equal, 0, 1, number), (give, 0, 0, eperm)]
    steps.append((give, 0, 0, allow))
    return b"".join(struct.pack("HBBI", *step) for step in steps)
