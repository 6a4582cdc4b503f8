"""JSON-LD: what CPSV-AP 3.2 requires of each thing, and no context to be fetched.

The rules are those of its SHACL shapes (cardinalities, language tags, that whatever is pointed at is described here);
on the shipped data the shapes themselves, run once by hand, found nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from graph.exchange.jsonld_terms import CONTEXT
from graph.model import Item
from graph.store import GraphStore
from tests.exampleku import ITEMS, edge, node
from tests.exchange.conftest import shared
from tests.exchange.stores import embedded, written

Things = Mapping[str, dict[str, Any]]
_POINTING = {word for word, made in CONTEXT.items() if isinstance(made, dict) and made.get("@type") == "@id"}


def things(raw: bytes) -> Things:
    """Everything by id; what is said of one thing in several places, together."""
    document = json.loads(raw)
    assert set(document) == {"@context", "@graph"}
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for one in document["@graph"]:
        for word, value in one.items():
            if word == "altLabel":
                value = {"ja": [*found[one["id"]].get(word, {"ja": []})["ja"], *value["ja"]]}
            found[one["id"]][word] = value
    return found


def of(found: Things, kind: str) -> list[dict[str, Any]]:
    return [t for t in found.values() if kind in t["type"]]


@pytest.fixture(scope="module")
def ward_things(ward: GraphStore) -> Things:
    return things(written(ward, "jsonld"))


def test_nothing_is_fetched_to_read_it(ward: GraphStore) -> None:
    """No context by address, also inside; every word and prefix is explained in the file."""
    document = json.loads(written(ward, "jsonld"))
    assert document["@context"] == CONTEXT
    text = json.dumps(document)
    assert "@import" not in text and text.count("@context") == 1
    words = {word for one in document["@graph"] for word in one}
    assert words <= CONTEXT.keys()
    prefixes = {k for k, v in CONTEXT.items() if isinstance(v, str) and v.endswith(("#", "/", ":"))}
    kinds = {kind for one in document["@graph"] for kind in one.get("type", ())}
    assert {kind.partition(":")[0] for kind in kinds} <= prefixes


def test_a_public_service_is_whole(ward_things: Things) -> None:
    services = of(ward_things, "cpsv:PublicService")
    assert len(services) > 100
    for one in services:
        assert isinstance(one["code"], str)
        assert one["title"]["ja"] and one["description"]["ja"]
        assert one["competentAuthority"]
        for authority in one["competentAuthority"]:
            assert "cv:PublicOrganisation" in ward_things[authority]["type"]
        for case in one["addresses"]:
            assert "skos:Concept" in ward_things[case]["type"]


def test_a_public_body_is_whole(ward_things: Things) -> None:
    bodies = of(ward_things, "cv:PublicOrganisation")
    assert len(bodies) > 200
    for one in bodies:
        assert one["label"]["ja"] and one["spatial"]
        assert all("dct:Location" in ward_things[area]["type"] for area in one["spatial"])
    for agent in of(ward_things, "foaf:Agent"):
        assert agent["code"] and agent["title"]["ja"]


def test_whatever_is_pointed_at_is_described(ward_things: Things) -> None:
    for one in ward_things.values():
        for word in _POINTING & one.keys():
            for other in one[word] if isinstance(one[word], list) else [one[word]]:
                assert ward_things[other]["type"], (one["id"], word, other)


def test_what_the_sources_do_not_say_is_not_made_up(tmp_path: Path) -> None:
    """A service of a mere kind is no public service of CPSV-AP, nor one of a body whose area nobody names."""
    extra: list[Item] = [
        node("svc:of-kind", "service", "種別の事業", type="相談"),
        edge("provides", "kind:madoguchi", "svc:of-kind"),
        node("svc:of-nowhere", "service", "区域のない事業", type="相談"),
        node("org:nowhere", "organisation", "区域のない窓口", status="open", confidential=False),
        edge("provides", "org:nowhere", "svc:of-nowhere"),
    ]
    found = things(written(embedded(tmp_path, (*ITEMS, *extra)), "jsonld"))
    assert found["urn:tsunagu:svc:of-kind"]["type"] == ["schema:Service"]
    assert found["urn:tsunagu:svc:of-kind"]["providerKind"] == ["urn:tsunagu:kind:madoguchi"]
    assert found["urn:tsunagu:svc:of-nowhere"]["type"] == ["schema:Service"]
    assert "cv:PublicOrganisation" not in found["urn:tsunagu:org:nowhere"]["type"]
    assert "cpsv:PublicService" in found["urn:tsunagu:svc:exampleku-soudan"]["type"]


def test_a_hidden_body_has_the_area_it_serves_and_none_it_stands_in(tmp_path: Path) -> None:
    found = things(written(embedded(tmp_path, ITEMS), "jsonld"))["urn:tsunagu:org:exampleku-shelter"]
    assert found["spatial"] == ["urn:tsunagu:area:exampleku"]
    assert not {"address", "latitude", "longitude"} & found.keys()


def test_a_case_type_has_the_words_people_use(ward_things: Things) -> None:
    found = ward_things["urn:tsunagu:case:futoko"]
    assert "登校拒否" in found["altLabel"]["ja"] and found["inScheme"] == "urn:tsunagu:scheme:case-type"


def test_the_words_mean_what_cpsv_ap_calls_them() -> None:
    """Against the official context: the words that both have lead to the same name."""
    official = json.loads(shared("standards/jsonld/cpsv-ap-3.2.0-context.jsonld").read_text("utf-8"))["@context"]
    names = set(_iris(official))
    ours = {k: v for k, v in CONTEXT.items() if isinstance(v, str)}
    for word in ("competentAuthority", "addresses", "spatial", "title", "description", "code", "contactPoint"):
        made = CONTEXT[word]
        assert isinstance(made, dict)
        prefix, _, rest = made["@id"].partition(":")
        assert ours[prefix] + rest in names, word


def _iris(context: object) -> Iterator[str]:
    if isinstance(context, dict):
        for key, value in context.items():
            if key == "@id" or isinstance(value, str):
                yield str(value)
            else:
                yield from _iris(value)
