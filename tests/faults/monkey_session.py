"""One session of the monkey, in this process: the real program over a sample office, and hands that never tire.

Run as ``python -m tests.faults.monkey_session`` by ``tests.faults.monkey``; writes one JSON object to ``--json``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
import traceback
from pathlib import Path
from typing import Any
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from counter_app.desk.act import Done
from counter_app.domain.clock import FixedClock
from counter_app.qt.closing import export_dialog
from counter_app.qt.kit import training_start
from counter_app.qt.kit.hub import Hub
from counter_app.qt.kit.jobs import Lane
from counter_app.qt.kit.sounds import Sounds
from counter_app.qt.kit.theme import ARGUMENTS
from counter_app.qt.window.app import Program
from counter_app.qt.window.appearance import Look
from counter_app.qt.window.making_ready import prepare
from counter_app.sync.stick.volumes import Target, Volume
from tests.faults.monkey import NINE
from tests.faults.monkey_acts import Acts
from tests.faults.monkey_hands import KEY, Hands
from tests.faults.monkey_plants import PLANTS
from tests.faults.monkey_watch import Watch, in_use, living, resident, threads
from tests.makers import prefer
from tests.overruling import overrule

LEADER = "binh.vq"
LONGEST_DIALOG = 40
"""Acts after which somebody wants to leave a dialog."""
PATIENCE = 20.0
MOST_MORE = 0.02
"""How many more objects there may be at the end than in the middle, as a share."""
MORE_KB, MORE_KB_SHORT = 60_000, 150_000
MORE_KB_AN_ACT = 2.0
"""Memory in use that may be added in the second half: what SQLite and Qt keep, and what the dossiers themselves weigh.
In a short session that half also does much for the first time: draws a report, shows a page of paper."""
SHORT = 2000


class StuckError(Exception):
    """The session cannot go on."""


class Session:
    """The program, a monkey before it, and the watch beside it."""

    def __init__(self, folder: Path, seed: int, watch: Watch, *, receiving: int = 3) -> None:
        self.watch = watch
        self.clock = FixedClock(NINE)
        self.folder = folder
        data = folder / "so-lieu"
        look = Look.of(data)
        look.login = LEADER
        look.keep()
        overrule(
            training_start, "start_training", lambda *_who, **_more: True
        )  # a program of its own
        self.app = QApplication([*sys.argv[:1], *ARGUMENTS])
        self.program = Program(self.app, data, clock=self.clock)
        self.hands = Hands(self.program, random.Random(seed))
        self.acts = Acts(self.program, self.clock, self.hands, receiving=receiving)
        self.done = 0
        self.counts: dict[str, int] = {}
        self.marks: list[dict[str, Any]] = []
        self._dialog: tuple[QWidget | None, int] = (None, 0)
        self._boxes = QTimer(self.app, interval=200)
        self._boxes.timeout.connect(self._answer_boxes)
        self._boxes.start()

    def _answer_boxes(self) -> None:
        answer_boxes()
        self.watch.tell_windows()

    def start(self) -> None:
        """Switch on, sign in, print into a folder."""
        assert self.program.start()
        self.until(lambda: self.program.place is not None)
        place = self.program.place
        assert place is not None
        wish = f"file:{self.folder / 'giay'}"
        prefer(place.office, printer=wish, ticket_printer=wish)
        self.let_in()

    def run(self, acts: int) -> None:
        """So many acts; now and then everything is left and counted."""
        every = max(acts // 8, 12)
        for at in range(acts):
            if at % every == 0:
                self.mark()
            self._one()
        self.mark()

    def _one(self) -> None:
        self._come_back()
        act = self.acts.one()
        self.watch.begin_act(act.__name__)
        try:
            told = act()
            self.watch.trail[-1] = told
            self.hands.settle()
        except Exception as error:  # an error that Qt handed back to whoever called it: us
            sys.excepthook(type(error), error, error.__traceback__)
        self.done += 1
        kind = act.__name__.strip("_")
        self.counts[kind] = self.counts.get(kind, 0) + 1

    def _come_back(self) -> None:
        """Nobody stays at a locked screen, or in a dialog, for ever."""
        if self.hands.window.view is None or not self.hands.window.view.isVisible():
            self.let_in()
        modal = QApplication.activeModalWidget()
        if modal is None or modal is not self._dialog[0]:
            self._dialog = (modal, self.done)
        elif self.done - self._dialog[1] > LONGEST_DIALOG:
            self.leave_dialogs()

    def leave_dialogs(self) -> None:
        """Escape until no dialog is open; work under way may finish first."""
        for _dialog in range(12):
            modal = QApplication.activeModalWidget()
            if modal is None:
                return
            self.watch.begin_act(f"leave {type(modal).__name__}")
            self.idle()
            for _time in range(4):
                if QApplication.activeModalWidget() is modal:
                    self.hands.press(KEY.Key_Escape)
                    self.hands.settle()
            if QApplication.activeModalWidget() is modal:
                self.watch.report("stuck", f"Escape does not leave {type(modal).__name__}")
                modal.deleteLater()
                self.hands.settle()

    def let_in(self) -> None:
        """Sign in or unlock."""
        self.watch.begin_act("sign in")
        window = self.hands.window
        for _try in range(3):
            if window.view is not None and window.view.isVisible():
                return
            self.until(self._in_front)
            self.acts.sign_in()
            self.until(
                lambda: (window.view is not None and window.view.isVisible()) or not busy(window)
            )
        if window.view is None or not window.view.isVisible():
            over = (
                QApplication.activeModalWidget(),
                QApplication.activePopupWidget(),
                QApplication.focusWidget(),
            )
            self.watch.report("stuck", f"nobody is let in: {window.sign_in.error.text()} {over}")
            raise StuckError

    def _in_front(self) -> bool:
        """Whether keys reach the window: a dialog that has just closed gives it back a moment later."""
        if QApplication.focusWidget() is None:
            self.hands.front().activateWindow()
        return QApplication.focusWidget() is not None

    def idle(self) -> None:
        """Wait for the work under way."""
        place = self.program.place
        assert place is not None
        self.until(lambda: not place.jobs.working)

    def mark(self) -> None:
        """Leave everything, sign out and in, and count what is there, before pages are made ready in between."""
        self.leave_dialogs()
        self.idle()
        self.watch.begin_act("sign out")
        window = self.hands.window
        window.resize(1366, 768)
        window.sign_out()
        window.sign_in.officer.setCurrentIndex(max(window.sign_in.officer.findData(LEADER), 0))
        window._ahead = False
        self.let_in()
        self.idle()
        self.hands.settle()
        found = living()
        self.marks.append(
            {
                "acts": self.done,
                "kb_given": resident(),
                "kb": in_use(),
                "threads": threads(),
                "objects": found,
            }
        )
        window._ahead = True
        if window.view is not None and window.scanner is not None:
            prepare(window.view, window.scanner)

    def judge(self) -> None:
        """What only ever grew."""
        if len(self.marks) < 4:
            return
        middle, last = self.marks[len(self.marks) // 2], self.marks[-1]
        before, after = middle["objects"], last["objects"]
        more = {name: after[name] - before[name] for name in after if after[name] > before[name]}
        if sum(after.values()) > sum(before.values()) * (1 + MOST_MORE) + 3:
            self.watch.report(
                "objects grow", f"{sum(before.values())} → {sum(after.values())}: {more}"
            )
        if last["threads"] > max(self.marks[1]["threads"], len(Lane)):
            self.watch.report("threads grow", f"{self.marks[1]['threads']} → {last['threads']}")
        acts = last["acts"] - middle["acts"]
        more_kb = (MORE_KB_SHORT if acts < SHORT else MORE_KB) + MORE_KB_AN_ACT * acts
        if last["kb"] > middle["kb"] + more_kb:
            self.watch.report("memory grows", f"{middle['kb']} → {last['kb']} KB in {acts} acts")

    def stop(self) -> None:
        """Close the window as its owner does."""
        self.watch.begin_act("close")
        self.acts.end()
        self.idle()
        assert self.program.window is not None
        self.program.window.close()
        for thread in self.app.findChildren(QThread):
            thread.wait()
        logs = [self.program._data_dir / name for name in ("chuong-trinh.log", "su-co.log")]
        self.program.stop()
        for log in logs:
            if log.exists() and log.stat().st_size:
                self.watch.report(log.name, log.read_text("utf-8")[:2000])

    def until(self, ready: Any) -> None:
        """Let the window live until something is true."""
        end = time.monotonic() + PATIENCE
        while not ready():
            if time.monotonic() > end:
                self.watch.report("stuck", f"waited {PATIENCE:.0f} seconds in vain")
                return
            self.hands.settle()
            time.sleep(0.002)


def say_acts(program: Program, path: Path, *, early: bool) -> None:
    """Append ``number hash`` to a file for every entry of an act that the window has an answer to.

    ``early``: also the number that comes next, which nobody has written yet.
    """
    said = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    honest = Hub.done

    def done(hub: Hub, done: Done[Any]) -> Any:
        result = honest(hub, done)
        if done.entries and program.place is not None:
            journal = program.place.office.store.journal
            first, last = done.entries[0], done.entries[-1]
            lines = [
                f"{entry.seq} {entry.hash.hex()}" for entry, *_rest in journal.walk(first, last)
            ]
            lines += [f"{last + 1} {'0' * 64}"] if early else []
            os.write(said, "".join(f"{line}\n" for line in lines).encode())
        return result

    patch.object(Hub, "done", done).start()


def answer_boxes() -> None:
    """Qt's own file dialog says in a box of its own that there is no such file, and waits; no other box may.

    The box need not be in front: something that opened a moment later may lie over it.
    """
    for box in QApplication.topLevelWidgets():
        if (
            isinstance(box, QMessageBox)
            and isinstance(box.parent(), QFileDialog)
            and box.isVisible()
        ):
            box.reject()


def busy(window: Any) -> bool:
    """Whether a password is being checked."""
    return bool(window.sign_in._busy)


def stick(folder: Path) -> export_dialog.Media:
    """A folder for a stick: nothing of this computer is written to."""
    folder.mkdir()
    volume = Volume(
        path=folder, label="USB", filesystem="exfat", serial="1", size=2**33, free=2**32,
        removable=True, read_only=False,
    )  # fmt: skip
    return export_dialog.Media(
        volumes=lambda: [volume],
        refusal=lambda _volume, _data: "",
        target=lambda _volume, _data: Target.of(folder),
    )


def main() -> None:
    """Play, judge, tell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--acts", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--patience", type=float, default=60.0)
    parser.add_argument("--say", type=Path, help="a file that hears of every act that was answered")
    parser.add_argument("--receiving", type=int, default=3)
    parser.add_argument("--early", action="store_true", help="say the next act too")
    parser.add_argument("--plant", choices=sorted(PLANTS), nargs="*", default=())
    asked = parser.parse_args()
    watch = Watch(asked.patience)
    watch.begin()
    media = stick(asked.folder / "usb")
    export_dialog.Media = lambda: media  # type: ignore[assignment,misc]
    patch.object(Sounds, "play").start()
    session = Session(asked.folder, asked.seed, watch, receiving=asked.receiving)
    with (asked.folder / "stacks.txt").open("w", encoding="utf-8") as stacks:
        try:
            if asked.say is not None:
                say_acts(session.program, asked.say, early=asked.early)
            session.start()
            watch.follow(stacks)
            for name in asked.plant:
                PLANTS[name](session.program)
            session.run(asked.acts)
            session.judge()
            session.stop()
        except StuckError:
            pass  # told already
        except Exception:
            watch.report("the session broke", traceback.format_exc())
        finally:
            told = {
                "acts": session.done,
                "seed": asked.seed,
                "kinds": session.counts,
                "marks": session.marks,
                "faults": watch.faults,
            }
            asked.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    sys.stdout.flush()
    os._exit(1 if watch.faults else 0)


if __name__ == "__main__":
    main()
