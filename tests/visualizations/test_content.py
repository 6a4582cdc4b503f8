"""What a view shows: contraction to kinds, opened kinds, filters, an area, one body with its neighbours."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Edge, Node
from tests.visualizations.small import FAMILIES, WARD, area, body, directory, edge, kind, of_kind, refers
from visualizations.options import Options
from visualizations.overview import network
from visualizations.selection import lit
from visualizations.values import NetworkView

SCHOOL, CENTRE, HALL = "kind:school", "kind:centre", "kind:hall"


def items() -> list[Node | Edge]:
    """A school kind, a centre for each of two areas, a hall in one district of the west."""
    return [
        kind("school", "地区", "教育"), kind("centre", "地域"), kind("hall", "地区", label="児童館"),
        kind("court", "都"), kind("office", "全区"), kind("lonely", "全区"),
        area("west"), area("east"), area("w1", "地区"), edge("part_of", "area:west", WARD),
        edge("part_of", "area:east", WARD), edge("part_of", "area:w1", "area:west"),
        body("cw", "西センター", phone="03-1"), *of_kind("cw", "centre", "west"),
        body("ce", "東センター"), *of_kind("ce", "centre", "east"),
        body("h1", "一番児童館", phone="03-2"), *of_kind("h1", "hall", "w1"),
        body("h2", "計画の児童館", "planned"), *of_kind("h2", "hall", "east"),
        body("o1", "本庁"), *of_kind("o1", "office", "ward"),
        refers(SCHOOL, CENTRE, "通告", "気づいたとき", "inferred"), refers(SCHOOL, CENTRE),
        refers("org:cw", SCHOOL, "連携"),
        refers(HALL, CENTRE, "通告"), refers("org:h1", "org:cw", "委託"), refers("org:cw", "org:ce", "情報共有"),
        refers("kind:office", HALL, "所管"), refers("org:o1", "kind:court", "送致"),
        refers("kind:court", SCHOOL, "連携"),
    ]  # fmt: skip


def view_of(options: Options | None = None) -> NetworkView:
    return network(directory(items(), hubs=[("centre", "地域")]), options or Options())


def told(view: NetworkView) -> list[tuple[str, str, str]]:
    return [(r.start, r.relation, r.end) for r in view.relations]


def test_bodies_are_contracted_to_their_kind() -> None:
    view = view_of()
    assert {b.id for b in view.boxes} == {SCHOOL, CENTRE, HALL, "kind:court", "kind:office"}
    assert (CENTRE, "連携", SCHOOL) in told(view)
    assert {b.id: b.count for b in view.boxes} == {SCHOOL: 0, CENTRE: 2, HALL: 1, "kind:court": 0, "kind:office": 1}


def test_names_in_the_table_are_those_the_relation_was_written_with() -> None:
    row = next(r for r in view_of().relations if (r.start, r.relation) == (CENTRE, "連携"))
    assert (row.from_id, row.from_label, row.to_label) == ("org:cw", "西センター", "school")


def test_relations_within_a_kind_are_counted_not_drawn() -> None:
    view = view_of()
    assert view.inside == 1
    assert all(r.relation != "情報共有" for r in view.relations)


def test_running_an_office_is_off_at_first_and_says_how_much_it_would_add() -> None:
    admin = next(s for s in view_of().strands if s.id == "admin")
    assert (admin.shown, admin.total) == (False, 1)
    on = view_of(Options(rel=tuple(f.id for f in FAMILIES)))
    assert ("kind:office", "所管", HALL) in told(on)


def test_a_filter_takes_the_same_from_picture_and_table_and_moves_nothing() -> None:
    whole, law = view_of(), view_of(Options(rel=("law",)))
    assert {r.family for r in law.relations} == {"law"} == {line.family for line in law.lines}
    assert law.boxes == whole.boxes and law.frame == whole.frame
    assert {line.id: line.points for line in law.lines}.items() <= {
        line.id: line.points for line in whole.lines
    }.items()
    stated = view_of(Options(basis=("stated",)))
    assert {r.basis for r in stated.relations} == {"stated"}
    assert stated.hidden_bases == (("inferred", 1),)
    assert stated.boxes == whole.boxes


def test_nothing_chosen_shows_nothing() -> None:
    view = view_of(Options(rel=()))
    assert not view.relations and not view.lines
    assert len(view.boxes) == 5


def test_an_opened_kind_shows_its_bodies_and_their_own_relations() -> None:
    view = view_of(Options(open=(CENTRE,)))
    box = next(b for b in view.boxes if b.id == CENTRE)
    assert [m.id for m in box.members] == ["org:ce", "org:cw"] and box.opened
    assert ("org:h1", "委託", "org:cw") not in told(view), "the hall stays closed"
    assert (HALL, "委託", "org:cw") in told(view)
    assert (SCHOOL, "紹介", CENTRE) in told(view), "what is said of the kind ends at its frame"


def test_an_opened_body_lights_its_own_relations_and_those_of_its_kind() -> None:
    view = view_of(Options(open=(CENTRE,)))
    by_id = {r.id: r for r in view.relations}
    east = {(r.start, r.end) for i in lit(view, "org:ce").relations for r in [by_id[i]]}
    west = {(r.start, r.end) for i in lit(view, "org:cw").relations for r in [by_id[i]]}
    assert east == {(SCHOOL, CENTRE), (HALL, CENTRE)}
    assert west == {*east, ("org:cw", SCHOOL), (HALL, "org:cw")}


def test_a_hub_with_few_bodies_names_them() -> None:
    centre = next(b for b in view_of().boxes if b.id == CENTRE)
    assert (centre.shape, [m.label for m in centre.members], centre.opened) == (
        "frame",
        ["東センター", "西センター"],
        False,
    )


def test_hubs_by_rule_where_the_data_set_names_none() -> None:
    many: list[Node | Edge] = [kind(f"k{i:02d}") for i in range(12)]
    many += [refers(f"kind:k{i:02d}", "kind:k00", r) for i in range(1, 12) for r in ("通告",)]
    view = network(directory(many), Options())
    assert view.hubs == (("kind:k00", 11),)
    few = [*many[:10], *(e for e in many[12:] if isinstance(e, Edge) and e.start < "kind:k10")]
    assert network(directory(few), Options()).hubs == (), "nine relations make no hub"


def test_an_area_shows_kinds_that_serve_it_and_kinds_without_bodies() -> None:
    east = view_of(Options(view="area", area="area:east"))
    assert {b.id: b.count for b in east.boxes} == {SCHOOL: 0, CENTRE: 1, "kind:office": 1, "kind:court": 0}
    assert (CENTRE, "連携", SCHOOL) not in told(east), "it is the western centre's"
    west = view_of(Options(view="area", area="area:west"))
    assert {b.id: b.count for b in west.boxes if b.id in (HALL, CENTRE)} == {HALL: 1, CENTRE: 1}
    assert (CENTRE, "連携", SCHOOL) in told(west)


def test_around_a_body_reads_its_kind_for_its_area() -> None:
    view = view_of(Options(view="around", around="org:h1"))
    assert {b.id for b in view.boxes} == {"org:h1", "org:cw"}
    assert {(r.start, r.relation, r.end, r.inherited) for r in view.relations} == {
        ("org:h1", "通告", "org:cw", True),
        ("org:h1", "委託", "org:cw", False),
    }
    neighbour = next(b for b in view.boxes if b.id == "org:cw")
    assert neighbour.sub == "03-1"
    bar = next(b for b in view.boxes if b.id == "org:h1")
    assert (bar.shape, bar.sub) == ("bar", "児童館 ・ w1 ・ 03-2")
    assert sorted(line.label for line in view.lines) == ["委託", "通告"]
    assert neighbour.y < bar.y, "the higher band stands above"


def test_around_a_body_a_kind_without_a_body_there_is_dashed() -> None:
    view = view_of(Options(view="around", around="org:cw"))
    assert {b.id: b.count for b in view.boxes if b.kind == "organisation_kind"} == {SCHOOL: 0}
    assert ("org:cw", "連携", SCHOOL) in told(view)
    assert ("org:h1", "通告", "org:cw") in told(view), "the only hall in its area"
    assert ("org:h1", "委託", "org:cw") in told(view), "said of this hall itself"
    assert ("org:cw", "情報共有", "org:ce") in told(view) or ("org:ce", "情報共有", "org:cw") in told(view)


def test_around_a_kind_has_what_its_bodies_say_too() -> None:
    view = view_of(Options(view="around", around=CENTRE))
    assert {b.id for b in view.boxes} == {CENTRE, SCHOOL, HALL}
    assert len(view.relations) == 5 and not any(r.inherited for r in view.relations)


def test_around_one_with_many_neighbours_stands_in_bands() -> None:
    many: list[Node | Edge] = [kind("middle"), *(kind(f"k{i:02d}", "地区") for i in range(30))]
    many += [refers("kind:middle", f"kind:k{i:02d}") for i in range(30)]
    many += [refers("kind:k01", "kind:k02")]
    view = network(directory(many), Options(view="around", around="kind:middle"))
    assert len(view.boxes) == 31 and len(view.relations) == 30
    assert [b.id for b in view.boxes if b.hub] == ["kind:middle"]


def test_relations_that_no_family_names_are_shown_as_their_own() -> None:
    families = tuple(replace(f, relations=("通告",)) for f in FAMILIES if f.id == "law")
    view = network(directory(items(), families=families), Options())
    assert {r.family for r in view.relations} == {"law", "other"}
    assert {s.id: s.words for s in view.strands}["other"].startswith("送致・通知")
    assert ("kind:office", "所管", HALL) in told(view)


def test_a_data_set_without_bands_has_one_for_each_tier() -> None:
    view = network(directory(items(), bands=()), Options())
    assert [lane.name for lane in view.lanes] == ["都", "全区", "地域", "地区"]


def test_a_choice_that_stands_behind_another_box_is_that_box() -> None:
    assert view_of(Options(select="org:cw")).select == CENTRE
    assert view_of(Options(select="kind:lonely")).select == ""
    assert view_of(Options(select="なにか")).select == ""
