"""The arguments: Japanese throughout, --json and the other common options on both sides of the name."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from api.command.parser import parser
from tests.command.conftest import Tsunagu

COMMANDS = (
    "find", "show", "search", "info", "draw", "load", "history", "undo", "verify", "backup", "restore", "check", "plan",
    "evaluate", "serve",
)  # fmt: skip
NEEDS = {
    "find": ("不登校",), "show": ("org:a",), "search": ("名",), "backup": ("f",), "restore": ("f",), "plan": ("f",),
    "evaluate": ("f",), "draw": ("-o", "f.svg"),
}  # fmt: skip
ENGLISH = re.compile(r"\b(usage|options|positional|arguments?|show this help|required|error|invalid|choose)\b")


def test_help_names_every_command(tsunagu: Tsunagu) -> None:
    done = tsunagu("--help")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("使い方: tsunagu ")
    for name in COMMANDS:
        assert f"    {name} " in done.out
    assert not ENGLISH.search(done.out)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_and_a_module(name: str, tsunagu: Tsunagu) -> None:
    done = tsunagu(name, "--help")
    assert done.status == 0
    assert done.out.startswith(f"使い方: tsunagu {name} ")
    assert "オプション:" in done.out
    assert not ENGLISH.search(done.out)
    assert callable(import_module(f"api.command.{name}").run)


@pytest.mark.parametrize("name", COMMANDS)
def test_common_options_stand_on_either_side_of_the_name(name: str) -> None:
    common = ["--graph", "sqlite:x.db", "--set", "131121", "--json"]
    for words in ([*common, name, *NEEDS.get(name, ())], [name, *NEEDS.get(name, ()), *common]):
        args = parser().parse_args(words)
        assert (args.graph, args.set, args.json, args.command) == ("sqlite:x.db", "131121", True, name)


def test_the_environment_names_graph_and_municipality(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_GRAPH_URL", "sqlite:env.db")
    monkeypatch.setenv("KG_SET", "131121")
    args = parser().parse_args(["info"])
    assert (args.graph, args.set) == ("sqlite:env.db", "131121")
    assert parser().parse_args(["info", "--graph", "sqlite:given.db"]).graph == "sqlite:given.db"
    monkeypatch.setenv("KG_GRAPH_URL", "")
    monkeypatch.delenv("KG_SET")
    args = parser().parse_args(["info"])
    assert (args.graph, args.set) == ("sqlite:.tsunagu/graph.db", None)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "命令がありません。"),
        (["find"], "TEXT が要ります。"),
        (["dance"], "「命令」に 'dance' は使えません。"),
        (["find", "a", "--are", "b"], "知らない引数です: --are b"),
        (["find", "a", "--area"], "--area には値が1つ要ります。"),
        (["search", "a", "--limit", "many"], "--limit は整数で書いてください: 'many'"),
        (["info", "--json=yes"], "--json は値をとりません: 'yes'"),
    ],
)
def test_what_is_wrong_with_the_arguments_is_told_in_japanese(
    words: list[str], sentence: str, tsunagu: Tsunagu
) -> None:
    done = tsunagu(*words)
    assert (done.status, done.out) == (2, "")
    assert sentence in done.err
    assert done.err.startswith("使い方: tsunagu")
    assert not ENGLISH.search(done.err)


def test_with_json_wrong_arguments_are_a_problem(tsunagu: Tsunagu) -> None:
    done = tsunagu("find", "--json")
    assert done.status == 2
    assert (done.json()["type"], done.json()["detail"]) == ("urn:tsunagu:problem:usage", "TEXT が要ります。")


def test_a_port_in_the_environment_that_is_no_number(monkeypatch: pytest.MonkeyPatch, tsunagu: Tsunagu) -> None:
    monkeypatch.setenv("KG_PORT", "八千")
    done = tsunagu("serve")
    assert (done.status, "--port は整数で書いてください" in done.err) == (2, True)
