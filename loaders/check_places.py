"""Rules of areas, towns and stations, and of who must be there in each area."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from loaders.chain import MUNICIPAL_LEVEL, Chain
from loaders.rows import Problems, Row, repeated
from loaders.settings import Record

LEVELS = ("国", "都", "全区", "地域", "地区")  # widest first; 都 is any prefecture, 全区 any municipality
_WITH_CODE = ("都", "全区")
_CODE = re.compile(r"\d{6}\Z")


def check_places(chain: Chain, problems: Problems) -> None:
    """Areas, towns and what dataset.yaml asks of each area."""
    _check_areas(chain, problems)
    _check_expected(chain, problems)
    for row in chain.own.rows("towns"):
        _check_town(chain, row, problems)
    _check_town_names(chain, problems)
    _check_served(chain, problems)
    repeated(chain.rows("coverage_notes"), ("kind", "area"), problems)


def _check_areas(chain: Chain, problems: Problems) -> None:
    areas = chain.by_id("areas")
    used = [level for level in LEVELS if any(r["level"] == level for r in areas.values())]
    for row in chain.own.rows("areas"):
        level, parent = row["level"], areas.get(row["parent"])
        place = used.index(level) if level in used else 0
        above = used[place - 1] if place else ""
        if (parent["level"] if parent else "") != above or bool(parent) != bool(row["parent"]):
            problems.at(row, "parent", "1つ上の区域になっていません。", f"{above} の区域" if above else "空")
        if bool(row["code"]) != (level in _WITH_CODE) or (row["code"] and not _CODE.match(row["code"])):
            problems.at(row, "code", "団体コードは都と全区だけに、6桁で書きます。", "6桁の全国地方公共団体コード")
        elif level == MUNICIPAL_LEVEL and row["code"] != chain.own.code:
            problems.at(row, "code", "団体コードが dataset.yaml の code と違います。", chain.own.code)
    repeated(chain.rows("areas"), ("name",), problems)


def _check_expected(chain: Chain, problems: Problems) -> None:
    settings = chain.own.settings
    found = Counter(r["level"] for r in chain.own.rows("areas"))
    for record in settings.rows("expected"):
        level, count = str(record.get("level", "")), record.get("count")
        if found[level] != count:
            sentence = f"{level}の区域が{found[level]}あります。dataset.yaml の expected と違います。"
            problems.of(f"{chain.own.folder}/areas.csv", sentence, value=str(found[level]), allowed=str(count))


def _check_town(chain: Chain, row: Row, problems: Problems) -> None:
    areas = chain.by_id("areas")
    for column, level in (("chiiki", "地域"), ("chiku", "地区")):
        for part in row.many(column):
            if part in areas and areas[part]["level"] != level:
                problems.at(row, column, f"「{part}」は{level}の区域ではありません。", f"{level}の区域の id")
    for part in row.many("chiku"):
        if part in areas and areas[part]["parent"] not in row.many("chiiki"):
            problems.at(row, "chiku", f"「{part}」は、この行の地域にある地区ではありません。", "chiiki の中の地区")
    if bool(row["chiku"]) != bool(row["chiku_basis"]):
        problems.at(
            row, "chiku_basis", "地区の根拠は、地区があるときだけ書きます。", "地区があれば stated、inferred、editorial"
        )
    if (len(row.many("chiku")) > 1 or row["chiku_basis"] == "inferred") and not row["note"]:
        problems.at(row, "note", "地区が2つ以上か推定のときは、note に理由が要ります。", "理由")


def _check_town_names(chain: Chain, problems: Problems) -> None:
    called: dict[str, list[tuple[Row, str]]] = defaultdict(list)
    for row in chain.rows("towns"):
        called[row["town"]].append((row, "town"))
        for alias in row.many("aliases"):
            called[alias].append((row, "aliases"))
    for name, rows in called.items():
        for row, column in rows if len(rows) > 1 else ():
            problems.at(row, column, f"「{name}」という呼び名が2つの行にあります。", "ほかの行と違う呼び名")


def _check_served(chain: Chain, problems: Problems) -> None:
    serving: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in chain.rows("organisations"):
        for area in row.many("serves") if row["status"] != "planned" else ():
            serving[row["kind"], area].append(row)
    notes = {(r["kind"], r["area"]): r for r in chain.rows("coverage_notes")}
    for place in chain.rows("areas"):
        for rule in chain.own.settings.rows("one_per_area"):
            if rule.get("level") == place["level"]:
                _check_one(rule, place, serving, problems)
        for rule in chain.own.settings.rows("explained"):
            if rule.get("level") == place["level"]:
                _check_explained(str(rule.get("kind")), place, serving, notes, problems)


def _check_one(rule: Record, area: Row, serving: Mapping[tuple[str, str], list[Row]], problems: Problems) -> None:
    kind, body = str(rule.get("kind")), rule.get("body")
    found = serving.get((kind, area["id"]), [])
    if not found:
        problems.at(
            area,
            "id",
            f"{area['name']}を受け持つ {kind} が1つもありません。",
            "ちょうど1つ(dataset.yaml の one_per_area)",
        )
    for row in found:
        if len(found) > 1:
            sentence = f"{area['name']}を受け持つ {kind} が{len(found)}あります。"
            problems.at(row, "serves", sentence, "ちょうど1つ(dataset.yaml の one_per_area)")
        elif body is not None and row["id"] != body:
            problems.at(row, "serves", f"{area['name']}を受け持つ {kind} が、決めた機関と違います。", str(body))


def _check_explained(
    kind: str, area: Row, serving: Mapping[tuple[str, str], list[Row]], notes: Mapping[tuple[str, str], Row],
    problems: Problems,
) -> None:  # fmt: skip
    key = (kind, area["id"])
    if key not in serving and key not in notes:
        sentence = f"{area['name']}を受け持つ {kind} も、無いことの説明もありません。"
        problems.at(area, "id", sentence, "機関の行か coverage_notes.csv の行")
    elif key in serving and key in notes:
        sentence = f"{area['name']}を受け持つ {kind} があるのに、説明の行が残っています。"
        problems.at(notes[key], "area", sentence, "行を消す")
