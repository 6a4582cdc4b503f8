"""Small parts: readings in Latin letters, hours for machines, where the shipped data lie."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.opening import is_opening_hours
from loaders.reading import read_csv
from loaders.registry import read_registry
from loaders.roman import place_id, romanised
from loaders.rows import Problems, Row
from loaders.settings import read_settings
from loaders.shipped import shipped_data
from loaders.workbook import read_workbook
from tests.loaders.copies import ROOT


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("タイシドウ", "taishido"), ("キョウドウ", "kyodo"), ("チトセフナバシ", "chitosefunabashi"),
        ("キッサ", "kissa"), ("マッチャ", "matcha"), ("ジュウジ", "juji"), ("つるまき", "tsurumaki"),
        ("オクサワ", "okusawa"), ("ンー・", "n"), ("ヴァイス", "vuaisu"), ("", ""),
    ],
)  # fmt: skip
def test_readings_in_latin_letters(kana: str, latin: str) -> None:
    assert romanised(kana) == latin


def town(name: str, kana: str, kind: str = "町") -> Row:
    return Row("x/towns.csv", 2, "x", {"town": name, "kana": kana, "kind": kind})


def test_places_of_one_reading_have_ids_of_their_own() -> None:
    taken: set[str] = set()
    assert place_id(town("大蔵", "オオクラ"), taken) == "place:x-okura"
    assert place_id(town("大蔵", "オオクラ", "駅"), taken) == "place:x-okura-eki"
    other = place_id(town("大倉", "オオクラ"), taken)
    assert other.startswith("place:x-okura-") and other != "place:x-okura-eki"
    assert place_id(town("無読", ""), taken).startswith("place:x-")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("24/7", True), ("Mo-Fr 08:30-17:00; PH off; Dec 29-Jan 03 off", True), ("12:00-29:30", True),
        ("Su[2] 09:00-17:00", True), ("Mo-Fr 09:00-12:00,13:00-17:00", True), ("PH off", True),
        ("Mo-Fr 17:00-08:30", False), ("Mo-Fr 8:30-17:00", False), ("Mo-Fr 09:00-49:00", False), ("off;", False),
        ("Mo-Fr 09:75-17:00", False), ("平日 09:00-17:00", False), ("", False), ("Mo-Fr", False),
        ("25:00-26:00", False),
    ],
)  # fmt: skip
def test_hours_for_machines(text: str, right: bool) -> None:
    assert is_opening_hours(text) is right


def test_the_shipped_data_are_found_in_a_checkout_and_beside_an_installed_package(tmp_path: Path) -> None:
    assert shipped_data() == ROOT / "data"
    for name in ("graph", "loaders"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "data" / "japan", tmp_path / "tsunagu_data" / "japan")
    code = "from loaders.shipped import shipped_data; print(shipped_data())"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()) == (tmp_path / "tsunagu_data").resolve()


@given(st.one_of(st.binary(), st.text().map(str.encode), st.text(alphabet='",\r\n\0aあ').map(str.encode)))
def test_no_bytes_stop_a_reader(raw: bytes) -> None:
    """Whatever a file holds, it is read or it is told."""
    for read in (read_csv, read_workbook):
        problems = Problems()
        assert read(raw, "x/file", problems) or problems
    text = raw.decode("utf-8", errors="replace")
    for read_text in (read_settings, read_registry):
        read_text(text, "x/file", Problems())
