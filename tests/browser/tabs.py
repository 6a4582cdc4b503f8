"""Pages that remember what went wrong in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request

DESKTOP = (1366, 625)  # what Edge leaves of 1366 × 768
PHONE = (390, 844)
_LOCAL = ("data", "blob")


@dataclass
class Tabs:
    """The pages of one test. `close` asserts that all of them were quiet."""

    browser: Browser
    troubles: list[str] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)  # beginnings of messages that the test provokes
    _contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, address: str, *, size: tuple[int, int] = DESKTOP, script: bool = True) -> Page:
        """A new page with nothing from another; relative addresses lead to `address`."""
        context = self.browser.new_context(
            base_url=address,
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=script,
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        self._contexts.append(context)
        page = context.new_page()
        origin = urlsplit(address).netloc

        def requested(request: Request) -> None:
            at = urlsplit(request.url)
            if at.netloc != origin and at.scheme not in _LOCAL:
                self.troubles.append(f"asks another origin: {request.url}")

        def logged(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                self.troubles.append(f"{message.type} on {page.url}: {message.text}")

        def asked(dialog: Dialog) -> None:
            self.troubles.append(f"dialog on {page.url}: {dialog.message}")
            dialog.dismiss()

        page.on("request", requested)
        page.on("console", logged)
        page.on("dialog", asked)
        page.on("pageerror", lambda error: self.troubles.append(f"error on {page.url}: {error}"))
        page.on("popup", lambda popup: self.troubles.append(f"a window opened: {popup.url}"))
        return page

    def close(self) -> None:
        """Close all; fails when something went wrong in one of them."""
        for context in self._contexts:
            context.close()
        unexpected = [t for t in self.troubles if not any(part in t for part in self.expected)]
        assert not unexpected, "\n".join(unexpected)
