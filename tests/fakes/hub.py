"""A hub on 127.0.0.1: serves files and ranges of them, and misbehaves as it is told."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Hub:
    """What it has, what it was asked, and its faults."""

    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """(path, Range header) of every request."""
    breaks_after: list[int] = field(default_factory=list)
    """For each of the next requests: the bytes after which the connection is closed."""
    knows_ranges: bool = True
    said_bytes: int | None = None
    """The size it claims of every file."""
    statuses: list[int] = field(default_factory=list)
    """Answers to the next requests instead of a file."""
    moved_to: str = ""
    """Where it sends everyone on to."""
    root: str = ""


@contextmanager
def local_hub() -> Iterator[Hub]:
    hub = Hub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            _answer(hub, self)

        def log_message(self, format: str, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hub.root = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(hub: Hub, request: BaseHTTPRequestHandler) -> None:
    wanted = request.headers.get("Range", "")
    hub.asked.append((request.path, wanted))
    if hub.statuses:
        request.send_error(hub.statuses.pop(0))
        return
    if hub.moved_to:
        request.send_response(302)
        request.send_header("Location", hub.moved_to + request.path)
        request.end_headers()
        return
    content = hub.files.get(request.path.lstrip("/"))
    if content is None:
        request.send_error(404)
        return
    start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and hub.knows_ranges else 0
    whole = len(content) if hub.said_bytes is None else hub.said_bytes
    request.send_response(206 if start else 200)
    if start:
        request.send_header("Content-Range", f"bytes {start}-{whole - 1}/{whole}")
    request.send_header("Content-Length", str(whole - start))
    request.end_headers()
    sent = content[start:]
    if hub.breaks_after:
        sent = sent[: hub.breaks_after.pop(0)]
    request.wfile.write(sent)
