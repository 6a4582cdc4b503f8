"""dataset.yaml: what a data set says of itself. Read as text, then as what each key is meant to hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from loaders.reading import halfwidth, tidy
from loaders.rows import Problems

FILE = "dataset.yaml"
TEXTS = (
    "code", "name", "area", "language", "product", "product_roman", "product_title", "call_centre",
    "corrections_owner", "corrections_note", "bounds", "first_from_one",
)  # fmt: skip
LISTS = ("builds_on", "tables", "emergency_line")
RECORDS: Mapping[str, tuple[str, ...]] = {
    "hubs": ("kind", "band", "words", "item", "line"),
    "bands": ("name", "tiers"),
    "fields": ("group", "glyph"),
    "case_groups": ("name",),
    "families": ("id", "name", "relations", "arrow", "shown"),
    "expected": ("level", "count"),
    "one_per_area": ("level", "kind", "body"),
    "explained": ("level", "kind"),
}
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}
_NUMBERS = ("line", "count")
_SWITCHES = ("arrow", "shown")
Record = Mapping[str, str | int | bool]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one set; a key that is not there is empty. `lines` tells where each key stands."""

    file: str
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    records: Mapping[str, tuple[Record, ...]]
    lines: Mapping[str, int]

    def text(self, key: str) -> str:
        """The text of a key."""
        return self.texts.get(key, "")

    def list(self, key: str) -> tuple[str, ...]:
        """The parts of a key."""
        return self.lists.get(key, ())

    def rows(self, key: str) -> tuple[Record, ...]:
        """The records of a key."""
        return self.records.get(key, ())

    def yes(self, key: str) -> bool:
        """Whether a key says yes."""
        return _YES_NO.get(self.text(key), False)


def read_settings(text: str, file: str, problems: Problems) -> Settings:
    """The settings in the text of a dataset.yaml; what cannot be read is a problem and left out."""
    texts: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    records: dict[str, tuple[Record, ...]] = {}
    lines: dict[str, int] = {}
    for key, node in _top(text, file, problems):
        row = node.start_mark.line + 1
        if key in lines:
            problems.of(file, f"「{key}」が2度あります。", value=key, row=row, allowed="1度だけ")
        lines[key] = row
        if key in TEXTS and isinstance(node, yaml.ScalarNode):
            texts[key] = _scalar(node)
        elif key in LISTS and isinstance(node, yaml.ScalarNode | yaml.SequenceNode):
            lists[key] = _list(node)
        elif key in RECORDS and isinstance(node, yaml.SequenceNode):
            records[key] = tuple(_record(key, one, file, problems) for one in node.value)
        else:
            known = "、".join((*TEXTS, *LISTS, *RECORDS))
            problems.of(file, f"「{key}」という設定は読めません。", value=key, allowed=known, row=row)
    _check_switches(texts, file, lines, problems)
    return Settings(file, texts, lists, records, lines)


def _top(text: str, file: str, problems: Problems) -> list[tuple[str, yaml.Node]]:
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # the C one is ten times faster and not in every wheel
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problems.of(file, "YAML として読めません。", row=mark.line + 1 if mark else None, allowed="キー: 値 の並び")
        return []
    if not isinstance(root, yaml.MappingNode):
        problems.of(file, "設定がありません。", allowed="キー: 値 の並び")
        return []
    return [(str(key.value), value) for key, value in root.value]


def _scalar(node: yaml.Node) -> str:
    return tidy(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _list(node: yaml.Node) -> tuple[str, ...]:
    parts = [_scalar(one) for one in node.value] if isinstance(node, yaml.SequenceNode) else _scalar(node).split(";")
    return tuple(halfwidth(p) for p in parts if p)


def _record(key: str, node: yaml.Node, file: str, problems: Problems) -> Record:
    found: dict[str, str | int | bool] = {}
    row = node.start_mark.line + 1
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    if not pairs:
        problems.of(file, f"「{key}」の項目が読めません。", row=row, allowed="、".join(RECORDS[key]))
    for name, value in pairs:
        text = _scalar(value)
        if name.value not in RECORDS[key] or not isinstance(value, yaml.ScalarNode):
            problems.of(file, f"「{key}」に {name.value} は置けません。", row=row, allowed="、".join(RECORDS[key]))
        elif name.value in _NUMBERS and not text.isdecimal():
            problems.of(file, f"「{name.value}」は数で書いてください。", value=text, row=row, allowed="整数")
        elif name.value in _SWITCHES and text not in _YES_NO:
            problems.of(
                file, f"「{name.value}」は yes か no で書いてください。", value=text, row=row, allowed="yes、no"
            )
        else:
            found[name.value] = _typed(name.value, text)
    return found


def _typed(name: str, text: str) -> str | int | bool:
    if name in _NUMBERS:
        return int(text)
    return _YES_NO[text] if name in _SWITCHES else text


def _check_switches(texts: dict[str, str], file: str, lines: dict[str, int], problems: Problems) -> None:
    value = texts.get("first_from_one", "no")
    if value not in _YES_NO:
        sentence = "「first_from_one」は yes か no で書いてください。"
        problems.of(file, sentence, value=value, row=lines["first_from_one"], allowed="yes、no")
