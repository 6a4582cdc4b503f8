"""What dataset.yaml of a municipality says, against its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.schema import schema
from loaders.chain import Chain
from loaders.rows import Problems
from loaders.vocabulary import GLYPHS

_CODE = re.compile(r"\d{6}\Z")


def check_settings(chain: Chain, problems: Problems) -> None:
    """All of it; only a municipality must have it."""
    if not chain.municipal:
        return
    for key, sentence, allowed in _wrong(chain):
        settings = chain.own.settings
        value = settings.text(key) or ";".join(settings.list(key))
        problems.of(settings.file, sentence, value=value, row=settings.lines.get(key), allowed=allowed)


def _wrong(chain: Chain) -> Iterator[tuple[str, str, str]]:
    settings = chain.own.settings
    if not _CODE.match(chain.own.code):
        yield "code", "区市町村の番号は6桁です。", "6桁の全国地方公共団体コード"
    if not settings.text("product_title"):
        yield "product_title", "製品の題がありません。", "題"
    if not settings.rows("expected"):
        yield "expected", "区域の数がありません。", "level と count"
    bodies = chain.by_id("organisations")
    for key in ("call_centre", "emergency_line", "corrections_owner"):
        for body in (settings.text(key), *settings.list(key)):
            if body and body not in bodies:
                yield key, f"「{body}」という機関はありません。", "organisations.csv にある id"
    yield from _hubs(chain)
    yield from _kinds(chain)
    yield from _orders(chain)


def _hubs(chain: Chain) -> Iterator[tuple[str, str, str]]:
    kinds, items = chain.by_id("organisation_kinds"), chain.by_id("plan_items")
    tiers = schema().node("organisation_kind").properties["tier"].values
    hubs = chain.own.settings.rows("hubs")
    if not hubs:
        yield "hubs", "図の背骨の種別がありません。", "kind と band"
    for hub in hubs:
        if hub.get("kind") not in kinds or hub.get("band") not in tiers:
            yield "hubs", f"図の背骨「{hub.get('kind')}」の種別か帯がありません。", f"ある種別と {'、'.join(tiers)}"
        item = items.get(str(hub.get("item", "")))
        told = hub.get("item") is not None or bool(items)
        if told and not (item and str(hub.get("words", "")) in item["title"] and item["line"] == str(hub.get("line"))):
            yield "hubs", f"図の背骨「{hub.get('kind')}」の文言が、計画の台帳と違います。", "plan_items.csv の題名と行"


def _kinds(chain: Chain) -> Iterator[tuple[str, str, str]]:
    kinds, bodies = chain.by_id("organisation_kinds"), chain.by_id("organisations")
    for key in ("one_per_area", "explained"):
        for rule in chain.own.settings.rows(key):
            if rule.get("kind") not in kinds or ("body" in rule and rule["body"] not in bodies):
                yield key, f"「{rule.get('kind')}」の種別か機関がありません。", "ある種別と機関"


def _orders(chain: Chain) -> Iterator[tuple[str, str, str]]:
    settings = chain.own.settings
    known = schema().node("organisation_kind").properties
    groups = schema().node("case_type").properties["group"].values

    def told(key: str, field: str) -> list[str]:
        return [part for r in settings.rows(key) for part in str(r.get(field, "")).split(";")]

    expected: tuple[tuple[str, str, Sequence[str]], ...] = (
        ("bands", "tiers", known["tier"].values),
        ("fields", "group", known["group"].values),
        ("fields", "glyph", GLYPHS),
        ("families", "relations", tuple(schema().relations)),
    )
    for key, field, all_of in expected:
        if sorted(told(key, field)) != sorted(all_of):
            yield key, f"{field} が、どれもちょうど1回ずつになっていません。", "、".join(all_of)
    if told("case_groups", "name") != list(groups):
        yield "case_groups", "相談の組が、6つの組の順と違います。", "、".join(groups)
