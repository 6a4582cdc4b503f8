"""Several data sets in one graph: a second municipality that does not exist, and what one load may do to the others."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.areas import area_order
from graph.directory import Directory, compile_directory
from graph.errors import RejectedData
from graph.store_embedded import EmbeddedStore
from loaders.load import check, load
from loaders.plan import read_plan
from loaders.plan_document import document
from tests.loaders.copies import SETS, add_row, copy_data, drop_row, number_of, read_rows, set_cell, write_rows
from tests.loaders.reference import as_reference_reads, errors_of, needs_reference

EXAMPLE = Path(__file__).parent / "municipalities" / "exampleku"


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """The shipped sets and the example beside them."""
    shutil.copytree(EXAMPLE, tmp_path / "exampleku")
    return copy_data(tmp_path)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    found = EmbeddedStore(str(tmp_path / "graph.db"))
    yield found
    found.close()


def known(directory: Directory) -> tuple[object, ...]:
    """All that a Directory answers from."""
    return dict(directory.nodes), dict(directory.edges), directory.sets, directory.municipality


def test_the_example_is_sound(ward: Path) -> None:
    report = check([ward.parent / "exampleku"])
    assert report.problems == () and report.sets == ("japan", "tokyo", "139999")


@needs_reference
def test_the_reference_finds_the_example_sound_too(
    ward: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = tmp_path_factory.mktemp("reference")
    folder = as_reference_reads(ward.parent / "exampleku", to)
    page = EXAMPLE / "pages" / "plan-exampleku.txt"
    read = document(read_plan(page.read_text("utf-8")), page.name, {1: "plan:exampleku-late"})
    # check.py tells initiatives from parts by three hyphens in an id; a plan with a hyphen of its own has four
    counts = read["counts"]
    assert isinstance(counts, dict)
    both = sum(n for n in (counts["initiatives"], counts["parts"]) if isinstance(n, int))
    read["counts"] = {**counts, "initiatives": 0, "parts": both}
    (to / "expected.json").write_text(json.dumps(read, ensure_ascii=False), encoding="utf-8")
    shutil.copy(page, to)

    assert errors_of(folder, monkeypatch, to / "expected.json") == []


def test_neither_municipality_changes_the_other(ward: Path, store: EmbeddedStore) -> None:
    load(store, [ward])
    before, digests = known(compile_directory(store, "131121")), dict(store.info().digests)

    load(store, [ward.parent / "exampleku"])

    assert known(compile_directory(store, "131121")) == before
    assert {c: store.info().digests[c] for c in digests} == digests
    example = compile_directory(store, "139999")
    assert example.sets == ("japan", "tokyo", "139999")
    assert not [n for n in example.nodes.values() if n.dataset == "131121"]

    own = known(example)
    set_cell(ward / "organisations.csv", 2, "phone", "03-0000-0000")
    set_cell(ward / "phones.csv", number_of(ward / "phones.csv", body="org:kokasen-setagaya"), "note", "新しい注")
    load(store, [ward])
    assert known(compile_directory(store, "139999")) == own


def test_each_municipality_lists_its_areas_in_its_own_order(ward: Path, store: EmbeddedStore) -> None:
    file = ward.parent / "exampleku" / "areas.csv"
    heading, *rows = read_rows(file)
    write_rows(file, [heading, *reversed(rows)])
    load(store, [ward, ward.parent / "exampleku"])
    for code, listed in (("139999", rows[::-1]), ("131121", read_rows(ward / "areas.csv")[1:])):
        own = [n for n in compile_directory(store, code).of("area") if n.dataset == code]
        assert [n.id for n in sorted(own, key=area_order)] == [r[0] for r in listed]


def test_two_municipalities_may_say_the_same_of_a_kind(ward: Path, store: EmbeddedStore) -> None:
    """Both say that the support centres are the first to take a case: one edge each."""
    load(store, [ward, ward.parent / "exampleku"])
    ends = ("kind:kodomo-katei-shien-center", "case:yoiku_konnan")
    said = store.edges([ends[0]], kinds=["handles"], direction="out", dataset=None, limit=10_000).edges
    assert {e.dataset for e in said if e.end == ends[1] and e.text("role") == "一義的相談窓口"} == {"131121", "139999"}


def test_sets_below_several_are_read_once_and_order_does_not_matter(
    ward: Path, store: EmbeddedStore, tmp_path: Path
) -> None:
    load(store, [ward, ward.parent / "exampleku"])
    other = EmbeddedStore(str(tmp_path / "other.db"))
    load(other, [ward.parent / "exampleku"])
    load(other, [ward])
    load(other, [ward.parent])  # a folder of sets stands for those no other builds on
    assert other.info().digests == store.info().digests and other.info().version == 2
    other.close()


def test_a_base_cannot_lose_what_another_municipality_needs(ward: Path, store: EmbeddedStore) -> None:
    """As an end of an edge, as a law a relation rests on, and as a source."""
    japan, example = ward.parent / "japan", ward.parent / "exampleku"
    add_row(
        japan / "organisation_kinds.csv", id="kind:only-here", name="見本の種別", short="見本", tier="全区",
        group="相談", does="見本", plain="見本", order="9999", source="src:only-here", basis="stated",
    )  # fmt: skip
    source = {"title": "見本の出典", "publisher": "見本区", "licence": "試験のためのもの", "kind": "editorial"}
    add_row(japan / "sources.csv", id="src:only-here", **source)
    add_row(japan / "laws.csv", id="law:only-here", name="見本法", source="src:only-here", basis="stated")
    add_row(
        example / "relations.csv", **{"from": "org:example-jiso"}, to="kind:only-here", relation="紹介",
        legal_basis="law:only-here", source="src:only-here", basis="stated",
    )  # fmt: skip
    load(store, [example])
    before = store.info()
    for table in ("organisation_kinds", "sources", "laws"):
        drop_row(japan / f"{table}.csv", len(read_rows(japan / f"{table}.csv")))

    with pytest.raises(RejectedData) as caught:
        load(store, [ward])

    assert {r.value for r in caught.value.rows} == {"kind:only-here", "src:only-here", "law:only-here"}
    assert all("139999" in r.sentence for r in caught.value.rows)
    assert store.info() == before


def test_what_another_municipality_needs_cannot_move_out_of_its_sight(ward: Path, store: EmbeddedStore) -> None:
    """A source both cite goes from Japan to the ward: it is still in the graph, and not for the other."""
    japan, example = ward.parent / "japan" / "sources.csv", ward.parent / "exampleku"
    add_row(
        example / "relations.csv", **{"from": "org:example-jiso"}, to="kind:gakko", relation="紹介",
        source="src:only-here", basis="stated",
    )  # fmt: skip
    add_row(
        ward / "relations.csv", **{"from": "org:setagaya-jidosodanjo"}, to="kind:gakko", relation="紹介",
        trigger="見本", source="src:only-here", basis="stated",
    )  # fmt: skip
    source = {"title": "見本の出典", "publisher": "見本区", "licence": "試験のためのもの", "kind": "editorial"}
    number = add_row(japan, id="src:only-here", **source)
    load(store, [ward, example])
    drop_row(japan, number)
    add_row(ward / "sources.csv", id="src:only-here", **source)
    shutil.rmtree(example)

    with pytest.raises(RejectedData) as caught:
        load(store, [ward])

    assert [r.value for r in caught.value.rows] == ["src:only-here"]


def test_an_id_of_another_municipality_is_not_taken_over(ward: Path, store: EmbeddedStore) -> None:
    load(store, [ward.parent / "exampleku"])
    before = store.info()
    for file in ward.glob("*.csv"):
        write_rows(file, [[c.replace("org:ka-hoiku", "org:example-call") for c in r] for r in read_rows(file)])
    shutil.rmtree(ward.parent / "exampleku")

    with pytest.raises(RejectedData) as caught:
        load(store, [ward])

    assert [r.value for r in caught.value.rows] == ["org:example-call"]
    assert store.info() == before


def test_an_id_in_two_sets_of_one_call_is_told_at_both(ward: Path) -> None:
    add_row(
        ward.parent / "exampleku" / "plans.csv",
        id="plan:late",
        name="見本の計画",
        source="src:example-plan",
        basis="stated",
    )
    told = {(p.file, p.column) for p in check([ward, ward.parent / "exampleku"]).problems}
    assert told == {("setagaya/plans.csv", "id"), ("exampleku/plans.csv", "id")}


def _alone(ward: Path, tmp_path: Path) -> Path:
    """The ward with all that it builds on, in one folder."""
    whole = tmp_path / "alone" / "setagaya"
    shutil.copytree(ward, whole)
    shutil.copytree(ward.parent / "japan" / "phrases", whole / "phrases")
    for path in (p for name in SETS[:2] for p in (ward.parent / name).glob("*.csv")):
        mine = whole / path.name
        write_rows(mine, read_rows(path) + (read_rows(mine)[1:] if mine.exists() else []))
    text = (whole / "dataset.yaml").read_text("utf-8").replace("builds_on: [japan, tokyo]\n", "")
    text = text.replace('tables: "', 'tables: "organisation_kinds;case_types;case_terms;urgent_rules;laws;phrases/;')
    (whole / "dataset.yaml").write_text(text, encoding="utf-8")
    return whole


def test_a_folder_that_holds_everything_loads_as_well(ward: Path, store: EmbeddedStore, tmp_path: Path) -> None:
    whole = _alone(ward, tmp_path)

    load(store, [whole])

    directory = compile_directory(store)
    assert (
        directory.sets == ("131121",) and len(directory.of("case_type")) == len(read_rows(whole / "case_types.csv")) - 1
    )


def test_whom_to_call_in_an_area_is_said_by_the_editors_and_so_needs_their_source(ward: Path, tmp_path: Path) -> None:
    """The rows of urgent_calls.csv name no source; where nothing else rests on it, it is used all the same."""
    whole = _alone(ward, tmp_path)
    for file in (f for f in whole.glob("*.csv") if f.name != "sources.csv"):
        heading, *rows = read_rows(file)
        emptied = {"cases", "services"} if file.name == "initiative_links.csv" else set()
        cells = [
            [
                "" if h in emptied else c.replace("src:editorial", "src:cfa-dial")
                for h, c in zip(heading, r, strict=True)
            ]
            for r in rows
        ]
        write_rows(file, [heading, *cells])

    assert check([whole]).problems == ()
    drop_row(whole / "sources.csv", number_of(whole / "sources.csv", id="src:editorial"))
    assert [p.file for p in check([whole]).problems if p.value == "src:editorial"] == ["setagaya/sources.csv"]
