"""The sentence above the picture is true to what is seen, whatever is filtered; labels break where they may."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.visualizations.networks import networks
from tests.visualizations.small import FAMILIES, directory
from tests.visualizations.test_content import HALL, SCHOOL, items, view_of
from tests.visualizations.test_layout import Drawn
from visualizations.labels import MAX_LINES, without, wrap
from visualizations.options import BASES, Options
from visualizations.overview import network
from visualizations.selection import lit
from visualizations.words import chosen, hidden, seen


@settings(max_examples=30, deadline=None)
@given(
    networks(most_kinds=15, most_relations=40),
    st.sets(st.sampled_from([f.id for f in FAMILIES])),
    st.sets(st.sampled_from(BASES)),
)
def test_the_numbers_are_those_of_the_picture(drawn: Drawn, rel: set[str], known: set[str]) -> None:
    made, hubs = drawn
    place = directory(made, hubs=hubs)
    options = Options(rel=tuple(f.id for f in FAMILIES if f.id in rel), basis=tuple(b for b in BASES if b in known))
    view = network(place, options)
    assert seen(place, view).lead == f"{len(view.boxes)}種別・{len(view.relations)}の関係。"
    for box in view.boxes:
        touched = sum(box.id in (r.start, r.end) for r in view.relations)
        assert len(lit(view, box.id).relations) == touched
        said = chosen(view, box.id)
        assert said.lead == box.label
        numbers = [int(n) for n in re.findall(r" (\d+)(?= の関係|\()", said.text)]
        assert (not touched and "ありません" in said.text) or numbers[0] == touched == sum(numbers[1:])


def test_what_is_hidden_is_said_with_its_number() -> None:
    view = view_of(Options(rel=("law", "with", "back"), basis=("stated",)))
    assert hidden(view) == (
        ("紹介を隠しています(1本)。", "rel", "refer"),
        ("推定の関係を隠しています(1本)。", "basis", "inferred"),
    )
    assert hidden(view_of()) == ()


def test_the_whole_view_in_words() -> None:
    place = directory(items(), hubs=[("centre", "地域")])
    why = seen(place, network(place, Options()))
    assert why.lead == "5種別・7の関係。"
    assert "結びつきが多いのは、centre(5)。" in why.text
    assert "同じ種別の中どうしの関係1は、図にも表にも出していません。" in why.text


def test_a_choice_in_words() -> None:
    why = chosen(view_of(), SCHOOL)
    assert why.text == "は 2 の相手と 4 の関係。通告など 1(centre) ・ 紹介 1(centre) ・ 連携など 2(court、centre)"


def test_one_body_in_words() -> None:
    place = directory(items(), hubs=[("centre", "地域")])
    why = seen(place, network(place, Options(view="around", around="org:h1")))
    assert (why.lead, why.text[:21]) == ("一番児童館", "は1の相手と2の関係を持ちます。1は種別「")
    lone = seen(place, network(place, Options(view="around", around=HALL, rel=())))
    assert lone.text == "には、いま出している線の関係がありません。"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("児童館", ("児童館",)),
        ("スクールソーシャルワーカー", ("スクールソー", "シャルワーカー")),
        ("民生委員・児童委員", ("民生委員・", "児童委員")),
        ("世田谷子ども家庭支援センター", ("世田谷子ども", "家庭支援センター")),
        ("あ" * 40, ("あ" * 8, "あ" * 8, "あ" * 8, "あ" * 7 + "…")),
    ],
)
def test_labels_break_at_seams(text: str, lines: tuple[str, ...]) -> None:
    assert wrap(text, 8) == lines


@given(st.text(min_size=1, max_size=60), st.integers(2, 20))
def test_no_line_is_too_long_and_nothing_is_lost_but_the_end(text: str, chars: int) -> None:
    lines = wrap(text, chars)
    assert len(lines) <= MAX_LINES and all(len(line) <= chars for line in lines)
    kept = "".join("".join(lines).split())
    whole = "".join(text.split())
    assert kept == whole or (kept.endswith("…") and whole.startswith(kept[:-1]))


def test_the_name_of_the_kind_is_left_off_its_bodies() -> None:
    assert without("ぷるる弦巻児童館", ["児童館"]) == "ぷるる弦巻"
    assert without("児童館", ["児童館"]) == "児童館"
