"""The shipped data as they stand in the graph: all of them, each counted from the files by other means."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.codec import digest_of
from graph.directory import compile_directory
from graph.model import Edge, Item, Node
from graph.schema import schema
from graph.store import MAX_LIMIT
from graph.store_embedded import EmbeddedStore
from loaders.chain import Chain, Library
from loaders.check import prepare
from loaders.facts_set import facts_of
from loaders.load import check, load
from loaders.rows import Problems, Row
from loaders.shipped import shipped_data
from loaders.tables import tables
from tests.loaders.copies import SETS, SHARED, read_rows

WARD = shipped_data() / "setagaya"
GROWN = "urgent_rules.csv"  # what is given is where it started (docs/danger.md)


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table over the shipped sets, read with nothing of ours."""
    for name in SETS:
        path = shipped_data() / name / f"{table}.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                yield from csv.DictReader(file)


def parts(table: str, column: str) -> int:
    """How many list entries a column holds."""
    return sum(len(r[column].split(";")) for r in rows(table) if r[column])


@pytest.fixture(scope="module")
def items() -> dict[str, Item]:
    """Everything the shipped data say, by id."""
    prepared = prepare([WARD])
    assert prepared.report.problems == ()
    return {i: item for found in prepared.items.values() for i, item in found.items()}


def node(items: dict[str, Item], node_id: str) -> Node:
    found = items[node_id]
    assert isinstance(found, Node)
    return found


def edges(items: dict[str, Item], kind: str, **ends: str) -> list[Edge]:
    found = [i for i in items.values() if isinstance(i, Edge) and i.kind == kind]
    return [e for e in found if all(getattr(e, k) == v for k, v in ends.items())]


def test_counts_are_those_of_the_files(items: dict[str, Item]) -> None:
    one_a_row = {
        "source": "sources", "area": "areas", "place": "towns", "organisation_kind": "organisation_kinds",
        "organisation": "organisations", "case_type": "case_types", "term": "case_terms", "urgent_rule": "urgent_rules",
        "calls_in": "urgent_calls", "handles": "handles", "refers_to": "relations", "law": "laws",
        "service": "services", "phone": "phones", "phone_of": "phones", "page": "pages", "plan": "plans",
        "lacks": "coverage_notes", "instance_of": "organisations",
    }  # fmt: skip
    found = Counter(i.kind for i in items.values())
    for kind, table in one_a_row.items():
        assert found.pop(kind) == len(list(rows(table))), kind
    for kind, number in Counter(r["kind"] for r in rows("plan_items")).items():
        assert found.pop(kind) == number, kind
    links = list(rows("initiative_links"))
    merged = {"helps": "cases", "corresponds_to": "services"}
    for kind, column in merged.items():
        assert found.pop(kind) == len({(r["initiative"], p) for r in links for p in r[column].split(";") if p})
    assert found.pop("involves") == sum(bool(r["body"]) for r in links)
    assert found.pop("succeeds") == sum(bool(r["prior_policy"]) for r in rows("policy_succession"))
    assert found.pop("serves") == parts("organisations", "serves")
    assert found.pop("located_in") == parts("organisations", "area")
    assert found.pop("provides") == parts("services", "providers")
    assert found.pop("addresses") == parts("services", "cases")
    assert found.pop("broader") == parts("organisation_kinds", "broader") + parts("case_types", "broader")
    above = sum(parts(t, "parent") for t in ("areas", "organisations", "plans", "plan_items"))
    towns = parts("towns", "chiiki") + parts("towns", "chiku")
    assert found.pop("part_of") + found.pop("operated_by") == above + towns
    assert found.pop("programme") == len(json.loads((WARD / "kosodate_registry_131121.json").read_text("utf-8")))
    assert found.pop("data_set") == len(SETS)
    assert not found


def test_every_item_keeps_to_the_schema_and_ends_in_what_is_there(items: dict[str, Item]) -> None:
    for item in items.values():
        schema().check(item)
        assert {i for _, i in schema().references(item)} <= items.keys()
        if isinstance(item, Edge):
            schema().check_ends(item, items[item.start].kind, items[item.end].kind)


def test_no_column_is_unread() -> None:
    for name in SETS:
        for path in (shipped_data() / name).glob("*.csv"):
            assert set(read_rows(path)[0]) == {c.name for c in tables()[path.stem].columns}


# read by rules alone: what they say stands in the item's id, or in where its edges lead
UNSEEN = {("plan_items", c) for c in ("id", "kind", "page")} | {("plan_corrections", "page")}
PLAN = ("pages", "plan_items", "plan_corrections", "initiative_links", "policy_succession")
ANOTHER = {
    ("pages", "plan"): "plan:dai2ki", ("pages", "page"): "other.txt", ("pages", "table"): "3",
    ("plan_items", "status"): "illegible", ("initiative_links", "initiative"): "init:prior-3-2-1",
}  # fmt: skip


@pytest.fixture(scope="module")
def chain() -> Chain:
    return Library(Problems()).chain(WARD)


@pytest.mark.parametrize("name", tables())
def test_every_column_reaches_the_graph(chain: Chain, name: str) -> None:
    """Each column, changed in one row, changes what is loaded: nothing is read and then dropped."""
    for column in (c.name for c in tables()[name].columns if (name, c.name) not in UNSEEN):
        derived = column == "basis"  # of a link with words of the page, which are stated whatever the cell says
        filled = next((r for r in chain.rows(name) if r[column] and not (derived and r["surface"])), None)
        if filled is not None:
            becomes = ANOTHER.get((name, column)) or _another(column, filled[column])
            changed = replace(filled, cells={**filled.cells, column: becomes})
            assert _said(chain, name, filled, filled) != _said(chain, name, filled, changed), column


def _said(chain: Chain, table: str, row: Row, becomes: Row) -> str:
    """The digest of what a set says that holds this row alone, or with the rest of the plan, above the shipped ones."""
    kept: dict[str, tuple[Row, ...]] = {t: chain.own.rows(t) for t in PLAN} if table in PLAN else {table: (row,)}
    kept[table] = tuple(becomes if r is row else r for r in kept[table])
    own = replace(chain.own, tables=kept, programmes=())
    return digest_of(f.item for f in facts_of(Chain((*chain.sets, own))))


def _another(column: str, was: str) -> str:
    if column in ("lat", "lon"):
        return "1.5"
    if was in ("stated", "inferred", "editorial"):
        return "inferred" if was != "inferred" else "stated"
    if was in ("yes", "no"):
        return "no" if was == "yes" else "yes"
    return str(int(was) + 1) if was.isdecimal() else f"{was}x"


def test_no_leaf_of_the_registry_is_left_behind(items: dict[str, Item]) -> None:
    """Every value of every record, found in the JSON by other means, stands in its programme."""
    found = {n.text("psid"): n for n in items.values() if isinstance(n, Node) and n.kind == "programme"}
    for record in json.loads((WARD / "kosodate_registry_131121.json").read_text("utf-8")):
        programme = found[record["basicInformation"]["psid"]]
        told = json.dumps([programme.name, programme.properties], ensure_ascii=False)
        for path, value in _leaves(record, ""):
            for line in str(value).replace("\t", " ").split("\n"):
                shown = {"True": "yes", "False": "no"}.get(line.strip(), line.strip())
                date = shown.replace("/", "-") if path == "updateDate" else shown
                assert " ".join(date.split()) in told, (path, line)


def _leaves(value: object, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}".strip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, path)
    elif value not in (None, ""):
        yield path, value


def test_provenance_follows_the_row(items: dict[str, Item]) -> None:
    first, *others = edges(items, "handles", start="org:heart-hitorioya", end="case:rikon")[0].provenance
    assert (first.source, first.as_of, first.basis) == ("src:sg-youikuhi", "2024-04-01", "stated")
    assert [(p.source, p.as_of) for p in others] == [
        ("src:to-shahuku-p16", node(items, others[0].source).text("published"))
    ]
    assert node(items, "src:seed").provenance == () and node(items, "src:seed").text("note")
    merged = edges(items, "helps", start="init:prior-3-1-1")
    assert {(e.provenance[0].source, e.provenance[0].basis) for e in merged} == {("src:editorial", "editorial")}
    assert {e.provenance[0].basis for e in edges(items, "calls_in")} == {"editorial"}
    ikejiri = next(i.id for i in items.values() if isinstance(i, Node) and i.kind == "place" and i.name == "池尻")
    bases = {e.end: e.provenance[0].basis for e in edges(items, "part_of", start=ikejiri)}
    assert bases["area:chiiki-setagaya"] == "stated" and bases["area:chiku-daizawa"] == "inferred"


def test_areas_keep_the_order_of_their_table(items: dict[str, Item]) -> None:
    areas = [n for n in items.values() if isinstance(n, Node) and n.kind == "area" and n.dataset == "131121"]
    ordered = [n.id for n in sorted(areas, key=lambda n: int(str(n.get("order"))))]
    assert ordered == [r[0] for r in read_rows(shipped_data() / "setagaya" / "areas.csv")[1:]]
    assert [n.get("order") for n in items.values() if n.id == "area:tokyo"] == [1]


def test_a_body_run_by_a_corporation_is_not_part_of_it(items: dict[str, Item]) -> None:
    kinds = {e.start: e.end for e in edges(items, "instance_of")}
    run = edges(items, "operated_by")
    assert run and all(kinds[e.end] in schema().operator_kinds for e in run)
    assert not [e for e in edges(items, "part_of") if kinds.get(e.end) in schema().operator_kinds]


def test_the_hole_of_the_plan_stays_a_hole(items: dict[str, Item]) -> None:
    hole = node(items, "policy:late-1")
    assert (hole.name, hole.text("status")) == ("重点政策1(判読不能)", "illegible")
    assert not edges(items, "part_of", end="policy:late-1")
    late = node(items, "page:late-2")
    assert [json.loads(r)["line"] for r in late.list("illegible")] == list(range(28, 36))
    assert node(items, "policy:late-2").text("remark") == "(ネットワーク図参照)"
    assert node(items, "policy:late-4").text("succession_note")


def test_only_words_of_the_item_make_a_link_stated(items: dict[str, Item]) -> None:
    for edge in edges(items, "involves"):
        assert (edge.provenance[0].basis == "stated") is bool(edge.text("surface"))
        of_page = [p for p in edge.provenance if p.source == "src:seed"]
        assert all(p.where == f"l.{node(items, edge.start).get('line')}" for p in of_page)


def test_corrections_say_who_decided_them(items: dict[str, Item]) -> None:
    records = [json.loads(r) for p in ("page:prior-1", "page:late-2") for r in node(items, p).list("corrections")]
    decided = {r["line"]: r for r in records if "decided_by" in r}
    assert sorted(decided) == sorted({int(r["line"]) for r in rows("plan_corrections")})


def test_the_set_names_its_phrases(items: dict[str, Item]) -> None:
    records = [json.loads(r) for r in node(items, "set:japan").list("phrases")]
    files = sorted((shipped_data() / "japan" / "phrases").iterdir())
    assert [r["file"] for r in records] == [f.name for f in files]
    assert all(r["lines"] == len(f.read_text("utf-8").splitlines()) for r, f in zip(records, files, strict=True))


def test_the_loaded_ward_can_be_asked(tmp_path: Path) -> None:
    store = EmbeddedStore(str(tmp_path / "graph.db"))
    result = load(store, [WARD])
    directory = compile_directory(store)
    assert directory.municipality.name == "世田谷区" and directory.data_version == result.data_version
    assert [h.kind for h in directory.municipality.hubs] == [
        "kind:jido-sodanjo",
        "kind:kodomo-katei-shien-center",
        "kind:jidokan",
    ]
    shown = {f.name: f.shown for f in directory.municipality.families}
    assert shown["所管"] is False and shown["紹介"] is True
    assert (
        "org:hotline-189" in directory.nodes
        and len(store.page("term", dataset=None, after=None, limit=MAX_LIMIT).items) > 800
    )
    store.close()


def test_the_copy_of_the_data_is_the_given_one() -> None:
    given = SHARED / "data"
    if not given.exists():
        pytest.skip("../shared/data is not on this machine")
    for name in SETS:
        for path in (given / name).glob("*.csv"):
            if path.name != GROWN:
                assert path.read_bytes() == (shipped_data() / name / path.name).read_bytes()


def test_every_given_rule_of_danger_is_there_and_calls_the_same_numbers() -> None:
    given = SHARED / "data" / "japan" / GROWN
    if not given.exists():
        pytest.skip("../shared/data is not on this machine")
    files = (given, shipped_data() / "japan" / GROWN)
    read = (csv.DictReader(p.read_text(encoding="utf-8").splitlines()) for p in files)
    told, ours = ({r["id"]: (r["case"], r["call"], r["reason"]) for r in rules} for rules in read)
    assert told.items() <= ours.items() and len(ours) > len(told) > 30


def test_check_counts_what_it_read() -> None:
    report = check([WARD])
    assert report.problems == () and report.notices == () and report.sets == ("japan", "tokyo", "131121")
    assert report.rows["setagaya"]["plan_items"] == len(list(rows("plan_items")))
    assert report.counts["programme"] == 163
