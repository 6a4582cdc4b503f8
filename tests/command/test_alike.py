"""Two municipalities alike in every name: the command shows nothing of the other either."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.alike import CODES, graph, own
from tests.command.conftest import Tsunagu


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return graph(tmp_path_factory.mktemp("alike"))


@pytest.mark.parametrize(
    "words",
    [
        ("find", "不登校", "--area", "架空町01"),
        ("search", "架空市児童相談所"),
        ("show", "kind:jidokan"),
        ("draw", "-o", "picture.svg"),
    ],
)
def test_nothing_of_the_other_is_shown(
    words: tuple[str, ...], tsunagu: Tsunagu, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for code in CODES:
        done = tsunagu(*words, "--graph", url, "--set", code, "--json")
        assert done.status == 0 and own(done.out, code)
    assert tsunagu(*words, "--graph", url).status == 2
