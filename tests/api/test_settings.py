"""What an installation may choose, and that the command and the application choose alike."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from api.command.parser import parser
from api.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"KG_{name.upper()}", raising=False)


def test_each_setting_is_explained_and_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"graph_url": "sqlite:x.db", "set": "131121", "finder": "weights", "host": "0.0.0.0", "port": "9000"}
    assert given.keys() == Settings.model_fields.keys()
    for name, value in given.items():
        assert Settings.model_fields[name].description
        monkeypatch.setenv(f"KG_{name.upper()}", value)
    assert {k: str(v) for k, v in Settings().model_dump().items()} == given


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_SET", "")
    monkeypatch.setenv("KG_PORT", "")
    assert (Settings().set, Settings().port) == (None, 8000)


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Settings().port = 1  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Settings(port=70_000)


def test_the_command_has_the_same_defaults() -> None:
    args = parser().parse_args(["serve"])
    assert Settings() == Settings(graph_url=args.graph, set=args.set, host=args.host, port=args.port)


def test_importing_opens_nothing_and_listens_nowhere(tmp_path: Path) -> None:
    script = "from api.app import create_app; from api.settings import Settings; create_app(Settings())"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, env=env, check=True)
    assert list(tmp_path.iterdir()) == []
