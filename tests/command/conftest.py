"""The command in this process, over a small graph of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import tsunagu as command
from tests.exampleku import stored


@dataclass(frozen=True, slots=True)
class Done:
    """What a call of the command left."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)


Tsunagu = Callable[..., Done]


@pytest.fixture
def tsunagu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tsunagu:
    """`tsunagu("find", "不登校")` over the small municipality."""
    url = stored(tmp_path)
    for name in ("KG_SET", "KG_HOST", "KG_PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KG_GRAPH_URL", url)

    def run(*words: str) -> Done:
        capsys.readouterr()
        status = command.main(words)
        out, err = capsys.readouterr()
        return Done(status, out, err)

    return run
