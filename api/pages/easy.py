"""やさしい日本語の紙: the answer for the person at the counter, on one sheet, with the reading of every kanji."""

from __future__ import annotations

from dataclasses import dataclass

from api.contacts import FIRST_SHOWN
from api.pages.answer import together
from api.pages.cards import Context
from api.pages.dates import dial
from api.pages.easy_hours import plain_hours
from api.pages.several import Several
from graph.directory import Directory
from graph.finding.answer import Body
from graph.model import NodeId
from graph.ruby import Piece, of_name, of_text

WHEN = "とき。"
HEADING = "そうだん できる ところ"
NOTES = (
    "名前や 住所を 書かなくて いいです。",
    "電話が つながらない ときは、区役所に 聞いて ください。",
)
NO_NUMBER = "電話番号は わかりません。"
EACH_ITS_OWN = "番号は それぞれ ちがいます。"
EDITION = (Piece("版", "はん"),)


@dataclass(frozen=True, slots=True)
class EasyArea:
    """The number of an area."""

    area: tuple[Piece, ...]
    phone: str
    dial: str


@dataclass(frozen=True, slots=True)
class EasyBody:
    """A body: name, what it is, number, hours."""

    name: tuple[Piece, ...]
    plain: tuple[Piece, ...]
    phone: str
    dial: str
    hours: tuple[tuple[Piece, ...], ...]
    areas: tuple[EasyArea, ...]
    no_phone: str


@dataclass(frozen=True, slots=True)
class EasyPage:
    """Everything the sheet shows."""

    back: str
    heading: tuple[Piece, ...]
    troubles: tuple[tuple[Piece, ...], ...]
    danger_first: bool
    bodies: tuple[EasyBody, ...]
    labels: dict[str, tuple[Piece, ...]]
    notes: tuple[tuple[Piece, ...], ...]
    municipality: tuple[Piece, ...]
    product: str
    data_version: str
    address: str


def easy_page(context: Context, *, back: str, address: str) -> EasyPage:
    """The sheet of an answer."""
    directory, answer = context.directory, context.answer
    plains = [directory.node(c.id).text("plain") for c in answer.case_types if c.use == "answer"]
    heading, troubles = _heading([p for p in plains if p])
    bodies, fives = together(directory, answer)
    named = [b for r in answer.named for b in bodies if b.id == r.id]
    first = [b for b in bodies if b.group == "first"][:FIRST_SHOWN]
    shown = [_body(directory, b, fives.get(b.id)) for b in dict.fromkeys((*named, *first))]
    own = directory.municipality
    return EasyPage(
        back=back,
        heading=of_text(heading),
        troubles=tuple(of_text(t) for t in troubles),
        danger_first=answer.urgent is not None,
        bodies=tuple(b for b in shown if b),
        labels={**{word: of_text(word) for word in ("電話", "24時間", NO_NUMBER, EACH_ITS_OWN)}, "版": EDITION},
        notes=tuple(of_text(n) for n in NOTES),
        municipality=of_text(own.name),
        product=own.product,
        data_version=directory.data_version,
        address=address,
    )


def _heading(plains: list[str]) -> tuple[str, tuple[str, ...]]:
    """学校に 行けない とき、そうだん できる ところ; several troubles, or one that is no 「とき」, stand below."""
    if len(plains) == 1 and plains[0].endswith(WHEN) and plains[0].count("。") == 1:
        return f"{plains[0].removesuffix('。')}、{HEADING}", ()
    return HEADING, tuple(plains)


def _body(directory: Directory, body: Body, several: Several | None) -> EasyBody | None:
    """None for a body whose kind has no plain words: nothing is rewritten by a machine."""
    kind = directory.nodes.get(directory.kind_of(body.id))
    plain = kind.text("plain") if kind and kind.kind == "organisation_kind" else ""
    if kind is None or not plain:
        return None
    shared = kind if several else directory.node(body.id)
    stands = directory.node(body.id)
    opening = stands.text("opening_hours") if stands.kind == "organisation" else ""
    phone = "" if several else body.phone
    numbers = several.numbers if several else ()
    return EasyBody(
        of_name(shared.name, shared.text("kana")),
        of_text(plain),
        phone,
        dial(phone),
        tuple(of_text(line) for line in plain_hours(opening, body.hours)),
        tuple(EasyArea(of_name(a.area, _kana(directory, a.area)), a.phone, a.dial) for a in numbers),
        EACH_ITS_OWN if several else NO_NUMBER,
    )


def _kana(directory: Directory, area: NodeId) -> str:
    return next((a.text("kana") for a in directory.of("area") if a.name == area), "")
