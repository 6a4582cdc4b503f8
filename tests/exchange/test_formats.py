"""What holds for every format: the same bytes for the same items, no hidden place, one version, who said it."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.exporting import export
from graph.codec import digest_of
from graph.errors import BadParameter
from graph.exchange.content import Content, content
from graph.model import Change, Item, StoreInfo
from graph.schema import schema
from tests.contract.small import apply
from tests.exampleku import CODE, HIDDEN, ITEMS, OTHER, OTHER_CODE, body
from tests.exchange.stores import FORMATS, base, embedded, hostile, municipality, reference, texts, written


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_items_give_the_same_bytes_whatever_engine_and_history(name: str, tmp_path: Path) -> None:
    items = (*hostile(), *OTHER)
    first, second = embedded(tmp_path, items), reference(items)
    assert first.info().version == 1 and second.info().version > 50
    assert written(first, name) == written(second, name) == written(first, name)
    assert written(first, name, CODE) == written(second, name, CODE)


@pytest.mark.parametrize("name", FORMATS)
def test_no_hidden_place_in_any_file(name: str, tmp_path: Path) -> None:
    """As a property, as an edge, as what another source says. The hidden district itself is no secret, the link is."""
    store = embedded(tmp_path, hostile())
    secret = [t for t in HIDDEN if t not in ("隠し地区", "area:exampleku-kakushi")]
    for text in texts(written(store, name)):
        assert not [t for t in secret if t in text]
        assert not [t for t in text.splitlines() if "exampleku-shelter" in t and "exampleku-kakushi" in t]
    found = content(store, None)
    assert "org:exampleku-shelter" in {n.id for n in found.nodes()}
    assert not [e for e in found.edges() if e.end == "area:exampleku-kakushi"]


def test_every_item_but_the_hidden_ones_is_there_once_and_in_order(tmp_path: Path) -> None:
    found = content(embedded(tmp_path, hostile()), None)
    nodes, edges = list(found.nodes()), list(found.edges())
    items: list[Item] = [*nodes, *edges]
    place = {n.id: at for at, n in enumerate(nodes)}
    assert [(list(schema().nodes).index(n.kind), n.id) for n in nodes] == sorted(
        (list(schema().nodes).index(n.kind), n.id) for n in nodes
    )
    assert [place[e.start] for e in edges] == sorted(place[e.start] for e in edges)
    hidden = {i.id for i in ITEMS if i.kind == "located_in" and "shelter" in repr(i)}
    assert {i.id for i in items} == {i.id for i in hostile()} - hidden
    assert len(nodes) + len(edges) == len(hostile()) - 1


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_says_which_data_it_holds_and_from_whom(name: str, tmp_path: Path) -> None:
    store = embedded(tmp_path, ITEMS)
    said = "\n".join(texts(written(store, name)))
    assert store.info().digest in said
    assert "例区" in said and "許諾に従ってください" in said


@pytest.mark.parametrize("name", FORMATS)
def test_one_municipality_comes_with_its_bases_and_nothing_of_another(name: str, tmp_path: Path) -> None:
    store = embedded(tmp_path, [*base(), *municipality("111111", 2), *municipality("222222", 2)])
    said = "\n".join(texts(written(store, name, "111111")))
    assert "222222" not in said
    assert "111111" in said and (name == "ods" or "kind:madoguchi" in said)
    assert "222222" in "\n".join(texts(written(store, name)))
    alone = embedded(tmp_path / "alone", [*base(), *municipality("111111", 2)])
    assert written(alone, name, "111111") == written(store, name, "111111")


def test_a_set_that_is_not_there(tmp_path: Path) -> None:
    store = embedded(tmp_path, (*ITEMS, *OTHER))
    with pytest.raises(BadParameter, match=f"{OTHER_CODE}\\(別区\\)"):
        content(store, "000000")


def test_more_edges_than_one_answer_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One by one, kind by kind, set by set; in the order they would have had."""
    items = [*base(), *municipality("111111", 3), *municipality("222222", 3)]
    store = embedded(tmp_path, items)
    whole = list(content(store, None).edges())
    monkeypatch.setattr("graph.exchange.content.MAX_LIMIT", 1)
    assert list(content(store, None).edges()) == whole
    assert len(whole) == 3 * 3 * 2 + 2


def test_a_load_in_between_makes_it_start_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = embedded(tmp_path, ITEMS)
    late: list[Item] = [body("org:exampleku-late", "あとから")]

    def meanwhile(found: Content, *kinds: str) -> object:
        while late:
            apply(store, Change(None, late.pop()))
        return plain(found, *kinds)

    plain = Content.nodes
    monkeypatch.setattr(Content, "nodes", meanwhile)
    with (tmp_path / "out").open("w+b") as out:
        done = export(store, "json-graph", None, out)
        out.seek(0)
        said = out.read().decode()
    assert done.digest == _now(store.info()) and said.count("あとから") == 1 and said.count('"graph":') == 1


def _now(info: StoreInfo) -> str:
    assert info.version == 2
    return info.digest


def test_the_digest_of_a_set_with_its_bases_is_of_its_items(tmp_path: Path) -> None:
    chosen = [*base(), *municipality("111111", 2)]
    store = embedded(tmp_path, [*chosen, *municipality("222222", 2)])
    assert content(store, "111111").digest == digest_of(chosen)
