"""The page of the ネットワーク図 as one file that opens from a stick: it fetches nothing, only its own script runs."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from api.pages.frame import templates
from api.pages.network_values import NetworkPage
from graph.directory import Directory
from visualizations.network import vis_network_file
from visualizations.svg_sheet import dated

_STATIC = Path(__file__).parent.parent / "static"
_STYLES = (
    ("tsunagu.css", ""),
    ("narrow.css", "screen and (max-width:900px)"),
    ("print.css", "print"),
    ("network.css", ""),
)
_SCRIPTS = ("tsunagu.js", "network-draw.js", "network.js")  # each after what it imports
_IMPORT = re.compile(r"^import .*$\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_NOTE = "連絡先は公開資料から作成したものです。案内する前に、公式の案内で確かめてください。"


@dataclass(frozen=True, slots=True)
class Single:
    """What the file holds beside its page. The policy lets exactly this style and these scripts through."""

    policy: str
    style: Markup
    scripts: tuple[Markup, ...]
    product: str
    dated: str
    note: str


def network_file(directory: Directory, page: NetworkPage) -> str:
    """The text of the file."""
    style, scripts = _inlined()
    file = Single(
        policy=_policy(style, scripts),
        style=Markup(style),  # ours, as are the scripts
        scripts=tuple(Markup(s) for s in scripts),
        product=directory.municipality.product_title,
        dated=dated(directory),
        note=_NOTE,
    )
    own: str = templates().get_template("network_file.html").render(page=replace(page, back=None), file=file)
    return own


@cache
def _inlined() -> tuple[str, tuple[str, ...]]:
    """The style, and vis-network and our own modules as two scripts."""
    style = "".join(_within(media, (_STATIC / name).read_text(encoding="utf-8")) for name, media in _STYLES)
    own = "".join(_EXPORT.sub("", _IMPORT.sub("", (_STATIC / name).read_text(encoding="utf-8"))) for name in _SCRIPTS)
    vis = vis_network_file().read_text(encoding="utf-8")
    vis = vis[: vis.rindex("//# sourceMappingURL=")] if "//# sourceMappingURL=" in vis else vis
    return style, (vis, f'(() => {{\n"use strict";\n{own}}})();\n')


def _within(media: str, style: str) -> str:
    return f"@media {media} {{\n{style}}}\n" if media else style


def _policy(style: str, scripts: tuple[str, ...]) -> str:
    run = " ".join(_hash(s) for s in scripts)
    return f"default-src 'none'; script-src {run}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
