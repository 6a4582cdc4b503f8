"""The examples in the documents are run, and print what they are said to print."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.docs.console import Example, examples
from tests.serving import COMMAND
from tests.tree import ROOT

_DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
_FOUND = [(path.relative_to(ROOT).as_posix(), e) for path in _DOCUMENTS for e in examples(path.read_text("utf-8"))]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose default graph holds the shipped data."""
    folder = tmp_path_factory.mktemp("examples")
    done = _run(folder, "load")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize(("file", "example"), _FOUND, ids=[f"{file}: {' '.join(e.words)}" for file, e in _FOUND])
def test_prints_what_it_is_said_to(loaded: Path, file: str, example: Example) -> None:
    assert example.words[0] == "tsunagu", f"{file}: only tsunagu can be shown in a console block"
    done = _run(loaded, *example.words[1:])
    assert done.returncode == example.status, done.stderr
    assert example.matches(done.stdout + done.stderr), done.stdout + done.stderr


def test_there_are_examples_in_the_readme_and_beyond() -> None:
    assert {"README.md", "docs/reference.md"} <= {file for file, _ in _FOUND}


def test_an_example_that_prints_something_else_is_told_apart() -> None:
    (shown,) = examples("```console\n$ tsunagu find x\n一\n…\n三…四\n```\n")
    assert shown.matches("一\n二\n二\n三あ四\n") and shown.matches("一\n三四\n")
    assert not shown.matches("一\n") and not shown.matches("一\n三四\n五\n") and not shown.matches("")


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("KG_")}
    return subprocess.run(
        [*COMMAND, *words], cwd=folder, env={**env, "COLUMNS": "100"}, capture_output=True, text=True, encoding="utf-8"
    )
