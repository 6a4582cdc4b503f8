"""やさしい日本語の紙: every kanji with its reading, short sentences of our own, only kinds with plain words."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from api.pages.easy import EACH_ITS_OWN, HEADING, NO_NUMBER, NOTES
from graph.directory import Directory
from tests.pages.asking import Parsed, shown

KANJI = re.compile(r"[一-鿿々]")
QUESTIONS = ("不登校", "身体的虐待", "ひとり親 夜間の預かり 家庭内暴力", "養育困難", "性格行動", "自殺", "児相")


def test_the_sheet(ward: TestClient) -> None:
    page = shown(ward.get("/find?q=不登校&area=等々力&easy=1"))
    assert "".join(p.text for p in page.heading) == "学校に 行けない、行きたくない とき、そうだん できる ところ"
    first = page.bodies[0]
    assert "".join(p.reading or p.text for p in first.name) == "きょういくそうごうセンター ふとうこうしえんまどぐち"
    assert first.phone == "03-6453-1523"
    assert ["".join(p.text for p in line) for line in first.hours] == [
        "月曜日から 金曜日",
        "午前9時から 午後5時まで",
        "(祝日、年末年始は 休み)",
    ]
    assert page.back == "/find?q=%E4%B8%8D%E7%99%BB%E6%A0%A1&area=%E7%AD%89%E3%80%85%E5%8A%9B"


def test_in_danger_the_police_come_first(ward: TestClient) -> None:
    text = Parsed(ward.get("/find?q=身体的虐待&easy=1").text).text
    assert text.index("いま あぶない とき") < text.index("03-6379-0697")
    calm = Parsed(ward.get("/find?q=不登校&easy=1").text).text
    assert calm.index("いま あぶない とき") > calm.index("03-6453-1523")


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_kanji_of_the_sheet_has_its_reading(ward: TestClient, question: str) -> None:
    text = ward.get("/find", params={"q": question, "easy": "1"}).text
    main = text.split("<main")[1].split("</main>")[0].split("</p>", 1)[1]  # after the buttons
    bare = re.sub(r"<ruby>.*?</ruby>", "", main)
    assert KANJI.findall(bare) == []


def test_our_own_sentences_are_short() -> None:
    for sentence in (HEADING, NO_NUMBER, EACH_ITS_OWN, *NOTES):
        assert all(len(part) <= 24 for part in re.split("[。、]", sentence)), sentence
        assert sentence.count("。") <= 1


def test_only_kinds_with_plain_words_are_shown(ward: TestClient, ward_directory: Directory) -> None:
    page = shown(ward.get("/find?q=不登校&easy=1"))
    plains = {k.text("plain") for k in ward_directory.of("organisation_kind")}
    assert {"".join(p.text for p in b.plain) for b in page.bodies} <= plains
