"""What people see when Neo4j fails, and how soon: `python -m benchmarks.failures`, some minutes, on a real server.

Prints the rows of the table in docs/operations.md (6). Each failure is made for real: a server that is killed, a proxy
that stands still or lies, settings that are too small.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import neo4j

from graph.neo4j_link import Account
from graph.store_neo4j import Neo4jStore
from loaders.shipped import shipped_data
from tests.neo4j_server import Server, running
from tests.serving import COMMAND, free_port, serving
from tests.store_neo4j.proxy import Proxy, before
from tests.store_neo4j.servers import warm

_PASSWORD = "eight-or-more"
_SOME = 400_000  # bytes of a load, of which the ward is some ten times as many


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of one try: a status (of HTTP or of a process), the sentence, and the seconds it took."""

    status: int
    sentence: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.status}、{self.seconds:.1f} 秒「{self.sentence}」"


class Trial:
    """A server with the ward, a changed copy of the data, and people who use both."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server, self._folder = server, folder
        self.changed = folder / "data"
        shutil.copytree(shipped_data(), self.changed)
        for table in self.changed.glob("*/*.csv"):  # every row of the bodies: a load that takes its time
            if table.name == "organisations.csv":
                table.write_text(table.read_text("utf-8").replace("未確認", "まだ未確認"), "utf-8")

    def command(self, address: str, *words: str, password: str = _PASSWORD) -> Seen:
        """A command as a person calls it."""
        began = time.monotonic()
        done = subprocess.run(
            [*COMMAND, *words], cwd=self._folder, env=_environment(address, password), capture_output=True, text=True
        )
        return Seen(done.returncode, _last(done.stderr or done.stdout), time.monotonic() - began)

    def load(self, address: str) -> Seen:
        """A load that changes something."""
        return self.command(address, "load", "--data", str(self.changed / "setagaya"))

    @contextmanager
    def pages(self, address: str) -> Iterator[str]:
        """The address of pages that were well when they began."""
        env = _environment(address, _PASSWORD)
        with serving(COMMAND, env["KG_GRAPH_URL"], cwd=self._folder, env=env) as found:
            _get(f"{found}/")
            yield found

    def empty(self) -> None:
        """By hand."""
        self.by_hand("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS")

    def by_hand(self, text: str) -> None:
        """A statement past our engine."""
        with neo4j.GraphDatabase.driver(self.server.url, auth=("neo4j", _PASSWORD)) as driver, driver.session() as one:
            one.run(text).consume()

    def again(self, setting: str = "") -> None:
        """Another start, with a setting changed for it."""
        self.server.stop()
        conf = self.server.folder / "conf" / "neo4j.conf"
        text = conf.read_text("ascii")
        name = setting.partition("=")[0]
        kept = "".join(f"{line}\n" for line in text.splitlines() if not name or not line.startswith(f"{name}="))
        conf.write_text(f"{kept}{setting}\n", "ascii")
        self.server.start()
        conf.write_text(text, "ascii")  # for the start after it
        warm(self.server, _PASSWORD)


def nothing_listens(trial: Trial) -> Iterator[str]:
    address = trial.server.address
    with trial.pages(address) as pages:
        trial.server.stop()
        yield from _row(
            "何も待っていない(止めた)", pages, trial.command(address, "find", "不登校"), trial.load(address)
        )
        trial.again()
        yield from _row("　動かし直したあと", pages, trial.command(address, "find", "不登校"), None)


def wrong_password(trial: Trial) -> Iterator[str]:
    address = trial.server.address
    wrong = [trial.command(address, *w, password="something-else") for w in (("find", "不登校"), ("load",))]
    served = trial.command(address, "serve", "--port", str(free_port()), password="something-else")
    yield _line("パスワードが違う", f"動き出さない。serve {served}", "", f"find {wrong[0]}", f"load {wrong[1]}")
    time.sleep(6)  # the server lets nobody in for a while


def stands_still(trial: Trial) -> Iterator[str]:
    with before(trial.server.address) as proxy, trial.pages(proxy.address) as pages:
        proxy.flowing.clear()
        yield from _row(
            "答えなくなる", pages, trial.command(proxy.address, "find", "不登校"), trial.load(proxy.address)
        )
        proxy.flowing.set()
        yield from _row("　答えるようになったあと", pages, trial.command(proxy.address, "find", "不登校"), None)


def closes_half_way(trial: Trial) -> Iterator[str]:
    yield from _lying(trial, "答えの途中で閉じる", lambda _: None)


def talks_garbage(trial: Trial) -> Iterator[str]:
    moments = random.Random(1)
    yield from _lying(trial, "でたらめを答える", lambda answer: moments.randbytes(len(answer)))


def _lying(trial: Trial, name: str, lie: Callable[[bytes], bytes | None]) -> Iterator[str]:
    with before(trial.server.address) as proxy, trial.pages(proxy.address) as pages:
        proxy.spoil = lie
        yield from _row(name, pages, trial.command(proxy.address, "find", "不登校"), trial.load(proxy.address))


def fails_in_a_load(trial: Trial) -> Iterator[str]:
    """The first load of an empty graph, met in its middle in three ways."""

    def stand_still(proxy: Proxy) -> None:
        proxy.flowing.clear()

    def die(_: Proxy) -> None:
        trial.server.kill()

    def vanish(proxy: Proxy) -> None:
        proxy.close()

    for name, fail in (
        ("読み込みの途中で、サーバーを kill -9", die),
        ("読み込みの途中で、答えなくなる", stand_still),
        ("読み込みの途中で、つながりが切れ、戻らない", vanish),
    ):
        trial.empty()
        with before(trial.server.address) as proxy:
            watching = threading.Thread(target=_when_sent, args=(proxy, fail), daemon=True)
            watching.start()
            seen = trial.load(proxy.address)
            watching.join()
        if fail is die:
            trial.server.start()
            warm(trial.server, _PASSWORD)
        yield _line(name, f"load {seen}", *_afterwards(trial))


def _afterwards(trial: Trial) -> Iterator[str]:
    """What the graph holds, what the same load does then, and whether the graph is whole."""
    address = trial.server.address
    store = Neo4jStore(trial.server.url, Account("neo4j", _PASSWORD))
    info = store.info()
    store.close()
    yield f"版 {info.version}、{sum(info.counts.values())} 件"
    yield f"もう一度 load {trial.load(address)}"
    yield f"verify {trial.command(address, 'verify')}"


def _when_sent(proxy: Proxy, fail: Callable[[Proxy], None]) -> None:
    while proxy.sent < _SOME:
        time.sleep(0.001)
    fail(proxy)


def foreign_format(trial: Trial) -> Iterator[str]:
    address = trial.server.address
    with trial.pages(address) as pages:
        trial.by_hand("MATCH (m:Meta) SET m.format = 99")
        yield from _row("別の形式のグラフ", pages, trial.command(address, "find", "不登校"), trial.load(address))
        trial.by_hand("MATCH (m:Meta) SET m.format = 1")


def too_little_memory(trial: Trial) -> Iterator[str]:
    trial.empty()
    trial.again("dbms.memory.transaction.total.max=20m")
    seen = trial.load(trial.server.address)
    trial.again()
    yield _line("メモリが足りない(取引に 20 MiB)", f"load {seen}", *_afterwards(trial))


def read_only(trial: Trial) -> Iterator[str]:
    address = trial.server.address
    trial.command(address, "load")
    trial.again("server.databases.read_only=neo4j")
    with trial.pages(address) as pages:
        yield from _row("読むだけの設定", pages, trial.command(address, "find", "不登校"), trial.load(address))
    trial.again()


def _row(name: str, pages: str, find: Seen, load: Seen | None) -> Iterator[str]:
    shown, api = _get(f"{pages}/"), _get(f"{pages}/api/info")
    page = f"{shown.status}、{shown.seconds:.1f} 秒" + (f"「{api.sentence}」" if api.sentence else "")
    health = _get(f"{pages}/health")
    yield _line(name, page, f"{health.status}、{health.seconds:.1f} 秒", f"find {find}", f"load {load}" if load else "")


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _get(url: str) -> Seen:
    began = time.monotonic()
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            status, text = answer.status, ""
            answer.read()
    except urllib.error.HTTPError as error:
        status, text = error.code, error.read().decode()
    try:
        sentence = str(json.loads(text)["detail"])
    except (ValueError, LookupError, TypeError):
        sentence = ""
    return Seen(status, sentence, time.monotonic() - began)


def _environment(address: str, password: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("KG_")}
    return {**kept, "KG_GRAPH_URL": f"bolt://{address}", "KG_NEO4J_PASSWORD": password}


def _last(text: str) -> str:
    lines = [line for line in text.replace("\r", "\n").splitlines() if line.strip()]
    return lines[-1].strip() if lines else ""


TRIALS = (
    nothing_listens, wrong_password, stands_still, closes_half_way, talks_garbage, foreign_format, fails_in_a_load,
    too_little_memory, read_only,
)  # fmt: skip


def main() -> int:
    """All of them, or those that are named."""
    wanted = [t for t in TRIALS if not sys.argv[1:] or t.__name__ in sys.argv[1:]]
    with (
        tempfile.TemporaryDirectory(prefix="tsunagu-failures-") as folder,
        running("5.26", password=_PASSWORD) as server,
    ):
        warm(server, _PASSWORD)
        trial = Trial(server, Path(folder))
        print(f"load {trial.command(server.address, 'load')}", file=sys.stderr)
        for one in wanted:
            for line in one(trial):
                print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
