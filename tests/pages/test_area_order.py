"""Areas stand in the order of the municipality's own table, wherever there are several of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from fastapi.testclient import TestClient

from api.pages.emergency import emergency_numbers
from graph.directory import Directory
from graph.finding.areas import area_book, places, read_area, where
from graph.finding.find import find
from graph.model import Item
from tests.exampleku import body, edge, node
from tests.pages.asking import NOON, shown

FIVE = ["世田谷", "北沢", "玉川", "砧", "烏山"]
CENTRES = [f"{name}子ども家庭支援センター" for name in FIVE]


def _first_five(names: list[str]) -> list[str]:
    return [n for n in names if n in CENTRES]


def test_on_pages_and_in_pickers(ward: TestClient, ward_directory: Directory) -> None:
    kind = shown(ward.get("/nodes/kind:kodomo-katei-shien-center"))
    assert [r.name for r in kind.regions] == [f"{n}地域" for n in FIVE]
    halls = shown(ward.get("/nodes/kind:jidokan"))
    assert [r.name for r in halls.regions] == [f"{n}地域" for n in FIVE]
    assert [d.name for d in halls.regions[0].districts][:4] == ["池尻", "太子堂", "若林", "上町"]
    network = shown(ward.get("/network?view=area"))
    assert [c.label for c in network.form.areas] == [f"{n}地域" for n in FIVE]
    assert network.title == "世田谷地域の相談・支援のつながり"
    offered = re.findall(r'<option value="([^"]*地域)"', ward.get("/").text)
    assert offered == [f"{n}地域" for n in FIVE]
    local = [n.label for n in emergency_numbers(ward_directory).local]
    assert _first_five(local) == CENTRES


def test_in_answers(ward_directory: Directory) -> None:
    bodies = find(ward_directory, "養育困難", now=NOON).bodies
    assert _first_five([b.label for b in bodies]) == CENTRES
    border = read_area(ward_directory, "池尻")
    assert border.areas == ("area:chiiki-setagaya", "area:chiiki-kitazawa")


def test_in_the_picture(ward: TestClient) -> None:
    words = re.findall(r">([^<>]+)</t(?:span|ext)>", ward.get("/network").text)
    assert [w for w in words if w in FIVE] == FIVE


def test_another_municipality_has_its_own_order(client_for: Callable[..., TestClient]) -> None:
    """みなみ before きた, whatever their ids and readings say."""
    areas: tuple[Item, ...] = (
        node("area:exampleku-kita", "area", "きた地域", level="地域", kana="きた", order=3),
        node("area:exampleku-minami", "area", "みなみ地域", level="地域", kana="みなみ", order=2),
        node("area:exampleku-nishi", "area", "にし地域", level="地域", kana="にし", order=10),
        *(edge("part_of", f"area:exampleku-{a}", "area:exampleku") for a in ("minami", "nishi")),
        body("org:exampleku-a", "なんでも窓口"),
        edge("instance_of", "org:exampleku-a", "kind:madoguchi"),
        *(edge("serves", "org:exampleku-a", f"area:exampleku-{a}") for a in ("nishi", "kita", "minami")),
    )
    client = client_for(*areas)
    listed = ["みなみ地域", "きた地域", "にし地域"]
    assert [a.label for a in shown(client.get("/network?view=area")).form.areas] == listed
    page = shown(client.get("/nodes/org:exampleku-a"))
    assert [a.label for a in page.facts.serves] == listed
    assert re.findall(r'<option value="([^"]*地域)"', client.get("/").text) == listed


def test_what_lies_in_several_areas_is_told_in_their_order(ward_directory: Directory) -> None:
    chosen = [n.id for n in ward_directory.of("place") if len(ward_directory.ends(n.id, "part_of")) > 1]
    order = {n.id: n.get("order") for n in ward_directory.of("area")}
    assert len(chosen) > 5
    for one in chosen:
        found = where(area_book(ward_directory), (one,))
        for ids in (found.areas, found.leaves):
            assert list(ids) == sorted(ids, key=lambda i: int(str(order[i])))
    kinds = [p.kind for p in places(ward_directory)]
    assert kinds == sorted(kinds, key=["町", "地域", "地区", "駅", "全区"].index)
