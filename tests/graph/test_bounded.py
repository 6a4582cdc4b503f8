"""Calls with a bound in time: what they give, what they raise, and what a hung one takes from the others."""

from __future__ import annotations

import threading
import time

import pytest

from graph import bounded
from graph.bounded import Bounded, TookTooLong


def test_what_a_call_returns_and_raises() -> None:
    calls = Bounded(2)
    assert calls.run(5, lambda: 3) == 3
    assert calls.run(5, lambda: None) is None
    with pytest.raises(ZeroDivisionError):
        calls.run(5, lambda: 1 // 0)
    assert calls.run(5, threading.get_ident) == calls.run(5, threading.get_ident) != threading.get_ident()


def test_a_hung_call_is_given_up_and_its_place_comes_back_when_it_ends() -> None:
    calls, end = Bounded(2), threading.Event()
    with pytest.raises(TookTooLong):
        calls.run(0.01, end.wait)
    assert calls.run(5, lambda: 1) == 1  # the other place
    with pytest.raises(TookTooLong):
        calls.run(0.01, end.wait)
    with pytest.raises(TookTooLong):
        calls.run(0.01, lambda: 1)  # both are taken
    end.set()
    assert calls.run(5, lambda: 2) == 2


def test_no_more_at_once_than_are_allowed() -> None:
    calls, lock = Bounded(3), threading.Lock()
    now: list[int] = [0, 0]

    def work() -> None:
        with lock:
            now[0] += 1
            now[1] = max(now)
        time.sleep(0.005)
        with lock:
            now[0] -= 1

    askers = [threading.Thread(target=lambda: [calls.run(30, work) for _ in range(5)]) for _ in range(8)]
    for one in askers:
        one.start()
    for one in askers:
        one.join()
    assert now[0] == 0 and 1 <= now[1] <= 3


def test_a_thread_that_nobody_needs_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "_IDLE_SECONDS", 0.01)
    calls = Bounded(1)
    thread = calls.run(5, threading.current_thread)
    thread.join(10)
    assert not thread.is_alive()
    assert calls.run(5, lambda: 4) == 4
