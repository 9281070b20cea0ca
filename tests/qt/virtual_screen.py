"""A screen that nobody sees, a typing method as Linux has it, and the keys of a scanner.

X server, message bus and typing method are real and this test's own: nothing of the person at the computer is asked.
The typing method is Unikey's own engine, which ibus carries.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

assert sys.platform == "linux"

RETURN, SENTINEL, BACKSPACE, CAPS_LOCK = 0xFF0D, 0xFF13, 0xFF08, 0xFFE5
"""Keysyms; the sentinel is Pause, which means nothing to the program."""
_SHIFT = 0xFFE1
_UNICODE = 0x01000000
_LATIN = 0x100
_MULTIMEDIA = 0x10080000
_SHIFTED = '~!@#$%^&*()_+{}|:"<>?'
_LIMIT_S = 60
_PARTS_WITHOUT_USE = (
    "classicui,kimpanel,notificationitem,notifications,clipboard,emoji,quickphrase,spell,unicode,"
    "xim,wayland,waylandim"
)


class Screen:
    """The processes of one typing method on a screen of its own."""

    def __init__(self, home: Path, env: Mapping[str, str]) -> None:
        self._home = home
        self._started: list[subprocess.Popen[str]] = []
        self.display = self._display()
        self.env = {
            **env,
            "PATH": os.environ.get("PATH", os.defpath),
            "DISPLAY": self.display,
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "xcb",
            "GSETTINGS_BACKEND": "keyfile",
            "XDG_RUNTIME_DIR": str(home / "run"),
            **{
                f"XDG_{kind.upper()}_HOME": str(home / kind) for kind in ("config", "cache", "data")
            },
        }
        (home / "run").mkdir(mode=0o700)

    def _display(self) -> str:
        reading, writing = os.pipe()
        words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24"]
        quiet = subprocess.DEVNULL
        self._started.append(
            subprocess.Popen(
                [*words, "-nolisten", "tcp"], pass_fds=(writing,), stderr=quiet, text=True
            )
        )
        os.close(writing)
        with os.fdopen(reading) as number:
            return f":{number.readline().strip()}"

    def listen_with(self, carrier: str, method: str) -> None:
        """Start ibus or fcitx5 with Unikey, and wait until it answers."""
        bus = self.start("dbus-daemon", "--session", "--nofork", "--print-address=1")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = _line(bus.stdout)
        self.env["QT_IM_MODULE"] = "ibus"
        (self._listen_with_fcitx if carrier == "fcitx5" else self._listen_with_ibus)(method)

    def _listen_with_ibus(self, method: str) -> None:
        self._write(
            "config/glib-2.0/settings/keyfile",
            "[desktop/ibus/general]\nuse-system-keyboard-layout=true\nuse-global-engine=true\n"
            f"[org/freedesktop/ibus/engine/unikey]\ninput-method='{method}'\n",
        )
        words = ["--panel=disable", "--emoji-extension=disable", "--config=disable"]
        daemon = self.start("ibus-daemon", *words)
        while self._asked("ibus", "engine", "Unikey") is None:
            assert daemon.poll() is None, self.complaints("ibus-daemon")

    def _listen_with_fcitx(self, method: str) -> None:
        """To Qt it says that it is ibus: the wheel of Qt has no part for fcitx itself."""
        self._write(
            "config/fcitx5/profile",
            "[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=unikey\n"
            "[Groups/0/Items/0]\nName=keyboard-us\nLayout=\n"
            "[Groups/0/Items/1]\nName=unikey\nLayout=\n[GroupOrder]\n0=Default\n",
        )
        self._write("config/fcitx5/config", "[Behavior]\nActiveByDefault=True\n")
        name = {"telex": "Telex", "vni": "VNI"}[method]
        self._write("config/fcitx5/conf/unikey.conf", f"InputMethod={name}\n")
        daemon = self.start("fcitx5", f"--disable={_PARTS_WITHOUT_USE}")
        found = self._home / "config" / "ibus" / "bus"
        while self._asked("fcitx5-remote", "-q") != "Default" or not any(found.glob("*")):
            assert daemon.poll() is None, f"{daemon.poll()}: {self.complaints('fcitx5')}"

    def _write(self, name: str, text: str) -> None:
        path = self._home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def _asked(self, *words: str) -> str | None:
        """What a program answers; nothing when it refuses."""
        said = subprocess.run(words, env=self.env, capture_output=True, text=True, check=False)
        return None if said.returncode else said.stdout.strip()

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a program on this screen; it ends with it. What it complains of is kept for ``complaints``."""
        with (self._home / f"{Path(words[0]).name}.complaints").open("w") as complaints:
            made = subprocess.Popen(
                words, env=self.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, text=True,
            )  # fmt: skip
        self._started.append(made)
        return made

    def complaints(self, program: str) -> str:
        """What a program said went wrong, the last lines of it."""
        said = (self._home / f"{program}.complaints").read_text(errors="replace")
        return "\n".join(said.splitlines()[-20:])

    def end(self) -> None:
        """End what was started, the latest first."""
        for program in reversed(self._started):
            program.terminate()
        for program in reversed(self._started):
            try:
                program.wait(_LIMIT_S)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
            for pipe in (program.stdin, program.stdout):
                if pipe is not None:
                    pipe.close()


def _line(pipe: IO[str] | None) -> str:
    assert pipe is not None
    return pipe.readline().strip()


class Keyboard:
    """Keys pressed as hardware presses them, by the X server's own extension for tests.

    Letters that no keyboard has get keys of their own first, as programs of scanners do; ``letters`` names them.
    ``signs`` are keysyms that get a key too.
    """

    def __init__(self, display: str, letters: str = "", signs: Sequence[int] = ()) -> None:
        self._x = _library("libX11.so.6")
        self._test = _library("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        assert self._display.value, f"no X server at {display}"
        self._codes: dict[int, tuple[int, bool]] = {}
        small = sorted({letter.lower() for letter in letters if not letter.isascii()})
        self._lend([(_keysym(letter), _keysym(letter.upper())) for letter in small])
        self._lend([(sign, sign) for sign in signs])
        self._shift = self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(_SHIFT))

    def _lend(self, wanted: Sequence[tuple[int, int]]) -> None:
        """Give each pair, without Shift and with it, one of the keys that mean nothing, or volume and the like."""
        width = ctypes.c_int()
        self._x.XGetKeyboardMapping.restype = ctypes.POINTER(ctypes.c_ulong)
        table = self._x.XGetKeyboardMapping(
            self._display, ctypes.c_ubyte(8), 248, ctypes.byref(width)
        )
        free = [
            8 + at
            for at in range(248)
            if all(
                not symbol or symbol >= _MULTIMEDIA
                for symbol in table[at * width.value : (at + 1) * width.value]
            )
        ]
        assert len(free) >= len(wanted), (len(free), len(wanted))
        for code, symbols in zip(reversed(free), wanted, strict=False):
            pair = (ctypes.c_ulong * 2)(*symbols)
            self._x.XChangeKeyboardMapping(self._display, code, 2, pair, 1)
            for symbol, shifted in ((pair[1], True), (pair[0], False)):
                self._codes[symbol] = (code, shifted)
        self._x.XSync(self._display, 0)

    def type(self, text: str, gap_ms: int = 0) -> None:
        """Type characters, each ``gap_ms`` after the one before by the server's own clock."""
        for char in text:
            self.press(_keysym(char), gap_ms, shifted=char in _SHIFTED or char.isupper())

    def chord(self, *symbols: int) -> None:
        """Hold keys down while the last is pressed."""
        held = [
            self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(one)) for one in symbols[:-1]
        ]
        for code in held:
            self._fake(code, down=True, gap_ms=0)
        self.press(symbols[-1])
        for code in reversed(held):
            self._fake(code, down=False, gap_ms=0)
        self._x.XFlush(self._display)

    def press(self, symbol: int, gap_ms: int = 0, *, shifted: bool = False) -> None:
        """Press and let go one key."""
        lent = self._codes.get(symbol)
        code = lent[0] if lent else self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(symbol))
        assert code, hex(symbol)
        shifted = lent[1] if lent else shifted
        if shifted:
            self._fake(self._shift, down=True, gap_ms=0)
        self._fake(code, down=True, gap_ms=gap_ms)
        self._fake(code, down=False, gap_ms=0)
        if shifted:
            self._fake(self._shift, down=False, gap_ms=0)
        self._x.XFlush(self._display)

    def _fake(self, code: int, *, down: bool, gap_ms: int) -> None:
        self._test.XTestFakeKeyEvent(
            self._display, ctypes.c_uint(code), int(down), ctypes.c_ulong(gap_ms)
        )

    def close(self) -> None:
        """Unplug it."""
        self._x.XCloseDisplay(self._display)


def _library(name: str) -> ctypes.CDLL:
    return ctypes.CDLL(name)


def _keysym(char: str) -> int:
    return ord(char) if ord(char) < _LATIN else _UNICODE | ord(char)
