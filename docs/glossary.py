"""Writes docs/glossary.md from schema.yaml and words.yaml: `make docs`. tests/docs holds it equal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from graph.schema import Property, Schema, schema

HERE = Path(__file__).parent
TARGET = HERE / "glossary.md"

# The groups of words.yaml that say what stands in schema.yaml: every word of the schema has to be there.
BASES, ROLES, RELATIONS, STAGES = "根拠", "受け方", "機関から機関への関係", "対象の時期"

_HEAD = """# 用語集(日本語 ↔ English)

このファイルは `make docs` が `graph/schema.yaml` と `docs/words.yaml` から作ります。手で直しません。
同じ語を、コマンド、JSON、画面、文書で使います。英語の列の `書体` はコードの名です。
"""


def words() -> dict[str, dict[str, str]]:
    """The hand-written part: group → Japanese → English."""
    raw: dict[str, dict[str, str]] = yaml.safe_load((HERE / "words.yaml").read_text(encoding="utf-8"))
    return raw


def glossary(known: Schema, english: Mapping[str, Mapping[str, str]]) -> str:
    """The whole text of docs/glossary.md."""
    parts = [_HEAD, _nodes(known), _edges(known), *_schema_words(known, english)]
    for group, entries in english.items():
        if group not in (BASES, ROLES, RELATIONS, STAGES):
            parts.append(_section(group, ("日本語", "English"), entries.items()))
    parts.extend(_properties(known))
    return "\n".join(parts)


def _nodes(known: Schema) -> str:
    rows = ((n.label, f"`{n.name}`", f"`{n.prefix}:`") for n in known.nodes.values())
    return _section("ノードの種類", ("日本語", "English", "id の頭"), rows)


def _edges(known: Schema) -> str:
    rows = (
        (e.label, e.reverse, f"`{e.name}`", "<br>".join(f"`{a}` → `{b}`" for a, b in sorted(e.ends)))
        for e in known.edges.values()
    )
    return _section("辺の種類", ("始まりから終わりへ", "逆に読むとき", "English", "つなぐもの"), rows)


def _schema_words(known: Schema, english: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    bases = ((label, f"`{name}`", known.basis_meanings[name]) for name, label in known.bases.items())
    yield _section(BASES, ("日本語", "English", "意味"), bases)
    roles = ((name, english[ROLES][name], plain) for name, plain in known.roles.items())
    yield _section(ROLES, ("日本語", "English", "ふつうの言葉で"), roles)
    relations = (
        (name, english[RELATIONS][name], r.label, "(向きなし)" if r.symmetric else r.reverse)
        for name, r in known.relations.items()
    )
    yield _section(RELATIONS, ("日本語", "English", "始まりから終わりへ", "逆に読むとき"), relations)
    stages = (
        (name, english[STAGES][name], _months(s.from_months, s.to_months)) for name, s in known.life_stages.items()
    )
    yield _section(STAGES, ("日本語", "English", "月齢(上は含まない)"), stages)


def _months(start: int | None, end: int | None) -> str:
    if start is None and end is None:
        return "年齢では決まらない"
    return f"{'' if start is None else start}〜{'' if end is None else end}"


def _properties(known: Schema) -> Iterator[str]:
    yield "## 性質\n"
    for node in known.nodes.values():
        yield _table_of(f"{node.label} `{node.name}`", node.properties)
    for edge in known.edges.values():
        if edge.properties:
            yield _table_of(f"{edge.label} `{edge.name}`(辺)", edge.properties)


def _table_of(title: str, properties: Mapping[str, Property]) -> str:
    rows = ((p.label, f"`{p.name}`", p.type, "要る" if p.required else "") for p in properties.values())
    return _section(title, ("日本語", "English", "型", "必ず"), rows, level=3)


def _section(title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, level: int = 2) -> str:
    lines = [f"{'#' * level} {title}", "", _row(heads), _row("---" for _ in heads)]
    return "\n".join([*lines, *(_row(r) for r in rows)]) + "\n"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    TARGET.write_text(glossary(schema(), words()), encoding="utf-8")
