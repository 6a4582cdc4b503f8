"""Values that mean harm are refused, or kept as the plain words they are; files that mean harm are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store_embedded import EmbeddedStore
from loaders.load import check, load
from tests.loaders.copies import copy_data, number_of, read_rows, set_cell, write_rows


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    return copy_data(tmp_path)


REFUSED = {
    "NUL": "あ\0い",
    "a control character": "あ\x1bい",
    "a line feed": "あ\nい",
    "text turned around": "あ\u202eい",
    "an unseen direction": "あ\u200fい",
    "too long": "長" * 4_001,
    "a formula": '=HYPERLINK("https://example.org/")',
    "a formula with a sign": "@SUM(A1)",
}


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("column", ["name", "note", "aliases"])
def test_what_could_do_harm_is_refused(ward: Path, what: str, column: str) -> None:
    path = ward / "organisations.csv"
    number = number_of(path, id="org:setagaya-call")
    set_cell(path, number, column, REFUSED[what])
    problems = check([ward]).problems
    assert [(p.file, p.row, p.column) for p in problems] == [("setagaya/organisations.csv", number, column)]


KEPT = {
    "markup": "<script>alert(1)</script>",
    "quotes": "\"';--",
    "braces": "{{ 7*7 }} ${7*7} %s",
    "an entity": "&lt;b&gt;",
    "4,000 characters": "長" * 4_000,
    "an emoji": "児童館👨‍👩‍👧",
}


def test_odd_words_are_kept_as_they_are(ward: Path, tmp_path: Path) -> None:
    path = ward / "organisations.csv"
    heading, *rows = read_rows(path)
    ids = {}
    for (what, text), row in zip(KEPT.items(), rows, strict=False):
        row[heading.index("note")] = text
        ids[row[0]] = what
    write_rows(path, [heading, *rows])
    store = EmbeddedStore(str(tmp_path / "graph.db"))
    load(store, [ward])
    for node in store.get(list(ids)).values():
        assert node.provenance[0].note == KEPT[ids[node.id]]
    store.close()


@pytest.mark.parametrize("value", ["org:ABC", "org:あ", "org:-x", "org:a b", "org:" + "a" * 300, "kind:x", "org:a:b"])
def test_ids_keep_to_their_form(ward: Path, value: str) -> None:
    path = ward / "plans.csv"
    set_cell(path, number_of(path, id="plan:dai2ki"), "id", value)
    assert ("setagaya/plans.csv", 2, "id") in {(p.file, p.row, p.column) for p in check([ward]).problems}


@pytest.mark.parametrize(
    "text",
    ["", "[1, 2]", "code: [", "code: 1\ncode: 2\n", "a: &a [*a]\n", "hubs: [[1]]\n", "code: {a: b}\n", "- \0"],
)
def test_settings_that_cannot_be_read_are_told(ward: Path, text: str) -> None:
    (ward / "dataset.yaml").write_text(text, encoding="utf-8")
    assert "setagaya/dataset.yaml" in {p.file for p in check([ward]).problems}


@pytest.mark.parametrize("raw", [b"", b"\xff\xfeh\x00", b'a,"b', b'id\n"x"y\n', b"\x81", b"x" * 200_000])
def test_tables_that_cannot_be_read_are_told(ward: Path, raw: bytes) -> None:
    (ward / "plans.csv").write_bytes(raw)
    assert "setagaya/plans.csv" in {p.file for p in check([ward]).problems}


@pytest.mark.parametrize("text", ["", "{", "{}", "[1]", "[{}]", "[" * 100_000, '[{"basicInformation": {"psid": "x"}}]'])
def test_a_registry_that_cannot_be_read_is_told(ward: Path, text: str) -> None:
    name = "kosodate_registry_131121.json"
    (ward / name).write_text(text, encoding="utf-8")
    assert f"setagaya/{name}" in {p.file for p in check([ward]).problems}


@pytest.mark.parametrize("name", ["../japan", "/", "..", "setagaya"])
def test_a_base_is_a_folder_beside(ward: Path, name: str) -> None:
    text = (ward / "dataset.yaml").read_text("utf-8").replace("[japan, tokyo]", f'[japan, "{name}"]')
    (ward / "dataset.yaml").write_text(text, encoding="utf-8")
    told = [p for p in check([ward]).problems if p.file == "setagaya/dataset.yaml"]
    assert any(p.value == name and p.row == 8 for p in told)


def test_no_folder_and_no_data_are_told(tmp_path: Path) -> None:
    assert check([tmp_path / "nowhere"]).problems
    assert check([tmp_path]).problems
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert check([tmp_path / "file"]).problems
