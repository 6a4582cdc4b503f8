"""The name under which a change is kept: the account of the machine, nothing more."""

from __future__ import annotations

import getpass


def who() -> str:
    """The account, "" where the machine knows none (a container with a bare user number)."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
