"""`tsunagu serve`: pages and API over one graph. An empty graph is first filled with the shipped data."""

from __future__ import annotations

import errno
import logging
import signal
import socket
import sys

import uvicorn

from api.app import create_app
from api.command.call import Call, Failed
from api.command.opening import opened
from api.problems import Problem, shown
from api.settings import Settings
from loaders.load import load

_SHUTDOWN_SECONDS = 5


def run(call: Call) -> int:
    args = call.args
    listener = _listen(args.host, args.port)
    try:
        _fill(call)
        settings = Settings(graph_url=args.graph, set=args.set, host=args.host, port=args.port)
        _serve(call, settings, listener)
    finally:
        listener.close()
    return 0


def _fill(call: Call) -> None:
    """Load the shipped data where there is nothing yet."""
    with opened(call.args) as store:
        if store.info().version:
            return
        call.terminal.say("グラフが空なので、付属のデータを入れます。")
        result = load(store, [call.loaders.shipped()], why="はじめの読み込み")
        call.terminal.say(f"{result.added}件を入れました。")


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket, taken before anything else: what cannot be served needs no graph."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # named as TCP, or asyncio leaves Nagle on: with delayed acknowledgements every answer then takes 40 ms
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # there it would let two servers share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        raise Failed(Problem("address", 503, 3, "待ち受けられません", _sentence(error, host, port))) from error
    return listener


def _sentence(error: Exception, host: str, port: int) -> str:
    where = f"{shown(host)} の {port} 番"
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return f"{where}は、ほかのプログラムが使っています。--port で別の番号を選んでください。"
    if number == errno.EACCES:
        return f"{where}を使う権限がありません。1024 以上の番号を選んでください。"
    return f"{where}では待ち受けられません。--host と --port を確かめてください。"


def _serve(call: Call, settings: Settings, listener: socket.socket) -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", stream=call.terminal.err)
    config = uvicorn.Config(
        create_app(settings),
        access_log=False,  # it would write the query, which holds what people typed
        server_header=False,
        log_config=None,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(
            number, lambda *_: None
        )  # uvicorn ends cleanly, then raises the signal again: it has done its work
    host, port = listener.getsockname()[:2]
    call.terminal.say(f"http://{f'[{host}]' if ':' in host else host}:{port}/ を開いてください。終わるには Ctrl-C。")
    uvicorn.Server(config).run(sockets=[listener])
