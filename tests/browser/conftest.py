"""Chromium over a real server: the ward's data, and beside it a small set whose every text is hostile.

Each page that a test opens must ask no other origin and must log nothing: checked when the test ends.
Browser tests share one worker (xdist_group): two browsers on two cores only slow each other down.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, EXECUTABLE
from tests.browser.hostile import load_set, write_set
from tests.browser.tabs import Tabs
from tests.serving import COMMAND, ROOT, serving

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


def missing(reason: str) -> None:
    """A skip that says why; in CI a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"CI: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one module: while it is open its event loop would be in the way of other tests of the worker."""
    if EXECUTABLE is None:
        missing("Chromium が見つかりません。画面のテストを飛ばします。")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=EXECUTABLE, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the shipped data."""
    folder = tmp_path_factory.mktemp("ward")
    with serving(COMMAND, f"sqlite:{folder / 'graph.db'}", cwd=folder) as address:
        yield address


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the hostile set."""
    folder = tmp_path_factory.mktemp("hostile")
    graph = f"sqlite:{folder / 'graph.db'}"
    write_set(folder / "exampleku")
    load_set(folder / "exampleku", graph)
    with serving(COMMAND, graph, cwd=folder) as address:
        yield address


@pytest.fixture
def tabs(browser: Browser) -> Iterator[Tabs]:
    """Opens pages; at the end none of them has logged anything or asked another origin."""
    made = Tabs(browser)
    yield made
    made.close()


@pytest.fixture
def page(tabs: Tabs, ward: str) -> Page:
    """A page of the ward on a staff screen."""
    return tabs.open(ward)


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, from the folder that `make test` fills."""
    if not AXE.is_file():
        missing("axe-core がありません(npm ci)。画面の検査を飛ばします。")
    return AXE.read_text(encoding="utf-8")
