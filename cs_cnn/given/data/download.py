"""A downloader for pooch that resumes where an earlier download broke off.

pooch itself starts over with every call; it calls this for the bytes and then compares the
checksum: https://www.fatiando.org/pooch/latest/downloaders.html
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

TRIES = 5
"""How many times one call requests the missing bytes."""
PAUSE = 1.0
"""Seconds between two tries."""
PATIENCE = (10.0, 30.0)
"""Seconds to wait for a connection, and for the next bytes."""
CHUNK = 1 << 14

Progress = Callable[[str, int, int], None]


class NoDownload(Exception):
    """The download failed; the message says why and is not a whole sentence."""


class Resuming:
    """Fetches one file of known size into ``part``, which stays if the connection breaks."""

    def __init__(self, part: Path, size: int, progress: Progress | None = None) -> None:
        self.part, self.size, self.progress = part, size, progress

    def __call__(self, url: str, output_file: str, pooch: Any) -> None:
        """Called by pooch. Raises NoDownload, and OSError if the disk is full."""
        if self.had() > self.size:
            self.part.unlink()
        tries = 0
        while self.had() < self.size:
            if tries:
                time.sleep(PAUSE)
            problem, tries = self._more(url), tries + 1
            if tries == TRIES and self.had() < self.size:
                raise NoDownload(f"{url} {problem}, {TRIES} times{self._kept()}")
        self.part.replace(output_file)

    def _kept(self) -> str:
        had = self.had()
        return f"; the {had:,} bytes received so far are kept" if had else ""

    def had(self) -> int:
        """Bytes received so far."""
        return self.part.stat().st_size if self.part.exists() else 0

    def _more(self, url: str) -> str:
        """Request the missing bytes once. Returns what ended it, should bytes still be missing."""
        try:
            self._ask(url, self.had())
        except (requests.Timeout, ReadTimeoutError):
            return "does not answer"
        except requests.ConnectionError:
            return "cannot be reached"
        except HTTPError:
            return "breaks off"
        except requests.RequestException as error:
            raise NoDownload(f"{url} cannot be fetched ({error})") from None
        except OSError:
            self.part.unlink(missing_ok=True)
            raise
        return "ends early"

    def _ask(self, url: str, had: int) -> None:
        # Without identity some servers, and then the client, would unpack a .gz on the way.
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={had}-"} if had else {})
        with requests.get(url, headers=headers, stream=True, timeout=PATIENCE) as answer:
            if answer.status_code == requests.codes.requested_range_not_satisfiable and had:
                self.part.unlink()
                return
            if answer.status_code not in (requests.codes.ok, requests.codes.partial_content):
                raise NoDownload(f"{url} answers {answer.status_code} {answer.reason}")
            start = _start(answer)
            self._refuse_another_size(url, answer, start)
            if start not in (0, had):
                raise NoDownload(f"{url} sends from byte {start:,} when asked for byte {had:,}")
            with self.part.open("ab" if start else "wb") as file:
                self._write(url, answer, file, start)

    def _write(self, url: str, answer: requests.Response, file: BinaryIO, had: int) -> None:
        for chunk in answer.raw.stream(CHUNK, decode_content=False):
            had += len(chunk)
            if had > self.size:
                file.truncate(0)
                raise NoDownload(f"{url} sends more than the {self.size:,} bytes of the file")
            _write_all(file, chunk, self.part)
            if self.progress:
                self.progress(self.part.stem, had, self.size)

    def _refuse_another_size(self, url: str, answer: requests.Response, start: int) -> None:
        length = answer.headers.get("Content-Length", "")
        if length.isdecimal() and start + int(length) != self.size:
            total = start + int(length)
            raise NoDownload(f"{url} announces {total:,} bytes; the file has {self.size:,}")


def _write_all(file: BinaryIO, chunk: bytes, path: Path) -> None:
    """Write, and name the file in any error: that of a full disk does not by itself."""
    try:
        file.write(chunk)
        file.flush()
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def _start(answer: requests.Response) -> int:
    """Where the bytes sent begin in the file: 0 unless the server says that it resumes."""
    header = re.match(r"bytes (\d+)-", answer.headers.get("Content-Range", ""))
    partial = answer.status_code == requests.codes.partial_content
    return int(header[1]) if partial and header else 0
