"""`tsunagu draw -o FILE.svg`: the ネットワーク図 as a file that needs no network to be opened."""

from __future__ import annotations

from pathlib import Path

from api import documents
from api.command.call import Call
from api.command.opening import directory_of, opened
from graph.errors import BadParameter
from visualizations.options import read_options
from visualizations.overview import network
from visualizations.svg import svg_file

_OPTIONS = ("view", "around", "area", "rel", "basis", "open", "select")


def run(call: Call) -> int:
    args = call.args
    file = Path(args.file)
    if file.suffix != ".svg":
        raise BadParameter("-o", args.file, "名前を .svg で終えてください。")
    with opened(args) as store:
        directory = directory_of(store, args)
    asked = {name: [getattr(args, name)] for name in _OPTIONS if getattr(args, name) is not None}
    view = network(directory, read_options(directory, asked))
    file.write_text(svg_file(directory, view), encoding="utf-8")
    if call.terminal.json:
        call.terminal.document({"file": args.file, **documents.network(view)})
    else:
        left = f"、ほか {view.left_out}" if view.left_out else ""
        call.terminal.show(f"{args.file} に描きました(箱 {len(view.boxes)}、関係 {len(view.relations)}{left})。")
    return 0
