"""The childcare support registry (子育て支援制度レジストリ): one JSON record a programme, nothing of it left behind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Node, Provenance, SetCode, properties
from loaders.reading import BLANKS, iso_date, tidy
from loaders.rows import Problems

SOURCE = "src:kosodate-registry"
_PSID = "basicInformation.psid"
_NAME = "institutionName.canonicalName"
_CONDITIONS = "target.conditions"
_UPDATED = "updateDate"
_TEXTS = {  # leaf → property
    "institutionName.shortName": "short",
    "contact.contactName": "contact_name",
    "contact.contactPhone": "contact_phone",
    "localGovernmentLink.uri": "url",
}
_READ = {_PSID, _NAME, _CONDITIONS, _UPDATED, *_TEXTS}  # every other leaf that holds something is a line of `details`
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
Leaf = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Programme:
    """One record: its leaves that hold something, by path, in the order of the file. `number` counts from 1."""

    file: str
    number: int
    leaves: tuple[tuple[str, Leaf], ...]

    def first(self, path: str) -> str:
        """The first value at a path, as text."""
        return next((_text(v) for p, v in self.leaves if p == path), "")


def read_registry(text: str, file: str, problems: Problems) -> tuple[Programme, ...]:
    """The programmes of a registry file."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        problems.of(file, "JSON として読めません。", allowed="制度の一覧(JSON)")
        return ()
    if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
        problems.of(file, "制度の一覧になっていません。", allowed="オブジェクトの配列")
        return ()
    found = tuple(Programme(file, n, tuple(_leaves(one, ""))) for n, one in enumerate(raw, 1))
    _check(found, problems)
    return found


def programme(record: Programme, folder: str, code: SetCode) -> Node:
    """The node of a programme."""
    psid = record.first(_PSID)
    texts = {name: record.first(path) for path, name in _TEXTS.items()}
    conditions = tuple(line for p, v in record.leaves if p == _CONDITIONS for line in _lines(v))
    details = tuple(f"{p}: {line}" for p, v in record.leaves if p not in _READ for line in _lines(v))
    updated = iso_date(record.first(_UPDATED))
    return Node(
        programme_id(record, folder),
        "programme",
        record.first(_NAME),
        code,
        properties(psid=psid, updated=updated, conditions=conditions, details=details, **texts),
        (Provenance(SOURCE, where=psid, basis="stated", as_of=updated),),
    )


def programme_id(record: Programme, folder: str) -> str:
    """`prog:<set>-` and what of the psid tells programmes of one municipality apart."""
    last = record.first(_PSID).split("+", 2)[-1]
    return f"prog:{folder}-{_UNSAFE.sub('-', last).strip('-')}"


def _leaves(value: object, path: str) -> Iterator[tuple[str, Leaf]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, path)
    elif isinstance(value, str | int | float | bool) and value != "":
        yield path, value


def _lines(value: Leaf) -> Iterator[str]:
    for line in _text(value, keep_lines=True).splitlines():
        shown = " ".join(tidy(line).split())
        if shown:
            yield shown


def _text(value: Leaf, *, keep_lines: bool = False) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = tidy(str(value)).strip(BLANKS)
    return text if keep_lines else " ".join(text.split())


def _check(found: tuple[Programme, ...], problems: Problems) -> None:
    seen: dict[str, int] = {}
    for one in found:
        psid = one.first(_PSID)
        if not psid or not one.first(_NAME):
            sentence = "制度番号か名がありません。"
            problems.of(one.file, sentence, row=one.number, value=psid, allowed=f"{_PSID} と {_NAME}")
        elif seen.setdefault(programme_id(one, ""), one.number) != one.number:
            problems.of(one.file, "同じ制度番号が2つあります。", row=one.number, value=psid, allowed="ほかと違う番号")
