"""One broken cell each, over the families of rules: where, which cell, what it becomes, and whether it is an error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.loaders.copies import drop_row, number_of, read_rows, set_cell, write_rows


@dataclass(frozen=True)
class Mutation:
    """`row` names the row by its cells. `harmless`: the cell may well say this.

    `at`: the column that is named where two cells of the row are at odds, and the other is the one to put right.
    """

    file: str
    row: dict[str, str]
    column: str
    value: str
    at: str = ""
    harmless: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.column}={self.value[:24] or 'empty'}"

    def apply(self, ward: Path) -> int:
        """Write the cell; the number of its row."""
        path = ward.parent / self.file
        number = number_of(path, **self.row)
        set_cell(path, number, self.column, self.value)
        return number


_JISO = {"id": "org:setagaya-jidosodanjo"}
_ORGS = "setagaya/organisations.csv"
_KINDS = "japan/organisation_kinds.csv"
_CASES = "japan/case_types.csv"
_RULES = "japan/urgent_rules.csv"
_HANDLES = "setagaya/handles.csv"
_LINKS = "setagaya/initiative_links.csv"
_ITEMS = "setagaya/plan_items.csv"
_SERVICES = "setagaya/services.csv"
_SHELTER = {"kind": "kind:ichiji-hogosho"}
_HANDLE = {"body": "org:setagaya-jidosodanjo", "case": "case:gyakutai", "role": "通告先"}
_LINK = {"initiative": "init:prior-3-1-1", "body": "kind:jidokan"}
_BARE = {"initiative": "init:prior-2-3-2"}  # the body of this initiative cannot be read
_FAX = {"body": "org:setagaya-jidosodanjo", "purpose": "FAX"}

MUTATIONS = (
    # one cell by itself
    Mutation(_ORGS, _JISO, "name", ""),
    Mutation(_ORGS, _JISO, "id", "jidosodanjo"),
    Mutation(_ORGS, _JISO, "status", "開設"),
    Mutation(_ORGS, _JISO, "confidential", "たぶん"),
    Mutation(_ORGS, _JISO, "phone", "03-6379"),
    Mutation(_ORGS, _JISO, "postal_code", "1560043"),
    Mutation(_ORGS, _JISO, "url", "www.city.setagaya.lg.jp"),
    Mutation(_ORGS, _JISO, "opening_hours", "Mo-Fr 17:00-08:30"),
    Mutation(_ORGS, _JISO, "opening_hours", "月-金 08:30-17:00"),
    Mutation(_ORGS, _JISO, "as_of", "2024-13"),
    Mutation(_ORGS, _JISO, "as_of", "令和6年"),
    Mutation(_ORGS, _JISO, "basis", "sure"),
    Mutation(_ORGS, _JISO, "source", ""),
    Mutation(_ORGS, _JISO, "source", "src:nowhere"),
    Mutation(_ORGS, _JISO, "aliases", "児相;児相"),
    Mutation(_ORGS, _JISO, "aliases", "児相;;じそう"),
    Mutation(_ORGS, _JISO, "note", "=1+1"),
    Mutation(_ORGS, _JISO, "note", "一行目\n二行目"),
    Mutation(_ORGS, _JISO, "note", "覚えは /tmp/note.txt にある"),
    Mutation(_ORGS, _JISO, "note", "玄関は南側", harmless=True),
    Mutation(_ORGS, _JISO, "kana", "セタガヤジソウ", harmless=True),
    # one cell beside the others of its row
    Mutation(_ORGS, _JISO, "lat", "35.66", "lon"),
    Mutation(_ORGS, {"id": "org:jidokan-tsurumaki"}, "lat", "36.6"),
    Mutation(_ORGS, _JISO, "hours", "", "opening_hours"),
    Mutation(_ORGS, {"hours": "24時間対応"}, "opening_hours", ""),
    Mutation(_ORGS, _SHELTER, "confidential", "no"),
    Mutation(_ORGS, _SHELTER, "address", "東京都世田谷区"),
    Mutation(_ORGS, _JISO, "valid_to", "2019-04-01"),
    Mutation(_ORGS, _JISO, "status", "closed", "valid_to"),
    Mutation("setagaya/plans.csv", {"id": "plan:late"}, "period_to", "2015-03-31"),
    Mutation(_SERVICES, {"id": "svc:jiso_sodan"}, "age_max_months_exclusive", "18歳"),
    Mutation("tokyo/services.csv", {"id": "svc:wakasapo"}, "age_max_months_exclusive", "100"),
    Mutation(_SERVICES, {"id": "svc:jiso_sodan"}, "kind", "なんでも"),
    Mutation(_SERVICES, {"id": "svc:jiso_sodan"}, "life_stages", "乳児|老年"),
    Mutation(_SERVICES, {"id": "svc:jiso_sodan"}, "providers", ""),
    # what a cell points at
    Mutation(_ORGS, _JISO, "kind", "kind:jidosodanjo"),
    Mutation(_ORGS, _JISO, "parent", "org:setagaya-jidosodanjo"),
    Mutation(_ORGS, {"id": "org:kokasen-kitazawa"}, "serves", "area:chiiki-setagaya"),
    Mutation(_ORGS, _JISO, "owner", "kind:jidokan"),
    Mutation("japan/handles.csv", {"body": "org:hotline-189"}, "body", "org:setagaya-jidosodanjo"),
    Mutation("setagaya/handles.csv", {"body": "kind:jidokan"}, "body", "org:hotline-189"),
    Mutation("tokyo/relations.csv", {"to": "kind:iryo-kikan"}, "to", "kind:byoin"),
    Mutation("japan/relations.csv", {"from": "kind:jumin"}, "legal_basis", "law:jifuku-99"),
    Mutation(_SERVICES, {"id": "svc:jiso_sodan"}, "cases", "case:yogo;case:nai"),
    # what must be there once
    Mutation(_ORGS, {"id": "org:kokasen-kitazawa"}, "id", "org:setagaya-jidosodanjo"),
    Mutation(_ORGS, {"id": "org:kokasen-kitazawa"}, "name", "世田谷区児童相談所"),
    Mutation("tokyo/organisations.csv", {"id": "org:yoiko-denwa"}, "id", "org:dv-plus"),
    Mutation("setagaya/sources.csv", {"id": "src:sg-gyakutai-sign"}, "id", "src:sg-other-sign"),
    Mutation("setagaya/sources.csv", {"id": "src:sg-gyakutai-sign"}, "kind", "うわさ"),
    Mutation("setagaya/sources.csv", {"id": "src:sg-gyakutai-sign"}, "licence", ""),
    Mutation("setagaya/sources.csv", {"id": "src:sg-gyakutai-sign"}, "url", "区の案内"),
    Mutation(_KINDS, {"id": "kind:jidokan"}, "order", "20"),
    Mutation(_KINDS, {"id": "kind:jidokan"}, "short", "児童館/子ども/館"),
    Mutation(_KINDS, {"id": "kind:jidokan"}, "plain", "あ" * 81),
    Mutation(_KINDS, {"id": "kind:jidokan"}, "tier", "町内"),
    Mutation(_KINDS, {"id": "kind:jidokan"}, "id", "kodomokan"),
    # areas and towns
    Mutation("setagaya/areas.csv", {"id": "area:chiku-taishido"}, "parent", "area:setagaya-ku"),
    Mutation("setagaya/areas.csv", {"id": "area:setagaya-ku"}, "code", "131130"),
    Mutation("setagaya/areas.csv", {"id": "area:chiku-taishido"}, "level", "地域", "parent"),
    Mutation("setagaya/towns.csv", {"town": "三宿"}, "chiku", "area:chiku-soshigaya"),
    Mutation("setagaya/towns.csv", {"town": "三宿"}, "chiku_basis", ""),
    Mutation("setagaya/towns.csv", {"town": "池尻", "kind": "町"}, "note", ""),
    Mutation("setagaya/towns.csv", {"town": "三宿"}, "town", "太子堂"),
    Mutation("setagaya/coverage_notes.csv", {"area": "area:chiku-taishido"}, "status", "ない"),
    Mutation("setagaya/coverage_notes.csv", {"area": "area:chiku-taishido"}, "area", "area:chiku-ikejiri"),
    # cases, words and urgent rules
    Mutation(_CASES, {"id": "case:gyakutai"}, "urgency", "通常"),
    Mutation(_CASES, {"id": "case:yogo"}, "plain", "や" * 61),
    Mutation(_CASES, {"id": "case:yogo"}, "order", "905"),
    Mutation(_CASES, {"id": "case:yogo"}, "broader", "case:yogo"),
    Mutation("japan/case_terms.csv", {"term": "養護"}, "term", "ア", "boundary"),
    Mutation("japan/case_terms.csv", {"term": "養護"}, "boundary", "maybe"),
    Mutation(_RULES, {"id": "urg:poison"}, "example", "きょうはいい天気"),
    Mutation(_RULES, {"id": "urg:poison"}, "counter_example", "子どもが殴られています。助けて"),
    Mutation(_RULES, {"id": "urg:poison"}, "any_of", "洗剤&&飲"),
    Mutation(_RULES, {"id": "urg:poison"}, "decided_by", ""),
    Mutation("tokyo/urgent_calls.csv", {"rule": "urg:poison"}, "call", "org:wakasapo"),
    # who handles and who passes on
    Mutation(_HANDLES, _HANDLE, "role", "受付"),
    Mutation(_HANDLES, _HANDLE, "first", "12"),
    Mutation(_HANDLES, _HANDLE, "first", "2"),
    Mutation(_HANDLES, {**_HANDLE, "role": "主担当"}, "role", "通告先"),
    Mutation(_HANDLES, {**_HANDLE, "role": "主担当"}, "first_reason", "詳しいから"),
    Mutation("setagaya/relations.csv", {"to": "org:setagaya-gyakutai-dial"}, "to", "kind:jumin"),
    Mutation("setagaya/relations.csv", {"to": "org:setagaya-gyakutai-dial"}, "relation", "電話"),
    Mutation("setagaya/phones.csv", _FAX, "number", "03-6379-0699"),
    Mutation("setagaya/phones.csv", _FAX, "purpose", "ファクス"),
    # the plan
    Mutation(_LINKS, _LINK, "wording", "まったく別の取組みの題名"),
    Mutation(_LINKS, _LINK, "surface", "図書館"),
    Mutation(_LINKS, _LINK, "surface", "", "basis"),
    Mutation(_LINKS, _LINK, "basis", "inferred"),
    Mutation(_LINKS, _LINK, "role", ""),
    Mutation(_LINKS, _LINK, "initiative", "init:prior-9-9-9"),
    Mutation(_LINKS, _BARE, "note", ""),
    Mutation(_LINKS, _BARE, "role", "実施"),
    Mutation(_ITEMS, {"id": "init:prior-3-1-1"}, "title", "まったく別の取組みの題名"),
    Mutation(_ITEMS, {"id": "init:prior-3-1-1"}, "line", "12"),
    Mutation(_ITEMS, {"id": "policy:late-1"}, "title", "読めた題名"),
    Mutation(_ITEMS, {"id": "init:prior-3-1-1"}, "parent", "measure:prior-3-2", "id"),
    Mutation("setagaya/plan_corrections.csv", {"line": "38"}, "read", "ここにない文字"),
    Mutation("setagaya/plan_corrections.csv", {"line": "38"}, "as", "台帳にない題名"),
    Mutation("setagaya/pages.csv", {"table": "1"}, "plan", "plan:late"),
    Mutation("setagaya/policy_succession.csv", {"late_policy": "policy:late-2"}, "prior_policy", "policy:late-3"),
)  # fmt: skip

Spoil = Callable[[Path], None]  # breaks a copy; it is given the ward's folder


def _setting(old: str, new: str, folder: str = "setagaya") -> Spoil:
    def spoil(ward: Path) -> None:
        path = ward.parent / folder / "dataset.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def _heading(file: str, column: str, becomes: str) -> Spoil:
    def spoil(ward: Path) -> None:
        rows = read_rows(ward.parent / file)
        rows[0][rows[0].index(column)] = becomes
        write_rows(ward.parent / file, rows)

    return spoil


def _without(file: str, **cells: str) -> Spoil:
    def spoil(ward: Path) -> None:
        path = ward.parent / file
        drop_row(path, number_of(path, **cells))

    return spoil


def _twice(file: str, **cells: str) -> Spoil:
    def spoil(ward: Path) -> None:
        rows = read_rows(ward.parent / file)
        write_rows(ward.parent / file, [*rows, rows[number_of(ward.parent / file, **cells) - 1]])

    return spoil


STRUCTURES: dict[str, tuple[str, Spoil]] = {  # what is broken → the file that is named, and how it is broken
    "unknown column": ("setagaya/phones.csv", _heading("setagaya/phones.csv", "purpose", "use")),
    "table not listed": ("setagaya/plans.csv", _setting(";plans;", ";")),
    "table not there": ("setagaya/plans.csv", lambda ward: (ward / "plans.csv").unlink()),
    "unknown table": ("setagaya/shelters.csv", lambda ward: write_rows(ward / "shelters.csv", [["id"]])),
    "base not beside": ("setagaya/dataset.yaml", _setting("[japan, tokyo]", "[japan, osaka]")),
    "base out of order": ("setagaya/dataset.yaml", _setting("[japan, tokyo]", "[tokyo, japan]")),
    "base with another code": ("tokyo/dataset.yaml", _setting("code: tokyo", "code: tokyo-to", "tokyo")),
    "code of five digits": ("setagaya/dataset.yaml", _setting('"131121"', '"13112"')),
    "area of another set": ("setagaya/dataset.yaml", _setting("area: area:setagaya-ku", "area: area:tokyo")),
    "unknown call centre": ("setagaya/dataset.yaml", _setting("org:setagaya-call", "org:nobody")),
    "unknown hub": ("setagaya/dataset.yaml", _setting('kind: "kind:jidokan", band', 'kind: "kind:kan", band')),
    "hub with other words": ("setagaya/dataset.yaml", _setting("一元的運用", "二元的運用")),
    "band left out": ("setagaya/dataset.yaml", _setting("  - {name: 地区, tiers: \"地区\"}\n", "")),
    "field drawn twice": ("setagaya/dataset.yaml", _setting("glyph: diamond", "glyph: circle")),
    "case groups out of order": ("setagaya/dataset.yaml", _setting("子どもを守る", "子どもをまもる")),
    "relation in no family": ("setagaya/dataset.yaml", _setting("後方支援;委託", "委託")),
    "another number of areas": ("setagaya/areas.csv", _setting("count: 28", "count: 29")),
    "another body for the ward": (_ORGS, _setting("body: \"org:setagaya-jidosodanjo", "body: \"org:machisen-kamiuma")),
    "row twice": (_HANDLES, _twice(_HANDLES, **_HANDLE)),
    "term twice": ("japan/case_terms.csv", _twice("japan/case_terms.csv", term="養護")),
    "first contact left out": (_HANDLES, _without(_HANDLES, **_HANDLE)),
    "area nobody serves": ("setagaya/areas.csv", _without(_ORGS, id="org:machisen-kamiuma")),
    "link left out": (_ITEMS, _without(_LINKS, **_BARE)),
    "item left out": (_ITEMS, _without(_ITEMS, id="init:prior-2-3-2")),
    "succession left out": (
        "setagaya/policy_succession.csv",
        _without("setagaya/policy_succession.csv", late_policy="policy:late-2"),
    ),
    "law nobody cites": ("japan/laws.csv", _without("japan/relations.csv", to="kind:katei-saibansho")),
}  # fmt: skip
