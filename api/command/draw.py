"""`tsunagu draw -o FILE`: the ネットワーク図 as a file that needs no network to be opened."""

from __future__ import annotations

from pathlib import Path

from api import documents
from api.command.call import Call
from api.command.opening import directory_of, opened
from api.pictured import picture_options
from graph.directory import Directory
from graph.errors import BadParameter
from visualizations.options import Options
from visualizations.overview import kept_network
from visualizations.svg import svg_file
from visualizations.values import NetworkView

_OPTIONS = ("view", "around", "area", "plan", "q", "age", "on", "rel", "basis", "open", "select")
_FORMS = (".svg", ".html", ".png")


def run(call: Call) -> int:
    args = call.args
    file = Path(args.file)
    if file.suffix not in _FORMS:
        raise BadParameter("-o", args.file, f"名前を {'、'.join(_FORMS)} のどれかで終えてください。")
    with opened(args) as store:
        directory = directory_of(store, args)
    asked = {name: [getattr(args, name)] for name in _OPTIONS if getattr(args, name) is not None}
    options = picture_options(directory, asked)
    view = kept_network(directory, options)
    file.write_bytes(_drawn(file.suffix, directory, options, view, args.paper or ""))
    if call.terminal.json:
        call.terminal.document({"file": args.file, **documents.network(view)})
    else:
        left = f"、ほか {view.left_out}" if view.left_out else ""
        call.terminal.show(f"{args.file} に描きました(箱 {len(view.boxes)}、関係 {len(view.relations)}{left})。")
    return 0


def _drawn(form: str, directory: Directory, options: Options, view: NetworkView, paper: str) -> bytes:
    if form == ".html":
        # the pages need FastAPI, which the command does without
        from api.pages.network import page_alone
        from api.pages.network_file import network_file

        return network_file(directory, page_alone(directory, options)).encode()
    svg = svg_file(directory, view, paper)
    if form == ".svg":
        return svg.encode()
    from visualizations.png import png

    return png(svg, paper=bool(paper))
