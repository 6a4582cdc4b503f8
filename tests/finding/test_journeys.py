"""J1 to J3 of design/UI.md §9 and other questions over the shipped ward, in terms and as they are spoken."""

from __future__ import annotations

from datetime import datetime

import pytest

from graph.directory import Directory
from graph.finding.answer import Answer, Body
from graph.finding.find import answer_for_case, find

NOON = datetime(2026, 11, 25, 12)


def first(answer: Answer) -> list[str]:
    return [b.label for b in answer.bodies if b.group == "first"]


def answered(answer: Answer) -> list[str]:
    return [c.label for c in answer.case_types if c.use == "answer"]


def by_name(answer: Answer, name: str) -> Body:
    return next(b for b in answer.bodies if b.label == name)


def test_j1_the_window_of_the_ward_then_what_the_data_say(setagaya: Directory) -> None:
    answer = find(setagaya, "不登校", area="等々力", age="中高生", now=NOON)
    assert answered(answer) == ["不登校"] and answer.certain and answer.urgent is None
    assert (answer.area and answer.area.label, [a.label for a in answer.areas]) == ("等々力", ["玉川地域"])
    assert first(answer) == [
        "教育総合センター 不登校支援窓口",
        "学校",
        "総合教育相談ダイヤル",
        "玉川子ども家庭支援センター",
    ]
    window = answer.bodies[0]
    assert (window.phone, window.open_now, window.roles) == ("03-6453-1523", True, ("一義的相談窓口",))
    assert by_name(answer, "学校").reach == "kind"
    assert by_name(answer, "玉川子ども家庭支援センター").phone == "03-3702-1189"
    assert "いじめ" in [c.label for c in answer.case_types if c.use == "alternative"]
    halls = [b.label for b in answer.bodies if b.organisation_kind and b.organisation_kind.id == "kind:jidokan"]
    assert halls == ["等々力児童館"]


def test_j1_as_it_is_spoken(setagaya: Directory) -> None:
    answer = find(setagaya, "息子が中学校に行かなくなって2か月たつ", area="等々力", age="中高生", now=NOON)
    assert answered(answer) == ["不登校"] and answer.certain and answer.urgent is None
    assert (answer.bodies[0].label, answer.bodies[0].phone) == ("教育総合センター 不登校支援窓口", "03-6453-1523")
    assert "中学校" in [m.text for m in answer.case_types[0].matched]


def test_j3_as_it_is_spoken(setagaya: Directory) -> None:
    answer = find(setagaya, "ひとり親で夜働いていて、小学生の子が家で荒れている", area="弦巻", now=NOON)
    assert answered(answer) == ["ひとり親家庭", "子どもから家族への暴力"]
    assert "夜間・休日の預かり(トワイライトステイ)" in [c.label for c in answer.case_types]
    one = answer.bodies[0]
    assert (one.label, one.phone, len(one.case_types)) == ("世田谷子ども家庭支援センター", "03-5432-2915", 2)


def test_j2_danger_before_everything_and_five_centres_in_one_row(setagaya: Directory) -> None:
    answer = find(setagaya, "受け持ちの子が、夏でも長袖で腕にあざがあるようです", now=NOON)
    assert answer.urgent is not None and answer.urgent.level == "red"
    phones = [c.phone for c in answer.urgent.calls]
    assert phones[:2] == ["110", "119"] and {"03-6379-0697", "0120-52-8343", "189"} <= set(phones)
    assert all(r.laws for r in answer.urgent.reasons)
    assert answered(answer) == ["身体的虐待"]
    assert first(answer)[0] == "世田谷区児童相談所"
    centres = [
        b for b in answer.bodies if b.organisation_kind and b.organisation_kind.id == "kind:kodomo-katei-shien-center"
    ]
    assert len(centres) == 5 and len({(b.group, b.rank) for b in centres}) == 1


def test_j2_by_its_name(setagaya: Directory) -> None:
    answer = find(setagaya, "身体的虐待", now=NOON)
    assert answered(answer) == ["身体的虐待"]
    assert first(answer)[0] == "世田谷区児童相談所"
    emergency = [b.id for b in answer.bodies if b.group == "emergency"]
    assert emergency == ["org:dial-110", "org:dial-119", "org:setagaya-gyakutai-dial", "org:hotline-189"]
    assert "世田谷区要保護児童支援協議会" in [b.label for b in answer.bodies if b.group == "partner"]


def test_j3_three_troubles_and_the_one_body_for_all(setagaya: Directory) -> None:
    answer = find(setagaya, "ひとり親 夜間の預かり 家庭内暴力", area="弦巻", now=NOON)
    assert sorted(answered(answer)) == sorted(
        ["ひとり親家庭", "夜間・休日の預かり(トワイライトステイ)", "子どもから家族への暴力"]
    )
    centre = answer.bodies[0]
    assert (centre.label, centre.phone) == ("世田谷子ども家庭支援センター", "03-5432-2915")
    assert set(centre.case_types) == {"case:hitorioya", "case:azukari_yakan", "case:katei_boryoku"}
    assert len([s for s in centre.why if s.kind == "handles"]) == 3
    words = [m.text for c in answer.case_types if c.use == "answer" for m in c.matched]
    assert sorted(words) == sorted(["ひとり親", "夜間の預かり", "家庭内暴力"])


@pytest.mark.parametrize("query", ["粗大ごみ", "天気", "zzzz 1234", "", "?"])
def test_what_is_no_business_of_ours_is_silent(setagaya: Directory, query: str) -> None:
    answer = find(setagaya, query, now=NOON)
    assert (answer.case_types, answer.bodies, answer.urgent) == ((), (), None)


def test_the_centre_of_2019_is_not_that_of_today(setagaya: Directory) -> None:
    then = answer_for_case(setagaya, "case:gyakutai", on="2019-06-01", now=NOON)
    assert "org:setagaya-jidosodanjo" not in [b.id for b in then.bodies]
    assert "org:setagaya-jidosodanjo" in [b.id for b in answer_for_case(setagaya, "case:gyakutai", now=NOON).bodies]


def test_every_case_type_has_an_answer_everywhere(setagaya: Directory) -> None:
    for case in setagaya.of("case_type"):
        for area in ("", "area:chiku-taishido", "place:setagaya-ikejiri"):
            answer = answer_for_case(setagaya, case.id, area=area, now=NOON)
            assert any(b.group == "first" for b in answer.bodies), (case.id, area)
            assert all(b.status != "closed" for b in answer.bodies)
            assert all(b.group != "first" for b in answer.bodies if b.status == "planned")
            assert all(b.why and all(s.sources for s in b.why) for b in answer.bodies), (case.id, area)
            ranks = [(b.group, b.rank) for b in answer.bodies]
            assert ranks == sorted(ranks, key=lambda r: (["first", "emergency", "partner"].index(r[0]), r[1]))


def test_every_term_is_read_as_its_case_type(setagaya: Directory) -> None:
    missed = []
    for term in setagaya.of("term"):
        read = [c.id for c in find(setagaya, term.name, now=NOON).case_types]
        if term.text("case") not in read:
            missed.append((term.name, term.text("case")))
    assert missed == []


def test_a_long_question_is_answered(setagaya: Directory) -> None:
    answer = find(setagaya, "不登校、" * 1_000, now=NOON)
    assert answered(answer) == ["不登校"]
