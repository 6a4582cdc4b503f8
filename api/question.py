"""A question as it came in, made fit to be read: the same cleaning for pages, API and command."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from graph.errors import BadParameter
from graph.text import BIDI_CONTROLS

MAX_TEXT: Final = 2_000  # characters of a question
MAX_FIELD: Final = 100  # of the fields beside it


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. "" where nothing was given."""

    text: str
    area: str = ""
    age: str = ""
    on: str = ""
    set: str = ""


def question(text: str, *, area: str = "", age: str = "", on: str = "", set: str = "") -> Question:
    """The question, each text in one line of NFC. BadParameter when there is none or one is too long."""
    fields = {"area": area, "age": age, "on": on, "set": set}
    for name, value in fields.items():
        if len(value) > MAX_FIELD:
            raise BadParameter(name, value, f"{MAX_FIELD}字までです。")
    if len(text) > MAX_TEXT:
        # how long it is, not what it says: errors are copied into tickets
        raise BadParameter("q", f"{len(text)}字", f"{MAX_TEXT}字までです。")
    cleaned = clean(text)
    if not cleaned:
        raise BadParameter("q", "", "困っていることを入れるか、種別から選んでください。")
    return Question(cleaned, **{name: clean(value) for name, value in fields.items()})


def clean(text: str) -> str:
    """One line in NFC: what cannot be seen, as comes along when words are copied, is a blank or nothing."""
    seen = text if text.isprintable() else "".join(_seen(c) for c in text if c not in BIDI_CONTROLS)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _seen(char: str) -> str:
    return " " if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") else char
