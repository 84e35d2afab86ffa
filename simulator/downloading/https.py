"""The hub over plain HTTPS: the only place in the program that uses the network."""

import http.client
import os
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from urllib.parse import urlsplit

from simulator import __version__
from simulator.downloading.types import Body, Broken
from simulator.errors import BadInput, UsageError

HUB = "https://huggingface.co"
HUB_VARIABLE = "HF_ENDPOINT"
"""The hub's own variable for a mirror. Files are held against pinned checksums wherever they come from."""
_BLOCK_BYTES = 1 << 18
_PATIENCE_S = 30.0
_GONE = 404
_FAULT_OF_THEIRS = 500
_TOO_MANY = 429
_BEYOND_THE_END = 416
_LOCAL = ("127.0.0.1", "localhost", "::1")


def hub() -> "HttpsSource":
    """Raises UsageError for a mirror that is not on HTTPS."""
    return HttpsSource(os.environ.get(HUB_VARIABLE) or HUB)


class HttpsSource:
    """Implements `Source`. `http:` is taken from this machine only."""

    def __init__(self, root: str) -> None:
        if not _is_safe(root):
            raise UsageError("models are downloaded over https only", where=root, remedy=f"Mend {HUB_VARIABLE}")
        self.root = root.rstrip("/")
        self._opener = urllib.request.build_opener(_SafeRedirects)

    @contextmanager
    def open(self, path: str, start: int) -> Iterator[Body]:
        headers = {"User-Agent": f"mock-interview-simulator/{__version__}", "Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        request = urllib.request.Request(f"{self.root}/{path}", headers=headers)  # noqa: S310 - checked above
        try:
            response = self._opener.open(request, timeout=_PATIENCE_S)
        except urllib.error.HTTPError as error:
            raise _refused(error, path) from error
        except (OSError, http.client.HTTPException) as error:
            raise Broken(_reason(error)) from error
        with response:
            yield _Response(response)


class _Response:
    """Implements `Body`."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self._stream: IO[bytes] = response
        ranged = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", response.headers.get("Content-Range") or "")
        length = response.headers.get("Content-Length")
        self.start = int(ranged[1]) if ranged else 0
        said = ranged[2] if ranged else length
        self.whole_bytes = int(said) if said and said.isdigit() else None

    def read(self) -> bytes:
        try:
            return self._stream.read(_BLOCK_BYTES)
        except (OSError, http.client.HTTPException) as error:
            raise Broken(_reason(error)) from error


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """The hub sends on to its store; never to a place without encryption."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if not _is_safe(newurl):
            raise BadInput("the hub sent on to a place without encryption", where=urlsplit(newurl).netloc)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _is_safe(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL)


def _refused(error: urllib.error.HTTPError, path: str) -> Exception:
    """What is worth another try is Broken."""
    if error.code >= _FAULT_OF_THEIRS or error.code in (_TOO_MANY, _BEYOND_THE_END):
        return Broken(f"the hub answers {error.code} {error.reason}")
    gone = "the hub no longer has this revision" if error.code == _GONE else f"the hub answers {error.code}"
    return BadInput(gone, where=path, remedy="Choose another model, or a newer version of this program")


def _reason(error: Exception) -> str:
    reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
    return str(getattr(reason, "strerror", None) or reason or type(error).__name__)
