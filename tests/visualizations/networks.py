"""Random networks of kinds, bodies and relations, as lists of items, for Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from graph.model import Basis, Edge, Node
from graph.schema import schema
from tests.visualizations.small import body, edge, kind, refers

Items = list[Node | Edge]
_NAMES = st.text("児童館センター相談所ABCabc・ 支援の<&>\"'ー", min_size=1, max_size=24).filter(
    lambda t: t.strip() != ""
)
_BASES: tuple[Basis, ...] = ("stated", "inferred", "editorial")


@st.composite
def networks(
    draw: st.DrawFn, most_kinds: int = 40, most_relations: int = 120
) -> tuple[Items, tuple[tuple[str, str], ...]]:
    """Items and the hubs that the data set names: none, or one of some bands."""
    tiers = schema().node("organisation_kind").properties["tier"].values
    groups = schema().node("organisation_kind").properties["group"].values
    count = draw(st.integers(2, most_kinds))
    kinds = [
        kind(f"k{i:02d}", draw(st.sampled_from(tiers)), draw(st.sampled_from(groups)), draw(_NAMES))
        for i in range(count)
    ]
    items: Items = list(kinds)
    for i, one in enumerate(kinds):
        for n in range(draw(st.sampled_from((0, 0, 1, 1, 3, 5, 9)))):
            items += [body(f"b{i:02d}-{n}", draw(_NAMES)), edge("instance_of", f"org:b{i:02d}-{n}", one.id)]
    ends = [i.id for i in items if isinstance(i, Node)]
    busy = draw(st.sampled_from(kinds)).id  # most networks have a body that many turn to
    relations = {}
    for _ in range(draw(st.integers(0, most_relations))):
        start = draw(st.sampled_from(ends))
        end = busy if draw(st.booleans()) else draw(st.sampled_from(ends))
        if start != end:
            made = refers(
                start, end, draw(st.sampled_from(tuple(schema().relations))), basis=draw(st.sampled_from(_BASES))
            )
            relations[made.id] = made
    items += relations.values()
    hubs = ((busy.removeprefix("kind:"), ""),) if draw(st.booleans()) else ()
    return items, hubs
