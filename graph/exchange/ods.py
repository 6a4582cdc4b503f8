"""自治体標準オープンデータセット: 子育て施設一覧 and 公共施設一覧 of each set that has a code, as CSV in one zip.

A cell is filled where the data say so and left empty where they do not. Confidential bodies are in no list; bodies that
are planned or closed are not either. 支援制度 is not made: its full list of columns is not at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.disclosure import hides_place
from graph.exchange.about import about
from graph.exchange.content import Around, Content
from graph.exchange.ods_columns import CHILDCARE, FACILITIES, POI
from graph.exchange.packed import Member, packed
from graph.exchange.tables import sheet
from graph.model import Node, SetCode
from graph.whole import nodes_of

_CARE_GROUPS = frozenset({"保育", "居場所"})
_CARE_KINDS = frozenset({"kind:yochien", "kind:kuritsu-yochien"})
_NOT_THERE = frozenset({"planned", "closed"})
_CODE = re.compile(r"\d{6}\Z")
_DAYS = {"Mo": "月", "Tu": "火", "We": "水", "Th": "木", "Fr": "金", "Sa": "土", "Su": "日"}
_TIMES = re.compile(r"(?P<days>(?:Mo|Tu|We|Th|Fr|Sa|Su)[A-Za-z,-]*) (?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d)\Z")
_KATAKANA = {c: c + 0x60 for c in range(ord("ぁ"), ord("ゖ") + 1)}
Cells = dict[str, str]


def ods(content: Content) -> Iterator[bytes]:
    """The zip: per code two lists, and what all of it is."""
    yield from packed(_members(content))


def _members(content: Content) -> Iterator[Member]:
    said = "".join(f"{name}: {text}\r\n" for name, text in about(content).texts().items())
    yield "README.txt", (said.encode(),)
    for place in _places(content):
        for name, care, columns in (("preschool", True, CHILDCARE), ("public_facility", False, FACILITIES)):
            rows = (_row(columns, cells) for cells in _listed(content, place, care=care))
            yield f"{place.code}_{name}.csv", sheet(_with_heading(columns, rows))


class _Place:
    """The municipality or prefecture of a set: its code, and its name with that of the prefecture it lies in."""

    def __init__(self, dataset: SetCode, area: Node, above: Node | None) -> None:
        self.dataset = dataset
        self.code = area.text("code")
        own = area.text("level") == "都"
        self.prefecture = area.name if own else above.name if above else ""
        self.city = "" if own else area.name
        self.name = self.prefecture + self.city


def _places(content: Content) -> Iterator[_Place]:
    for one in content.nodes("data_set"):
        area = content.at([one.text("area")]).get(one.text("area"))
        if area and _CODE.match(area.node.text("code")):
            above = nodes_of(content.store, list(area.ends("part_of"))).values()
            yield _Place(one.dataset, area.node, next((a for a in above if a.text("level") == "都"), None))


def _listed(content: Content, place: _Place, *, care: bool) -> Iterator[Cells]:
    for one in content.around("organisation", dataset=place.dataset):
        node = one.node
        if hides_place(node) or node.text("status") in _NOT_THERE:
            continue
        others = nodes_of(content.store, [*one.ends("instance_of"), *one.ends("operated_by")])
        kind = others[one.ends("instance_of")[0]] if one.ends("instance_of") else None
        if _is_care(kind) is care and (care or node.text("address") or node.get("lat") is not None):
            yield {**_cells(node, place), **_of_kind(kind, care=care), "団体名": _operator(one, others)}


def _is_care(kind: Node | None) -> bool:
    return kind is not None and (kind.text("group") in _CARE_GROUPS or kind.id in _CARE_KINDS)


def _of_kind(kind: Node | None, *, care: bool) -> Cells:
    if kind is None:
        return {}
    return {"種別": kind.name} if care else {"POIコード": POI.get(kind.id, ""), "説明": kind.text("does")}


def _operator(one: Around, others: dict[str, Node]) -> str:
    return ";".join(others[i].name for i in one.ends("operated_by"))


def _cells(node: Node, place: _Place) -> Cells:
    address, hours = node.text("address"), _hours(node.text("opening_hours"))
    here = bool(address) and address.startswith(place.name)
    return {
        "全国地方公共団体コード": place.code, "ID": node.id.partition(":")[2], "地方公共団体名": place.name,
        "名称": node.name, "名称_カナ": node.text("kana").translate(_KATAKANA),
        "名称_通称": ";".join(node.list("aliases")),
        "所在地_全国地方公共団体コード": place.code if here else "", "所在地_連結表記": address,
        "所在地_都道府県": place.prefecture if here else "", "所在地_市区町村": place.city if here else "",
        "緯度": _number(node, "lat"), "経度": _number(node, "lon"), "電話番号": node.text("phone"),
        "FAX番号": node.text("fax"), "郵便番号": node.text("postal_code"), "URL": node.text("url"),
        **dict(zip(("利用可能曜日", "開始時間", "終了時間"), hours, strict=True)),
        "利用可能日時特記事項": node.text("hours"), "利用可能時間特記事項": node.text("hours"),
    }  # fmt: skip


def _number(node: Node, name: str) -> str:
    value = node.get(name)
    return "" if value is None else str(value)


def _hours(text: str) -> tuple[str, str, str]:
    """Days, opening and closing where one rule tells them; three empty cells where it takes more words."""
    rules = [rule for rule in text.split("; ") if not rule.endswith(" off")]
    found = _TIMES.match(rules[0]) if len(rules) == 1 else None
    return (_days(found["days"]), found["opens"], found["closes"]) if found else ("", "", "")


def _days(text: str) -> str:
    names = list(_DAYS)
    chosen: set[str] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        at, end = names.index(first), names.index(last or first)
        chosen.update(names[n % len(names)] for n in range(at, (end if end >= at else end + len(names)) + 1))
    return "".join(_DAYS[name] for name in names if name in chosen)


def _row(columns: Sequence[str], cells: Cells) -> list[str]:
    return [cells.get(column, "") for column in columns]


def _with_heading(columns: Sequence[str], rows: Iterator[list[str]]) -> Iterator[Sequence[str]]:
    yield columns
    yield from rows
