"""The page that ships with the ward's data, its rows, and other pages of these tests."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from loaders.plan import PlanPage, read_plan
from loaders.plan_corrections import CorrectionRow
from loaders.plan_document import TableRow
from loaders.plan_register import RegisterRow

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data" / "setagaya"
SHARED = ROOT.parent / "shared"
PAGES = Path(__file__).parent / "pages"
FILE = "000_7aa59e1807b38ac9.txt"
PLANS = {1: "plan:prior", 2: "plan:late"}


def shipped() -> str:
    """The text of the page as it ships."""
    return (DATA / "pages" / FILE).read_text(encoding="utf-8")


def shared(path: str) -> Path:
    """A file of the given material; the test is skipped where that is not beside the project."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"../shared/{path} is not here")
    return found


def expected(name: str) -> dict[str, Any]:
    """The document that must be read from a page of these tests, written by hand."""
    found: dict[str, Any] = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    return found


def page_text(name: str) -> str:
    """A fictitious page."""
    return (PAGES / f"{name}.txt").read_text(encoding="utf-8")


def correction_rows() -> tuple[CorrectionRow, ...]:
    """plan_corrections.csv."""
    return tuple(
        CorrectionRow("plan_corrections.csv", n, int(r["line"]), r["read"], tuple(r["as"].split(";")), r["reason"])
        for n, r in _rows("plan_corrections.csv")
    )


def table_rows() -> tuple[TableRow, ...]:
    """pages.csv."""
    return tuple(
        TableRow("pages.csv", n, int(r["table"]), r["plan"], int(r["line_from"]), int(r["line_to"]))
        for n, r in _rows("pages.csv")
    )


def register_rows() -> tuple[RegisterRow, ...]:
    """plan_items.csv."""
    return tuple(
        RegisterRow(
            "plan_items.csv", n, r["id"], r["kind"], r["parent"], r["title"], r["status"], r["page"], int(r["line"]),
            r["until"], r["note"],
        )
        for n, r in _rows("plan_items.csv")
    )  # fmt: skip


def reading() -> PlanPage:
    """The shipped page with its corrections."""
    return read_plan(shipped(), correction_rows())


def _rows(name: str) -> list[tuple[int, dict[str, str]]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(enumerate(csv.DictReader(file), 2))
