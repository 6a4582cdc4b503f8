"""自治体標準オープンデータセット: the official columns, as offices open them, filled with what the data say."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from graph.exchange.ods import _hours
from graph.exchange.ods_columns import CHILDCARE, FACILITIES
from graph.model import Item
from graph.store import GraphStore
from tests.exampleku import ITEMS, body, edge, kind, node
from tests.exchange.conftest import shared
from tests.exchange.stores import embedded, unzipped, written

Rows = list[dict[str, str]]


def rows(raw: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


@pytest.fixture(scope="module")
def files(ward: GraphStore) -> dict[str, bytes]:
    return unzipped(written(ward, "ods"))


def test_one_pair_of_files_for_each_code(files: dict[str, bytes]) -> None:
    names = [f"{code}_{name}.csv" for code in ("131121", "130001") for name in ("preschool", "public_facility")]
    assert sorted(files) == sorted(["README.txt", *names])


@pytest.mark.parametrize(
    ("name", "columns", "fixture"),
    [
        ("131121_preschool.csv", CHILDCARE, "standards/jp/112038_preschool.csv"),
        ("131121_public_facility.csv", FACILITIES, "standards/jp/header_public_facility_current.csv"),
    ],
)
def test_the_columns_of_the_official_form(
    name: str, columns: tuple[str, ...], fixture: str, files: dict[str, bytes]
) -> None:
    official = next(csv.reader(io.StringIO(shared(fixture).read_text("utf-8-sig"), newline="")))
    assert list(columns) == official
    assert list(rows(files[name])[0]) == official


def test_as_spreadsheets_open_it(files: dict[str, bytes]) -> None:
    for name, raw in files.items():
        if name.endswith(".csv"):
            assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\n") == raw.count(b"\r\n")


def test_a_childrens_hall_of_the_ward(files: dict[str, bytes]) -> None:
    """プレスポ池尻児童館 as organisations.csv has it."""
    (found,) = (r for r in rows(files["131121_preschool.csv"]) if r["名称"] == "プレスポ池尻児童館")
    filled = {k: v for k, v in found.items() if v}
    assert filled["所在地_連結表記"] == "東京都世田谷区池尻2-3-11" and filled["郵便番号"] == "154-0001"
    assert (filled["所在地_都道府県"], filled["所在地_市区町村"]) == ("東京都", "世田谷区")
    assert (filled["全国地方公共団体コード"], filled["地方公共団体名"]) == ("131121", "東京都世田谷区")
    assert (filled["種別"], filled["利用可能曜日"]) == ("児童館", "火水木金土日")
    assert (filled["開始時間"], filled["終了時間"]) == ("09:30", "18:00")
    assert not {"POIコード", "法人番号", "受入年齢", "収容定員"} & filled.keys()


def test_the_childrens_centre_is_a_facility_with_its_code(files: dict[str, bytes]) -> None:
    (found,) = (r for r in rows(files["131121_public_facility.csv"]) if r["名称"] == "世田谷区児童相談所")
    assert (found["POIコード"], found["電話番号"], found["郵便番号"]) == ("1406", "03-6379-0697", "156-0043")
    assert found["所在地_全国地方公共団体コード"] == "131121"
    assert "児童相談所" not in {r["種別"] for r in rows(files["131121_preschool.csv"])}


def test_hidden_planned_and_formulas(tmp_path: Path) -> None:
    """What must not be listed is not; what a spreadsheet would reckon is text."""
    area = node("area:exampleku", "area", "例区", level="全区", code="999999")
    coded = [area if i.id == area.id else i for i in ITEMS]
    extra: list[Item] = [
        kind("kind:ba", "遊び場", "居場所", 3),
        body("org:soon", "できる予定", status="planned"),
        edge("instance_of", "org:soon", "kind:ba"),
        body("org:formula", "=1+1", url="@x", lat=-35.5, lon=139.5),
        edge("instance_of", "org:formula", "kind:ba"),
    ]
    found = unzipped(written(embedded(tmp_path, (*coded, *extra)), "ods"))
    (listed,) = rows(found["999999_preschool.csv"])
    assert (listed["名称"], listed["URL"], listed["緯度"]) == ("'=1+1", "'@x", "-35.5")
    assert [r["名称"] for r in rows(found["999999_public_facility.csv"])] == ["きた相談窓口"]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Mo-Fr 08:30-17:00; PH off; Dec 29-Jan 03 off", ("月火水木金", "08:30", "17:00")),
        ("We-Mo 10:00-18:00", ("月水木金土日", "10:00", "18:00")),
        ("Mo,Tu,Th 09:00-12:00", ("月火木", "09:00", "12:00")),
        ("Mo,We,Fr 09:00-17:00; Tu,Th 09:00-18:00", ("", "", "")),  # two rules: the words say it
        ("24/7", ("", "", "")),
        ("Mo-Fr 09:00-12:00,13:00-17:00", ("", "", "")),
        ("Su[2] 09:00-12:00", ("", "", "")),
        ("", ("", "", "")),
    ],
)
def test_days_and_times_where_one_rule_tells_them(text: str, cells: tuple[str, str, str]) -> None:
    assert _hours(text) == cells
