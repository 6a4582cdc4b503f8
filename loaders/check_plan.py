"""Rules of the plan: pages as they were read, the register of items, and the links made from its words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from graph.text import fingerprint
from loaders.chain import Chain
from loaders.pages import Pages, slug
from loaders.plan_document import check_tables
from loaders.plan_register import wording_matches
from loaders.rows import Problems, Row, repeated

_PREFIX = {"policy": "policy", "measure": "measure", "initiative": "init", "part": "init"}
_ABOVE = {"policy": "plan", "measure": "policy", "initiative": "measure", "part": "initiative"}
_TABLES = ("initiative_links", "plan_items", "pages", "plan_corrections")
_LINKED = ("initiative", "part")


def check_plan(chain: Chain, problems: Problems) -> None:
    """The plan tables of the own set; nothing where it has none."""
    for row in chain.own.rows("plans"):
        if row["period_from"] and row["period_to"] and row["period_from"] > row["period_to"]:
            problems.at(row, "period_to", "終わりが始まりより前です。", "period_from より後の日付")
    if not any(chain.own.rows(t) for t in _TABLES):
        return
    before = len(problems)
    _check_pages(chain, problems)
    for row in chain.own.rows("plan_items"):
        _check_item(chain, row, problems)
    titled = [r for r in chain.own.rows("plan_items") if r["title"] and not r["until"]]
    repeated(titled, ("parent", "title"), problems, key=lambda r: (r["parent"], fingerprint(r["title"])))
    if len(problems) == before and _readable(chain):
        _check_readings(Pages(chain.own), problems)
    _check_corrections(chain, problems)
    _check_links(chain, problems)
    _check_succession(chain, problems)


def _readable(chain: Chain) -> bool:
    """Whether every number that a page is read with is a number: what is not is told with the cell."""
    numbers = {"pages": ("table", "line_from", "line_to"), "plan_items": ("line",), "plan_corrections": ("line",)}
    return all(r[c].isdecimal() for t, columns in numbers.items() for r in chain.own.rows(t) for c in columns)


def _check_readings(pages: Pages, problems: Problems) -> None:
    """Each page as it is read against its rows; what differs in a tenth at most is only told (SETTLED 14)."""
    rows = {r["id"]: r for r in pages.own.rows("plan_items")}
    for name, page in pages.read.items():
        register = pages.register(name)
        problems.take((*page.rejections, *check_tables(page, pages.tables(name)), *register.rejections))
        items = {i.id: i for i in register.items}
        for missing in register.closed:
            sentence = "この項目が紙面に見つかりません。無くなったなら until に日付を入れてください。"
            problems.at(rows[missing], "title", sentence, "紙面にある題名")
        for new in register.added:
            item = items[new]
            sentence = f"紙面の{item.line}行の「{item.title}」が台帳にありません。行を足してください。"
            problems.of(f"{pages.own.folder}/plan_items.csv", sentence, value=item.title, allowed=f"id は {new}")
        for item in register.items:
            if item.id in rows and not rows[item.id]["until"] and rows[item.id]["line"] != str(item.line):
                problems.at(rows[item.id], "line", "紙面の行と違います。", str(item.line))
        for drift in register.drifted:
            problems.notice(
                f"{name} の{drift.line}行は「{drift.read}」と読めますが、台帳の題名「{drift.title}」のままにします。"
            )


def _check_pages(chain: Chain, problems: Problems) -> None:
    own = chain.own
    pages = {r["page"] for r in own.rows("pages")}
    repeated(own.rows("pages"), ("page", "table"), problems)
    for row in own.rows("pages"):
        if row["page"] not in own.pages:
            problems.at(row, "page", "この名の紙面が pages フォルダにありません。", "pages フォルダにあるファイルの名")
        if _number(row["line_from"]) > _number(row["line_to"]):
            problems.at(row, "line_to", "行の終わりが始まりより前です。", f"{row['line_from']} 以上の行")
        _check_plan_of(chain, row, problems)
    for row in (*own.rows("plan_items"), *own.rows("plan_corrections")):
        if row["page"] and row["page"] not in pages:
            problems.at(row, "page", "pages.csv にない紙面です。", "、".join(sorted(pages)))


def _check_corrections(chain: Chain, problems: Problems) -> None:
    titles = {fingerprint(r["title"]) for r in chain.own.rows("plan_items")}
    for row in chain.own.rows("plan_corrections"):
        for title in row.many("as"):
            if fingerprint(title) not in titles:
                problems.at(row, "as", f"「{title}」は、計画の台帳の題名にありません。", "plan_items.csv の題名")


def _check_plan_of(chain: Chain, row: Row, problems: Problems) -> None:
    """The register says of which plan the items on the lines of a table are."""
    lines = range(_number(row["line_from"]), _number(row["line_to"]) + 1)
    items = [r for r in chain.own.rows("plan_items") if r["page"] == row["page"] and _number(r["line"]) in lines]
    if items and not any(_is_of(r, row["plan"]) for r in items):
        problems.at(row, "plan", "この表の項目は、台帳では別の計画のものです。", items[0]["parent"])


def _is_of(item: Row, plan: str) -> bool:
    return item["id"].partition(":")[2].startswith(f"{slug(plan)}-")


def _check_item(chain: Chain, row: Row, problems: Problems) -> None:
    if (row["status"] == "read") != bool(row["title"]):
        problems.at(row, "title", "題名は、読めた項目だけに書きます。", "status が read なら題名、illegible なら空")
    above = chain.by_id("plan_items").get(row["parent"])
    if _ABOVE.get(row["kind"]) != (above["kind"] if above else "plan"):
        allowed = f"{_ABOVE.get(row['kind'], '')} の id"
        problems.at(row, "parent", f"{row['kind']} の親になれないものです。", allowed)
    wanted = f"{_PREFIX.get(row['kind'], '')}:{slug(row['parent'])}-"
    if not re.fullmatch(re.escape(wanted) + r"[1-9]\d{0,2}", row["id"]):
        problems.at(row, "id", "id が、種類と親に合いません。", f"{wanted} と番号")
    if row["line"].isdecimal() and not _page_of(chain, row):
        problems.at(row, "line", "この行を含む表が pages.csv にありません。", "pages.csv の行の範囲の中")


def _page_of(chain: Chain, item: Row) -> bool:
    """Whether a table of the item's page and plan holds its line."""
    line = _number(item["line"])
    return any(
        _number(r["line_from"]) <= line <= _number(r["line_to"])
        for r in chain.own.rows("pages")
        if r["page"] == item["page"] and _is_of(item, r["plan"])
    )


def _check_links(chain: Chain, problems: Problems) -> None:
    items = chain.by_id("plan_items")
    linked: dict[str, list[Row]] = defaultdict(list)
    for row in chain.own.rows("initiative_links"):
        linked[row["initiative"]].append(row)
        if row["initiative"] in items:
            _check_link(chain, items[row["initiative"]], row, problems)
    for rows in linked.values():
        for row in rows if len(rows) > 1 else ():
            if not row["body"]:
                problems.at(
                    row, "body", "ほかの行に機関がある取組みに、機関の空の行があります。", "行を消すか機関を書く"
                )
    repeated(chain.own.rows("initiative_links"), ("initiative", "role", "body"), problems)
    for item in chain.own.rows("plan_items"):
        if item["kind"] in _LINKED and not item["until"] and item["id"] not in linked:
            problems.at(item, "id", f"「{item['title']}」の行が initiative_links.csv にありません。", "行を足す")


def _check_link(chain: Chain, item: Row, row: Row, problems: Problems) -> None:
    if item["kind"] not in _LINKED:
        problems.at(row, "initiative", "取組みか細目の id ではありません。", "init: の id")
    if not wording_matches(row["wording"], item["title"]):
        sentence = "結んだときの題名が、計画の台帳の題名と違います。結び直してよいか確かめてください。"
        problems.at(row, "wording", sentence, item["title"])
    if row["body"] and not row["role"]:
        problems.at(row, "role", "機関があるのに、役が空です。", "実施、連携、対象、設置、言及")
    if not row["body"] and row["role"]:
        problems.at(row, "role", "機関が空なのに、役があります。", "空")
    if not row["body"] and not row["note"]:
        problems.at(row, "note", "機関が空の行には、note に理由が要ります。", "理由")
    if row["surface"] and (not row["body"] or not _stands_in(chain, item, row["surface"])):
        problems.at(row, "surface", "この語は、取組みの本文にありません。", "本文にある文字列そのもの。無ければ空")
    if bool(row["surface"]) != (row["basis"] == "stated"):
        problems.at(
            row,
            "basis",
            "本文の語(surface)のある行だけが stated です。",
            "surface があれば stated、無ければ inferred か editorial",
        )


def _stands_in(chain: Chain, item: Row, words: str) -> bool:
    """Whether the words stand in an item's title or in one of its parts."""
    titles = [r["title"] for r in chain.own.rows("plan_items") if r["parent"] == item["id"]]
    return any(words in title for title in (item["title"], *titles))


def _check_succession(chain: Chain, problems: Problems) -> None:
    items, rows = chain.by_id("plan_items"), chain.own.rows("policy_succession")
    later: str | None = None
    for column in ("late_policy", "prior_policy"):
        plans = Counter(items[r[column]]["parent"] for r in rows if r[column] in items)
        plan = plans.most_common(1)[0][0] if plans else ""
        for row in (r for r in rows if r[column] in items):
            item = items[row[column]]
            if item["kind"] != "policy" or item["parent"] != plan or plan == later:
                problems.at(row, column, "ほかの行と同じ計画の政策ではありません。", f"{plan} の政策")
        later = later or plan
    told = {r["late_policy"] for r in rows}
    for item in items.values():
        if (
            rows
            and item["kind"] == "policy"
            and item["parent"] == later
            and not item["until"]
            and item["id"] not in told
        ):
            problems.of(rows[0].file, "前の計画との対応のない政策があります。", value=item["id"], allowed="行を足す")
    repeated(rows, ("prior_policy", "late_policy"), problems)


def _number(cell: str) -> int:
    return int(cell) if cell.isdecimal() else 0
