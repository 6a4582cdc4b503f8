"""Two municipalities with the same names, towns, stations and telephone numbers: their answers never mix."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.alike import CODES, graph, own

QUESTIONS = (
    ("不登校", "架空町01"), ("児童館", "架空町30"), ("架空市第1子ども家庭支援センター", ""), ("架空市の事業03", ""),
    ("虐待かもしれない", "架空駅1"), ("第2地域で一時保育", ""), ("架空市児童相談所", "第3の1地区"), ("いじめ", ""),
)  # fmt: skip
PATHS = (
    "/api/network?view=overview", "/api/network?view=around&around=kind:jidokan", "/network?view=overview",
    "/network.svg?view=overview", "/nodes/kind:jidokan", "/nodes/kind:kodomo-katei-shien-center", "/nodes/case:futoko",
    "/nodes/area:japan", "/nodes/src:editorial", "/", "/about", "/api/nodes?kind=organisation&limit=500",
    "/api/nodes?kind=phone&limit=500", "/api/nodes?kind=place&limit=500", "/api/nodes?kind=data_set",
    "/api/nodes?q=架空町01", "/api/nodes?q=架空市", "/api/nodes?q=児童館", "/api/nodes?q=03-0000-0100",
    "/api/nodes/kind:jidokan", "/api/nodes/area:kakuu", "/api/nodes/kind:jidokan/neighbours?depth=2&limit=500",
    "/api/nodes/case:futoko/neighbours?depth=2&limit=500", "/api/nodes/area:kakuu/neighbours?depth=2&limit=500",
)  # fmt: skip


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return graph(tmp_path_factory.mktemp("alike"))


@pytest.fixture(scope="module")
def client(url: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(graph_url=url))) as found:
        yield found


def asked(client: TestClient, path: str, code: str) -> str:
    answer = client.get(f"{path}{'&' if '?' in path else '?'}set={code}")
    assert answer.status_code == 200, f"{path}: {answer.text[:300]}"
    return answer.text


def as_the_first(text: str) -> str:
    """An answer of the second as the first would give it; what is made by hashing an id is left out."""
    renamed = text.replace("kakuu0002", "kakuu0001").replace("990002", "990001")
    return re.sub(r"(edge|phone):[0-9a-f]{16}", r"\1:?", renamed)


def test_the_names_are_the_same(client: TestClient) -> None:
    """Or this file would show nothing."""
    one, two = (json.loads(asked(client, "/api/nodes?kind=organisation&limit=500", code))["items"] for code in CODES)
    assert sorted(n["label"] for n in one) == sorted(n["label"] for n in two)
    assert len({n["id"] for n in one} & {n["id"] for n in two}) == 11  # the country's


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("path", PATHS)
def test_nothing_of_the_other_is_shown(path: str, code: str, client: TestClient) -> None:
    assert own(asked(client, path, code), code)


@pytest.mark.parametrize(("words", "area"), QUESTIONS)
def test_the_same_question_has_the_same_answer_each_with_its_own(words: str, area: str, client: TestClient) -> None:
    for path in (f"/api/find?q={quote(words)}&area={quote(area)}", f"/find?q={quote(words)}&area={quote(area)}"):
        one, two = (asked(client, path, code) for code in CODES)
        assert own(one, CODES[0]) and own(two, CODES[1])
        assert as_the_first(two) == as_the_first(one)
    bodies = json.loads(asked(client, f"/api/find?q={quote(words)}&area={quote(area)}", CODES[1]))["bodies"]
    assert any("kakuu0002" in body["id"] for body in bodies)


@pytest.mark.parametrize(
    "last", ["org:kakuu000{}-kokasen-1", "area:kakuu000{}-1-1", "svc:kakuu000{}_03", "set:99000{}"]
)
def test_what_belongs_to_one_is_not_found_in_the_other(last: str, client: TestClient) -> None:
    for n, code in enumerate(CODES, 1):
        for path in ("/api/nodes/{}", "/api/nodes/{}/neighbours", "/nodes/{}"):
            there = asked(client, path.format(last.format(n)), code)
            assert own(there, code)
            other = client.get(f"{path.format(last.format(3 - n))}?set={code}")
            assert other.status_code == 404
    around = client.get(f"/api/network?view=around&around=org:kakuu0001-jiso&set={CODES[1]}")
    assert around.status_code == 400


def test_a_name_around_which_is_drawn_is_the_own_one(client: TestClient) -> None:
    for code in CODES:
        text = asked(client, f"/api/network?view=around&around={quote('架空市児童相談所')}", code)
        assert own(text, code) and f"org:kakuu{code[2:]}-jiso" in text


def test_without_a_choice_nothing_is_guessed(client: TestClient) -> None:
    for path in ("/api/find?q=不登校", "/api/nodes?q=児童館", "/nodes/kind:jidokan", "/api/network"):
        answer = client.get(path)
        assert answer.status_code == 400
        assert "990001(架空市)、990002(架空市)" in answer.text
