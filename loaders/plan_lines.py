"""The lines of a plan page with what their own form says: the number at the head, the columns, the blank line above."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal, TypeAlias

Level: TypeAlias = Literal["policy", "item"]
Numbered: TypeAlias = tuple[int, int, str]  # rank of the form, number, what follows it

_BREAK = re.compile(r"\r\n|\r|\n")
JAPANESE = re.compile(r"[ぁ-ゖァ-ヺｦ-ﾟ一-龠々]")
# forms of numbering, the upper ones first; the two of brackets are one form, because OCR loses a bracket easily
_FORMS = (
    re.compile(r"([0-9０-９]{1,2})(?:\s*[.．](?![0-9０-９])|\u3000)|([⒈-⒛])"),
    re.compile(r"[(（]?\s*([0-9０-９]{1,2})\s*[)）]|([⑴-⒇])"),
    re.compile(r"([①-⑳])()"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. `opens`: the first after a blank line. `number` counts blank lines too, from 1."""

    number: int
    text: str
    opens: bool
    level: Level | None = None
    ordinal: int = 0
    rest: str = ""

    @property
    def cells(self) -> tuple[str, str, str]:
        """Left, right and further columns. Where no number stands, a leading tab leaves the left one empty."""
        text = self.rest if self.level else self.text
        indent = text[: len(text) - len(text.lstrip())]
        found = [c.strip() for c in text.split("\t") if c.strip()]
        left, right, *more = ([""] if "\t" in indent else []) + found + [""] * 3
        return left, right, " ".join(m for m in more if m)


def lines_of(text: str) -> tuple[list[Line], int]:
    """The lines that are not blank, in NFC, and how many lines there are with the blank ones."""
    raw = _BREAK.split(unicodedata.normalize("NFC", text.lstrip("\ufeff")))
    raw = [line.rstrip() for line in raw]
    forms = [_numbered(line, raw[i + 1] if i + 1 < len(raw) else "") for i, line in enumerate(raw)]
    ranks = sorted({f[0] for f in forms if f})
    lines: list[Line] = []
    for i, (line, form) in enumerate(zip(raw, forms, strict=True)):
        opens = i == 0 or not raw[i - 1]
        if line and form and form[0] in ranks[:2]:
            level: Level = "policy" if form[0] == ranks[0] else "item"
            lines.append(Line(i + 1, line, opens, level, form[1], form[2]))
        elif line:
            lines.append(Line(i + 1, line, opens))
    return lines, len(raw)


def _numbered(line: str, below: str) -> Numbered | None:
    """The number at the head of a line. A bare one counts only when its title stands on the line below."""
    found = _form(line.lstrip())
    titled = below[:1].strip() and JAPANESE.search(below) and not _form(below)
    return found if found and (found[2] or titled) else None


def _form(text: str) -> Numbered | None:
    for rank, form in enumerate(_FORMS):
        found = form.match(text)
        if found:
            number = int(unicodedata.numeric(found[2] or found[1])) if len(found[2] or found[1]) == 1 else int(found[1])
            return (rank, number, text[found.end() :].strip()) if number else None
    return None
