"""The Makefile lists everything it can do and names no host."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize("target", [[], ["help"]])
def test_help_lists_every_target(target: list[str]) -> None:
    done = subprocess.run(["make", "--no-print-directory", *target], cwd=ROOT, capture_output=True, text=True)
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = next(line for line in text.splitlines() if line.startswith(".PHONY:")).split()[1:]
    assert re.findall(r"^  make (\w+)", done.stdout, re.MULTILINE) == targets


def test_ci_runs_the_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.startswith("#!/usr/bin/env bash\n") and "set -euo pipefail" in script
    assert script.splitlines()[-1].startswith("make test")
    assert "export CI=true" in script
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
