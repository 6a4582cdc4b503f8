"""The picture of paths: from left to right, no box over another, lines that pass a column run between its boxes."""

from __future__ import annotations

from itertools import combinations, pairwise
from xml.etree import ElementTree

from graph.analysis.paths import Path
from graph.model import Basis
from graph.steps import Ref, Step
from visualizations.ways import ways_svg

SVG = "{http://www.w3.org/2000/svg}"


def path(*names: str, basis: Basis = "stated", verb: str = "つなぐ") -> Path:
    steps = [
        Step(f"{a}-{b}", "refers_to", verb, Ref(f"org:{a}", a), Ref(f"org:{b}", b), basis, (), "", "")
        for a, b in pairwise(names)
    ]
    return Path(len(steps), tuple(steps), ())


def drawn(*paths: Path) -> ElementTree.Element:
    return ElementTree.fromstring(ways_svg(paths, "題"))


def boxes(root: ElementTree.Element) -> dict[str, tuple[float, float, float, float]]:
    """Each box by the words in it: x, y, right, bottom."""
    found = {}
    for rect in root.iter(f"{SVG}rect"):
        x, y, w, h = (float(rect.get(k, "0")) for k in ("x", "y", "width", "height"))
        inside = [
            t
            for t in root.iter(f"{SVG}text")
            if x < float(t.get("x", "0")) < x + w and y < float(t.get("y", "0")) < y + h
        ]
        if x:  # not the ground
            found["".join(t.text or "" for t in inside)] = (x, y, x + w, y + h)
    return found


def test_things_stand_by_how_far_they_are() -> None:
    found = boxes(drawn(path("甲", "丁"), path("甲", "乙", "丁"), path("甲", "乙", "丙", "丁")))
    assert [n for n, _ in sorted(found.items(), key=lambda b: b[1][0])] == ["甲", "乙", "丙", "丁"]


def test_no_box_covers_another_and_no_line_runs_behind_one() -> None:
    ways = [path("甲", f"中{n}", f"後{n % 3}", "丁") for n in range(6)]
    root = drawn(path("甲", "丁"), *ways)
    found = boxes(root)
    assert len(found) == 11
    for (one, a), (other, b) in combinations(found.items(), 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other)
    straight = next(p.get("d", "") for p in root.iter(f"{SVG}path") if "L" in p.get("d", ""))
    passed = [tuple(map(float, part.split("C")[0].split())) for part in straight.split("L")[1:]]
    assert len(passed) == 2, "two columns lie between"
    for right, y in passed:
        beside = [b for b in found.values() if b[2] == right]
        assert beside and not [b for b in beside if b[1] <= y <= b[3]]


def test_a_line_says_what_it_is_and_how_it_is_known() -> None:
    root = drawn(path("甲", "乙", basis="inferred"), path("甲", "乙", verb="通告する"))
    (line,) = [p for p in root.iter(f"{SVG}path") if p.find(f"{SVG}title") is not None]
    assert line.findtext(f"{SVG}title") == "つなぐ、通告する"
    assert line.get("stroke-dasharray") == "none", "one of the two is stated"
    (alone,) = [
        p for p in drawn(path("甲", "乙", basis="inferred")).iter(f"{SVG}path") if p.find(f"{SVG}title") is not None
    ]
    assert alone.get("stroke-dasharray") == "6 4"


def test_names_are_text() -> None:
    root = drawn(path("<script>x</script>", "&\"'", verb="<b>"))
    assert {e.tag for e in root.iter()} == {f"{SVG}{t}" for t in ("svg", "title", "rect", "path", "text")}
    assert "<script>x</" in "".join(root.itertext())


def test_nothing_to_draw() -> None:
    assert boxes(drawn()) == {} == boxes(drawn(Path(0, (), ())))
