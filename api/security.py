"""The outermost layer: security headers, HEAD, the access log, and the last resort when something breaks.

What people typed is written nowhere: the log holds method, route, status and time; a failure logs where, never what.
"""

from __future__ import annotations

import logging
import secrets
import time
import traceback
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import answer, unexpected

ACCESS: Final = logging.getLogger("tsunagu.access")
FAILURES: Final = logging.getLogger("tsunagu.failures")

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
MAX_BODY: Final = 64 * 1024  # bytes. 2,000 characters as a form (%E3%81%82) with the other fields are 22 kB
_RAW: Final = [(k.lower().encode(), v.encode()) for k, v in HEADERS.items()]
_FRAMES: Final = 12  # of each error, the innermost; above them is only the framework
_NO_CACHE: Final = (b"cache-control", b"private, no-cache")
_NO_STORE: Final = (b"cache-control", b"no-store")
_ANSWERS: Final = frozenset({"/find", "/api/find"})  # they hold the words of a question: no cache keeps them
_PICTURES: Final = frozenset({"/network", "/network.svg", "/network.html", "/api/network"})  # of an answer: they too


class Frame:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, whatever happens inside."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status, head = time.perf_counter(), 0, scope["method"] == "HEAD"

        async def outward(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": _with_ours(scope, message.get("headers", []))}
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        inner = {**scope, "method": "GET"} if head else scope
        try:
            await self.app(inner, receive if inner["method"] == "GET" else _bounded(receive), outward)
        except ClientDisconnect:
            pass  # nobody is left to be told
        except Exception as error:  # noqa: BLE001  the last border: whatever it is becomes a 500 without its words
            number = _report(error)
            if not status:
                await answer(Request(scope), unexpected(number))(scope, receive, outward)
        finally:
            ACCESS.info("%s %s %d %.0fms", scope["method"], _route(inner), status, (time.perf_counter() - began) * 1e3)


def _bounded(receive: Receive) -> Receive:
    """The body of a request, up to MAX_BODY bytes; 413 beyond, whoever reads it."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MAX_BODY:
            raise HTTPException(413)
        return message

    return counted


def _with_ours(scope: Scope, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    if any(name == b"cache-control" for name, _ in headers):
        return [*headers, *_RAW]
    return [*headers, *_RAW, _NO_STORE if _holds_words(scope) else _NO_CACHE]


def _holds_words(scope: Scope) -> bool:
    """Whether the answer holds the words of a question."""
    return scope["path"] in _ANSWERS or (scope["path"] in _PICTURES and b"q=" in scope.get("query_string", b""))


def _route(scope: Scope) -> str:
    """The pattern of the path, never the path: an address that nobody serves may hold words of a question."""
    if scope["path"].startswith("/static/"):
        return "/static"
    return str(getattr(scope.get("route"), "path", "-"))


def _report(error: BaseException) -> str:
    """Log types and places of an error and its causes, without their messages. The number that finds the line."""
    number = secrets.token_hex(4)
    parts: list[str] = []
    at: BaseException | None = error
    while at is not None:
        frames = traceback.extract_tb(at.__traceback__)[-_FRAMES:]
        parts.append(type(at).__name__ + " " + " ".join(f"{f.filename}:{f.lineno}:{f.name}" for f in frames))
        at = at.__cause__ or at.__context__
    FAILURES.error("%s %s", number, " <- ".join(parts))
    return number
