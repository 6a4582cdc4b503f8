"""One command from its arguments to its exit status: every error becomes a sentence, and with --json a document."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from api.command.call import Call, Failed, Loaders
from api.command.parser import UsageError, parser
from api.command.terminal import Terminal
from api.problems import Problem, Wrong, document, problem_of
from graph.errors import GraphError

USAGE = 2
SHOWN_PROBLEMS = 20  # the rest is in --json and in --rejects


def run(argv: Sequence[str], terminal: Terminal, loaders: Loaders) -> int:
    """Run the command that `argv` names."""
    terminal.json = "--json" in argv  # also for what is wrong with the arguments themselves
    try:
        args = parser().parse_args(argv)
        if args.command is None:
            raise UsageError("命令がありません。", parser().format_help())
    except UsageError as error:
        terminal.say(error.usage.rstrip(), "", error.message)
        return _failed(terminal, Problem("usage", 400, USAGE, "使い方が違います", error.message), said=True)
    except SystemExit as leave:  # --help has printed
        return int(leave.code or 0)
    try:
        status: int = import_module(f"api.command.{args.command}").run(Call(args, terminal, loaders))
    except GraphError as error:
        terminal.progress("")
        return _failed(terminal, problem_of(error))
    except Failed as error:
        return _failed(terminal, error.problem)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        return _failed(terminal, _file_problem(error))
    return status


def say_problems(terminal: Terminal, problems: Sequence[Wrong]) -> None:
    """Each problem of a data set in a line: where, what, the value, what is allowed."""
    for one in problems[:SHOWN_PROBLEMS]:
        terminal.say(_line(one))
    if len(problems) > SHOWN_PROBLEMS:
        terminal.say(f"ほか {len(problems) - SHOWN_PROBLEMS} 件")


def _line(one: Wrong) -> str:
    row = f" {one.row}行" if one.row else ""
    column = f" {one.column}" if one.column else ""
    value = f" 値: {one.value}" if one.value else ""
    allowed = f" 使えるもの: {one.allowed}" if one.allowed else ""
    return f"{one.file}{row}{column}: {one.sentence}{value}{allowed}"


def _failed(terminal: Terminal, problem: Problem, *, said: bool = False) -> int:
    if not said:
        say_problems(terminal, [w for w in problem.errors if w.file])
        terminal.say(problem.detail)
    if terminal.json:
        terminal.document(document(problem))
    return problem.exit


def _file_problem(error: OSError) -> Problem:
    """A file of the person who asks: bad input, unless it is the disk that fails."""
    what = "が見つかりません" if isinstance(error, FileNotFoundError) else "を読み書きできません"
    detail = f"{error.filename or 'ファイル'} {what}。場所と権限を確かめてください。"
    return Problem("file", 400, USAGE, "ファイルを使えません", detail)
