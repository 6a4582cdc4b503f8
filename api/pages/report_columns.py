"""Which columns the lines of each report have: what a person reads there, in the order of reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# heading and what stands under it:
#   text    the sentence, with the names in it as links     mark   ● or ○
#   first   the thing the line is about                     rest   the other things, as links
#   titles  the first and the second thing, with the words they share marked: two columns
#   call    the other things with their telephone           as_of  how old what is said of the first thing is
#   source  who says first that the first thing is there
#   =NAME   the column NAME of the report; where it lists things, as links
Column = tuple[str, str]

SAID: Final[tuple[Column, ...]] = (("", "text"),)
_AREA: Final = (("", "first"), ("状態", "=状態"), ("代わりに案内できる先", "call"), ("説明", "=説明"))
_ITEM: Final = (("計画・項目", "=所"), ("取組み", "first"), ("理由", "=理由"))
_CASE: Final = (("相談", "first"), ("最初の連絡先", "rest"))

COLUMNS: Final[Mapping[tuple[str, str], tuple[Column, ...]]] = {
    ("gaps", "unassigned"): _ITEM,
    ("gaps", "no-first"): _CASE,
    ("gaps", "no-number"): _CASE,
    ("gaps", "no-phone"): (
        ("機関", "first"), ("最初に受ける相談", "rest"), ("確かめ直す係", "=確かめ直す係"), ("情報の時点", "as_of"),
    ),
    ("gaps", "inferred-only"): (("相談", "first"), ("受ける先(どれも推定)", "rest")),
    ("gaps", "no-body"): (("種別", "first"), ("受ける相談", "=相談"), ("かかわる取組み", "=取組み")),
    ("gaps", "hole"): (("所", "=所"), ("重点政策", "first"), ("注", "=注")),
    ("overlaps", "cases"): (("相談", "text"), ("最初の窓口", "=最初の窓口"), ("ほか", "=ほか")),
    ("overlaps", "roles"): (("相談と受け方", "text"),),
    ("closure", "areas"): (("圏域", "first"), ("前", "=前"), ("後", "=後"), ("", "text")),
    ("closure", "relations"): (("関係", "text"), ("きっかけ", "=きっかけ")),
    ("closure", "kind-relations"): (("関係", "text"), ("きっかけ", "=きっかけ")),
    ("closure", "plan"): (("所", "=所"), ("取組み", "first"), ("役", "=役")),
    ("succession", "pairs"): (("後の計画", "titles"), ("理由", "=理由"), ("両方の機関", "=両方の機関")),
    ("source", "*"): (("事実", "text"), ("時点", "=時点"), ("所", "=所"), ("注", "=注")),
    ("inferred", "*"): (("つながり", "text"), ("理由", "=理由"), ("受け方・役", "=受け方・役")),
    ("reconfirm", "*"): (
        ("名前", "first"), ("種類", "=種類"), ("電話", "=電話"), ("情報の時点", "as_of"), ("出典", "source"),
        ("ページ", "=ページ"),
    ),
    ("takers", "*"): (
        ("受ける先", "first"), ("受け方", "=受け方"), ("電話", "=電話"), ("時間", "=時間"), ("順", "=順"),
    ),
    ("item", "bodies"): (
        ("所", "=所"), ("紙面の行", "=行"), ("役", "=役"), ("機関", "first"), ("本文の語", "=本文の語"),
        ("理由", "=理由"),
    ),
    ("measures", "joins"): (("機関の種別", "text"), ("割合", "=割合")),
}  # fmt: skip


def columns_of(report: str, section: str) -> tuple[Column, ...]:
    """The columns of a section, the sentence alone where nothing is said of it."""
    if report == "gaps" and section.startswith("areas-"):
        return _AREA
    return COLUMNS.get((report, section)) or COLUMNS.get((report, "*")) or SAID
