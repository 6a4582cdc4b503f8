"""The arguments of the command, in Japanese throughout: argparse's own words are given here too."""

from __future__ import annotations

import argparse
import os
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NoReturn

from api.defaults import GRAPH_URL, HOST, PORT

_MESSAGES = (
    (r"the following arguments are required: (.*)", r"\1 が要ります。"),
    (r"unrecognized arguments: (.*)", r"知らない引数です: \1"),
    (r"argument (.*?): expected one argument", r"\1 には値が1つ要ります。"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 は値をとりません: \2"),
    (r"argument (.*?): invalid choice: (.*) \(choose from (.*)\)", r"「\1」に \2 は使えません。使えるのは \3 です。"),
    (r"argument (.*?): invalid int value: (.*)", r"\1 は整数で書いてください: \2"),
)  # of argparse in Python 3.11 to 3.14; tests/command/test_usage.py sees each


class UsageError(Exception):
    """The arguments cannot be read; the message is for people."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.message = message
        self.usage = usage


class Parser(argparse.ArgumentParser):
    """Speaks Japanese, takes no abbreviations, raises instead of leaving."""

    def __init__(self, **given: object) -> None:
        super().__init__(**{**given, "add_help": False, "allow_abbrev": False, "formatter_class": _Formatter})  # type: ignore[arg-type]
        self._positionals.title = "位置引数"
        self._optionals.title = "オプション"
        self.add_argument("-h", "--help", action="help", help="この説明を出す")

    def error(self, message: str) -> NoReturn:
        raise UsageError(_japanese(message), self.format_usage())


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Lines are broken by the width that is seen: a Japanese character takes two columns."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "使い方: " if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        lines, at = [""], 0
        for char in text:
            wide = 2 if unicodedata.east_asian_width(char) in "FWA" else 1
            if at + wide > width and char not in "、。)」":
                lines.append("")
                at = 0
            lines[-1] += char
            at += wide
        return lines


def _japanese(message: str) -> str:
    for pattern, words in _MESSAGES:
        if re.fullmatch(pattern, message):
            return re.sub(pattern, words, message)
    return f"引数を読めません: {message}"


def parser() -> Parser:
    """All commands. --graph, --set and --json may stand before the name of the command or after it."""
    top = Parser(
        prog="tsunagu",
        description="つなぐ: 子どもと家庭を支える機関のつながりを、たずね、見て、確かめる。",
        epilog="終わりの値: 0 できた / 1 できたが、誤りが見つかった / 2 入力や使い方の誤り(何も変えていない) / "
        "3 グラフにつながらない",
    )
    _common(top)
    top.set_defaults(
        graph=os.environ.get("KG_GRAPH_URL") or GRAPH_URL, set=os.environ.get("KG_SET") or None, json=False
    )
    commands = top.add_subparsers(dest="command", metavar="命令", title="命令", parser_class=Parser)

    def command(name: str, words: str) -> Parser:
        found: Parser = commands.add_parser(name, help=words, description=words)
        _common(found)
        return found

    _asking(command("find", "困りごとを受ける機関をさがす"))
    _looking(command)
    _linking(command)
    _changing(command)
    _reading_files(command)
    serve = command("serve", "画面とAPIを動かす。空のグラフには、付属のデータを先に入れる")
    serve.add_argument("--host", default=os.environ.get("KG_HOST") or HOST, help=f"待ち受ける番地(はじめは {HOST})")
    serve.add_argument("--port", type=int, default=os.environ.get("KG_PORT") or PORT, help=f"口の番号(はじめは {PORT})")
    return top


def _looking(command: Callable[[str, str], Parser]) -> None:
    show = command("show", "1つのものを、つながりとともに見る")
    show.add_argument("id", metavar="ID", help="番号(例 org:setagaya-jidosodanjo)")
    search = command("search", "名前でさがす")
    search.add_argument("text", metavar="TEXT", help="名前、よみ、別の名の一部")
    search.add_argument("--kind", metavar="KIND", help="種類(例 organisation)")
    search.add_argument("--limit", metavar="N", type=int, default=50, help="件数(はじめは50)")
    command("info", "グラフの版と件数")
    _exporting(command("export", "グラフを、ほかの形式のファイルに書き出す"))
    _drawing(command("draw", "ネットワーク図を、網のない所でも開けるファイルに描く"))


def _exporting(export: argparse.ArgumentParser) -> None:
    export.add_argument(
        "--format", metavar="FORMAT", required=True, help="json-graph graphml gexf csv jsonld ods neo4j-import のどれか"
    )
    export.add_argument("-o", dest="file", metavar="FILE", required=True, help="書くファイル")


def _linking(command: Callable[[str, str], Parser]) -> None:
    paths = command("paths", "2つのあいだの道を、短い順に、1歩ごとの出典とともに出す")
    paths.add_argument("start", metavar="FROM", help="はじめの番号(例 init:late-2-1-1)")
    paths.add_argument("end", metavar="TO", help="おわりの番号(例 case:gyakutai)")
    paths.add_argument("--max", metavar="N", type=int, default=4, help="何歩まで(はじめは4)")
    paths.add_argument("--limit", metavar="N", type=int, default=20, help="道の数(はじめは20)")
    paths.add_argument("--kinds", metavar="KINDS", help="つながりの種類(involves,refers_to など。コンマで区切る)")
    paths.add_argument("--hubs", metavar="HUBS", help="通ってよい大きな結び目(serves,handles,broader)")
    matrix = command("matrix", "計画の項目と、機関・種別・相談の、結びつきの数")
    matrix.add_argument("--rows", metavar="ROWS", default="measure", help="policy、measure(はじめ)、initiative")
    matrix.add_argument(
        "--columns", metavar="COLUMNS", default="organisation_kind",
        help="organisation、organisation_kind(はじめ)、case_type",
    )  # fmt: skip
    matrix.add_argument("--plan", metavar="PLAN", help="計画の番号(例 plan:late)")
    matrix.add_argument("--cell", metavar="ROW,COLUMN", help="この行と列の、元の関係を出す(片方だけでもよい)")
    report = command("report", "足りない所、重なり、なくなったら、などのレポート")
    report.add_argument("name", metavar="NAME", help="gaps、overlaps、single-points、closure など")
    report.add_argument("id", metavar="ID", nargs="?", help="何についてか(closure、source、item、takers に要る)")
    report.add_argument("--area", metavar="AREA", help="住まい(takers だけ)")
    for one in (paths, matrix, report):
        one.add_argument("--on", metavar="DATE", help="いつのことか(2026-04-01)")
        one.add_argument("--basis", metavar="BASIS", help="根拠(stated,inferred,editorial。コンマで区切る)")
        one.add_argument("--csv", metavar="FILE", help="表を CSV に書く")
        one.add_argument("--xlsx", metavar="FILE", help="表を Excel のファイルに書く")


def _common(found: argparse.ArgumentParser) -> None:
    """Options that every command takes; unset, so that the place before the name and the one after it agree."""
    left = argparse.SUPPRESS
    found.add_argument(
        "--graph", metavar="URL", default=left, help=f"グラフの場所(はじめは {GRAPH_URL}。KG_GRAPH_URL でも)"
    )
    found.add_argument(
        "--set", metavar="CODE", default=left, help="区市町村の番号(KG_SET でも)。1つしかなければ要らない"
    )
    found.add_argument("--json", action="store_true", default=left, help="JSON を1つ標準出力に出す")


def _asking(find: argparse.ArgumentParser) -> None:
    find.add_argument("text", metavar="TEXT", help="困っていること、または機関・事業の名前")
    find.add_argument("--area", metavar="AREA", help="住まい(町・駅・地区・地域の名、または番号)")
    find.add_argument("--age", metavar="AGE", help="年齢(14、0.5、中2、乳児 など)")
    find.add_argument("--on", metavar="DATE", help="いつのことか(2026-04-01)")


def _drawing(draw: argparse.ArgumentParser) -> None:
    draw.add_argument("-o", dest="file", metavar="FILE", required=True, help="描くファイル(.svg、.html、.png)")
    draw.add_argument("--paper", choices=("a4", "a3"), help="紙の大きさ(横置き。.svg と .png)")
    for name, sign, words in (
        ("view", "VIEW", "overview(全体)、around(1つのまわり)、plan(計画)、area(地域)、case(答え)"),
        ("around", "ID", "中心の機関か種別(番号か名前)"),
        ("area", "AREA", "地域(番号か名前)。case では住まい(町・駅・地域)"),
        ("plan", "PLAN", "計画(番号か名前)"),
        ("q", "TEXT", "case で、困っていること、または名前"),
        ("age", "AGE", "case で、年齢"),
        ("on", "DATE", "case で、いつのことか(2026-04-01)"),
        ("rel", "REL", "関係の系統(law,refer など。コンマで区切る)"),
        ("basis", "BASIS", "根拠(stated,inferred,editorial。コンマで区切る)"),
        ("open", "KINDS", "1つずつ描く種別(コンマで区切る)"),
        ("select", "ID", "目立たせる機関か種別"),
    ):
        draw.add_argument(f"--{name}", metavar=sign, help=words)


def _changing(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    load = command("load", "データを検査し、古いものと1度に入れかえる")
    load.add_argument(
        "folders", metavar="FOLDER", nargs="*", help="データのフォルダ。いくつもあれば、1つずつ順に入れかえる"
    )
    _data(load)
    load.add_argument("--progress", action="store_true", help="フォルダを1つ入れるたびに、1行知らせる")
    load.add_argument("--dry-run", action="store_true", help="変わるところを出すだけで、何も変えない")
    load.add_argument("--rejects", metavar="FILE", help="取り込めない行を、理由を付けて CSV に書く")
    load.add_argument("--allow-removal", action="store_true", help="1つの種類の5分の1より多く減ってもよい")
    history = command("history", "変更の記録を、新しい順に見る")
    history.add_argument("--limit", metavar="N", type=int, default=20, help="件数(はじめは20)")
    command("undo", "いちばん新しい変更を、新しい版として取り消す")
    command("verify", "グラフが欠けていないことを確かめる")
    command("backup", "グラフを1つのファイルに写す").add_argument("file", metavar="FILE", help="ファイル")
    restore = command("restore", "写したファイルから、1度に戻す")
    restore.add_argument("file", metavar="FILE", help="ファイル")
    restore.add_argument(
        "--history", action="store_true", help="空のグラフに、履歴も1版ずつ戻す。途中で止まったら、もう1度で続きから"
    )
    copy = command("copy", "グラフを、履歴ごと別のグラフに写す。途中で切れたら、続きから写す")
    copy.add_argument("source", metavar="FROM", help="写すグラフの場所(sqlite:graph.db など)")
    copy.add_argument("target", metavar="TO", help="写す先。空か、前に途中まで写したグラフ")


def _reading_files(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    _data(command("check", "グラフなしで、データの誤りをすべて出す"))
    plan = command("plan", "計画の紙面(OCR の文字)を読み、わかったことを出す。何も取り込まない")
    plan.add_argument("file", metavar="FILE", help="紙面のファイル")
    plan.add_argument("--data", metavar="DIR", help="読み方の直し(plan_corrections.csv)があるデータのフォルダ")
    evaluate = command("evaluate", "正解の付いた問いで、さがし方の成績を出す")
    evaluate.add_argument("file", metavar="FILE", nargs="?", help="問いのファイル(JSON Lines)")
    evaluate.add_argument("--misses", action="store_true", help="外れた問いを1つずつ出す")
    evaluate.add_argument(
        "--left-out", action="store_true", help="言い回しの作者を1人ずつ外して学び、その作者の言い回しで成績を出す"
    )
    _data(evaluate)
    train = command("train", "正解の付いた言い回しから、さがし方の重みを作る")
    _data(train)
    train.add_argument("-o", dest="folder", metavar="DIR", help="重みを書くフォルダ(書かなければ付属のデータの中)")
    train.add_argument("--vectors", metavar="FILE", help="単語ベクトルのある ja-ginza の .whl(書かなければ付属のもの)")
    train.add_argument("--dev", metavar="FILE", help="答えが変わる問いを見せるための、問いのファイル")


def _data(found: argparse.ArgumentParser) -> None:
    found.add_argument(
        "--data", metavar="DIR", action="append", help="データのフォルダ。何度でも書ける(書かなければ付属のデータ)"
    )
