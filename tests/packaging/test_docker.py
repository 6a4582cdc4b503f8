"""Dockerfile and docker-compose.yml. No engine is at hand: the files are read as an engine would read them."""

from __future__ import annotations

import fnmatch
import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]


def _instructions() -> list[tuple[str, str]]:
    """The Dockerfile as (instruction, argument), continuation lines joined."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = re.sub(r"\\\n\s*", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    split = [line.strip().partition(" ") for line in lines if line.strip()]
    return [(name, rest.strip()) for name, _, rest in split]


def _of(name: str) -> list[str]:
    return [rest for found, rest in _instructions() if found == name]


def _services() -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    return services


def test_dockerfile_knows_only_real_instructions() -> None:
    known = {
        "FROM", "WORKDIR", "ENV", "RUN", "COPY", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD",
    }  # fmt: skip
    assert {name for name, _ in _instructions()} <= known
    assert _instructions()[0][0] == "FROM"


def test_every_copied_thing_is_there_and_reaches_the_engine() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = [line[1:] for line in ignored if line.startswith("!")]
    assert "*" in ignored
    for words in map(shlex.split, _of("COPY")):
        if words[0].startswith("--from="):
            continue
        for source in words[:-1]:
            assert (ROOT / source).exists(), source
            assert any(fnmatch.fnmatch(source, pattern) for pattern in let_in), source


def test_the_image_installs_only_from_the_lock_and_fetches_nothing_itself() -> None:
    runs = " && ".join(_of("RUN"))
    assert "pip install --require-hashes -r requirements.lock" in runs
    assert "--no-index" in next(run for run in _of("RUN") if run.endswith(" ."))
    for outside in ("curl", "wget", "git ", "://", "apt-get"):
        assert outside not in runs
    assert not _of("ADD")


def test_the_image_runs_as_somebody_and_says_how_it_is() -> None:
    (user,) = _of("USER")
    assert user not in ("root", "0")
    (check,) = _of("HEALTHCHECK")
    probe = json.loads(check.split("CMD", 1)[1])
    assert "/health" in probe[-1]
    compile(probe[-1], "healthcheck", "exec")
    command = json.loads(_of("CMD")[0])
    assert command[:2] == ["tsunagu", "serve"]


def test_the_image_has_the_python_the_project_supports() -> None:
    for base in _of("FROM"):
        version = re.match(r"python:(\d+)\.(\d+)-slim", base)
        assert version is not None and (int(version[1]), int(version[2])) >= (3, 11)


@pytest.mark.parametrize("name", ["app", "neo4j"])
def test_services_are_locked_down(name: str) -> None:
    service = _services()[name]
    assert service["read_only"] is True
    assert service["user"].split(":")[0] not in ("", "0", "root")
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["healthcheck"]["test"]
    assert service["ports"] and all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert "privileged" not in service and "network_mode" not in service


def test_sqlite_in_a_volume_is_the_default_and_neo4j_is_asked_for() -> None:
    services = _services()
    assert "profiles" not in services["app"]
    assert services["neo4j"]["profiles"] == ["neo4j"]
    assert services["app"]["environment"]["KG_GRAPH_URL"] == "${KG_GRAPH_URL:-sqlite:/var/lib/tsunagu/graph.db}"
    volumes = {volume.split(":")[1] for volume in services["app"]["volumes"]}
    assert _of("VOLUME") == sorted(volumes)


def test_the_password_stands_in_no_file() -> None:
    services = _services()
    assert services["neo4j"]["environment"]["NEO4J_AUTH"] == "neo4j/${KG_NEO4J_PASSWORD:-}"
    assert services["app"]["environment"]["KG_NEO4J_PASSWORD"] == "${KG_NEO4J_PASSWORD:-}"
    assert "PASSWORD" in services["neo4j"]["healthcheck"]["test"][1].split(" cypher-shell ")[0], "no word of a command"
    assert _example()["KG_NEO4J_PASSWORD"] == ""
    assert "neo4j.env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_neo4j_takes_memory_and_tells_nobody() -> None:
    """tests/store_neo4j/test_compose.py starts real servers with these settings."""
    given = _services()["neo4j"]["environment"]
    off = {name for name, value in given.items() if value == "false"}
    for name in ("usage__report", "telemetry", "fleet__discovery", "fleet__manager", "csv__import__from__file"):
        assert any(name in one for one in off), name
    memory = ("heap_initial__size", "heap_max__size", "pagecache_size", "transaction_total_max")
    assert all(any(one.endswith(name) for one in given) for name in memory)


def test_every_variable_of_the_file_is_in_the_example_and_the_other_way_round() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    assert {*re.findall(r"(?<!\$)\$\{(\w+)", text), "COMPOSE_PROFILES"} == _example().keys()
    defaults = dict(re.findall(r"\$\{(NEO4J_\w+):-([^}]*)\}", text))
    assert {name: _example()[name] for name in defaults} == defaults


def _example() -> dict[str, str]:
    lines = (ROOT / "neo4j.env.example").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


@pytest.mark.parametrize("version", ["5.26", "2026.07.1"])
def test_the_environment_file_brings_neo4j_up_and_points_the_app_at_it(version: str, tmp_path: Path) -> None:
    text = (
        (ROOT / "neo4j.env.example")
        .read_text(encoding="utf-8")
        .replace("NEO4J_VERSION=5.26", "NEO4J_VERSION=" + version)
    )
    file = tmp_path / "neo4j.env"
    file.write_text(text.replace("KG_NEO4J_PASSWORD=", "KG_NEO4J_PASSWORD=eight-or-more"), encoding="utf-8")
    read = _read("--env-file", str(file))
    assert read["neo4j"]["image"] == f"neo4j:{version}-community"
    assert read["neo4j"]["environment"]["NEO4J_AUTH"] == "neo4j/eight-or-more"
    app = read["app"]["environment"]
    assert app["KG_GRAPH_URL"] == "bolt://neo4j:7687"
    assert (app["KG_NEO4J_USER"], app["KG_NEO4J_PASSWORD"], app["KG_NEO4J_DATABASE"]) == (
        "neo4j", "eight-or-more", "neo4j",
    )  # fmt: skip


@pytest.mark.parametrize("profile", [[], ["--profile", "neo4j"]])
def test_compose_accepts_the_file(profile: list[str]) -> None:
    read = _read(*profile)
    assert read["app"]["environment"]["KG_GRAPH_URL"] == "sqlite:/var/lib/tsunagu/graph.db"
    assert "neo4j" in read or not profile


def _read(*words: str) -> dict[str, Any]:
    """The services as compose reads them, with nothing of this machine's environment."""
    compose = _compose()
    if compose is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs docker compose or docker-compose")
        pytest.skip("neither docker compose nor docker-compose is installed")
    env = {k: v for k, v in os.environ.items() if not k.startswith(("KG_", "NEO4J_", "COMPOSE_"))}
    done = subprocess.run(
        [*compose, *words, "config"], cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    services: dict[str, Any] = yaml.safe_load(done.stdout)["services"]
    return services


def _compose() -> list[str] | None:
    if shutil.which("docker") and subprocess.run(["docker", "compose", "version"], capture_output=True).returncode == 0:
        return ["docker", "compose"]
    return ["docker-compose"] if shutil.which("docker-compose") else None
