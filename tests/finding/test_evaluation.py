"""The figures that `tsunagu evaluate` prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.directory import Directory
from graph.errors import BadParameter
from graph.evaluation import Evaluation, Score, as_table, evaluate, read_queries
from tests.finding.ward import case, directory, handles, kind, of_kind, org, rule, serves, term


@pytest.fixture
def ward(tmp_path: Path) -> Directory:
    return directory(
        tmp_path,
        case("futoko", "不登校"),
        case("gyakutai", "虐待", danger=True),
        case("teate", "手当"),
        term("殴", "gyakutai"),
        rule("x", "gyakutai", ("殴られ",), ("org:police",)),
        org("police", "110番", phone="110"),
        *serves("org:police", "ku"),
        handles("org:police", "gyakutai", "通告先", first=2),
        kind("centre", "相談センター", aliases=("センター",)),
        *of_kind(org("east", "東センター"), "centre", "east"),
        *of_kind(org("west", "西センター"), "centre", "west"),
        handles("kind:centre", "futoko", "一義的相談窓口", first=1),
        handles("kind:centre", "gyakutai", "通告先", first=1),
    )


def ask(ward: Directory, folder: Path, *rows: dict[str, object], name: str = "q.jsonl") -> Evaluation:
    path = folder / name
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows) + "\n\n", encoding="utf-8")
    return evaluate(ward, path)


def figures(found: Evaluation) -> dict[str, tuple[int, int]]:
    return {s.name: (s.hits, s.of) for s in found.scores if s.of}


def test_each_figure_counts_what_its_name_says(ward: Directory, tmp_path: Path) -> None:
    found = ask(
        ward,
        tmp_path,
        {"q": "不登校", "case_types": ["futoko"], "expect_orgs": ["センター"], "note": "style=keyword"},
        {
            "q": "父に殴られた", "case_types": ["gyakutai"], "expect_orgs": ["110番", "西センター"],
            "note": "style=child; 緊急=110",
        },
        {"q": "殴りそう", "case_types": ["gyakutai"], "expect_orgs": [], "note": "style=parent; 緊急=110"},
        {"q": "ともだち", "case_types": ["futoko"], "expect_orgs": ["西センター"], "note": "style=child"},
        {"q": "粗大ごみ", "case_types": [], "expect_orgs": [], "note": "style=none; 該当なし"},
        {"q": "不登校 手当", "case_types": ["teate", "gyakutai"], "expect_orgs": [], "note": "style=multi"},
    )  # fmt: skip
    assert figures(found) == {
        "1番目の種別が正しい": (3, 5),
        "3つまでに正しい種別": (4, 5),
        "期待する機関が5行までに": (2, 3),
        "1番目の機関が正しい": (1, 3),
        "同じく、赤い枠の中も数えて": (2, 3),
        "黙るべきでないのに黙った": (1, 5),
        "対象外に黙った": (1, 1),
        "緊急の番号を赤い枠に出した": (1, 2),
        "急ぐ文に赤い枠を出した": (1, 2),
        "赤い枠か「念のため」に出した": (2, 2),
        "急がないのに赤い枠を出した": (0, 4),
        "重なる困りごとを5つまでに全部": (0, 1),
    }
    assert [m.query for m in found.misses] == ["ともだち", "不登校 手当"]
    assert [style for style, _ in found.styles] == ["child", "keyword", "multi", "none", "parent"]
    assert dict(found.styles)["child"][0] == Score("1番目の種別が正しい", 1, 2)


def test_phrases_of_other_files_are_read_too(ward: Directory, tmp_path: Path) -> None:
    found = ask(
        ward,
        tmp_path,
        {"q": "父に殴られた", "case_types": ["gyakutai"], "speaker": "小学生", "urgent": ["110", "189"], "note": ""},
        {"q": "不登校", "case_types": ["futoko"], "speaker": "母", "urgent": [], "note": "3"},
        {"q": "2歳", "case_types": [], "area": "世田谷", "age_months": [24, 36], "time": None},
        name="phrases-compound.jsonl",
    )
    assert figures(found)["緊急の番号を赤い枠に出した"] == (0, 1)
    assert figures(found)["急ぐ文に赤い枠を出した"] == (1, 1)
    assert figures(found)["重なる困りごとを5つまでに全部"] == (3, 3)
    assert [style for style, _ in found.styles] == ["小学生", "母"]


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"), [(8, 10, 0.490, 0.943), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (0, 0, 0.0, 1.0)]
)
def test_the_interval_is_wilsons(hits: int, of: int, low: float, high: float) -> None:
    assert Score("x", hits, of).interval == pytest.approx((low, high), abs=0.001)


def test_the_table_says_counts_shares_and_intervals(ward: Directory, tmp_path: Path) -> None:
    table = as_table(ask(ward, tmp_path, {"q": "不登校", "case_types": ["futoko"], "note": "style=keyword"}))
    assert table.splitlines()[0] == "q.jsonl: 1件"
    assert "1番目の種別が正しい: 1 / 1  100.0%(95%の幅 20.7%~100.0%)" in table
    assert "  keyword: 1番目の種別が正しい 1/1(100%)" in table
    assert "期待する機関" not in table


@pytest.mark.parametrize("line", ["{", "[]", '{"q": "x"}', '{"case_types": []}', '{"q": "x", "case_types": 3}'])
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text('{"q": "x", "case_types": []}\n' + line, encoding="utf-8")
    with pytest.raises(BadParameter, match=r"broken\.jsonl の2行目"):
        read_queries(path)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadParameter, match="JSON Lines"):
        read_queries(tmp_path / "none.jsonl")
