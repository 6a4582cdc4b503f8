"""Open, closed or not known, by Japanese clocks."""

from __future__ import annotations

from datetime import datetime

import pytest

from graph.hours import open_at

_OFFICE = "Mo-Fr 08:30-17:00; PH off; Dec 29-Jan 03 off"


@pytest.mark.parametrize(
    ("hours", "moment", "expected"),
    [
        (_OFFICE, datetime(2026, 11, 25, 8, 30), True),
        (_OFFICE, datetime(2026, 11, 25, 17), False),
        (_OFFICE, datetime(2026, 11, 23, 10), False),  # 勤労感謝の日
        (_OFFICE, datetime(2026, 12, 30, 10), False),
        (_OFFICE, datetime(2026, 11, 28, 10), False),
        ("24/7", datetime(2026, 1, 1, 3), True),
        # nothing is said of holidays and the turn of the year
        ("Mo-Fr 13:00-20:00; Sa 10:00-18:00", datetime(2026, 11, 25, 14), True),
        ("Mo-Fr 13:00-20:00; Sa 10:00-18:00", datetime(2026, 11, 23, 14), None),
        ("Mo-Su 08:00-21:00", datetime(2026, 12, 31, 9), None),
        ("Mo-Fr 08:30-17:15; PH off", datetime(2026, 12, 29, 9), None),
        ("Mo-Su 10:00-22:00; Jan 01 off", datetime(2026, 12, 30, 11), True),
        ("Mo-Su 10:00-22:00; Jan 01 off", datetime(2027, 1, 1, 11), False),
        # hours past midnight belong to the day they began on
        ("Mo-Su 12:00-29:30", datetime(2026, 11, 26, 2), True),
        ("Mo-Su 12:00-29:30", datetime(2026, 11, 26, 5, 30), False),
        ("Mo-Su 12:00-29:30", datetime(2026, 11, 24, 2), None),  # began on the holiday
        ("Mo-Su 12:00-29:30", datetime(2026, 11, 23, 2), True),  # began on the Sunday before it
        ("Mo-Fr 18:00-32:00; Sa,Su,PH 08:00-32:00; Dec 29-Jan 03 08:00-32:00", datetime(2026, 11, 24, 7), True),
        ("Tu-Su 09:30-18:00; Su[2,4] off; PH off; Dec 29-Jan 03 off", datetime(2026, 11, 22, 10), False),
        ("Tu-Su 09:30-18:00; Su[2,4] off; PH off; Dec 29-Jan 03 off", datetime(2026, 11, 29, 10), True),
        # absent or not to be read
        ("", datetime(2026, 11, 25, 10), None),
        ("平日 9時から", datetime(2026, 11, 25, 10), None),
    ],
)
def test_open_closed_or_unknown(hours: str, moment: datetime, expected: bool | None) -> None:
    assert open_at(hours, moment) is expected
