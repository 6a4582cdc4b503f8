"""Days, ages, hours and addresses as pages write them."""

from __future__ import annotations

import pytest

from api.pages.dates import as_of, day, dial, fiscal_years, months
from api.pages.easy_hours import plain_hours
from api.pages.links import Links


@pytest.mark.parametrize(
    ("date", "words"), [("2024-09-03", "2024年9月3日"), ("2024-04", "2024年4月"), ("2014", "2014年"), ("", "")]
)
def test_days(date: str, words: str) -> None:
    assert day(date) == words


def test_the_age_of_information_is_never_an_update() -> None:
    assert as_of("2024-09-03") == "2024年9月3日時点"
    assert as_of("") == "情報の日付なし"


@pytest.mark.parametrize(("count", "words"), [(0, "0歳"), (6, "6か月"), (30, "2歳6か月"), (156, "13歳")])
def test_months(count: int, words: str) -> None:
    assert months(count) == words


def test_the_years_of_a_plan_begin_in_april() -> None:
    assert fiscal_years("2020-04-01", "2025-03-31") == "2020~2024年度"
    assert fiscal_years("2020-04-01", "2021-03-31") == "2020年度"
    assert fiscal_years("", "2025-03-31") == ""


@pytest.mark.parametrize(
    ("phone", "address"),
    [("03-6379-0697", "tel:0363790697"), ("110", "tel:110"), ("#8000", "tel:#8000"), ("番号なし", ""), ("", "")],
)
def test_numbers_are_dialled(phone: str, address: str) -> None:
    assert dial(phone) == address


@pytest.mark.parametrize(
    ("opening", "hours", "lines"),
    [
        (
            "Mo-Fr 08:30-17:00; PH off; Dec 29-Jan 03 off",
            "月~金",
            ("月曜日から 金曜日", "午前8時30分から 午後5時まで", "(祝日、年末年始は 休み)"),
        ),
        ("24/7", "24時間", ("24時間、いつでも",)),
        ("Mo-Su 12:00-29:30", "", ("毎日", "お昼の 12時から つぎの 日の 午前5時30分まで")),
        ("Mo,We,Fr 09:00-17:00", "", ("月曜日、水曜日、金曜日", "午前9時から 午後5時まで")),
        ("Tu-Su 09:30-18:00; Su[2,4] off", "火~日。第2・4日曜休み", ("火~日。第2・4日曜休み",)),
        ("", "毎日の夜間", ("毎日の夜間",)),
        ("", "", ()),
    ],
)
def test_hours_in_plain_words(opening: str, hours: str, lines: tuple[str, ...]) -> None:
    assert plain_hours(opening, hours) == lines


def test_equal_views_have_equal_addresses() -> None:
    links = Links("131121")
    assert links.to("/find", area="等々力", q="不登校") == links.to("/find", q="不登校", area="等々力", on="")
    assert links.to("/find", q="a b&c").startswith("/find?q=a%20b%26c&set=131121")
    assert links.node("org:x") == "/nodes/org%3Ax?set=131121"
    assert Links().to("/about") == "/about"
