"""What every test stands on: properties are about answers, never about time (machines are shared and slow at times)."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("tsunagu", deadline=None)
settings.load_profile("tsunagu")
