"""ふりがな: by run of kanji, anchored on the kana of a name; every kanji of the sheet in plain words has one."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.ruby import Piece, of_name, of_text, unread
from loaders.shipped import shipped_data

DATA = shipped_data()


def shown(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"{p.text}[{p.reading}]" if p.reading else p.text for p in pieces)


@pytest.mark.parametrize(
    ("name", "kana", "expected"),
    [
        (
            "玉川子ども家庭支援センター",
            "タマガワコドモカテイシエンセンター",
            "玉川子[たまがわこ]ども家庭支援[かていしえん]センター",
        ),
        ("ぷるる弦巻児童館", "プルルツルマキジドウカン", "ぷるる弦巻児童館[つるまきじどうかん]"),
        ("新BOP", "シンボップ", "新[しん]BOP"),
        (
            "児童相談所 一時保護所",
            "ジドウソウダンジョイチジホゴショ",
            "児童相談所[じどうそうだんじょ] 一時保護所[いちじほごしょ]",
        ),
        (
            "訪問員(乳児期家庭訪問)",
            "ホウモンイン",
            "訪問員[ほうもんいん](乳児期家庭訪問[にゅうじきかていほうもん])",
        ),
        ("せたがやコール", "セタガヤコール", "せたがやコール"),
    ],
)
def test_a_name_is_read_as_it_is_registered(name: str, kana: str, expected: str) -> None:
    assert shown(of_name(name, kana)) == expected


def test_a_reading_that_does_not_fit_stands_over_the_whole_name() -> None:
    assert of_name("森の家", "グリーンハウス") == (Piece("森の家", "ぐりーんはうす"),)


def test_a_name_too_long_for_one_line_has_no_reading_over_it() -> None:
    assert of_name("<" + "長" * 100, "ナガイ") == (Piece("<" + "長" * 100),)
    assert max(len(p.text) for p in of_text("長" * 200) if p.reading) <= 40


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学校に 行かない とき", "学校[がっこう]に 行[い]かない とき"),
        ("電話で 話したり、聞いたり", "電話[でんわ]で 話[はな]したり、聞[き]いたり"),
        ("日本の どこからでも", "日本[にほん]の どこからでも"),
        ("午前8時30分から", "午前[ごぜん]8時[じ]30分[ぷん]から"),
        ("1月3日、5月15日", "1月[がつ]3日[か]、5月[がつ]15日[にち]"),
        ("お金は いりません", "お金[かね]は いりません"),
    ],
)
def test_a_text_is_read_by_its_words(text: str, expected: str) -> None:
    assert shown(of_text(text)) == expected


def test_the_pieces_are_the_text() -> None:
    for text in plain_texts():
        assert "".join(p.text for p in of_text(text)) == text


def test_no_kanji_of_the_shipped_data_is_left_unread() -> None:
    assert [t for t in plain_texts() if unread(of_text(t))] == []
    assert [n for n, k in names() if unread(of_name(n, k))] == []


def test_few_names_have_one_reading_over_the_whole() -> None:
    """UI §4.4: the anchors work for nearly all names."""
    known = list(names())
    whole = [n for n, k in known if len(of_name(n, k)) == 1 and of_name(n, k)[0].reading and not all(is_kanji(n))]
    assert len(whole) / len(known) < 0.03, whole


def is_kanji(name: str) -> Iterator[bool]:
    return ("一" <= c <= "鿿" or c in "々ヶ" for c in name)


def plain_texts() -> Iterator[str]:
    for table in ("organisation_kinds", "case_types"):
        yield from (row["plain"] for row in rows(DATA / "japan" / f"{table}.csv"))


def names() -> Iterator[tuple[str, str]]:
    for file in sorted(DATA.glob("*/organisations.csv")) + sorted(DATA.glob("*/organisation_kinds.csv")):
        yield from ((row["name"], row["kana"]) for row in rows(file))


def rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        yield from csv.DictReader(opened)
