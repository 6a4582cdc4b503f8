"""The file of rejected rows: opens in Excel, tells why, and does nothing by itself."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from graph.errors import RejectedData
from graph.store_embedded import EmbeddedStore
from loaders.load import load
from loaders.rejects import write_rejects
from tests.loaders.copies import copy_data, read_rows, set_cell


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    return copy_data(tmp_path)


def rejected(ward: Path, to: Path) -> list[dict[str, str]]:
    store = EmbeddedStore(str(to / "graph.db"))
    with pytest.raises(RejectedData) as caught:
        load(store, [ward])
    store.close()
    write_rejects(to / "rejects.csv", caught.value.rows, [ward])
    raw = (to / "rejects.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\r\n") == raw.count(b"\n")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_a_rejected_row_stands_there_once_with_all_that_is_wrong(ward: Path, tmp_path: Path) -> None:
    set_cell(ward / "organisations.csv", 2, "status", "開設")
    set_cell(ward / "organisations.csv", 2, "phone", "03-6379")
    set_cell(ward / "handles.csv", 5, "role", "受付")

    handles, body, *more = rejected(ward, tmp_path)

    assert [r["ファイル"] for r in (handles, body)] == ["setagaya/handles.csv", "setagaya/organisations.csv"]
    assert (body["行"], body["列"], body["値"]) == ("2", "phone / status", "03-6379 / 開設")
    assert body["理由"] == "電話番号が読めません。 / 「開設」は使えません。"
    assert "open、planned、closed、unknown" in body["書けるもの"]
    heading, row = read_rows(ward / "organisations.csv")[:2]
    assert {c: body[c] for c in heading} == dict(zip(heading, row, strict=True))
    assert handles["role"] == "受付" and handles["status"] == ""
    assert all(r["ファイル"] == "setagaya/phones.csv" for r in more)


def test_what_is_no_row_is_told_without_cells(ward: Path, tmp_path: Path) -> None:
    (ward / "plans.csv").unlink()
    told = {r["ファイル"]: r for r in rejected(ward, tmp_path)}
    assert told["setagaya/plans.csv"]["行"] == "" and told["setagaya/plans.csv"]["理由"].endswith("。")


def test_a_rejected_cell_is_inert_in_excel(ward: Path, tmp_path: Path) -> None:
    set_cell(ward / "organisations.csv", 2, "note", '=HYPERLINK("https://example.org")')
    set_cell(ward / "organisations.csv", 3, "note", "あ\u202eい\0う\nえ")
    first, second = rejected(ward, tmp_path)
    assert first["note"] == '\'=HYPERLINK("https://example.org")' == first["値"]
    assert second["note"] == "あ[U+202E]い[U+0000]う[U+000A]え"
