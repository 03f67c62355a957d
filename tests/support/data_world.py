"""Small archives laid out like the official ones, and a server on loopback that misbehaves."""

from __future__ import annotations

import gzip
import hashlib
import io
import struct
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np

from cs_cnn.given.data.formats import CIFAR_BATCHES, CIFAR_FOLDER, CIFAR_NAMES, RECORD
from cs_cnn.given.data.registry import File

NAMES = ("plane", "car", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
EACH, TEST = 4, 6
"""Images in a batch to learn from, images in the batch to test with."""


def batches(seed: int = 0) -> dict[str, bytes]:
    """The files in a small archive of the layout of CIFAR-10, by name."""
    rng = np.random.default_rng(seed)
    made = {CIFAR_NAMES: "\n".join((*NAMES, "")).encode()}
    for name in CIFAR_BATCHES:
        records = rng.integers(256, size=(TEST if "test" in name else EACH, RECORD), dtype=np.uint8)
        records[:, 0] %= 10
        made[name] = records.tobytes()
    return made


def tar(files: dict[str, bytes], folder: str = CIFAR_FOLDER) -> bytes:
    """A gzipped tar of these files in one folder."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(f"{folder}/{name}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return packed.getvalue()


def idx(array: np.ndarray) -> bytes:
    """A gzipped IDX file of bytes."""
    head = bytes((0, 0, 8, array.ndim)) + struct.pack(f">{array.ndim}I", *array.shape)
    return gzip.compress(head + array.astype(np.uint8).tobytes())


def registered(url: str, data: bytes) -> File:
    """An entry of the registry that is true for these bytes."""
    return File(url, len(data), f"md5:{hashlib.md5(data).hexdigest()}")


NAME = "cifar-10-binary.tar.gz"
OFFICIAL = tar(batches())
OTHER = tar(batches(seed=1))
WHOLE = {f"cifar10/{NAME}": OFFICIAL}
"""A cache that holds the official archive."""


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def archive(path: Path, packed: bytes) -> Path:
    """A file with these bytes."""
    path.write_bytes(packed)
    return path


class Server(ThreadingHTTPServer):
    """Sends ``data`` for every path. ``misbehave`` holds what to do at the next requests."""

    daemon_threads = True

    def __init__(self, data: bytes) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.data = data
        self.misbehave: list[str] = []
        self.asked: list[str | None] = []
        """The Range header of every request."""
        self.goodbye = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/{NAME}"


@contextmanager
def serving(data: bytes) -> Iterator[Server]:
    with Server(data) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.goodbye.set()
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        asked = self.headers["Range"]
        self.server.asked.append(asked)
        trick = self.server.misbehave.pop(0) if self.server.misbehave else ""
        if trick.isdecimal():
            self.send_error(int(trick))
            return
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        start = 0 if trick == "ignores the range" else start
        rest = self.server.data[start:]
        self._head(start, rest, trick)
        self._body(rest, trick)

    def _head(self, start: int, rest: bytes, trick: str) -> None:
        self.send_response(206 if start else 200)
        if start:
            said = 0 if trick == "sends another range" else start
            end, total = len(self.server.data) - 1, len(self.server.data)
            self.send_header("Content-Range", f"bytes {said}-{end}/{total}")
        if trick == "says it is gzip":
            self.send_header("Content-Encoding", "gzip")
        if trick != "sends without end":
            wrong = {"announces more": 7, "announces less": -7}.get(trick, 0)
            self.send_header("Content-Length", str(len(rest) + wrong))
        self.end_headers()

    def _body(self, rest: bytes, trick: str) -> None:
        half = len(rest) // 2
        if trick == "breaks off":
            self.wfile.write(rest[:half])
        elif trick == "stalls":
            self.wfile.write(rest[:half])
            self.wfile.flush()
            self.server.goodbye.wait(20)
        elif trick == "alters a byte":
            self.wfile.write(rest[:half] + bytes([rest[half] ^ 1]) + rest[half + 1 :])
        elif trick == "sends without end":
            self.wfile.write(rest * 3)
        else:
            self.wfile.write(rest)
