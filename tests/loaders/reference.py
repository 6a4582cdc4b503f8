"""check.py of the given material, which is the reference of all rules (SETTLED 11): its verdict on a folder."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.loaders.copies import SHARED

CHECK = SHARED / "data" / "check.py"
PLAN = SHARED / "seed" / "expected.json"
needs_reference = pytest.mark.skipif(not CHECK.is_file(), reason="../shared/data/check.py is not on this machine")


def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_check", CHECK)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_reference_reads(folder: Path, to: Path) -> Path:
    """The sets beside a ward with only what check.py knows: it wants nothing but tables in `tables`."""
    for source in sorted(p for p in folder.parent.iterdir() if (p / "dataset.yaml").is_file()):
        target = to / source.name
        shutil.rmtree(target, ignore_errors=True)
        ignored = shutil.ignore_patterns("pages", "phrases", "finder")
        shutil.copytree(source, target, ignore=ignored)
        text = (target / "dataset.yaml").read_text(encoding="utf-8")
        text = re.sub(r";[\w-]+/(?=[;\"])|;[\w-]+\.json(?=[;\"])", "", text)
        (target / "dataset.yaml").write_text(text, encoding="utf-8", newline="")
    return to / folder.name


def errors_of(folder: Path, monkeypatch: pytest.MonkeyPatch, plan: Path = PLAN) -> list[str]:
    """Every error check.py finds in a folder prepared by `as_reference_reads`."""
    module = _module()
    monkeypatch.setattr(sys, "argv", ["check.py", str(folder), "--plan", str(plan)])
    module.main()
    return list(dict.fromkeys(module.errors))
