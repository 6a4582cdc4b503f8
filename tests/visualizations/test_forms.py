"""The forms of a view: SVG, the island for the browser, the part that moves the picture. Names from data are inert."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings

from graph.directory import Directory
from tests.visualizations.networks import networks
from tests.visualizations.small import FAMILIES, body, directory, kind, of_kind, refers
from tests.visualizations.test_layout import Drawn
from visualizations.network import escaped, island, vis_network_file, vis_network_licence
from visualizations.options import Options
from visualizations.overview import network
from visualizations.png import png
from visualizations.selection import owners
from visualizations.svg import draw, svg_file, svg_inline

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "]]><!-- --> &amp; &lt;",
    "\u2028\u2029行の終わり",
    "javascript:alert(1) href",
    "あ" * 4_000,
    "ｱ e\u0301 👪🏽 ﷽",
)
SVG = "{http://www.w3.org/2000/svg}"
_ALLOWED = {"svg", "title", "desc", "g", "rect", "path", "text"}


def hostile(text: str) -> Directory:
    return directory(
        [
            kind("a", label=text), kind("b", "地域", label=text + "b"), body("x", text), *of_kind("x", "b"),
            body("y", text), *of_kind("y", "b"), refers("kind:a", "kind:b", "通告", text),
            refers("kind:a", "kind:b"), refers("kind:a", "org:x", "連携", text, "inferred"),
        ],
        hubs=[("b", "地域")],
    )  # fmt: skip


class Tags(HTMLParser):
    """The elements a browser would make, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("view", ["overview", "around"])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_is_text_in_svg(text: str, view: str) -> None:
    options = Options(view=view, around="kind:a" if view == "around" else "", select="kind:b")
    place = hostile(text)
    for made in (draw(place, options), svg_inline(network(place, options))):
        root = ElementTree.fromstring(made)
        assert {e.tag.removeprefix(SVG) for e in root.iter()} <= _ALLOWED
        for tag, attributes in Tags(made).found:
            assert tag in _ALLOWED
            assert not {a for a in attributes if a.startswith("on") or a in ("style", "href", "xlink:href")}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_cannot_leave_the_island(text: str) -> None:
    view = network(hostile(text), Options())
    made = island(view, {"kind:a": {"lead": text}})
    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(made)
    back = json.loads(made)
    assert {n["id"]: n["label"] for n in back["nodes"]}["kind:a"] == text
    assert back["said"] == {"kind:a": {"lead": text}}


def test_escaping_loses_nothing() -> None:
    value = {"a": '<&>\u2028\u2029"\\/', "b": [1, 2.5, None, True]}
    assert json.loads(escaped(value)) == value
    with pytest.raises(ValueError, match="not JSON compliant"):
        escaped(float("nan"))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(networks(most_kinds=20))
def test_the_island_holds_every_box_and_every_relation(drawn: Drawn) -> None:
    items, hubs = drawn
    view = network(directory(items, hubs=hubs), Options())
    back = json.loads(island(view, {}))
    assert [n["id"] for n in back["nodes"]] == list(owners(view))
    assert {(e["id"], e["from"], e["to"]) for e in back["edges"]} == {(r.id, r.start, r.end) for r in view.relations}
    assert all(e["hidden"] and not e["physics"] for e in back["edges"])
    for node, box in zip(back["nodes"], view.boxes, strict=True):
        assert (node["x"], node["y"], node["shape"], node["fixed"]) == (box.x, box.y, "custom", True)
    assert sorted(i for line in back["lines"] for i in line["relations"]) == sorted(r.id for r in view.relations)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(networks(most_kinds=20))
def test_the_file_names_every_box_and_says_what_it_is(drawn: Drawn) -> None:
    items, hubs = drawn
    place = directory(items, hubs=hubs)
    view = network(place, Options())
    root = ElementTree.fromstring(draw(place, Options()))
    assert root.findtext(f"{SVG}title") == view.title
    assert f"{len(view.relations)}の関係" in (root.findtext(f"{SVG}desc") or "")
    groups = {g.get("data-id"): g for g in root.iter(f"{SVG}g") if g.get("class", "").startswith("box")}
    assert set(groups) == {b.id for b in view.boxes}
    for box in view.boxes:
        words = [t.text for t in groups[box.id].iter(f"{SVG}text")]
        assert [w for w in words if w in box.lines][: len(box.lines)] == list(box.lines)
    assert "0123456789ab" in "".join(root.itertext()), "the data version"


def test_the_file_says_what_each_line_is() -> None:
    place = directory(
        [kind("a"), kind("b", "地域"), refers("kind:a", "kind:b", "通告"), refers("kind:b", "kind:a", "連携")]
    )
    titles = {t.text for t in ElementTree.fromstring(draw(place, Options())).iter(f"{SVG}title")}
    assert {"a → b: 通告(1)", "a - b: 連携(1)"} <= titles


def test_a_choice_fades_the_rest_in_the_file_and_is_a_class_on_the_page() -> None:
    place = directory([kind("a"), kind("b"), kind("c"), refers("kind:a", "kind:b"), refers("kind:b", "kind:c")])
    plain, chosen = (draw(place, Options(select=s)) for s in ("", "kind:a"))
    assert "#fff0b3" in chosen and "#dcdcdc" in chosen
    assert "#fff0b3" not in plain and "#dcdcdc" not in plain
    inline = ElementTree.fromstring(svg_inline(network(place, Options(select="kind:a"))))
    classes = {g.get("data-id"): g.get("class") for g in inline.iter(f"{SVG}g") if g.get("data-id")}
    assert classes == {"kind:a": "box chosen", "kind:b": "box", "kind:c": "box off"}
    assert "#fff0b3" not in svg_inline(network(place, Options(select="kind:a")))


@pytest.mark.parametrize(("paper", "size"), [("a4", ("297mm", "210mm")), ("a3", ("420mm", "297mm"))])
def test_a_sheet_of_paper_holds_the_whole_picture(paper: str, size: tuple[str, str]) -> None:
    place = hostile("一つの名")
    view = network(place, Options())
    root = ElementTree.fromstring(svg_file(place, view, paper))
    assert (root.get("width"), root.get("height")) == size
    x, y, width, height = map(float, (root.get("viewBox") or "").split())
    assert x < view.frame.x0 and view.frame.x1 < x + width and y < view.frame.y0 and view.frame.y1 < y + height
    sides = [float(s.removesuffix("mm")) for s in size]
    assert width / height == pytest.approx(sides[0] / sides[1], rel=1e-3)


def test_without_colour_every_family_of_lines_still_looks_its_own_way() -> None:
    place = directory([kind("a"), kind("b"), *(refers("kind:a", "kind:b", f.relations[0]) for f in FAMILIES)])
    strands = network(place, Options(rel=tuple(f.id for f in FAMILIES))).strands
    assert len({(s.look.dash, s.arrow, s.look.hollow) for s in strands}) == len(strands)
    heads = [e for e in ElementTree.fromstring(draw(place, Options())).iter() if e.get("class") == "hollow"]
    assert [h.get("fill") for h in heads] == ["#fff"], "the head of 紹介"


def test_the_fonts_are_named_and_the_text_is_text() -> None:
    root = ElementTree.fromstring(draw(hostile("名"), Options()))
    assert "Noto Sans JP" in (root.get("font-family") or "") and "sans-serif" in (root.get("font-family") or "")
    assert not [e for e in root.iter() if e.tag.removeprefix(SVG) == "image"]


def test_pixels_come_from_the_same_picture() -> None:
    place = directory([kind("a"), kind("b"), refers("kind:a", "kind:b")])
    view = network(place, Options())
    made = png(svg_file(place, view))
    assert made.startswith(b"\x89PNG")
    width, height = (int.from_bytes(made[at : at + 4], "big") for at in (16, 20))
    root = ElementTree.fromstring(svg_file(place, view))
    assert width == pytest.approx(2 * float(root.get("width") or 0), abs=2)
    assert height == pytest.approx(2 * float(root.get("height") or 0), abs=2)
    sheet = png(svg_file(place, view, "a4"), paper=True)
    assert int.from_bytes(sheet[16:20], "big") == pytest.approx(297 / 25.4 * 200, abs=2)


def test_vis_network_is_the_one_of_the_wheel_with_its_licence() -> None:
    assert vis_network_file().read_text(encoding="utf-8").startswith("/**")
    assert "@version 9.1.2" in vis_network_licence() and "Apache" in vis_network_licence()
