"""A browser without a window that tests and benchmarks drive, by the DevTools protocol over a pipe.

https://chromedevtools.github.io/devtools-protocol/
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--hide-scrollbars"]
_KEYS = {
    "Enter": {"code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"},
    "Escape": {"code": "Escape", "windowsVirtualKeyCode": 27},
    "Tab": {"code": "Tab", "windowsVirtualKeyCode": 9},
    " ": {"code": "Space", "windowsVirtualKeyCode": 32, "text": " "},
    "ArrowLeft": {"code": "ArrowLeft", "windowsVirtualKeyCode": 37},
    "ArrowUp": {"code": "ArrowUp", "windowsVirtualKeyCode": 38},
    "ArrowRight": {"code": "ArrowRight", "windowsVirtualKeyCode": 39},
    "ArrowDown": {"code": "ArrowDown", "windowsVirtualKeyCode": 40},
}


class Browser:
    """A page in a browser: what it logged, what it asked for, and hands to click, type and look.

    `errors` are the exceptions and console errors of the page, `requests` the addresses it asked for.
    """

    def __init__(self, folder: Path, *, width: int = 1280, height: int = 800) -> None:
        """Start the browser; its profile and what it downloads go into the folder."""
        assert CHROMIUM is not None
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.downloads = folder / "downloads"
        self.downloads.mkdir(parents=True, exist_ok=True)
        self._loaded = False
        self._number = 0
        self._unread = b""
        self._start([*_FLAGS, f"--user-data-dir={folder / 'profile'}", f"--window-size={width},{height}"])
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")
        self.send("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads), eventsEnabled=True)
        self.resize(width, height)

    def _start(self, flags: Sequence[str]) -> None:
        (theirs_in, self._to), (self._from, theirs_out) = os.pipe(), os.pipe()
        # The protocol wants its two ends as the descriptors 3 and 4, which may be in use here.
        move = f"import os, sys; a, b = os.dup({theirs_in}), os.dup({theirs_out}); os.dup2(a, 3); os.dup2(b, 4)"
        start = "os.set_inheritable(3, True); os.set_inheritable(4, True); os.execv(sys.argv[1], sys.argv[1:])"
        moved = [sys.executable, "-c", f"{move}; {start}", str(CHROMIUM), *flags]
        quiet = subprocess.DEVNULL
        self._session: str | None = None
        self._process = subprocess.Popen(moved, pass_fds=(theirs_in, theirs_out), stdout=quiet, stderr=quiet)
        os.close(theirs_in)
        os.close(theirs_out)

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session = None
        self.send("Browser.close")
        self._process.wait(timeout=30)
        os.close(self._to)
        os.close(self._from)

    def send(self, method: str, **parameters: Any) -> Any:
        """Call a method of the protocol and wait for its result."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        sent = json.dumps(message).encode() + b"\0"
        while sent:
            sent = sent[os.write(self._to, sent) :]
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return answer["result"]

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            part = os.read(self._from, 1 << 20)
            assert part, "The browser is gone."
            self._unread += part
        line, _, self._unread = self._unread.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        self._note(message.get("method", ""), message.get("params", {}))
        return message

    def _note(self, event: str, told: dict[str, Any]) -> None:
        if event == "Page.loadEventFired":
            self._loaded = True
        elif event == "Runtime.exceptionThrown":
            details = told["exceptionDetails"]
            self.errors.append(details.get("exception", {}).get("description", details["text"]))
        elif event == "Runtime.consoleAPICalled" and told["type"] in ("error", "warning", "assert"):
            self.errors.append(str(told["args"]))
        elif event == "Log.entryAdded" and told["entry"]["level"] == "error":
            self.errors.append(told["entry"]["text"])
        elif event == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])

    def open(self, file: Path) -> None:
        """Open a file and wait until it is loaded."""
        self._loaded = False
        self.send("Page.navigate", url=file.as_uri())
        while not self._loaded:
            self._receive()

    def run(self, script: str) -> Any:
        """What a script in the page comes to, after two frames were drawn."""
        drawn = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
        awaited = (
            f"(async () => {{ const told = await (async () => {{ {script} }})(); await {drawn}; return told; }})()"
        )
        answer = self.send("Runtime.evaluate", expression=awaited, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def click(self, selector: str) -> None:
        """Click in the middle of the first element that the selector finds."""
        place = self.run(
            f"""const found = document.querySelector({json.dumps(selector)});
            found.scrollIntoView({{ block: "nearest" }});
            const box = found.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2];"""
        )
        self.click_at(*place)

    def click_at(self, x: float, y: float) -> None:
        """Click at a place of the window."""
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.run("")

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press a key: a character, or one of Enter, Escape, Tab and the arrows."""
        told = {"key": key, **_KEYS.get(key, {"text": key}), "modifiers": 8 if shift else 0}
        self.send("Input.dispatchKeyEvent", type="keyDown", **told)
        self.send("Input.dispatchKeyEvent", type="keyUp", **{k: v for k, v in told.items() if k != "text"})
        self.run("")

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.send("Input.insertText", text=text)
        self.run("")

    def resize(self, width: int, height: int) -> None:
        """Give the window another size, in pixels."""
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def prefer(self, *, dark: bool = False, printed: bool = False) -> None:
        """Show the page as one who likes it dark, or a printer, sees it."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", media="print" if printed else "", features=[scheme])
        self.run("")

    def forbid_scripts(self) -> None:
        """Run no script of the pages opened from now on."""
        self.send("Emulation.setScriptExecutionDisabled", value=True)

    def look(self, file: Path, *, whole: bool = False) -> None:
        """Write what is seen, or the whole page, as a PNG file."""
        taken = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        file.write_bytes(base64.b64decode(taken["data"]))

    def print(self, file: Path) -> None:
        """Write the page as a printer would get it, as a PDF file."""
        printed = self.send("Page.printToPDF", printBackground=False)
        file.write_bytes(base64.b64decode(printed["data"]))
