"""Hard limits that the worker puts on itself before a student's code runs.

Standard library alone. On systems without ``resource`` or seccomp (Windows, macOS) the
judge's limit on wall time remains; grading always runs on Linux, in the sandbox.
"""

from __future__ import annotations

import bisect
import contextlib
import ctypes
import functools
import math
import mmap
import os
import platform
import signal
import struct
import sys
from collections.abc import Iterator
from typing import Any

resource: Any
try:
    import resource
except ImportError:  # Windows
    resource = None

MAX_FILE = 16 * 2**20
MAX_OPEN_FILES = 64
COMPILE = 256 * 2**20
"""Memory for compiling one file of a student's."""
_ROOM = 2**36
"""More address space than a worker takes, less than processors have."""

_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_NEWER = 424
"""System calls from here on have the same number everywhere, and C libraries do without them."""

_ALLOWED = """
read 0 63, write 1 64, readv 19 65, writev 20 66, pread64 17 67, pwrite64 18 68, preadv 295 69,
pwritev 296 70, preadv2 327 286, pwritev2 328 287, open 2 -, openat 257 56, creat 85 -,
close 3 57, lseek 8 62, dup 32 23, dup2 33 -, dup3 292 24, pipe 22 -, pipe2 293 59, poll 7 -,
ppoll 271 73, select 23 -, pselect6 270 72, sendfile 40 71, copy_file_range 326 285,
fsync 74 82, fdatasync 75 83, truncate 76 45, ftruncate 77 46, fallocate 285 47

stat 4 -, fstat 5 80, lstat 6 -, newfstatat 262 79, statx 332 291, access 21 -,
faccessat 269 48, statfs 137 43, fstatfs 138 44, readlink 89 -, readlinkat 267 78,
getdents 78 -, getdents64 217 61, getcwd 79 17, chdir 80 49, fchdir 81 50, umask 95 166,
mkdir 83 -, mkdirat 258 34, rmdir 84 -, unlink 87 -, unlinkat 263 35, rename 82 -,
renameat 264 38, renameat2 316 276, link 86 -, linkat 265 37, symlink 88 -, symlinkat 266 36

mmap 9 222, mprotect 10 226, munmap 11 215, mremap 25 216, madvise 28 233, msync 26 227,
brk 12 214

rt_sigaction 13 134, rt_sigprocmask 14 135, rt_sigreturn 15 139, rt_sigpending 127 136,
rt_sigsuspend 130 133, rt_sigtimedwait 128 137, sigaltstack 131 132, pause 34 -

gettimeofday 96 169, time 201 -, times 100 153, clock_gettime 228 113, clock_getres 229 114,
nanosleep 35 101, clock_nanosleep 230 115, alarm 37 -, getitimer 36 102, setitimer 38 103,
getrusage 98 165

getpid 39 172, getppid 110 173, gettid 186 178, getuid 102 174, geteuid 107 175, getgid 104 176,
getegid 108 177, getgroups 115 158, getresuid 118 148, getresgid 120 150, getpgid 121 155,
getpgrp 111 -, getsid 124 156, getpriority 140 141, getrlimit 97 163, getcpu 309 168,
uname 63 160, sysinfo 99 179, sched_yield 24 124, sched_getaffinity 204 123,
sched_getparam 143 121, sched_getscheduler 145 120, sched_get_priority_max 146 125,
sched_get_priority_min 147 126, sched_rr_get_interval 148 127, wait4 61 260, waitid 247 95,
exit 60 93, exit_group 231 94, restart_syscall 219 128

futex 202 98, set_robust_list 273 99, get_robust_list 274 100, set_tid_address 218 96,
rseq 334 293, membarrier 324 283, arch_prctl 158 -, getrandom 318 278
"""
"""What Python and NumPy need to compute, print, and work with files, with its numbers on x86-64
and on 64-bit Arm: files, places, memory, signals, time, the process, its one thread.

All else fails: whatever leaves something for another process or takes what no limit counts, be
it a process, a socket, a lock, a timer, an attribute of a file, or a call that is not known yet.

Numbers from Linux: asm/unistd_64.h, asm-generic/unistd.h.
"""

_SIGNALS = "kill 62 129, tkill 200 130, tgkill 234 131"
"""Allowed to oneself."""

_REQUESTS = {
    "fcntl 72 25": (0, 1, 2, 3, 1030),
    "ioctl 16 29": (0x5401, 0x541B, 0x5450, 0x5451),
}
"""F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC, so no flags, locks, signals and sizes;
TCGETS, FIONREAD, FIONCLEX, FIOCLEX.
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
    """Let this process compute for so long from now on, then end it by SIGPROF; 0 is no limit.

    See setitimer(2). The import and every case get the same time. Student code can switch this off:
    the limit on CPU time and the judge's clock stay.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def interrupt() -> None:
    """What takes too long raises TimeoutError from now on, and the process goes on."""

    def late(*_: object) -> None:
        raise TimeoutError("out of time")

    if hasattr(signal, "setitimer"):
        give(0)
        signal.signal(signal.SIGPROF, late)


@contextlib.contextmanager
def to_compile() -> Iterator[None]:
    """Limit memory while this process compiles a file. Linux alone, where workers fork."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    most = _memory_in_use() + COMPILE
    if before[1] != resource.RLIM_INFINITY:
        most = min(most, before[1])
    resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


@functools.cache
def _memory_in_use() -> int:
    """The address space that the worker takes, by trial, since its sandbox has no /proc.

    Under a limit, the largest mapping that is granted is what the limit leaves.
    """
    kind, page = resource.RLIMIT_AS, mmap.PAGESIZE
    soft, hard = resource.getrlimit(kind)
    most = _ROOM if hard == resource.RLIM_INFINITY else min(hard, _ROOM)
    resource.setrlimit(kind, (most, hard))
    granted = bisect.bisect_left(range(1, most // page), True, key=lambda n: not _fits(n * page))
    resource.setrlimit(kind, (soft, hard))
    return most - granted * page


def _fits(size: int) -> bool:
    """Whether so many bytes of address space are to be had; they cost no memory."""
    reserve, no_access = 0x4000, 0
    try:
        flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | reserve
        mmap.mmap(-1, size, flags=flags, prot=no_access).close()
    except (OSError, MemoryError):
        return False
    return True


def get_ready() -> None:
    """Keep other processes of the same user from reading or tracing this one. prctl(2).

    It also computes what the limits need, once and not in every fork.
    """
    if sys.platform == "linux":
        set_dumpable = 4
        _libc().prctl(set_dumpable, 0, 0, 0, 0)
        _memory_in_use()
        if platform.machine() in _AUDIT_ARCH:
            _filter(platform.machine())


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _refuse_system_calls() -> None:
    """A seccomp filter: from here on, what ``_ALLOWED`` does not list fails. See seccomp(2)."""
    machine = platform.machine()
    if machine not in _AUDIT_ARCH:  # we do not know the numbers of its system calls
        return
    program = _beginning(machine, os.getpid()) + _filter(machine)
    code = ctypes.create_string_buffer(program)
    fprog = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    no_new_privileges, set_seccomp, mode_filter = 38, 22, 2
    _libc().prctl(no_new_privileges, 1, 0, 0, 0)
    if _libc().prctl(set_seccomp, mode_filter, ctypes.create_string_buffer(fprog), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "the seccomp filter was refused")


_LOAD, _EQUAL, _AT_LEAST, _GIVE = 0x20, 0x15, 0x35, 0x06
_KILL, _EPERM, _ENOSYS, _ALLOW = 0x80000000, 0x00050001, 0x00050026, 0x7FFF0000
_NUMBER, _ARCHITECTURE, _FIRST, _SECOND = 0, 4, 16, 24
"""Classic BPF: its instructions, its answers, and where the call and its arguments are."""

Steps = list[tuple[int, int, int, int]]


def _beginning(machine: str, myself: int) -> bytes:
    """Kill on a foreign architecture; signals reach the process ``myself`` alone."""
    steps: Steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, _AUDIT_ARCH[machine]),
        (_GIVE, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    for call in _numbers(machine, _SIGNALS):
        steps += _if_argument(call, _FIRST, (myself,))
    return _packed(steps)


@functools.cache
def _filter(machine: str) -> bytes:
    """The rest, the same in every fork: allow what is listed, refuse all else.

    With EPERM; newer calls with ENOSYS, as on an older kernel: then C libraries take another way.
    """
    steps: Steps = []
    for call in _numbers(machine, _ALLOWED):
        steps += [(_EQUAL, 0, 1, call), (_GIVE, 0, 0, _ALLOW)]
    for name, requests in _REQUESTS.items():
        (call,) = _numbers(machine, name)
        steps += _if_argument(call, _SECOND, requests)
    steps += [(_AT_LEAST, 0, 1, _NEWER), (_GIVE, 0, 0, _ENOSYS), (_GIVE, 0, 0, _EPERM)]
    return _packed(steps)


def _if_argument(call: int, place: int, values: tuple[int, ...]) -> Steps:
    """Allow this call if its argument is one of the values, else refuse it."""
    inside: Steps = [(_LOAD, 0, 0, place)]
    for value in values:
        inside += [(_EQUAL, 0, 1, value), (_GIVE, 0, 0, _ALLOW)]
    inside.append((_GIVE, 0, 0, _EPERM))
    return [(_EQUAL, 0, len(inside), call), *inside]


def _packed(steps: Steps) -> bytes:
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def _numbers(machine: str, calls: str) -> list[int]:
    """The numbers that system calls have on this machine; ``calls`` is laid out as ``_ALLOWED``."""
    column = list(_AUDIT_ARCH).index(machine) + 1
    found = calls.replace(",", " ").split()[column::3]
    return [int(number) for number in found if number != "-"]
