"""A made-up municipality of two 地域 and three 地区, built item by item for the finder's tests."""

from __future__ import annotations

from pathlib import Path

from graph.changes import change_set
from graph.directory import Directory, compile_directory
from graph.model import Change, Edge, Item, Node, NodeId, Properties, Provenance, Value, properties
from graph.schema import schema
from graph.store_embedded import EmbeddedStore

CODE = "139999"
SAID = (Provenance("src:a", basis="stated", as_of="2026-01-10"),)
GUESSED = (Provenance("src:a", basis="inferred", as_of="2026-01-10", note="おしはかった"),)
SOURCE = Node("src:a", "source", "例区のページ", CODE, properties(publisher="例区", licence="未確認", type="official"))


def data_set(emergency_line: tuple[NodeId, ...] = ()) -> Node:
    """The settings of 例区."""
    values = properties(code=CODE, folder="exampleku", area="area:ku", emergency_line=emergency_line)
    return Node(f"set:{CODE}", "data_set", "例区", CODE, values)


def area(name: str, label: str, level: str, *aliases: str) -> Node:
    """`area:name`."""
    return Node(f"area:{name}", "area", label, CODE, properties(level=level, aliases=aliases), SAID)


def town(name: str, label: str, kana: str, *, type: str = "町", aliases: tuple[str, ...] = ()) -> Node:
    """`place:name`."""
    return Node(f"place:{name}", "place", label, CODE, properties(type=type, kana=kana, aliases=aliases), SAID)


def kind(name: str, label: str, *, tier: str = "全区", order: int = 1, aliases: tuple[str, ...] = ()) -> Node:
    """`kind:name`."""
    values = properties(
        tier=tier, group="相談", does="話をきく", plain="話をきく ところです", order=order, aliases=aliases
    )
    return Node(f"kind:{name}", "organisation_kind", label, CODE, values, SAID)


def org(
    name: str, label: str = "", *, as_of: str = "2026-01-10", until: str = "", since: str = "", **more: Value
) -> Node:
    """`org:name`, open unless said otherwise."""
    values = properties(**{"status": "open", "confidential": False, **more})
    said = (Provenance("src:a", basis="stated", as_of=as_of),)
    return Node(f"org:{name}", "organisation", label or name, CODE, values, said, since=since, until=until)


def case(
    name: str, label: str, *, danger: bool = False, stages: tuple[str, ...] = (), group: str = "子どもを守る"
) -> Node:
    """`case:name`."""
    values = properties(
        group=group, order=1, urgency="緊急" if danger else "通常", danger=danger, plain="こまった", life_stages=stages
    )
    return Node(f"case:{name}", "case_type", label, CODE, values, SAID)


def term(word: str, of: str, *, form: str = "word", boundary: bool = False) -> Node:
    """A term of `case:of`."""
    values = properties(case=f"case:{of}", form=form, boundary=boundary, author="編集")
    at = f"{of}-{word}".encode().hex()[:60]
    return Node(f"term:{at}", "term", word, CODE, values)


def rule(
    name: str,
    of: str,
    any_of: tuple[str, ...],
    call: tuple[NodeId, ...],
    *,
    none_of: tuple[str, ...] = (),
) -> Node:
    """`urg:name`."""
    values = properties(
        case=f"case:{of}", any_of=any_of, none_of=none_of, reason=f"{name}の文", call=call, decided_by="編集",
        decided_on="2026-01-10", example="例", counter_example="反例",
    )  # fmt: skip
    return Node(f"urg:{name}", "urgent_rule", name, CODE, values, SAID)


def service(name: str, label: str, *aliases: str) -> Node:
    """`svc:name`."""
    return Node(f"svc:{name}", "service", label, CODE, properties(type="相談", aliases=aliases), SAID)


def link(
    edge_kind: str,
    start: NodeId,
    end: NodeId,
    values: Properties = (),
    *,
    said: tuple[Provenance, ...] = SAID,
    since: str = "",
    until: str = "",
) -> Edge:
    """An edge of 例区."""
    at = schema().id_of(edge_kind, start, end, values, CODE)
    return Edge(at, edge_kind, start, end, CODE, values, said, since, until)


def handles(body: NodeId, of: str, role: str, *, said: tuple[Provenance, ...] = SAID, **more: Value) -> Edge:
    """`body` takes `case:of`."""
    return link("handles", body, f"case:{of}", properties(role=role, **more), said=said)


def serves(body: NodeId, *areas: str) -> tuple[Edge, ...]:
    """`body` serves `area:…`."""
    return tuple(link("serves", body, f"area:{a}") for a in areas)


def of_kind(body: Node, of: str, *areas: str) -> tuple[Item, ...]:
    """A body of `kind:of` that serves areas."""
    return (body, link("instance_of", body.id, f"kind:{of}"), *serves(body.id, *areas))


_AREAS = (
    ("to", "kuni"), ("ku", "to"), ("east", "ku"), ("west", "ku"), ("ume", "east"), ("matsu", "east"), ("take", "west")
)  # fmt: skip
_PLACES = (
    ("umegaoka", "east"), ("umegaoka", "ume"), ("matsubara", "east"), ("matsubara", "matsu"), ("takenosato", "west"),
    ("takenosato", "take"), ("nishitani", "west"), ("rei", "east"), ("matsu-eki", "east"), ("sakai", "east"),
    ("sakai", "ume"), ("sakai", "west"), ("sakai", "take"),
)  # fmt: skip
MAP: tuple[Item, ...] = (
    SOURCE,
    area("kuni", "全国", "国"),
    area("to", "例都", "都"),
    area("ku", "例区", "全区", "区内"),
    area("east", "東地域", "地域", "東"),
    area("west", "西地域", "地域", "西谷"),
    area("ume", "梅地区", "地区"),
    area("matsu", "松地区", "地区"),
    area("take", "竹地区", "地区"),
    town("umegaoka", "梅ヶ丘", "うめがおか", aliases=("うめが丘",)),
    town("matsubara", "松原町", "まつばらちょう"),
    town("takenosato", "竹の里", "たけのさと"),
    town("nishitani", "西谷", "にしたに"),
    town("rei", "例", "れい"),
    town("matsu-eki", "松原駅", "まつばらえき", type="駅", aliases=("まつえき",)),
    town("sakai", "境町", "さかいちょう"),
    *(link("part_of", f"area:{a}", f"area:{b}") for a, b in _AREAS),
    *(link("part_of", f"place:{a}", f"area:{b}") for a, b in _PLACES),
)


def directory(folder: Path, *items: Item, emergency_line: tuple[NodeId, ...] = ()) -> Directory:
    """例区 with these items, as it is read from a graph."""
    store = EmbeddedStore(str(folder / "graph.db"))
    try:
        everything = (data_set(emergency_line), *MAP, *items)
        store.apply(change_set(0, tuple(Change(None, i) for i in everything), by="試験", why="用意"))
        return compile_directory(store)
    finally:
        store.close()
