"""find, show, search, info over a graph: what people read, what programs read, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.command.conftest import Tsunagu
from tests.exampleku import HIDDEN, ITEMS, OTHER, stored
from tests.shapes import assert_find, assert_node


def test_find_for_people(tsunagu: Tsunagu) -> None:
    done = tsunagu("find", "不登校", "--area", "日向", "--age", "14")
    assert (done.status, done.err) == (0, "")
    assert "読み取り: 不登校 → 不登校(case:futoko)" in done.out
    first = done.out.index("まず連絡")
    assert first < done.out.index("きた相談窓口 03-0000-0001") < done.out.index("連携先")
    assert "原典に記載: 例区の案内 row 3" in done.out


def test_find_not_understood(tsunagu: Tsunagu) -> None:
    done = tsunagu("find", "粗大ごみ")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("当てはまる相談の種別はありません。")


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (("find", "不登校"), "/api/find?q=不登校"),
        (("find", "不登校", "--area", "日向", "--age", "14", "--on", "2026-04-01"),
         "/api/find?q=不登校&area=日向&age=14&on=2026-04-01"),
        (("find", "ひみつのはなし"), "/api/find?q=ひみつのはなし"),
        (("show", "org:exampleku-kita"), "/api/nodes/org:exampleku-kita"),
        (("search", "相談"), "/api/nodes?q=相談"),
        (("search", "相談", "--kind", "organisation", "--limit", "1"), "/api/nodes?q=相談&kind=organisation&limit=1"),
        (("info",), "/api/info"),
    ],
)  # fmt: skip
def test_the_documents_are_those_of_the_api(
    words: tuple[str, ...], path: str, tsunagu: Tsunagu, tmp_path: Path
) -> None:
    done = tsunagu(*words, "--json")
    assert (done.status, done.err) == (0, "")
    with TestClient(create_app(Settings(graph_url=f"sqlite:{tmp_path / 'graph.db'}"))) as client:
        assert done.json() == client.get(path).json()


def test_documents_have_their_shapes(tsunagu: Tsunagu) -> None:
    assert_find(tsunagu("find", "不登校", "--json").json())
    assert_node(tsunagu("show", "case:futoko", "--json").json())


def test_show_for_people(tsunagu: Tsunagu) -> None:
    done = tsunagu("show", "org:exampleku-kita")
    assert done.out.startswith("きた相談窓口(機関) org:exampleku-kita\n")
    assert "  電話: 03-0000-0001\n" in done.out
    assert "  電話での確認: まだ\n" in done.out
    assert "  担当する → 不登校(case:futoko) [原典に記載: 例区の案内 row 3]\n" in done.out


def test_search_for_people(tsunagu: Tsunagu) -> None:
    assert tsunagu("search", "きたまど").out == "org:exampleku-kita  きた相談窓口(機関)\n"
    more = tsunagu("search", "の", "--limit", "1")
    assert (len(more.out.splitlines()), "--limit 2" in more.err) == (1, True)
    none = tsunagu("search", "どこにもない名")
    assert (none.status, none.out, "ありません" in none.err) == (0, "", True)


def test_info_for_people(tsunagu: Tsunagu) -> None:
    out = tsunagu("info").out
    assert "版         1(" in out
    assert "       2 機関(organisation)" in out


@pytest.mark.parametrize(
    "words",
    [("show", "org:exampleku-shelter"), ("search", "避難所"), ("find", "不登校"), ("show", "area:exampleku-kita")],
)
def test_a_hidden_place_is_nowhere(words: tuple[str, ...], tsunagu: Tsunagu) -> None:
    for json in ((), ("--json",)):
        done = tsunagu(*words, *json)
        assert done.status == 0
        for told in HIDDEN[:4]:
            assert told not in done.out
    assert "安全のため載せていません" in tsunagu("show", "org:exampleku-shelter").out
    assert "避難所" not in tsunagu("show", "area:exampleku-kakushi").out


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("show", "org:nowhere"), 2, "「org:nowhere」という番号のものはデータにありません。"),
        (("search", "・"), 2, "「さがすことば」に読めない値があります"),
        (("search", "あ", "--kind", "dragon"), 2, "「dragon」という種類はありません。"),
        (("search", "あ", "--limit", "0"), 2, "「件数」に読めない値があります: 0。1以上です。"),
        (("find", " "), 2, "困っていることを入れるか"),
        (("find", "あ" * 2001), 2, "2001字。2000字までです。"),
        (("find", "不登校", "--age", "九十九歳児"), 2, "「年齢」に読めない値があります"),
        (("find", "不登校", "--on", "昨日"), 2, "「日付」に読めない値があります"),
        (("info", "--graph", "dragon:x"), 2, "「グラフの場所」に読めない値があります"),
        (("find", "不登校", "--set", "000000"), 2, "999999(例区)"),
        (("history", "--limit", "0"), 2, "1以上です。"),
    ],
)
def test_what_cannot_be_answered(words: tuple[str, ...], status: int, said: str, tsunagu: Tsunagu) -> None:
    done = tsunagu(*words)
    assert (done.status, done.out) == (status, "")
    assert said in done.err
    again = tsunagu(*words, "--json")
    assert again.status == status
    assert again.json()["detail"] == again.err.strip()


def test_several_municipalities_and_none_named(tsunagu: Tsunagu, tmp_path: Path) -> None:
    url = stored(tmp_path / "both", *ITEMS, *OTHER)
    done = tsunagu("find", "不登校", "--graph", url)
    assert (done.status, done.out) == (2, "")
    assert "999998(別区)、999999(例区)" in done.err
    assert "きた相談窓口" in tsunagu("find", "不登校", "--graph", url, "--set", "999999").out
    assert "きた相談窓口" not in tsunagu("find", "不登校", "--graph", url, "--set", "999998").out


def test_an_empty_graph_says_what_to_do(tsunagu: Tsunagu, tmp_path: Path) -> None:
    done = tsunagu("find", "不登校", "--graph", f"sqlite:{tmp_path / 'empty.db'}")
    assert (done.status, done.out) == (3, "")
    assert "tsunagu load" in done.err


def test_a_file_that_is_no_graph(tsunagu: Tsunagu, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("拝啓" * 1000, encoding="utf-8")
    for words in (("info",), ("find", "不登校"), ("history",), ("verify",), ("undo",), ("load",)):
        done = tsunagu(*words, "--graph", f"sqlite:{tmp_path / 'letter.db'}", "--json")
        assert done.status == 3
        assert done.json()["type"] == "urn:tsunagu:problem:store-unavailable"
    assert (tmp_path / "letter.db").read_text(encoding="utf-8").startswith("拝啓")
