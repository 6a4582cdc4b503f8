"""A tiny municipality that holds everything by itself, with hostile text in every field that takes free text.

Which fields those are is asked of loaders.tables, so that a new column is hostile from its first day.
"""

from __future__ import annotations

import csv
import itertools
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from loaders.columns import Column, Form, Role
from loaders.tables import tables
from tests.serving import COMMAND

MARK = "hostile"  # what scripts would set on window, and elements would carry as a class
MARKUP = (
    f"<script>window.{MARK}=1</script><img src=x class={MARK} onerror=window.{MARK}=1>"
    f"<svg class={MARK} onload=window.{MARK}=1></svg>\"'>'\"<b class={MARK}>&lt&amp</b>"
    f"</title></textarea></script></style>--><!--{{{{7*7}}}}${{7*7}}{{% raw %}}"
    f"<a class={MARK} href=javascript:window.{MARK}=1>"
)
SHORT = f"<b class={MARK}>\"'&"
TINY = "<b>\"'&"
LONG = 4_000
URL = f'https://tsunagu.example/"onfocus="window.{MARK}=1"autofocus=\'<b>'
_PLAN_TITLE = f"<img src=x class={MARK} onerror=window.{MARK}=1>\"'&"

Row = Mapping[str, str]


def write_set(folder: Path) -> None:
    """The data set as a folder."""
    folder.mkdir(parents=True)
    rows = _rows()
    for name, given in rows.items():
        columns = tables()[name].columns
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([c.name for c in columns])
            for number, row in enumerate(given):
                writer.writerow([row[c.name] if c.name in row else _fill(c, number) for c in columns])
    (folder / "pages").mkdir()
    (folder / "pages" / "page.txt").write_text(_page(), encoding="utf-8")
    (folder / "dataset.yaml").write_text(_settings([*rows, "pages/"]), encoding="utf-8")


def load_set(folder: Path, graph: str) -> None:
    """Load what stands in the folder; a set that is refused would be a test of nothing."""
    done = subprocess.run(
        [*map(str, COMMAND), "load", "--data", str(folder), "--graph", graph],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


_counter = itertools.count()


def _fill(column: Column, number: int) -> str:
    """Hostile text for a cell of free text, "" for any other. The second row of a table has the longest text."""
    if column.form is Form.URL:
        return URL + str(next(_counter))
    free = column.form in (Form.TEXT, Form.LIST) and not column.values and column.role is not Role.ID
    if not free:
        return ""
    if column.longest:
        return f"{next(_counter)}{SHORT}"[: column.longest] if column.longest > 10 else f"{TINY}{next(_counter)}"
    text = f"{MARKUP}{next(_counter)}"
    if column.form is Form.LIST:
        text = text.replace(";", "")
    return text.ljust(LONG, "長") if number == 1 else text


def _said(basis: str = "stated") -> dict[str, str]:
    return {"source": "src:one", "basis": basis, "as_of": "2026-01-01"}


def _rows() -> dict[str, list[Row]]:
    return {
        "sources": [
            {"id": "src:one", "kind": "official"},
            {"id": "src:editorial", "kind": "editorial"},
        ],
        "areas": [
            {"id": "area:ku", "level": "全区", "parent": "", "code": "999999", **_said()},
            {"id": "area:chiiki", "level": "地域", "parent": "area:ku", "code": "", **_said()},
            {"id": "area:chiku", "level": "地区", "parent": "area:chiiki", "code": "", **_said()},
        ],
        "towns": [
            {"kind": "町", "kana": "イチ", "chiiki": "area:chiiki", "chiku": "area:chiku", "chiku_basis": "stated",
             **_said()},
            {"kind": "駅", "kana": "ニ", "chiiki": "area:chiiki", "chiku": "", "chiku_basis": "", **_said("editorial"),
             "source": "src:editorial"},
        ],
        "organisation_kinds": list(_kinds()),
        "case_types": list(_cases()),
        "case_terms": [
            {"case": "case:one", "term": "こまりごと", "kind": "word", "boundary": "no"},
            {"case": "case:two", "term": "なやみごと", "kind": "word", "boundary": "no"},
            {"case": "case:three", "kind": "phrase", "boundary": "no"},
        ],
        "urgent_rules": [_rule()],
        "laws": [{"id": "law:one", **_said()}],
        "organisations": list(_organisations()),
        "phones": [
            {"body": "org:one", "number": "03-1111-1111", "purpose": "総合", **_said()},
            {"body": "org:one", "number": "03-1111-1112", "purpose": "相談", **_said()},
        ],
        "services": [
            {"id": f"svc:{n}", "kind": "相談", "providers": "org:one", "cases": "case:one", "life_stages": "小学生",
             "age_min_months": "72", "age_max_months_exclusive": "156", "owner": "org:two", **_said()}
            for n in ("one", "two")
        ],
        "urgent_calls": [{"rule": "urg:one", "call": "org:one"}],
        "handles": list(_handles()),
        "relations": [
            {"from": a, "to": b, "relation": relation, "case": "case:one", "legal_basis": "law:one", **_said()}
            for a, b, relation in (("org:one", "org:two", "紹介"), ("org:one", "kind:jidokan", "通告"),
                                   ("kind:jidokan", "kind:jido-sodanjo", "連携"))
        ],
        "coverage_notes": [
            {"area": "area:chiku", "kind": "kind:jidokan", "status": "なし", "instead": "org:one", **_said("inferred")}
        ],
        "plans": [{"id": "plan:exampleku-late", "parent": "", "period_from": "2026", "period_to": "2030",
                   "adopted": "", **_said()}],
        **_plan_rows(),
    }  # fmt: skip


def _kinds() -> Iterator[Row]:
    names = ("kind:jido-sodanjo", "kind:kodomo-katei-shien-center", "kind:jidokan", "kind:chiiki-shigen", "kind:hojin")
    tiers = ("全区", "地域", "地区", "地区", "全区")
    for order, (kind, tier) in enumerate(zip(names, tiers, strict=True), 1):
        short = f"{TINY}{order}/{TINY}"
        yield {"id": kind, "short": short, "broader": "", "tier": tier, "group": "相談", "order": f"{order}", **_said()}


def _cases() -> Iterator[Row]:
    groups = (
        "子どもを守る",
        "体・心・妊娠",
        "障害・発達",
        "学校・行動・若者",
        "暮らし・ひとり親",
        "預かり・園・居場所",
    )
    for order, (name, group) in enumerate(zip(("one", "two", "three", "four", "five", "six"), groups, strict=True), 1):
        yield {
            "id": f"case:{name}",
            "broader": "case:one" if name == "two" else "",
            "group": group,
            "order": str(order),
            "official_category": "",
            "life_stages": "小学生",
            "urgency": "緊急" if name == "one" else "通常",
            "danger": "yes" if name == "one" else "no",
            **_said(),
        }


def _rule() -> Row:
    return {
        "id": "urg:one", "case": "case:one", "any_of": "たすけて;<b>あぶない</b>", "none_of": "", "call": "org:one",
        "laws": "law:one", "source": "src:one", "decided_on": "2026-01-01", "example": f"{MARKUP}たすけて",
    }  # fmt: skip


def _organisations() -> Iterator[Row]:
    kinds = {"one": "jido-sodanjo", "two": "chiiki-shigen", "three": "kodomo-katei-shien-center", "four": "hojin"}
    for number, (name, kind) in enumerate(kinds.items(), 1):
        hidden = name == "three"
        place: Row = {"address": ""} if hidden else {}
        yield {
            "id": f"org:{name}",
            "kind": f"kind:{kind}",
            "parent": "" if name in ("one", "four") else "org:four" if hidden else "org:one",
            "area": "" if hidden else "area:chiku",
            "serves": "area:ku",
            "postal_code": "",
            "lat": "",
            "lon": "",
            "phone": f"03-1111-111{number}",
            "fax": "",
            "opening_hours": "Mo-Fr 09:00-17:00",
            "status": "open",
            "confidential": "yes" if hidden else "no",
            "valid_from": "",
            "valid_to": "",
            "owner": "org:one",
            "verified_on": "",
            **place,
            **_said(),
        }


def _handles() -> Iterator[Row]:
    for case in ("one", "two", "three", "four", "five", "six"):
        for number, role in enumerate(("一義的相談窓口", "連携"), 1):
            body = ("org:one", "org:two")[number - 1] if case != "six" else f"kind:{('jidokan', 'hojin')[number - 1]}"
            first: Row = {"first": "1"} if number == 1 else {"first": "", "first_reason": ""}
            yield {"body": body, "case": f"case:{case}", "role": role, "life_stages": "小学生", **first, **_said()}


def _plan_rows() -> dict[str, list[Row]]:
    at = {"status": "read", "page": "page.txt", "until": ""}
    link = {"initiative": "init:exampleku-late-1-1-1", "wording": f"{_PLAN_TITLE}取組み", "cases": "case:one",
            "services": "svc:one", **_said()}  # fmt: skip
    return {
        "pages": [{"page": "page.txt", "table": "1", "plan": "plan:exampleku-late", "line_from": "1", "line_to": "8",
                   "basis": "inferred", "source": "src:one"}],
        "plan_items": [
            {"id": "policy:exampleku-late-1", "kind": "policy", "parent": "plan:exampleku-late",
             "title": f"{_PLAN_TITLE}政策", "line": "6", **at},
            {"id": "measure:exampleku-late-1-1", "kind": "measure", "parent": "policy:exampleku-late-1",
             "title": f"{_PLAN_TITLE}項目", "line": "7", **at},
            {"id": "init:exampleku-late-1-1-1", "kind": "initiative", "parent": "measure:exampleku-late-1-1",
             "title": f"{_PLAN_TITLE}取組み", "line": "7", **at},
        ],
        "initiative_links": [
            {**link, "body": "org:one", "role": "実施", "surface": "", "basis": "inferred"},
        ],
    }  # fmt: skip


def _page() -> str:
    lines = (
        "計画の題",
        "",
        f"・{_PLAN_TITLE}以下の1つの政策を展開します。",
        "",
        "項目\t主な取組み",
        f"1.{_PLAN_TITLE}政策\t",
        f"1){_PLAN_TITLE}項目\t{_PLAN_TITLE}取組み",
    )
    return "\n".join(lines) + "\n"


def _settings(listed: list[str]) -> str:
    groups = (
        "子どもを守る",
        "体・心・妊娠",
        "障害・発達",
        "学校・行動・若者",
        "暮らし・ひとり親",
        "預かり・園・居場所",
    )
    glyphs = zip(
        ("相談", "福祉", "保健医療", "教育", "保育", "居場所", "司法警察", "民間地域", "行政"),
        ("circle", "diamond", "cross", "square", "triangle", "house", "shield", "triangle-down", "bars"),
        strict=True,
    )
    families = (("law", "通告;送致;通知;措置"), ("refer", "紹介"), ("with", "連携;情報共有;一元的運用"),
                ("back", "後方支援;委託"), ("admin", "所管"))  # fmt: skip
    lines = [
        'code: "999999"',
        f"name: {_quoted(SHORT)}",
        "area: area:ku",
        "language: ja",
        f"product: {_quoted(SHORT)}",
        f"product_title: {_quoted(MARKUP)}",
        "call_centre: org:one",
        'emergency_line: "org:one;org:two"',
        f"corrections_note: {_quoted(MARKUP)}",
        'first_from_one: "yes"',
        f'tables: "{";".join(listed)}"',
        "hubs:",
        f"  - {{kind: 'kind:jido-sodanjo', band: 全区, words: {_quoted(_PLAN_TITLE)}, "
        "item: 'init:exampleku-late-1-1-1', line: 7}",
        "bands:",
        "  - {name: 都・国, tiers: '都;国'}",
        *(f"  - {{name: {tier}, tiers: {tier}}}" for tier in ("全区", "地域", "地区")),
        "fields:",
        *(f"  - {{group: {group}, glyph: {glyph}}}" for group, glyph in glyphs),
        "case_groups:",
        *(f"  - {{name: {group}}}" for group in groups),
        "families:",
        *(
            f"  - {{id: {name}, name: {_quoted(SHORT + name)}, relations: '{of}', arrow: 'yes', shown: 'yes'}}"
            for name, of in families
        ),
        "expected:",
        *(f"  - {{level: {level}, count: 1}}" for level in ("全区", "地域", "地区")),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A YAML scalar in single quotes."""
    return "'" + text.replace("'", "''") + "'"
