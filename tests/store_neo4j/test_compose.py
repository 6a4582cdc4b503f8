"""The settings that docker-compose.yml gives the server are settings: real servers of both lines start with them."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from graph.store import open_store
from tests.contract.small import area, held, put
from tests.store_neo4j.servers import had
from tests.tree import ROOT


def _settings() -> str:
    """NEO4J_a_b__c as the image reads it: a.b_c."""
    services: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    given: dict[str, str] = services["neo4j"]["environment"]
    lines = []
    for name, value in given.items():
        if name != "NEO4J_AUTH":
            named = name.removeprefix("NEO4J_").replace("__", "+").replace("_", ".").replace("+", "_")
            chosen = re.fullmatch(r"\$\{\w+:-(.*)\}", value)
            lines.append(f"{named}={chosen[1] if chosen else value}\n")
    return "".join(lines)


@pytest.mark.slow
@pytest.mark.parametrize("line", ["5.26", "2026"])
def test_a_server_starts_with_the_settings_of_compose(line: str) -> None:
    with had(line, settings=_settings()) as server:
        store = open_store(server.url)
        put(store, area("area:a"))
        assert set(held(store)) == {"area:a"}
        store.close()
        log = (server.folder / "logs" / "console.log").read_text(encoding="utf-8", errors="replace")
        unknown = set(re.findall(r"Unrecognized setting\. No declared setting with name: ([\w.]+)\.", log))
        fleet = {"server.fleet_discovery.enabled", "dbms.fleet_manager.enabled"}
        assert unknown <= (fleet if line == "5.26" else set()), log
