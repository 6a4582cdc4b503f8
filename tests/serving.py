"""A server of ours as its own process on a free loopback port, for tests and benchmarks that need the real thing."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND: tuple[str | Path, ...] = (sys.executable, ROOT / "tsunagu.py")
_PATIENCE = 120.0  # seconds until an empty graph is filled and served, on two busy cores


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def fetch(url: str, *, timeout: float = 60) -> str:
    """The text at a URL of ours."""
    with urllib.request.urlopen(url, timeout=timeout) as answer:
        text: str = answer.read().decode()
        return text


@contextmanager
def serving(
    command: Sequence[str | Path],
    graph: str,
    *,
    cwd: Path,
    env: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """`command serve` over `graph`; gives the address, ends the process at the end."""
    with serving_process(command, graph, cwd=cwd, env=env) as (address, _):
        yield address


@contextmanager
def serving_process(
    command: Sequence[str | Path],
    graph: str,
    *,
    cwd: Path,
    env: Mapping[str, str] | None = None,
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`serving`, with the process for those who look at it."""
    port = free_port()
    log = cwd / f"serve-{port}.log"
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [*command, "serve", "--port", str(port)],
            cwd=cwd,
            env={**(os.environ if env is None else env), "KG_GRAPH_URL": graph},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/health", process, log)
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the URL answers. RuntimeError with the log when the process ends before, or takes too long."""
    end = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            fetch(url, timeout=2)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server does not answer:\n{log.read_text(encoding='utf-8')}")
