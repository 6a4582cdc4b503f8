"""The check and the finder read an urgent rule alike: the same rules fire, and the same bodies are called."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from graph.directory import Directory, compile_directory
from graph.finding.areas import Reach
from graph.finding.urgent import bodies_to_call, fired
from graph.store_embedded import EmbeddedStore
from loaders.chain import Chain, Library
from loaders.load import load
from loaders.rows import Problems
from loaders.shipped import shipped_data
from loaders.urgent import Rule, bodies_called, calls

WARD = shipped_data() / "setagaya"
DAY = "2026-11-25"


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Directory]:
    store = EmbeddedStore(str(tmp_path_factory.mktemp("graph") / "graph.db"))
    load(store, [WARD])
    yield compile_directory(store)
    store.close()


@pytest.fixture(scope="module")
def chain() -> Chain:
    return Library(Problems()).chain(WARD)


def texts(chain: Chain) -> Iterator[str]:
    """Examples, counter-examples, and phrases of danger and of none."""
    for row in chain.rows("urgent_rules"):
        yield from (row["example"], row["counter_example"], f"{row['example']} OD 189 SOS")
    for name in ("danger", "silence", "outside-harmless", "voice-search"):
        for line in (shipped_data() / "japan" / "phrases" / f"{name}.jsonl").read_text("utf-8").splitlines():
            yield json.loads(line)["q"]


def test_the_same_rules_fire(directory: Directory, chain: Chain) -> None:
    rules = {row["id"]: Rule.of(row) for row in chain.rows("urgent_rules")}
    seen = 0
    for text in texts(chain):
        found = {f.rule.node.id for f in fired(directory, text, DAY)}
        seen += len(found)
        assert found == {name for name, rule in rules.items() if rule.fires(text)}, text
    assert seen > 100


def test_the_same_bodies_are_called_in_the_ward(directory: Directory, chain: Chain) -> None:
    ward = Reach({"area:setagaya-ku": 0, "area:tokyo": 1, "area:japan": 2}, frozenset(), known=True)
    for rule, (_, listed) in calls(chain).items():
        assert bodies_to_call(directory, rule, ward, DAY) == bodies_called(chain, listed), rule
