"""The lock files: all pinned with hashes, naming no host and no machine, and holding what the project asks for."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def _locked(name: str) -> dict[str, str]:
    pins = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(package): version for package, version in pins}


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_a_pin_with_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    for line in lines:
        assert re.match(r"[A-Za-z0-9._-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line), line
    assert len(lines) == len(_locked(name))


@pytest.mark.parametrize("name", [*LOCKS, "package-lock.json"])
def test_names_no_host_and_no_place(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for trace in ("://", "--index", "--find-links", "--extra", "file:", "@ ", '"resolved"'):
        assert trace not in text, trace


def test_locks_hold_what_the_project_asks_for() -> None:
    project = _project()
    groups = project["dependency-groups"]
    asked = project["project"]["dependencies"] + groups["build"]
    for name, wanted in (("requirements.lock", asked), ("requirements-dev.lock", asked + groups["dev"])):
        locked = _locked(name)
        for requirement in map(Requirement, wanted):
            version = locked.get(canonicalize_name(requirement.name))
            assert version is not None and requirement.specifier.contains(version, prereleases=True), requirement


def test_the_development_lock_agrees_with_the_other() -> None:
    assert _locked("requirements.lock").items() <= _locked("requirements-dev.lock").items()


def test_build_backend_is_locked() -> None:
    (wanted,) = map(Requirement, _project()["build-system"]["requires"])
    assert wanted.name in _locked("requirements.lock")


def test_npm_lock_is_exact_and_hashed() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    for name, version in wanted.items():
        found = lock["packages"][f"node_modules/{name}"]
        assert found["version"] == version and found["integrity"].startswith("sha512-")
