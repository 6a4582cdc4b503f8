"""Rules of kinds, organisations, their telephones and their services."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from loaders.chain import Chain
from loaders.rows import Problems, Row, repeated
from loaders.vocabulary import FAX, REQUIRED_KINDS, SHELTER_KIND

_PLACE = ("address", "postal_code", "lat", "lon")
_EVERYWHERE = (-90.0, 90.0, -180.0, 180.0)
_SHORT_LINES = 2
_SHORT_LENGTH = 9


def check_bodies(chain: Chain, problems: Problems) -> None:
    """Kinds, organisations, telephones and services of the own set, with what must be unique in the chain."""
    _check_kinds(chain, problems)
    box = _bounds(chain, problems)
    for row in chain.own.rows("organisations"):
        _check_organisation(row, problems)
        _check_place(row, box, problems)
    no_cycle(chain.rows("organisations"), "parent", problems)
    repeated(chain.rows("organisations"), ("name",), problems)
    _check_phones(chain, problems)
    for row in chain.own.rows("services"):
        _check_ages(row, problems)


def no_cycle(rows: Iterable[Row], column: str, problems: Problems) -> None:
    """Nothing may stand above itself."""
    by_id = {r["id"]: r for r in rows}
    for start, row in by_id.items():
        seen: set[str] = set()
        at = start
        while at in by_id and at not in seen:
            seen.add(at)
            at = by_id[at][column]
        if at == start:
            problems.at(row, column, "たどると自分に戻ります。", "自分より上のもの")


def _check_kinds(chain: Chain, problems: Problems) -> None:
    rows = chain.rows("organisation_kinds")
    for row in chain.own.rows("organisation_kinds"):
        lines = row["short"].split("/")
        if len(lines) > _SHORT_LINES or any(not 1 <= len(x) <= _SHORT_LENGTH for x in lines):
            problems.at(row, "short", "短い名が長いか、空です。", f"{_SHORT_LENGTH}字までを「/」で{_SHORT_LINES}行まで")
    for column in ("short", "order", "name"):
        repeated(rows, (column,), problems)
    no_cycle(rows, "broader", problems)
    for kind in REQUIRED_KINDS if chain.municipal or rows else ():
        if kind not in chain.by_id("organisation_kinds"):
            file = f"{chain.sets[0].folder}/organisation_kinds.csv"
            problems.of(file, "要る種別の行がありません。", value=kind, allowed=f"{kind} の行")


def _check_organisation(row: Row, problems: Problems) -> None:
    check_hours(row, problems)
    if "24時間" in row["hours"] and "受付" not in row["hours"] and not row["opening_hours"]:
        problems.at(row, "opening_hours", "24時間なのに、機械で読む時間が空です。", "24/7")
    if row["confidential"] == "yes":
        for column in (c for c in _PLACE if row[c]):
            problems.at(row, column, "場所を載せない機関に、所在地があります。", "空")
    elif row["kind"] == SHELTER_KIND:
        problems.at(row, "confidential", "一時保護所の場所は載せません。", "yes")
    if row["valid_from"] and row["valid_to"] and row["valid_from"] > row["valid_to"]:
        problems.at(row, "valid_to", "終わりが始まりより前です。", "valid_from より後の日付")
    if row["status"] == "closed" and not row["valid_to"]:
        problems.at(row, "valid_to", "閉じた機関には、終わった日が要ります。", "日付")


def check_hours(row: Row, problems: Problems) -> None:
    """Hours for machines only where there are hours for people."""
    if row["opening_hours"] and not row["hours"]:
        problems.at(row, "opening_hours", "hours が空なのに、機械で読む時間があります。", "hours と組にする")


def _bounds(chain: Chain, problems: Problems) -> tuple[float, float, float, float]:
    settings = chain.own.settings
    text = settings.text("bounds")
    if not text:
        return _EVERYWHERE
    try:
        south, north, west, east = map(float, text.split(";"))
    except ValueError:
        row = settings.lines.get("bounds")
        problems.of(settings.file, "座標の範囲が読めません。", value=text, row=row, allowed="南;北;西;東")
        return _EVERYWHERE
    return south, north, west, east


def _check_place(row: Row, box: tuple[float, float, float, float], problems: Problems) -> None:
    if bool(row["lat"]) != bool(row["lon"]):
        missing = "lon" if row["lat"] else "lat"
        problems.at(row, missing, "緯度と経度の片方だけがあります。", "両方か、両方とも空")
        return
    if not row["lat"]:
        return
    south, north, west, east = box
    for column, low, high in (("lat", south, north), ("lon", west, east)):
        try:
            inside = low < float(row[column]) < high
        except ValueError:
            continue  # told with the cell
        if not inside:
            problems.at(row, column, "座標が、このデータの範囲の外です。", f"{low} から {high}")


def _check_phones(chain: Chain, problems: Problems) -> None:
    bodies = chain.by_id("organisations")
    listed: dict[str, list[Row]] = defaultdict(list)
    for row in chain.rows("phones"):
        listed[row["body"]].append(row)
    for row in chain.own.rows("phones"):
        check_hours(row, problems)
        body = bodies.get(row["body"])
        if body and row["purpose"] == FAX and row["number"] != body["fax"]:
            problems.at(row, "number", "organisations.csv の fax と違います。", body["fax"] or "fax を書く")
    repeated(chain.rows("phones"), ("body", "purpose", "note", "number"), problems)
    for name, rows in listed.items():
        main = bodies[name]["phone"] if name in bodies else ""
        if main and all(r["number"] != main for r in rows) and any(r["purpose"] != FAX for r in rows):
            for row in (r for r in rows if r["purpose"] != FAX):
                problems.at(row, "number", f"この機関の代表の番号({main})の行がありません。", f"{main} の行を足す")
            problems.at(bodies[name], "phone", "代表の番号の行が phones.csv にありません。", "phones.csv にある番号")
    for row in chain.own.rows("organisations"):
        if row["fax"] and all(r["number"] != row["fax"] for r in listed[row["id"]]):
            problems.at(row, "fax", "この番号の行が phones.csv にありません。", "purpose が FAX の行を足す")


def _check_ages(row: Row, problems: Problems) -> None:
    low, high = row["age_min_months"], row["age_max_months_exclusive"]
    if low.isdecimal() and high.isdecimal() and int(low) >= int(high):
        problems.at(
            row, "age_max_months_exclusive", "月齢の終わりが始まりより後ではありません。", f"{low} より大きい数"
        )
