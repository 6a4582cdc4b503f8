"""check, plan, evaluate: what reads files and needs no change of the graph."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from api.shapes import NetworkOut, RejectionOut
from loaders.shipped import shipped_data
from tests.command.conftest import Tsunagu
from tests.exampleku import HIDDEN
from tests.loaders.copies import copy_data, number_of, set_cell
from tests.shapes import assert_shape

PAGE = "000_7aa59e1807b38ac9.txt"


def test_check_of_the_shipped_data(tsunagu: Tsunagu) -> None:
    done = tsunagu("check", "--json")
    assert done.status == 0
    document = done.json()
    assert document["problems"] == []
    assert document["sets"] == ["japan", "tokyo", "131121"]
    assert document["counts"]["initiative"] == 64


def test_check_finds_every_problem_at_once(tsunagu: Tsunagu, tmp_path: Path) -> None:
    ward = copy_data(tmp_path)
    path = ward / "organisations.csv"
    numbers = [number_of(path, id=i) for i in ("org:setagaya-jidosodanjo", "org:setagaya-call")]
    for number in numbers:
        set_cell(path, number, "status", "開設")
    done = tsunagu("check", "--data", str(ward), "--json")
    assert done.status == 1
    problems = done.json()["problems"]
    for problem in problems:
        assert_shape(problem, RejectionOut)
    assert {(p["row"], p["column"]) for p in problems} >= {(n, "status") for n in numbers}
    told = tsunagu("check", "--data", str(ward))
    assert (told.status, told.out) == (1, "")
    for number in numbers:
        assert f"organisations.csv {number}行 status: " in told.err
    assert f"誤りが{len(problems)}件あります。" in told.err


def test_check_of_a_folder_that_is_not_there(tsunagu: Tsunagu, tmp_path: Path) -> None:
    done = tsunagu("check", "--data", str(tmp_path / "none"))
    assert (done.status, done.out) == (1, "")
    assert "none" in done.err


def test_plan_of_the_shipped_page(tsunagu: Tsunagu) -> None:
    file = str(shipped_data() / "setagaya" / "pages" / PAGE)
    done = tsunagu("plan", file, "--json")
    assert (done.status, done.err) == (0, "")
    document = done.json()
    assert [p["id"] for p in document["policies"]] == [
        "prior-3", "prior-1", "prior-2", "late-1", "late-2", "late-3", "late-4",
    ]  # fmt: skip
    assert document["illegible_lines"] == list(range(28, 36))
    assert document["problems"] == []
    people = tsunagu("plan", file).out
    assert "late-1 重点政策1 読み取れない(28行)" in people
    assert "読めない行: 28、29、30" in people


def test_a_page_that_no_set_names_is_read_by_the_rules_alone(tsunagu: Tsunagu, tmp_path: Path) -> None:
    copy = tmp_path / "another.txt"
    copy.write_bytes((shipped_data() / "setagaya" / "pages" / PAGE).read_bytes())
    document = tsunagu("plan", str(copy), "--json").json()
    assert {p["plan"] for p in document["policies"]} == {"table-1", "table-2"}


def test_corrections_that_do_not_fit_the_page(tsunagu: Tsunagu, tmp_path: Path) -> None:
    ward = copy_data(tmp_path)
    path = ward / "plan_corrections.csv"
    set_cell(path, 2, "read", "どこにもない語")
    done = tsunagu("plan", str(ward / "pages" / PAGE), "--data", str(ward), "--json")
    assert done.status == 1
    (problem,) = done.json()["problems"]
    assert (problem["row"], problem["value"]) == (2, "どこにもない語")
    assert "2行: " in done.err


@pytest.mark.parametrize("name", ["plan", "evaluate"])
def test_a_file_that_is_not_there(name: str, tsunagu: Tsunagu, tmp_path: Path) -> None:
    done = tsunagu(name, str(tmp_path / "none.txt"), "--json")
    assert done.status == 2
    assert "none.txt" in done.json()["detail"]


def test_a_page_that_is_no_text(tsunagu: Tsunagu, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(b"\xff\xfe\x00\x00")
    done = tsunagu("plan", str(tmp_path / "page.txt"))
    assert (done.status, "UTF-8" in done.err) == (2, True)


def test_evaluate(tsunagu: Tsunagu, tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    rows = [
        {"q": "不登校", "case_types": ["futoko"]},
        {"q": "粗大ごみ", "case_types": []},
        {"q": "石", "case_types": ["ishi"]},
    ]
    file.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8")
    document = tsunagu("evaluate", str(file), "--json").json()
    assert (document["file"], document["queries"]) == ("queries.jsonl", 3)
    first = document["scores"][0]
    assert (first["hits"], first["of"], first["share"]) == (1, 2, 0.5)
    assert first["low"] < 0.5 < first["high"]
    assert "misses" not in document
    missed = tsunagu("evaluate", str(file), "--misses")
    assert "queries.jsonl: 3件" in missed.out
    assert "× 石\n    正解 case:ishi  答え なし\n" in missed.out
    assert tsunagu("evaluate", str(file), "--misses", "--json").json()["misses"] == [
        {"q": "石", "wanted": ["case:ishi"], "got": []}
    ]


def test_evaluate_a_file_of_another_kind(tsunagu: Tsunagu, tmp_path: Path) -> None:
    (tmp_path / "queries.jsonl").write_text("q: 不登校", encoding="utf-8")
    done = tsunagu("evaluate", str(tmp_path / "queries.jsonl"))
    assert (done.status, "1行目" in done.err) == (2, True)


def test_draw(tsunagu: Tsunagu, tmp_path: Path) -> None:
    file = tmp_path / "network.svg"
    done = tsunagu("draw", "-o", str(file), "--open", "kind:hinanjo")
    assert (done.status, done.err) == (0, "")
    root = ElementTree.fromstring(file.read_text(encoding="utf-8"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    text = file.read_text(encoding="utf-8")
    assert "相談窓口" in text
    assert not [told for told in HIDDEN if told in text]
    assert not re.search(r"""(?:href|src)=["'](?!#)|url\((?!#)|@import""", text)  # nothing is fetched to show it
    document = tsunagu("draw", "-o", str(file), "--view", "around", "--around", "相談窓口", "--json").json()
    assert document.pop("file") == str(file)
    assert_shape(document, NetworkOut)


def test_draw_an_answer_in_every_form(tsunagu: Tsunagu, tmp_path: Path) -> None:
    asked = ("--view", "case", "--q", "不登校", "--area", "日向")
    for name, more in (("x.svg", ("--paper", "a3")), ("x.html", ()), ("x.png", ("--paper", "a4"))):
        done = tsunagu("draw", "-o", str(tmp_path / name), *asked, *more)
        assert (done.status, done.err) == (0, "")
    svg, html = ((tmp_path / name).read_text(encoding="utf-8") for name in ("x.svg", "x.html"))
    assert 'width="420mm"' in svg and "Content-Security-Policy" in html
    for text in (svg, html):
        assert "「不登校」の答えに出る" in text and "データの版" in text
        assert not [told for told in HIDDEN if told in text]
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-o", "picture.gif"), "名前を .svg、.html、.png のどれかで終えてください。"),
        (("-o", "picture.svg", "--view", "sideways"), "「図の種類」に読めない値があります: sideways。"),
        (("-o", "nowhere/picture.svg"), "が見つかりません"),
    ],
)
def test_what_cannot_be_drawn(words: tuple[str, ...], said: str, tsunagu: Tsunagu) -> None:
    done = tsunagu("draw", *words)
    assert (done.status, done.out, said in done.err) == (2, "", True)
