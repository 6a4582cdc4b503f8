"""paths, matrix, report: what people read, what programs read, the tables they write, and how they end."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from api.app import create_app
from api.settings import Settings
from tests.command.conftest import Tsunagu
from tests.exampleku import HIDDEN

ENDS = ("org:exampleku-kita", "org:exampleku-shelter")


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (("paths", *ENDS, "--max", "3", "--hubs", "handles"),
         f"/api/paths?from={ENDS[0]}&to={ENDS[1]}&max=3&hubs=handles"),
        (("paths", *ENDS, "--kinds", "handles", "--limit", "1", "--basis", "stated"),
         f"/api/paths?from={ENDS[0]}&to={ENDS[1]}&kinds=handles&limit=1&basis=stated"),
        (("matrix", "--rows", "policy", "--columns", "case_type"), "/api/matrix?rows=policy&columns=case_type"),
        (("report", "gaps", "--on", "2026-04-01"), "/api/reports/gaps?on=2026-04-01"),
        (("report", "closure", "kind:hinanjo"), "/api/reports/closure?id=kind:hinanjo"),
        (("report", "takers", "case:futoko", "--area", "日向"), "/api/reports/takers?id=case:futoko&area=日向"),
    ],
)  # fmt: skip
def test_the_documents_are_those_of_the_api(
    words: tuple[str, ...], path: str, tsunagu: Tsunagu, tmp_path: Path
) -> None:
    done = tsunagu(*words, "--json")
    assert (done.status, done.err) == (0, "")
    with TestClient(create_app(Settings(graph_url=f"sqlite:{tmp_path / 'graph.db'}"))) as client:
        assert done.json() == client.get(path).json()


def test_paths_for_people(tsunagu: Tsunagu) -> None:
    done = tsunagu("paths", *ENDS)
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        "「きた相談窓口」から「例の避難所」への4歩までの道は1本です。いちばん短いのは1歩で、1本を示します。\n\n1. 1歩\n"
        "  きた相談窓口 紹介する → 例の避難所(org:exampleku-shelter) [原典に記載: 例区の案内 row 3]\n"
    )


def test_reports_for_people(tsunagu: Tsunagu) -> None:
    done = tsunagu("report", "closure", "org:exampleku-kita", "--on", "2026-11-25")
    assert done.out.startswith("なくなったら(2026-11-25)\n「きた相談窓口」がなくなると、")
    assert "● きた地域の相談窓口は、1から0になります。" in done.out
    assert "「ない」はデータにないという意味です。実際にないとは限りません。" in done.out


def test_tables_are_written_beside_the_answer(tsunagu: Tsunagu, tmp_path: Path) -> None:
    plain, book = tmp_path / "gaps.csv", tmp_path / "gaps.xlsx"
    done = tsunagu("report", "gaps", "--csv", str(plain), "--xlsx", str(book), "--json")
    assert done.status == 0 and f"{plain} に" in done.err and f"{book} に" in done.err
    lines = plain.read_bytes().decode("utf-8-sig").splitlines()
    assert plain.read_bytes().startswith(b"\xef\xbb\xbf") and len(lines) == len(done.json()["items"]) + 1
    (sheet,) = load_workbook(book).worksheets
    assert sheet.max_row == len(lines)
    gone = tsunagu("report", "gaps", "--csv", str(tmp_path / "no" / "where.csv"))
    assert (gone.status, gone.out) == (2, "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("paths", "org:nowhere", ENDS[0]), "「org:nowhere」という番号のものはデータにありません。"),
        (("paths", *ENDS, "--max", "9"), "「歩数」に読めない値があります: 9。1から8までの数を書いてください。"),
        (("paths", *ENDS, "--limit", "0"), "「件数」に読めない値があります: 0。"),
        (("paths", *ENDS, "--hubs", "involves"), "「通り道」に読めない値があります: involves。"),
        (("paths", *ENDS, "--basis", "rumoured"), "「根拠」に読めない値があります: rumoured。"),
        (("paths", ENDS[0]), "TO が要ります。"),
        (
            ("matrix", "--rows", "plan"),
            "「行」に読めない値があります: plan。使えるのは policy、measure、initiative です。",
        ),
        (("report", "dragon"), "「dragon」というレポートはありません。使えるのは gaps、"),
        (("report", "closure"), "このレポートには番号が要ります(例 kind:jidokan)。"),
        (("report", "gaps", "--on", "昨日"), "「日付」に読めない値があります"),
    ],
)
def test_what_cannot_be_answered(words: tuple[str, ...], said: str, tsunagu: Tsunagu) -> None:
    done = tsunagu(*words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize("words", [("paths", *ENDS, "--hubs", "serves"), ("report", "closure", "kind:hinanjo")])
def test_a_hidden_place_is_nowhere(words: tuple[str, ...], tsunagu: Tsunagu) -> None:
    for json in ((), ("--json",)):
        done = tsunagu(*words, *json)
        assert done.status == 0 and not any(told in done.out for told in HIDDEN)
