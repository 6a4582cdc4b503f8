"""The answer in its states, on the shipped data: what stands first, what is said, and in what order."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from urllib.parse import quote, unquote

import pytest
from fastapi.testclient import TestClient

from api.pages.answer import matter
from api.pages.asked import Asked
from api.pages.cards import Context
from api.pages.find import FindPage, find_page
from api.pages.links import Links
from api.pages.reading import notices
from api.pages.search import search_form
from graph.directory import Directory
from graph.finding.find import answer_for_case, find
from tests.pages.asking import NOON, Parsed, shown

ORDER = re.compile(
    r"<(?:form class=\"find\"|section class=\"emer|div class=\"read\"|h2 id=\"(?:first|table|partners)\")"
)


def asked(ward: TestClient, **question: str) -> FindPage:
    page: FindPage = shown(ward.get("/find", params=question))
    return page


def test_ordinary(ward: TestClient) -> None:
    page = asked(ward, q="不登校", area="等々力", age="中高生")
    first = page.matter.first[0]
    assert (first.number, first.name.label, first.phone) == (1, "教育総合センター 不登校支援窓口", "03-6453-1523")
    assert [m.label for m in first.marks] == ["一義的相談窓口"]
    assert next((s.text, s.look) for s in first.path) == ("不登校", "word")
    assert first.path[-1].look == "goal"
    assert len(page.matter.first) <= 3 and len(page.matter.partners) <= 6
    assert page.matter.emergency is None and page.matter.table is None
    assert page.reading.area == "等々力 → 玉川地域 等々力地区"
    assert page.spoken.startswith(
        f"不登校。まず連絡は{len(page.matter.first)}件、1番目は教育総合センター 不登校支援窓口、電話03-6453-1523です。"
    )
    assert any(p.name.label == "玉川子ども家庭支援センター" for p in page.matter.partners) or any(
        c.name.label == "玉川子ども家庭支援センター" for c in page.matter.first
    )


def test_the_answer_comes_in_the_order_of_the_page(ward: TestClient) -> None:
    found = ORDER.findall(ward.get("/find?q=身体的虐待").text)
    assert [f.split('"')[1] for f in found] == ["find", "emer", "read", "first", "partners"]
    found = ORDER.findall(ward.get("/find?q=ひとり親 夜間の預かり 家庭内暴力&area=弦巻").text)
    assert [f.split('"')[1] for f in found] == ["find", "read", "first", "table", "partners"]


def test_emergency(ward: TestClient) -> None:
    page = asked(ward, q="身体的虐待")
    box = page.matter.emergency
    assert box is not None and box.level == "red"
    assert "虐待" in box.heading and not box.heading.endswith("。")
    assert "疑いの段階でかまいません" in box.heading + box.text
    assert box.law.startswith("通告は法律の義務です(児童福祉法 第25条第1項")
    numbers = [c.phone for c in box.calls]
    assert numbers[0] == "110" and {"03-6379-0697", "0120-52-8343", "189"} <= set(numbers)
    assert box.areas_of == "子ども家庭支援センター" and len(box.areas) == 5
    centres = next(c for c in page.matter.first if c.name.label == "子ども家庭支援センター(5つの地域)")
    assert centres.no_phone == "地域ごとの番号は上の赤い枠" and centres.five == ()
    assert page.spoken.startswith("身体的虐待。先にかける番号: 110番(警察)110")


def test_compound(ward: TestClient) -> None:
    page = asked(ward, q="ひとり親 夜間の預かり 家庭内暴力", area="弦巻")
    assert page.matter.first_note == "3つの困りごとを1か所で"
    assert [c.name.label for c in page.matter.first] == ["世田谷子ども家庭支援センター"]
    assert [s.plus for s in page.matter.first[0].path if s.look == "word"] == [False, True, True]
    table = page.matter.table
    assert table is not None and len(table.columns) == 3
    assert [bool(c.mark) for c in table.rows[0].cells] == [True, True, True]
    assert len({r.name.label for r in table.rows}) == len(table.rows)
    assert "3つの困りごとの連絡先" in ward.get("/find?q=ひとり親 夜間の預かり 家庭内暴力").text.split("</title>")[0]


def test_nothing_of_ours(ward: TestClient) -> None:
    response = ward.get("/find?q=粗大ごみ")
    page = shown(response)
    assert page.q == "粗大ごみ" and page.call_centre.label == "せたがやコール" and page.phone == "03-5432-3333"
    assert page.first_kind.label == "子ども家庭支援センター"
    assert shown(ward.get(page.example.href)).matter.first  # the example is one that is understood
    assert "「粗大ごみ」に当てはまる相談の種別はありません" in Parsed(response.text).text


def test_area_unknown_word_and_outside(ward: TestClient) -> None:
    assert asked(ward, q="不登校", area="どこでもない町").notices[0] == (
        "「どこでもない町」という町・駅は世田谷区のデータにありません。区全体の答えを出しています。"
    )
    assert asked(ward, q="不登校", area="狛江市").notices[0] == (
        "世田谷区の外の町のようです。お住まいの区市町村の窓口か、189 にかけてください。"
    )


def test_without_an_area_the_five_centres_stand_as_one(ward: TestClient) -> None:
    page = asked(ward, q="養育困難")
    five = page.matter.first[0]
    assert five.name.label == "子ども家庭支援センター(5つの地域)"
    assert len(five.five) == 5 and all(n.dial.startswith("tel:03") for n in five.five)
    assert [n.area for n in five.five] == ["世田谷地域", "北沢地域", "玉川地域", "砧地域", "烏山地域"]
    assert "町を入れると1つに決まります" in five.line and page.matter.undecided
    assert asked(ward, q="養育困難", area="用賀").matter.first[0].name.label == "玉川子ども家庭支援センター"


def test_on_a_border_both_areas_are_named(ward: TestClient) -> None:
    page = asked(ward, q="養育困難", area="池尻")
    assert " または " in page.reading.area
    assert page.notices[0].startswith("池尻は") and page.notices[0].endswith("町丁目で確かめてください。")


def test_many_bodies_collapse(ward: TestClient) -> None:
    page = asked(ward, q="不登校", area="等々力")
    assert len(page.matter.partners) == 6 and page.matter.more
    assert f"ほか {len(page.matter.more)} 機関" in ward.get("/find?q=不登校&area=等々力").text


def test_a_body_asked_for_by_name_comes_first(ward: TestClient) -> None:
    first = asked(ward, q="ぷるる弦巻").matter.first[0]
    assert first.name.label == "ぷるる弦巻児童館" and first.marks[0].label == "機関名に一致"


def test_bodies_of_a_kind_asked_for_by_name_stand_together(ward: TestClient) -> None:
    (first,) = asked(ward, q="警察署").matter.first
    assert [m.label for m in first.marks] == ["機関名に一致"] and first.name.label == "警察署(4か所)"
    assert len(first.five) == 4 and "" in [n.phone for n in first.five]
    assert "番号はデータにない" in ward.get("/find?q=警察署").text


def test_a_body_without_a_number_says_so(ward: TestClient) -> None:
    cards = [c for q in ("DV", "不登校", "ひきこもり") for c in asked(ward, q=q).matter.first]
    silent = [c for c in cards if not c.phone and not c.five]
    assert silent and all(c.no_phone == "電話番号はデータにありません" for c in silent)


def test_adults(ward: TestClient) -> None:
    page = asked(ward, q="性格行動", age="18歳以上")
    assert "18歳以上です。児童相談所は原則18歳未満のため、後ろに置きました。" in page.notices


def test_two_readings_near_each_other(ward_directory: Directory) -> None:
    answer = find(ward_directory, "不登校", now=NOON)
    both = tuple(replace(c, use="answer" if i == 0 else "alternative") for i, c in enumerate(answer.case_types[:1] * 2))
    unsure = replace(answer, certain=False, case_types=(both[0], replace(both[1], id="case:ijime", label="いじめ")))
    question = Asked("不登校", area="等々力")
    form = search_form(ward_directory, Links(), Asked())
    page = find_page(Context(ward_directory, Links(), unsure, NOON.date()), form, question, NOON)
    assert page.unsure is not None
    choices = page.unsure.choices
    assert [(c.case.label, c.case.href.partition("?")[0], c.shown) for c in choices] == [
        ("不登校", "/nodes/case%3Afutoko", True),
        ("いじめ", "/nodes/case%3Aijime", False),
    ]
    assert choices[0].case.href.endswith("?area=%E7%AD%89%E3%80%85%E5%8A%9B")
    assert [c.first and c.first.name.label for c in choices] == [
        "教育総合センター 不登校支援窓口",
        answer_for_case(ward_directory, "case:ijime", now=NOON).bodies[0].label,
    ]


def test_bodies_that_take_every_reading_stand_before_the_readings(ward_directory: Directory) -> None:
    common = ("健康づくり課", "子ども家庭支援センター")
    answers = [answer_for_case(ward_directory, f"case:{c}", now=NOON) for c in ("ikuji_fuan", "hattatsu_shinpai")]
    first, second = (a.case_types[0] for a in answers)
    readings = (first, replace(second, use="alternative"))
    answer = replace(answers[0], certain=False, case_types=readings)
    form = search_form(ward_directory, Links(), Asked())
    found = find_page(Context(ward_directory, Links(), answer, NOON.date()), form, Asked("x"), NOON).unsure
    assert found is not None and [p.name.label for p in found.common] == [f"{k}(5つの地域)" for k in common]
    of_all = set.intersection(*({b.organisation_kind.label for b in a.bodies if b.organisation_kind} for a in answers))
    assert set(common) < of_all


def test_several_troubles_are_no_choice(ward_directory: Directory) -> None:
    answer = replace(find(ward_directory, "ひとり親 夜間の預かり 家庭内暴力", now=NOON), certain=False)
    form = search_form(ward_directory, Links(), Asked())
    page = find_page(Context(ward_directory, Links(), answer, NOON.date()), form, Asked("x"))
    assert page.unsure is None and page.matter.table is not None


def test_another_reading_of_several_troubles_exchanges_one(ward_directory: Directory) -> None:
    answer = find(ward_directory, "ひとり親 夜間の預かり 家庭内暴力", area="弦巻", now=NOON)
    other = replace(answer.case_types[0], id="case:seikaku_kodo", label="性格行動", use="alternative", matched=())
    context = Context(ward_directory, Links(), replace(answer, case_types=(*answer.case_types, other)), NOON.date())
    page = find_page(context, search_form(ward_directory, Links(), Asked()), Asked("x", area="弦巻"))
    link = next(o for o in page.reading.others if o.title == "性格行動")
    words = unquote(link.href.partition("q=")[2].partition("&")[0]).split()
    assert words[-1] == "性格行動" and set(words[:-1]) < {"ひとり親", "夜間の預かり", "家庭内暴力"} and len(words) == 3
    assert link.href.endswith("&area=%E5%BC%A6%E5%B7%BB")


def test_old_numbers_are_warned_of(ward_directory: Directory) -> None:
    answer = find(ward_directory, "不登校", now=NOON)
    old = replace(answer, bodies=(replace(answer.bodies[0], as_of="2014-05", recheck=True),))
    first = matter(Context(ward_directory, Links(), old, date(2026, 11, 25))).first[0]
    assert first.warning == "この番号は2014年の資料です。かける前に確かめてください。"
    assert [m.label for m in first.said.age] == ["要再確認"]


def test_hours_that_are_not_known_say_nothing(ward_directory: Directory) -> None:
    answer = find(ward_directory, "不登校", now=NOON)
    for state, words in ((True, "いま受付中"), (False, "いまは時間外"), (None, "")):
        one = replace(answer, bodies=(replace(answer.bodies[0], open_now=state),))
        assert matter(Context(ward_directory, Links(), one, NOON.date())).first[0].open_now == words


def test_no_body_in_the_area(ward_directory: Directory) -> None:
    answer = find(ward_directory, "不登校", area="等々力", now=NOON)
    assert not notices(ward_directory, answer, Asked("不登校", "等々力"))
    form = search_form(ward_directory, Links(), Asked())
    away = replace(answer, bodies=tuple(replace(b, reach="kind") for b in answer.bodies))
    page = find_page(Context(ward_directory, Links(), away, NOON.date()), form, Asked("不登校", "等々力"))
    assert page.notices[-1] == "不登校を受ける機関は、等々力のデータにありません。区全体では次の機関です。"


def test_what_was_posted_is_answered_and_in_no_address(ward: TestClient) -> None:
    response = ward.post("/find", data={"q": "不登校", "area": "等々力"})
    page = shown(response)
    assert page.matter.first[0].phone == "03-6453-1523"
    parsed = Parsed(response.text)
    assert not [a for a in parsed.addresses if quote("不登校") in a]
    assert page.form.method == "post" and page.easy == ""
    assert shown(ward.post("/find", data={"q": "不登校", "easy": "1"})).bodies[0].phone == "03-6453-1523"


def test_names_have_their_reading_where_it_was_asked_for(ward: TestClient) -> None:
    page = asked(ward, q="不登校", area="等々力", ruby="1")
    assert [p.reading for p in page.matter.first[0].ruby if p.reading] == [
        "きょういくそうごう",
        "ふとうこうしえんまどぐち",
    ]
    assert "ruby=1" in page.easy and ("ruby", "1") in page.form.kept
    assert [p.reading for p in asked(ward, q="不登校").matter.first[0].ruby] == [""]


@pytest.mark.parametrize("path", ["/find?q=不登校", "/find?q=粗大ごみ", "/find?q=ぷるる弦巻", "/find?q=不登校&easy=1"])
def test_no_words_of_the_question_stand_in_the_title(ward: TestClient, path: str) -> None:
    title = ward.get(path).text.split("<title>")[1].split("</title>")[0]
    assert title.endswith(" | つなぐ")
    assert title in (
        "不登校の連絡先 | つなぐ",
        "当てはまりません | つなぐ",
        "機関の連絡先 | つなぐ",
        "やさしい日本語 | つなぐ",
    )


def test_a_case_type_has_the_answer_for_it(ward: TestClient) -> None:
    page = shown(ward.get("/nodes/case:futoko?area=等々力"))
    assert page.matter.first[0].phone == "03-6453-1523"
    assert page.area == "等々力 → 玉川地域 等々力地区"
    assert [b.label for b in page.broader] == ["育成相談"] and page.category
    assert any(s.service.label == "不登校支援窓口" for s in page.services)
    assert shown(ward.get("/nodes/case:futoko?easy=1")).bodies[0].phone == "03-6453-1523"


def test_an_age_that_cannot_be_read_is_a_page_that_says_so(ward: TestClient) -> None:
    response = ward.get("/find?q=不登校&age=99")
    assert response.status_code == 400
    assert "「年齢」に読めない値があります: 99。選びなおしてください。" in Parsed(response.text).text
