"""Words and their readings, and the memory of the dictionary."""

from __future__ import annotations

import threading
import time

import psutil

from graph.words import words


def _mapped() -> bool:
    return any("sudachidict" in m.path for m in psutil.Process().memory_maps())


def _given_back(seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while _mapped() and time.monotonic() < end:
        time.sleep(0.1)
    return not _mapped()


def test_words_are_read_in_order() -> None:
    found = words("学校に行けない")
    assert "".join(w.surface for w in found) == "学校に行けない"
    assert [w.reading for w in found][:2] == ["がっこう", "に"]


def test_the_dictionary_is_held_only_while_words_are_read() -> None:
    words("夜間の預かりを待つあいだ")
    assert _mapped()
    assert _given_back()
    assert words("預かりを待つ")[0].reading == "あずかり"  # opened again


def test_many_threads_read_at_once() -> None:
    texts = [f"第{n}児童館の電話番号" for n in range(200)]
    alone = {t: words.__wrapped__(t) for t in texts}
    found: dict[str, tuple[object, ...]] = {}

    def read(some: list[str]) -> None:
        found.update({t: words.__wrapped__(t) for t in some})

    threads = [threading.Thread(target=read, args=(texts[n::4],)) for n in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == alone
