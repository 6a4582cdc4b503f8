"""The urgent rules as the data write them (data README §9): whether one fires on a text, and whom it calls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.text import fold, plain
from loaders.chain import Chain
from loaders.rows import Row

_ASCII = re.compile(r"[ -~]+\Z")
_NOT_CALLED = ("planned", "closed")


@dataclass(frozen=True, slots=True)
class _Word:
    """A folded word; a word of Latin letters and digits only where neither stands beside it."""

    text: str
    alone: re.Pattern[str] | None

    @classmethod
    def of(cls, word: str) -> _Word:
        """The word as it is compared."""
        alone = re.compile(rf"(?<![a-z0-9]){re.escape(word.lower())}(?![a-z0-9])") if _ASCII.match(word) else None
        return cls(fold(word), alone)

    def stands_in(self, folded: str, spaced: str) -> bool:
        """Whether a text holds the word."""
        return bool(self.alone.search(spaced)) if self.alone else self.text in folded


_Alternative = tuple[tuple[_Word, ...], ...]  # all of these, each by any of its words


@dataclass(frozen=True, slots=True)
class Rule:
    """One urgent rule. `empty` names the columns in which a word is missing between two marks."""

    any_of: tuple[_Alternative, ...]
    none_of: tuple[_Alternative, ...]
    empty: tuple[str, ...]

    @classmethod
    def of(cls, row: Row) -> Rule:
        """The rule of a row."""
        empty = tuple(c for c in ("any_of", "none_of") if row[c] and "" in re.split("[;&|]", row[c]))
        return cls(_alternatives(row["any_of"]), _alternatives(row["none_of"]), empty)

    def fires(self, text: str) -> bool:
        """Whether the rule speaks on this text."""
        folded, spaced = fold(text), plain(text)
        return _met(self.any_of, folded, spaced) and not _met(self.none_of, folded, spaced)


def _alternatives(cell: str) -> tuple[_Alternative, ...]:
    return tuple(
        tuple(tuple(_Word.of(w) for w in part.split("|")) for part in one.split("&")) for one in cell.split(";") if one
    )


def _met(alternatives: tuple[_Alternative, ...], folded: str, spaced: str) -> bool:
    return any(all(any(w.stands_in(folded, spaced) for w in part) for part in one) for one in alternatives)


def calls(chain: Chain) -> Mapping[str, tuple[Row, tuple[str, ...]]]:
    """Rule → the row that lists whom to call, the most local set's, and its list."""
    found = {r["id"]: (r, r.many("call")) for r in chain.rows("urgent_rules")}
    for row in chain.rows("urgent_calls"):
        found[row["rule"]] = (row, row.many("call"))
    return found


def bodies_called(chain: Chain, listed: tuple[str, ...]) -> tuple[str, ...]:
    """The bodies of a list: a kind stands for those of it, or of a narrower one, that serve the nearest area above."""
    found: dict[str, None] = {}
    for one in listed:
        found.update(dict.fromkeys(_nearest(chain, one) if one.startswith("kind:") else (one,)))
    return tuple(found)


def _nearest(chain: Chain, kind: str) -> tuple[str, ...]:
    bodies = [
        r
        for r in chain.rows("organisations")
        if r["status"] not in _NOT_CALLED and kind in _upward(chain, "organisation_kinds", "broader", r["kind"])
    ]
    for area in _upward(chain, "areas", "parent", chain.own.settings.text("area")):
        here = tuple(sorted(r["id"] for r in bodies if area in r.many("serves")))
        if here:
            return here
    return ()


def _upward(chain: Chain, table: str, column: str, start: str) -> Iterator[str]:
    seen: set[str] = set()
    at = start
    while at and at not in seen:
        seen.add(at)
        yield at
        row = chain.by_id(table).get(at)
        at = row[column] if row else ""
