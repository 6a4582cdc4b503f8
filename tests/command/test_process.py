"""The command as a process: exit statuses, pipes, signals, ports, and what it imports before it answers."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.exampleku import stored
from tests.serving import COMMAND, fetch, free_port

# of a large library each, that finding has no use for
NOT_FOR_FIND = (
    "fastapi", "starlette", "uvicorn", "pydantic", "jinja2", "networkx", "pyvis", "openpyxl", "visualizations",
    "loaders", "IPython", "asyncio", "numpy",
)  # fmt: skip


def run(*words: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *words], cwd=cwd, env={**_env(), **env}, capture_output=True, timeout=60, check=False
    )


def _env() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("KG_")}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("find", "不登校"), 0),
        (("info", "--json"), 0),
        (("--help",), 0),
        (("verify",), 0),
        (("check", "--data", "nowhere"), 1),
        (("find",), 2),
        (("show", "org:nowhere"), 2),
        (("restore", "nowhere"), 2),
        (("info", "--graph", "sqlite:graph.db/below/a/file"), 3),
        (("find", "不登校", "--graph", "sqlite:empty.db"), 3),
    ],
)
def test_exit_statuses(words: tuple[str, ...], status: int, tmp_path: Path) -> None:
    done = run(*words, cwd=tmp_path, KG_GRAPH_URL=stored(tmp_path))
    assert done.returncode == status, done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_the_graph_lies_below_the_folder_one_stands_in(tmp_path: Path) -> None:
    assert run("info", cwd=tmp_path).returncode == 0
    assert (tmp_path / ".tsunagu" / "graph.db").is_file()


def test_japanese_comes_out_whole_in_any_locale(tmp_path: Path) -> None:
    done = run(
        "find", "不登校", "--json", cwd=tmp_path, KG_GRAPH_URL=stored(tmp_path), LC_ALL="C", PYTHONIOENCODING="ascii"
    )
    assert json.loads(done.stdout.decode())["case_types"][0]["label"] == "不登校"


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    url = stored(tmp_path)
    for words in (
        [b"find", b"\xff\xfe"],
        [b"show", b"\xff"],
        [b"plan", b"\xff"],
        [b"find", "不登校".encode(), b"--area", b"\xff"],
    ):
        done = subprocess.run(
            [*map(os.fsencode, COMMAND), *words, b"--json"],
            cwd=tmp_path,
            env={**_env(), "KG_GRAPH_URL": url},
            capture_output=True,
            check=False,
        )
        assert done.returncode in (0, 2)
        assert b"Traceback" not in done.stderr
        json.loads(done.stdout.decode())


def test_who_has_read_enough_may_leave(tmp_path: Path) -> None:
    """A pipe that closes before everything was written: no trace, and no failure."""
    process = subprocess.Popen(
        [*COMMAND, "search", "の", "--limit", "500", "--json"],
        cwd=tmp_path,
        env={**_env(), "KG_GRAPH_URL": stored(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


def test_find_imports_nothing_it_has_no_use_for(tmp_path: Path) -> None:
    """Loading them would take longer than answering; `tsunagu find` shall answer within half a second."""
    script = "import sys, tsunagu; tsunagu.main(['find', '不登校', '--json']); print('\\n' + ' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**_env(), "KG_GRAPH_URL": stored(tmp_path), "PYTHONPATH": str(Path(COMMAND[1]).parent)},
        capture_output=True,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in done.stdout.decode().splitlines()[-1].split()}
    assert loaded & {*NOT_FOR_FIND} == set()


@contextmanager
def server(folder: Path, *words: str, **env: str) -> Iterator[tuple[subprocess.Popen[bytes], str, Path]]:
    """`tsunagu serve` on a free port, its address and its log."""
    port, log = free_port(), folder / "serve.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port), *words], cwd=folder, env={**_env(), **env}, stdout=out, stderr=out
        )
        try:
            yield process, f"http://127.0.0.1:{port}", log
        finally:
            process.kill()
            process.wait()


def wait_for(url: str) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            fetch(f"{url}/health", timeout=2)
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.05)
        else:
            return


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serve_ends_cleanly(number: signal.Signals, tmp_path: Path) -> None:
    with server(tmp_path, KG_GRAPH_URL=stored(tmp_path)) as (process, url, log):
        wait_for(url)
        fetch(f"{url}/api/find?q=%E3%81%B2%E3%81%BF%E3%81%A4")
        process.send_signal(number)
        assert process.wait(timeout=20) == 0
    text = log.read_text(encoding="utf-8")
    assert f"{url}/ を開いてください" in text
    assert "GET /api/find 200" in text
    assert "Traceback" not in text
    for words in ("ひみつ", "%E3%81%B2", "q="):  # the text of a search is in no log
        assert words not in text


@pytest.mark.slow
def test_an_empty_graph_is_first_filled_with_the_shipped_data(tmp_path: Path) -> None:
    with server(tmp_path) as (_, url, log):
        wait_for(url)
        info = json.loads(fetch(f"{url}/api/info"))
        assert info["counts"]["case_type"] == 90
        assert "付属のデータを入れます" in log.read_text(encoding="utf-8")


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run("serve", "--port", str(port), "--json", cwd=tmp_path, KG_GRAPH_URL=stored(tmp_path))
    assert done.returncode == 3
    assert json.loads(done.stdout.decode())["detail"] == done.stderr.decode().strip()
    assert f"127.0.0.1 の {port} 番は、ほかのプログラムが使っています。" in done.stderr.decode()


@pytest.mark.parametrize(
    ("host", "port"), [("127.0.0.1", "70000"), ("no.such.host.invalid", "8000"), ("127.0.0.1", "-1")]
)
def test_an_address_that_is_none(host: str, port: str, tmp_path: Path) -> None:
    done = run("serve", "--host", host, "--port", port, cwd=tmp_path, KG_GRAPH_URL=stored(tmp_path))
    assert done.returncode in (2, 3)
    assert b"Traceback" not in done.stderr


def test_serve_over_a_file_that_is_no_graph(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("拝啓" * 1000, encoding="utf-8")
    done = run("serve", "--port", str(free_port()), "--graph", "sqlite:letter.db", cwd=tmp_path)
    assert done.returncode == 3
    assert "グラフのファイルではありません" in done.stderr.decode()
