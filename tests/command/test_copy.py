"""`tsunagu copy FROM TO`: what it says, and its exit statuses."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from graph.store_embedded import EmbeddedStore
from tests.command.conftest import Tsunagu
from tests.exampleku import body, put


@pytest.fixture
def ends(tmp_path: Path) -> tuple[str, str]:
    """The small municipality, and a place beside it."""
    return f"sqlite:{tmp_path / 'graph.db'}", f"sqlite:{tmp_path / 'other.db'}"


def add(url: str, name: str) -> None:
    store = EmbeddedStore(url.partition(":")[2])
    put(store, body(f"org:exampleku-{name}", "新しい窓口"), why="窓口を足した")
    store.close()


def test_a_copy_says_both_digests(tsunagu: Tsunagu, ends: tuple[str, str]) -> None:
    done = tsunagu("copy", *ends)
    digest = tsunagu("info", "--json").json()["digest"]
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        "1 の版を写しました(版 1)。\n"
        f"要約値 写したグラフ {digest}(sqlite)\n要約値 写した先     {digest}(sqlite)\n要約値は同じです。\n"
    )
    copied = tsunagu("history", "--graph", ends[1], "--json").json()
    assert copied == tsunagu("history", "--json").json()
    assert tsunagu("copy", *ends).out.startswith("もう写してあります(版 1)。\n")
    add(ends[0], "new")
    assert tsunagu("copy", *ends).out.startswith("版 1 の続きから 1 の版を写しました(版 2)。\n")


def test_for_programs(tsunagu: Tsunagu, ends: tuple[str, str]) -> None:
    document = tsunagu("copy", *ends, "--json").json()
    assert (document["alike"], document["copied"]) == (True, 1)
    assert document["from"] == document["to"]
    assert document["to"]["version"] == 1 and document["to"]["engine"] == "sqlite"


def test_another_graph_is_left_alone(tsunagu: Tsunagu, ends: tuple[str, str]) -> None:
    add(ends[1], "own")
    done = tsunagu("copy", *ends)
    assert (done.status, done.out) == (2, "")
    assert "違うデータが入っています(版 1 から)" in done.err
    assert tsunagu("info", "--graph", ends[1], "--json").json()["version"] == 1
    add(ends[1], "more")
    assert "より多くの版があります" in tsunagu("copy", *ends).err


def test_what_cannot_be_copied(tsunagu: Tsunagu, ends: tuple[str, str], tmp_path: Path) -> None:
    for words, status, said in (
        ((ends[0], ends[0]), 2, "違う場所を書いてください"),
        ((ends[1], ends[0]), 2, "このグラフには何も入っていません"),
        ((ends[0], "graph.db"), 2, "の形で書いてください"),
        ((ends[0], f"sqlite:{tmp_path}"), 3, "開けません"),
        ((ends[0],), 2, "TO が要ります"),
    ):
        done = tsunagu("copy", *words)
        assert (done.status, done.out) == (status, "")
        assert said in done.err


def test_a_target_that_does_not_hold_what_it_says(tsunagu: Tsunagu, ends: tuple[str, str], tmp_path: Path) -> None:
    """Done, and something is wrong: status 1."""
    tsunagu("copy", *ends)
    raw = sqlite3.connect(tmp_path / "other.db", isolation_level=None)
    raw.execute("UPDATE dataset SET digest = ?", ("0" * 32,))
    raw.close()
    done = tsunagu("copy", *ends)
    assert done.status == 1
    assert "要約値が違います。写した先を使わないでください。" in done.out
    assert tsunagu("copy", *ends, "--json").json()["alike"] is False
