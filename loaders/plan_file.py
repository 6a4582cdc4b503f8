"""One plan page by itself, for `tsunagu plan FILE`: read with what a data set knows of it, loading nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graph.errors import RejectedData, Rejection
from loaders.chain import target_folders
from loaders.dataset import read_dataset
from loaders.pages import Pages
from loaders.plan import read_plan
from loaders.plan_document import document, plans_of
from loaders.reading import decode
from loaders.rows import Problems


def plan_file(file: Path, data: Path) -> Mapping[str, object]:
    """The `plan` document of a page. `problems`: rows of plan_corrections.csv that do not fit it.

    A set in `data` that names the file in pages.csv gives the plans and the corrections; without one the tables are
    called `table-N` and the rules stand alone. RejectedData when the file is no text.
    """
    problems = Problems()
    text = decode(file.read_bytes(), file.name, problems)
    if text is None:
        raise RejectedData(problems.all())
    pages = _pages(file.name, data)
    page = read_plan(text, pages.corrections(file.name) if pages else ())
    plans = plans_of(pages.tables(file.name)) if pages else {}
    return {**document(page, file.name, plans), "problems": [_problem(r) for r in page.rejections]}


def _pages(name: str, data: Path) -> Pages | None:
    for folder in target_folders((data,)):
        found = Pages(read_dataset(folder, Problems()))  # what is wrong with the set, `check` tells
        if found.tables(name):
            return found
    return None


def _problem(one: Rejection) -> dict[str, object]:
    return {
        "file": one.file,
        "row": one.row,
        "column": one.column,
        "value": one.value,
        "allowed": one.allowed,
        "sentence": one.sentence,
    }
