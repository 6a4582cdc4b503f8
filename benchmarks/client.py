"""A client that is cheap enough to keep one server busy: ready bytes out, replies counted by their length."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

CONNECTIONS = 8


async def _ask(host: str, port: int, requests: Sequence[bytes], end: float, offset: int) -> int:
    reader, writer = await asyncio.open_connection(host, port)
    done = 0
    while time.perf_counter() < end:
        writer.write(requests[(offset + done) % len(requests)])
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode("latin-1"))
        lower = head.lower()
        at = lower.index(b"content-length:") + 15
        await reader.readexactly(int(lower[at : lower.index(b"\r\n", at)]))
        done += 1
    writer.close()
    await writer.wait_closed()
    return done


async def _all(host: str, port: int, requests: Sequence[bytes], seconds: float) -> float:
    began = time.perf_counter()
    asking = [_ask(host, port, requests, began + seconds, n * 7) for n in range(CONNECTIONS)]
    return sum(await asyncio.gather(*asking)) / (time.perf_counter() - began)


def per_second(host: str, port: int, paths: Sequence[str], seconds: float) -> float:
    """Requests a second over CONNECTIONS kept connections, the paths in turn."""
    requests = [f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode() for path in paths]
    return asyncio.run(_all(host, port, requests, seconds))
