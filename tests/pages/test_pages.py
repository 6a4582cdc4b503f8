"""Each page of the small municipality: its context whole, and a few words of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from api.pages.body import BodyFacts, BodyHead, BodyPage, Contact, RoleBox, ServedArea, Work
from api.pages.emergency import EmergencyNumbers
from api.pages.handled import HandledRow
from api.pages.home import CaseGroup, CaseLine, KindGroup
from api.pages.links import Link
from api.pages.marks import Mark, Said
from api.pages.relations import RelationRow
from api.pages.sources import SourceLine
from graph.model import Value, properties
from graph.ruby import Piece
from tests.exampleku import HIDDEN, body, edge, node
from tests.pages.asking import Parsed, shown

STATED = Mark("原典に記載", "st", "出典に書いてある")
SOURCE = Link("例区の案内", "/nodes/src%3Aexampleku-annai")
SOURCES = (SourceLine(SOURCE, "", "row 2"),)


def test_home(client: TestClient) -> None:
    response = client.get("/")
    page = shown(response)
    assert page.numbers == EmergencyNumbers((), (), ())
    assert page.cases == 1 and not page.asked_nothing
    assert page.groups == (
        CaseGroup("子どもを守る", (CaseLine(Link("不登校", "/nodes/case%3Afutoko"), urgent=False),)),
    )
    kinds = (Link("相談窓口", "/nodes/kind%3Amadoguchi"), Link("避難所", "/nodes/kind%3Ahinanjo"))
    assert page.kinds == kinds
    assert page.all_kinds == (KindGroup("相談", kinds[:1]), KindGroup("福祉", kinds[1:]))
    assert page.form.places[:1] == ("日向",)
    text = Parsed(response.text).text
    assert "全1種別。" in text and "困っていること、または機関・事業の名前" in text


def test_a_question_without_words_is_answered_by_the_first_page(client: TestClient) -> None:
    response = client.get("/find?q=%20&area=日向")
    assert shown(response).asked_nothing
    assert "困っていることを入れるか、下の種別から選んでください。" in response.text
    assert 'value="日向"' in response.text


def test_a_body(client: TestClient) -> None:
    response = client.get("/nodes/org:exampleku-kita")
    around = shown(response).head.around
    assert shown(response) == BodyPage(
        head=BodyHead(
            crumbs=(Link("さがす", "/"), Link("相談窓口", "/nodes/kind%3Amadoguchi"), Link("きた地域")),
            name="きた相談窓口",
            ruby=(Piece("きた"), Piece("相談窓口", "そうだんまどぐち")),
            status=None,
            closed="",
            around=around,
            feedback="/feedback?about=org%3Aexampleku-kita",
        ),
        contact=Contact(
            phone="03-0000-0001",
            dial="tel:0300000001",
            fax="",
            phones=(),
            hours_label="受付",
            hours="月曜日から金曜日 9時から17時",
            open_now="いま受付中",
        ),
        facts=BodyFacts(
            place="例区きた町1-1",
            serves=(ServedArea("きた地域", STATED),),
            kinds=(Link("相談窓口", "/nodes/kind%3Amadoguchi"),),
            owner=None,
            above=(),
            url="",
            remark="",
            said=Said((STATED,), (Link("例区の案内", SOURCE.href),), 0, (), "2026年4月時点"),
            verified="",
        ),
        role=RoleBox(Link("相談窓口", "/nodes/kind%3Amadoguchi"), "話を 聞く", "話を 聞きます"),
        work=Work((
            HandledRow(
                Link("不登校", "/nodes/case%3Afutoko"),
                Mark("一義的相談窓口", "role", "まずここが受ける"),
                "",
                "",
                STATED,
                SOURCE,
                "2026年4月",
                inherited=False,
            ),
        ), "すべてこの機関についての記載です。", (
            RelationRow(
                "refer", "→", "から先へ", "紹介", Link("例の避難所", "/nodes/org%3Aexampleku-shelter"),
                "家に帰れないとき", "", (STATED,), inherited=False,
            ),
        ), "すべてこの機関についての記載です。"),
        plan=(),
        below=(),
        sources=SOURCES,
    )  # fmt: skip
    assert "tel:0300000001" in response.text


def test_a_hidden_place_is_said_to_be_hidden_and_is_nowhere(client: TestClient) -> None:
    response = client.get("/nodes/org:exampleku-shelter")
    assert shown(response).facts.place == "安全のため載せていません"
    for path in ("/", "/about", "/find?q=不登校", "/find?q=不登校&easy=1", "/nodes/kind:hinanjo", "/nodes/case:futoko",
                 "/nodes/area:exampleku-kita", "/feedback?about=org:exampleku-shelter"):  # fmt: skip
        found = client.get(path)
        assert found.status_code == 200, path
        assert not any(secret in found.text for secret in HIDDEN[:4]), path


@pytest.mark.parametrize(
    ("status", "mark", "has_number"), [("planned", "計画中", False), ("closed", "閉鎖", True), ("unknown", "", True)]
)
def test_what_is_not_open_says_so(
    client_for: Callable[..., TestClient], status: str, mark: str, has_number: bool
) -> None:
    found = client_for(body("org:exampleku-kita", "きた相談窓口", phone="03-0000-0001", status=status))
    response = found.get("/nodes/org:exampleku-kita")
    page = shown(response)
    assert (page.head.status.label if page.head.status else "") == mark
    assert ("03-0000-0001" in response.text) is has_number
    assert bool(page.head.closed) == (status == "closed")


def test_old_information_is_marked_until_somebody_verified_it(client_for: Callable[..., TestClient]) -> None:
    unknown = client_for(body("org:exampleku-kita", "きた相談窓口", phone="03-0000-0001", status="unknown"))
    assert [m.label for m in shown(unknown.get("/nodes/org:exampleku-kita")).facts.said.age] == ["要再確認"]


def test_a_verified_body_says_when(client_for: Callable[..., TestClient]) -> None:
    verified = replace(body("org:exampleku-kita", "きた相談窓口", status="unknown"), verified_on="2026-10-03")
    found = client_for(verified)
    response = found.get("/nodes/org:exampleku-kita")
    assert [m.label for m in shown(response).facts.said.age] == ["確かめた 2026年10月3日"]
    assert "電話での確認 2件のうち 1件" in Parsed(response.text).text
    assert "電話で確かめた連絡先は、2件のうち1件です" in found.get("/find?q=不登校").text


def test_a_role_card(client: TestClient) -> None:
    response = client.get("/nodes/kind:madoguchi")
    page = shown(response)
    assert page.plain == (Piece("話", "はなし"), Piece("を "), Piece("聞", "き"), Piece("きます"))
    assert [(f.label, f.before, f.strong) for f in page.facts] == [
        ("機関の数", "", "1機関"),
        ("受ける相談", "1種別(記載1)", ""),
        ("つなぐ先", "例の避難所", ""),
    ]
    assert [(r.role.label, [c.label for c in r.chips]) for r in page.roles] == [("一義的相談窓口", ["不登校"])]
    assert page.others == (Link("きた相談窓口", "/nodes/org%3Aexampleku-kita"),)
    assert "<rt>はなし</rt>" in response.text


def test_a_service(client: TestClient) -> None:
    page = shown(client.get("/nodes/svc:exampleku-soudan"))
    assert page.type == "相談" and page.age == "" and page.fee == ""
    assert [(p.body.label, p.phone) for p in page.providers] == [("きた相談窓口", "03-0000-0001")]
    assert [c.label for c in page.cases] == ["不登校"]


@pytest.mark.parametrize(
    ("first", "last", "words"), [(24, 156, "2歳から13歳になるまで"), (0, 36, "3歳になるまで"), (216, None, "18歳から")]
)
def test_who_may_use_a_service(client_for: Callable[..., TestClient], first: int, last: int | None, words: str) -> None:
    ages: dict[str, Value] = {"age_from_months": first}
    if last is not None:
        ages["age_to_months"] = last
    service = node("svc:exampleku-soudan", "service", "例の相談", type="相談")
    found = client_for(replace(service, properties=properties(**dict(service.properties), **ages)))
    assert shown(found.get("/nodes/svc:exampleku-soudan")).age == words


def test_any_other_node_has_a_plain_page(client: TestClient) -> None:
    page = shown(client.get("/nodes/law:ijime"))
    assert (page.kind, page.name) == ("根拠法令", "例の法律第1条")
    source = shown(client.get("/nodes/src:exampleku-annai"))
    assert {g.label for g in source.groups} >= {"機関", "関係「担当する」"}
    area = shown(client.get("/nodes/area:exampleku-kita"))
    assert next((g.label, [x.other.label for x in g.linked]) for g in area.groups) == ("属する", ["例区"])


def test_whom_to_tell_is_the_owner_else_what_the_municipality_says(client_for: Callable[..., TestClient]) -> None:
    owner = body("org:exampleku-ka", "例の課", phone="03-0000-0009")
    owned = body("org:exampleku-kita", "きた相談窓口", phone="03-0000-0001", owner="org:exampleku-ka")
    found = client_for(owner, owned)
    page = shown(found.get("/feedback?about=org:exampleku-kita"))
    assert page.addressee.body.label == "例の課" and page.addressee.phone.number == "03-0000-0009"
    assert page.about == Link("きた相談窓口", "/nodes/org%3Aexampleku-kita")
    other = shown(found.get("/feedback?about=org:exampleku-shelter"))
    assert other.addressee is None
    assert "<form" not in found.get("/feedback").text


def test_about(client: TestClient) -> None:
    response = client.get("/about")
    page = shown(response)
    assert [(r.table, r.rows, r.percent) for r in page.reliability][:4] == [
        ("機関", 2, 100),
        ("機関の種別", 2, 100),
        ("相談の種別", 1, 100),
        ("受ける相談", 2, 50),
    ]
    assert [h.label for h in page.hidden] == ["例の避難所"]
    assert [(f.years, f.count) for f in page.freshness] == [
        ("2024年以後", 2),
        ("2021~2023年", 0),
        ("2020年以前", 0),
        ("日付なし", 0),
    ]
    assert page.source_count == 1 and [v.why for v in page.versions] == ["試験のために入れた"]
    assert "入れた言葉は、どこにも残しません。" in response.text


def test_links_lead_only_to_pages_that_exist(client: TestClient) -> None:
    """The menu of a municipality without a plan has no plan."""
    parsed = Parsed(client.get("/").text)
    assert "計画" not in parsed.words
    for address in {a.partition("#")[0] for a in parsed.addresses if a.startswith("/")}:
        assert client.get(address).status_code == 200, address


def test_the_municipality_that_was_named_stays_in_every_link(client: TestClient) -> None:
    parsed = Parsed(client.get("/find?q=不登校&set=999999").text)
    inside = [a for a in parsed.addresses if a.startswith("/") and not a.startswith(("/static", "/find"))]
    assert inside and all("set=999999" in a for a in inside)
    assert ("input", {"type": "hidden", "name": "set", "value": "999999"}) in parsed.elements


def test_edges_are_told_apart_by_how_they_are_known(client_for: Callable[..., TestClient]) -> None:
    inferred = edge(
        "handles",
        "org:exampleku-kita",
        "case:futoko",
        role="一義的相談窓口",
        basis="inferred",
        note="例の推量",
        first=1,
    )
    page = shown(client_for(inferred).get("/nodes/org:exampleku-kita"))
    assert page.work.handled[0].mark == Mark("推定", "inf", "例の推量")
