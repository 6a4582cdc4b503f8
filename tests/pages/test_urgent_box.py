"""The emergency box, red and soft: which numbers stand in it, in which cell, and what is said beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from api.pages.urgent import SOFT, CallCell, EmergencyBox
from graph.model import Item, Node, NodeId, Value, properties
from tests.exampleku import CODE, body, data_set, edge, kind, node
from tests.pages.asking import Parsed, shown
from tests.shapes import assert_find

POLICE, FIRE, DIAL = "org:exampleku-110", "org:exampleku-119", "org:exampleku-dial"
ClientFor = Callable[..., TestClient]


def _settings(*line: NodeId) -> Node:
    own = data_set(CODE, "例区", "area:exampleku")
    return replace(own, properties=properties(**{**dict(own.properties), "emergency_line": line}))


def _case(name: str, label: str, **more: Value) -> Node:
    values: dict[str, Value] = {"group": "子どもを守る", "order": 9, "urgency": "緊急", "plain": "こわいです"}
    made = node(f"case:{name}", "case_type", label)
    return replace(made, properties=properties(**{**values, "danger": True, **more}))


def _rule(name: str, case: str, words: tuple[str, ...], *call: NodeId) -> Node:
    return node(
        f"urg:{name}", "urgent_rule", name, case=f"case:{case}", any_of=words, call=call, decided_by="試験",
        reason="おそれがあります。いま通告できます。", decided_on="2026-01-01", example="例", counter_example="反例",
    )  # fmt: skip


def _term(number: int, word: str, case: str) -> Node:
    values: dict[str, Value] = {"case": f"case:{case}", "form": "word", "boundary": False, "author": "試験"}
    return replace(node(f"term:{number:016x}", "term", word), properties=properties(**values))


def _bodies() -> tuple[Item, ...]:
    always = "24/7"
    conditions = {"harm": "24時間・匿名でよい", "alone": "ひとりでいる子", "mild": "ほかの相談"}
    return (
        kind("kind:dial", "通告の電話", "相談", 3),
        body(POLICE, "110番(警察)", phone="110", opening_hours=always),
        body(FIRE, "119番(消防・救急)", phone="119", opening_hours=always),
        body(DIAL, "例区子ども通告ダイヤル", phone="0120-00-0000", opening_hours=always, aliases=("通告ダイヤル",)),
        edge("instance_of", DIAL, "kind:dial"),
        edge("serves", DIAL, "area:exampleku"),
        *(edge("handles", DIAL, f"case:{c}", role="通告先", condition=words) for c, words in conditions.items()),
    )


CASES: tuple[Item, ...] = (
    _case("harm", "虐待"),
    _case("blow", "たたく"),
    _case("alone", "ひとりでいる"),
    _case("mild", "ほか", danger=False, urgency="通常"),
    edge("broader", "case:blow", "case:harm"),
    _term(1, "あざ", "blow"),
    _term(2, "ほか", "mild"),
)


def _ward(client_for: ClientFor, *more: Item, line: tuple[NodeId, ...] = (POLICE, FIRE)) -> TestClient:
    return client_for(_settings(*line), *CASES, *_bodies(), *more)


def _box(client: TestClient, question: str) -> EmergencyBox:
    box: EmergencyBox | None = shown(client.get("/find", params={"q": question})).matter.emergency
    assert box is not None
    return box


def _cells(box: EmergencyBox) -> list[tuple[str, str, str]]:
    return [(c.phone, c.line, c.other) for c in box.calls]


def test_119_stands_beside_110_where_a_rule_names_110_alone(client_for: ClientFor) -> None:
    client = _ward(client_for, _rule("x", "blow", ("殴られ",), POLICE, DIAL))
    box = _box(client, "殴られた")
    assert _cells(box)[0] == ("110", "警察。けが・急病は", "119")
    assert [c["phone"] for c in client.get("/api/find?q=殴られた").json()["urgent"]["call"]] == ["110", "0120-00-0000"]
    assert '警察。けが・急病は <a class="n" href="tel:119">119</a>' in client.get("/find?q=殴られた").text


def test_119_has_no_second_cell_where_both_are_named_and_one_of_its_own_where_it_stands_alone(
    client_for: ClientFor,
) -> None:
    client = _ward(
        client_for, _rule("both", "blow", ("殴られ",), FIRE, POLICE), _rule("fire", "blow", ("息をしない",), FIRE)
    )
    assert _cells(_box(client, "殴られた")) == [("110", "警察。けが・急病は", "119")]
    assert _cells(_box(client, "息をしない")) == [("119", "救急・消防", "")]


def test_a_number_that_the_data_do_not_name_is_not_made_up(client_for: ClientFor) -> None:
    client = _ward(client_for, _rule("x", "blow", ("殴られ",), POLICE), line=(POLICE,))
    assert _cells(_box(client, "殴られた")) == [("110", "警察", "")]


@pytest.mark.parametrize(("case", "line"), [("blow", "匿名でよい"), ("alone", "ひとりでいる子")])
def test_beside_a_dial_stands_what_it_says_of_this_trouble(client_for: ClientFor, case: str, line: str) -> None:
    """Of the case itself, else of the wider one; never of another case it takes too."""
    box = _box(_ward(client_for, _rule("x", case, ("殴られ",), DIAL)), "殴られた")
    (dial,) = box.calls
    assert (dial.who, [m.label for m in dial.marks], dial.line) == ("区の通告ダイヤル", ["24時間"], line)


def test_the_soft_box_names_the_numbers_and_accuses_nobody(client_for: ClientFor) -> None:
    """A case of danger was read, and no rule fired: its rules say whom to call, and nothing is said to be so."""
    client = _ward(client_for, _rule("x", "blow", ("殴られ",), POLICE, DIAL))
    box = _box(client, "あざ")
    assert (box.level, box.heading, box.text, box.law, box.areas) == ("soft", SOFT, "", "", ())
    assert _cells(box) == [("110", "警察。けが・急病は", "119"), ("0120-00-0000", "匿名でよい", "")]
    page = client.get("/find?q=あざ")
    (section,) = [a for tag, a in Parsed(page.text).elements if tag == "section" and "emer" in (a.get("class") or "")]
    assert section["class"] == "emer soft" and page.text.index("emer soft") < page.text.index('class="read"')
    assert "おそれがあります" not in page.text


def test_the_soft_box_falls_back_on_the_line_of_the_municipality(client_for: ClientFor) -> None:
    box = _box(_ward(client_for), "あざ")
    assert box.level == "soft" and [(c.phone, c.other) for c in box.calls] == [("110", "119")]


def test_the_soft_level_of_the_api(client_for: ClientFor) -> None:
    client = _ward(client_for, _rule("x", "blow", ("殴られ",), POLICE, DIAL))
    document = client.get("/api/find?q=あざ").json()
    assert_find(document)
    urgent = document["urgent"]
    assert (urgent["level"], urgent["reasons"]) == ("soft", [])
    assert [(c["id"], c["phone"], c["always"]) for c in urgent["call"]] == [
        (POLICE, "110", True),
        (DIAL, "0120-00-0000", True),
    ]
    assert client.get("/api/find?q=殴られた").json()["urgent"]["level"] == "red"
    assert client.get("/api/find?q=ほか").json()["urgent"] is None


def test_on_the_shipped_data(ward: TestClient) -> None:
    """As design/UI.md §3.2 has it, on the trouble it shows."""
    box = _box(ward, "受け持ちの子が、夏でも長袖で腕にあざがあるようです")
    cells: dict[str, CallCell] = {c.phone: c for c in box.calls}
    assert next(iter(cells)) == "110" and (cells["110"].line, cells["110"].other) == ("警察。けが・急病は", "119")
    mark = cells["110"].other_mark
    assert mark is not None and mark.label == "編集"
    assert (cells["0120-52-8343"].who, cells["0120-52-8343"].line) == ("区の通告ダイヤル", "フリーダイヤル・匿名可")
    assert [a.area for a in box.areas] == ["世田谷地域", "北沢地域", "玉川地域", "砧地域", "烏山地域"]
    assert _box(ward, "身体的虐待").calls[0].other == "119"
