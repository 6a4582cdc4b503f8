"""The only door to the Neo4j driver: statements in, one record out, and every failure as StoreUnavailable in time.

The driver has no read time-out. So each call runs in another thread with a bound (graph.bounded); when that is
passed the driver is given up and closed, which ends its sockets and with them the threads that hang in them.
"""

from __future__ import annotations

import logging
import os
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar
from urllib.parse import urlsplit

import neo4j
from neo4j._exceptions import BoltError  # in no public module, and raised all the same
from neo4j.exceptions import DriverError, Neo4jError

from graph.bounded import Bounded, TookTooLong
from graph.errors import BadParameter, StoreUnavailable

T = TypeVar("T")
Values: TypeAlias = dict[str, Any]
Run: TypeAlias = Callable[[str, Values], Mapping[str, Any]]
SCHEMES = ("neo4j", "neo4j+s", "bolt", "bolt+s")
logging.getLogger("neo4j").addHandler(logging.NullHandler())  # else it writes to the terminal what we say in a sentence
TOO_BIG = "Neo.TransientError.General.MemoryPoolOutOfMemoryError"
_INDEX_CAME = "Failed to fulfil the hints"
_READ_ONLY = "ReadOnly"  # in the code of what a server says that takes no writes
_CALLS = 64  # at once: more than a web server has threads
PARTING = 0.5  # for a driver to say goodbye; a process that ends under it would print its trouble
_PAUSES = (0.05, 0.2)  # before the second and the third attempt
# What the driver raises when the other side talks nonsense, besides its own errors: it trusts what it reads.
_NONSENSE = (
    BoltError,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    BufferError,
    AssertionError,
    EOFError,
    struct.error,
)


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks, and which database; from the environment (KG_NEO4J_…)."""

    user: str = ""
    password: str = field(default="", repr=False)
    database: str = "neo4j"

    @classmethod
    def of_environment(cls) -> Account:
        """KG_NEO4J_USER, KG_NEO4J_PASSWORD, KG_NEO4J_DATABASE; an empty one is as good as none."""
        user, password, database = (os.environ.get(f"KG_NEO4J_{n}", "") for n in ("USER", "PASSWORD", "DATABASE"))
        return cls(user or ("neo4j" if password else ""), password, database or "neo4j")


class Link:
    """A driver for one kind of work, made when first needed and anew when it was given up."""

    def __init__(self, url: str, account: Account) -> None:
        self._url, self._account = url, account
        self.address = _address(url)
        self._bounded = Bounded(_CALLS)
        self._lock = threading.Lock()
        self._made: tuple[neo4j.Driver, Values] | None = None
        self._closed = False

    def read(self, text: str, values: Values, seconds: float) -> Mapping[str, Any]:
        """The record of a statement that only reads; a cluster may answer it from any member."""
        return self._one(text, values, seconds, neo4j.READ_ACCESS)

    def alone(self, text: str, values: Values, seconds: float) -> Mapping[str, Any]:
        """The record of a statement that may write, in a transaction of its own. It may be run twice."""
        return self._one(text, values, seconds, neo4j.WRITE_ACCESS)

    def define(self, statements: list[str], seconds: float) -> None:
        """Statements that change what the database is made of: each in a transaction of its own."""

        def call() -> None:
            with self._opened() as (driver, options), driver.session(**options) as session:
                for text in statements:
                    session.run(text).consume()

        self._tried(call, seconds)

    def write(self, work: Callable[[Run, Run], T], seconds: float) -> T:
        """What `work` gives, after the commit of all it ran by its first argument; the second runs beside, at once.

        Whatever goes wrong before the commit, nothing was written. It may be called again (leader gone, deadlock).
        """

        def call() -> T:
            with (
                self._opened() as (driver, options),
                driver.session(**options) as session,
                driver.session(**options) as beside,
            ):
                with session.begin_transaction(timeout=seconds) as tx:
                    made = work(_run(tx.run), _run(beside.run))
                    tx.commit()
                return made

        return self._tried(_again(call, seconds), seconds + 1)

    def close(self) -> None:
        """Release the driver; whoever still waits for it fails."""
        with self._lock:
            self._closed = True
        self._give_up(wait=PARTING)

    def _one(self, text: str, values: Values, seconds: float, mode: str) -> neo4j.Record:
        query = neo4j.Query(text, timeout=seconds)

        def call() -> neo4j.Record:
            with (
                self._opened() as (driver, options),
                driver.session(**options, default_access_mode=mode) as session,
            ):
                return session.run(query, values).single(strict=True)

        return self._tried(_again(call, seconds), seconds + 1)  # the server looks at its clocks once a second

    @property
    def _unreadable(self) -> str:
        return f"グラフ({self.address})の答えが読めません。つなぐ先を確かめてください。"

    def _tried(self, call: Callable[[], T], seconds: float) -> T:
        try:
            return self._bounded.run(seconds, call)
        except TookTooLong as error:
            self._give_up()
            raise StoreUnavailable(f"グラフ({self.address})が{seconds:.0f}秒たっても答えません。") from error
        except (DriverError, Neo4jError) as error:
            raise StoreUnavailable(f"グラフ({self.address}){_sentence(error)}") from error
        except _NONSENSE as error:
            self._give_up()
            raise StoreUnavailable(self._unreadable) from error
        except BaseException as error:
            if type(error).__module__ != "pyo3_runtime":  # a panic of the driver's Rust part, which is no Exception
                raise
            self._give_up()
            raise StoreUnavailable(self._unreadable) from error

    @contextmanager
    def _opened(self) -> Iterator[tuple[neo4j.Driver, Values]]:
        """The driver for one call. What a call opened on one that was given up meanwhile is closed behind it."""
        with self._lock:
            if self._closed:
                raise StoreUnavailable("グラフはもう閉じられています。")
            if self._made is None:
                self._made = self._driver()
            made = self._made
        try:
            yield made
        finally:
            if self._made is not made:
                _close(made[0])

    def _driver(self) -> tuple[neo4j.Driver, Values]:
        """The driver, and what each session is opened with: a cluster must show a process its own writes."""
        account = self._account
        driver = neo4j.GraphDatabase.driver(
            self._url,
            auth=(account.user, account.password) if account.user else None,
            connection_timeout=3,
            connection_acquisition_timeout=4,
            liveness_check_timeout=60,
            max_connection_pool_size=_CALLS,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
            user_agent="tsunagu",
        )
        options: Values = {"database": account.database}
        if self._url.startswith("neo4j"):
            options["bookmark_manager"] = neo4j.GraphDatabase.bookmark_manager()
        return driver, options

    def _give_up(self, *, wait: float = 0.0) -> None:
        """The driver is closed beside: that may itself hang on a server that hangs."""
        with self._lock:
            made, self._made = self._made, None
        if made is not None:
            closing = threading.Thread(target=_close, args=(made[0],), daemon=True, name="closing")
            closing.start()
            closing.join(wait)


def check_url(url: str) -> None:
    """BadParameter unless it names a server and nothing besides: the account comes from the environment."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in SCHEMES and parts.hostname and parts.port != 0 and not parts.username
    except ValueError:
        whole = False
    if not whole:
        allowed = "neo4j://ホスト:7687 の形で書いてください。名前とパスワードは環境変数に入れます。"
        raise BadParameter("graph", _address(url), allowed)


def takes_no_writes(error: StoreUnavailable) -> bool:
    """Whether the server said so: then it is known that nothing was written."""
    return _READ_ONLY in str(getattr(error.__cause__, "code", ""))


def _address(url: str) -> str:
    """The address as it may be shown: without a password that somebody put into it."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"


def _run(run: Callable[[str, Values], neo4j.Result]) -> Run:
    return lambda text, values: run(text, values).single(strict=True)


def _again(call: Callable[[], T], seconds: float) -> Callable[[], T]:
    """Tried again when that may help.

    Not once the time is over: nobody waits for it any more, and it would only hang again on a new driver.
    """
    end = time.monotonic() + seconds

    def calls() -> T:
        for pause in _PAUSES:
            try:
                return call()
            except (DriverError, Neo4jError) as error:
                if time.monotonic() >= end or not _may_pass(error):
                    raise
            time.sleep(pause)
        return call()

    return calls


def _may_pass(error: DriverError | Neo4jError) -> bool:
    """A leader is gone, a deadlock, an index that came while a plan was made; no lack of memory, whatever it says."""
    if getattr(error, "code", "") == TOO_BIG:
        return False
    return error.is_retryable() or _INDEX_CAME in str(error)


def _close(driver: neo4j.Driver) -> None:
    """Once more does no harm, and ends what was opened since.

    Connections in use are cut first: whoever hangs in one wakes up. To say goodbye in them, as the driver does, gets
    into the words of the thread that uses them, fails at times and then leaves all the others open.
    """
    with suppress(DriverError, Neo4jError, *_NONSENSE):
        pool: Any = driver._pool
        with pool.lock:
            busy = [c for some in pool.connections.values() for c in some if c.in_use]
        for connection in busy:
            connection.kill()
        driver.close()
        pool.close()  # Driver.close does nothing the second time


def _sentence(error: Exception) -> str:
    """What to tell people, by the code of the error."""
    code = str(getattr(error, "code", "") or "")
    for part, words in _SENTENCES.items():
        if part in code:
            return words
    if code:
        return f"が断りました({code})。"
    return f"につながりません({type(error).__name__})。"


_SENTENCES = {
    "AuthenticationRateLimit": "に、しばらく入れません。名前とパスワードを確かめ、少し待ってください。",
    "CredentialsExpired": "のパスワードが初めのままです。新しいパスワードに変えてから使ってください。",
    "Security": "に入れません。KG_NEO4J_USER と KG_NEO4J_PASSWORD を確かめてください。",
    "DatabaseNotFound": "に、その名のデータベースがありません。KG_NEO4J_DATABASE を確かめてください。",
    _READ_ONLY: "は読むだけの設定です。書き込めません。何も変えていません。",
    "MemoryPoolOutOfMemory": (
        "のメモリが足りません。分けて取り込むか、dbms.memory.transaction.total.max を大きくしてください。"
    ),
    "TransactionTimedOut": "が、時間のうちに終わりませんでした。",
    "LockClientStopped": "では、ほかの書き込みが続いています。少し待ってからためしてください。",
}
