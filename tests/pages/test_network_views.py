"""ネットワーク図 of an answer and of a plan, and the page as one file."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from urllib.parse import quote

from fastapi.testclient import TestClient

from tests.pages.test_network_page import Page, get, graph, ward

__all__ = ["graph", "ward"]  # fixtures


def test_the_picture_of_an_answer_holds_its_bodies_in_order(ward: TestClient) -> None:
    answer = ward.get("/api/find", params={"q": "不登校", "area": "等々力"}).json()
    page = get(ward, f"?view=case&q={quote('不登校')}&area={quote('等々力')}")
    numbered = {n["order"]: n["id"] for n in page.island["nodes"] if n["order"]}
    first = [b["id"] for b in answer["bodies"] if b["group"] == "first"]
    assert [numbered[str(n)] for n in (1, 2, 3)] == first[:3]
    assert 3 < len(numbered) == len(page.island["nodes"]) <= 15
    assert "番号は連絡の順です。" in page.texts["why"]
    back = [own["href"] for own in page.named("a") if (own.get("href") or "").startswith("/find?")]
    assert back and ward.get(str(back[0])).status_code == 200


def picture_of(answer: str) -> str:
    return next(str(own["href"]) for own in Page(answer).named("a") if "view=case" in (own.get("href") or ""))


def test_the_answer_leads_to_its_picture(ward: TestClient) -> None:
    words = {"q": "不登校", "area": "等々力"}
    for answer in (ward.get("/find", params=words), ward.post("/find", data=words), ward.get("/nodes/case:futoko")):
        shown = ward.get(picture_of(answer.text))
        assert shown.status_code == 200 and "「不登校」の答えに出る" in Page(shown.text).texts["why"]
        assert shown.headers["cache-control"] == "no-store"
    assert "no-store" not in ward.get("/network").headers["cache-control"]


def test_what_was_posted_is_in_no_address_of_its_picture(ward: TestClient) -> None:
    href = picture_of(ward.post("/find", data={"q": "不登校 いじめ"}).text)
    assert quote("不登校") not in href and quote("いじめ") not in href
    assert "「不登校、いじめ」の答えに出る" in Page(ward.get(href).text).texts["why"]
    assert picture_of(ward.post("/find", data={"q": "児童相談所"}).text)


def test_the_plan_is_chosen_in_the_form(ward: TestClient) -> None:
    page = get(ward, "?view=plan")
    options = [own for own in page.named("option") if own.get("value") in ("late", "prior")]
    assert [(o["value"], "selected" in o) for o in options] == [("late", True), ("prior", False)]
    assert "計画の" in page.texts["why"] and "取組みに出る機関の種別です。" in page.texts["why"]


def test_one_file_holds_everything_and_asks_nobody(ward: TestClient) -> None:
    answer = ward.get(f"/network.html?select={quote('kind:gakko')}")
    assert "attachment" in answer.headers["content-disposition"]
    page = Page(answer.text)
    for tag, own in page.elements:
        assert tag != "link" and "src" not in own and "style" not in own
        assert (own.get("href") or "#").startswith("#"), own
    policy = page.named("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"] or ""
    assert policy.startswith("default-src 'none'; script-src 'sha256-") and "unsafe" not in policy
    allowed = set(re.findall(r"'sha256-([^']+)'", policy))
    inlined = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", answer.text, re.S)
    assert {b64encode(sha256(text.encode()).digest()).decode() for text in inlined} == allowed and len(allowed) == 3
    assert sorted(page.rows) == sorted(str(e["id"]) for e in page.island["edges"])
    assert "データの版" in answer.text and "Apache 2.0 License" in page.texts["netbody"]
    assert ward.get(f"/network.html?select={quote('kind:gakko')}").text == answer.text
