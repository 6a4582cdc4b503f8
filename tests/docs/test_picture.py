"""The picture in README is that of the data as they are."""

from __future__ import annotations

import re
from pathlib import Path

from docs.picture import TARGET, picture

_DATE = re.compile(r"\(\d{4}-\d{2}-\d{2}\)")


def test_the_file_is_up_to_date() -> None:
    kept, made = (_DATE.sub("", text) for text in (TARGET.read_text(encoding="utf-8"), picture()))
    assert kept == made, "make docs"


def test_the_readme_shows_it_with_words_for_those_who_do_not_see_it() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"!\[([^\]]+)\]\(docs/network\.svg\)", readme)
    assert shown and "帯" in shown[1]
