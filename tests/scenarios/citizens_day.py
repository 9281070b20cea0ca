"""A day of many citizens at two counters, by keys of an X server: everything is accounted for in the evening.

At the first counter Unikey's Telex is on all day, the thermal printer jams, and the program is killed over a half
filled form; at the second papers go to a folder. Both hold wrong things before the scanner. Then both close the day,
carry it away on one stick, and the superior counts what the citizens count.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.codes import DossierCode, parse_code
from counter_app.domain.dossier.dossier import State
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.text import name_case
from counter_app.errors import CounterError
from counter_app.office import Office
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.report import consolidated
from tests.domain.test_200_cards import ALL, Scan, by_code
from tests.makers import found, officer
from tests.printing.devices.listener import Listener
from tests.printing.reading import scan as codes_on
from tests.scenarios.morning import NINE, PAPERS
from tests.superior.trusting import import_batches

if sys.platform == "linux":
    from tests.qt.virtual_screen import Screen
    from tests.scenarios.distant_hands import Distant

assert sys.platform == "linux"

ROOT = Path(__file__).resolve().parents[2]
DAY = NINE.date()
EACH = ("card", "hands", "copies", "asks", "takes", "card")
WORKS = ("card",) * 22 + ("hands",) * 8 + ("copies",) * 14 + ("asks",) * 8 + ("takes",) * 8
"""What sixty citizens come for: a card is scanned, a name is typed, copies, a question, the result of before."""
MOST_FIELDS = 40
TYPED = (
    ("Nguyeenx Thij Hoa", "Nguyễn Thị Hoa"),
    ("Traanf Vawn DDuwcs", "Trần Văn Đức"),
    ("Lee Quoocs Tuaans", "Lê Quốc Tuấn"),
)
"""Keys under Telex, and the name."""


@dataclass
class Books:
    """What the citizens of one counter know to have happened."""

    received: dict[str, str] = field(default_factory=dict)
    """Name by code of the dossier."""
    returned: list[str] = field(default_factory=list)
    copies: int = 0
    asked: int = 0
    refused: list[str] = field(default_factory=list)
    """Words that answered a wrong scan."""


class OneCounter:
    """The works of one counter, each from the citizen's number to the goodbye."""

    def __init__(self, hands: Distant, books: Books, cards: list[Scan], *, telex: bool) -> None:
        self.hands, self.books, self.telex = hands, books, telex
        self.out = "đã in" if telex else "đã lưu thành tệp"  # there a printer, here a folder
        self._cards = iter(cards)

    def serve(self, work: str) -> None:
        """A number is taken and called; the work; the citizen leaves."""
        hands = self.hands
        hands.press("F6")
        number = hands.press("Alt+1")["drawn"]
        assert hands.press("F6")["called"] == number
        if work == "asks":
            self._ask()
            return
        getattr(self, f"_{work}")()
        hands.press("F6", "Alt+X")

    def _ask(self) -> None:
        self.hands.press("Ctrl+H")
        self.hands.until("dialog", "AskDialog")
        self.hands.press("2")
        self.books.asked += 1

    def begin(self, key: str = "Alt+B") -> None:
        """With the citizen in hand, or without a number."""
        self.hands.press(key)
        self.hands.type("dkks")
        self.hands.press("Return")

    def _card(self) -> None:
        self.begin()
        card = next(self._cards)
        name = name_case(card.name)
        for _time in range(3):
            seen = self.hands.scan(by_code(card.text))
            if seen["name"] == name:
                break
            assert seen["name"] == "", "what is not the card's name is no name"
            assert seen["said"] or seen["advice"], f"{card.name} fell nowhere without a word"
        else:
            self.type_name(*TYPED[0])
            name = TYPED[0][1]
        self.phone_and_save(name)

    def _hands(self) -> None:
        self.begin()
        typed = TYPED[len(self.books.received) % len(TYPED)]
        self.type_name(*typed)
        self.phone_and_save(typed[1])

    def type_name(self, keys: str, name: str) -> None:
        """Through Telex where it is on."""
        self.reach("Họ tên người nộp")
        self.hands.type(keys if self.telex else name, name)
        self.hands.press("Return")
        assert self.hands.until("name", name)["name"] == name

    def reach(self, name: str) -> None:
        """Press Enter until a field has the keyboard."""
        seen = self.hands.look()
        passed = [seen["focus"]]
        while passed[-1] != name:
            seen = self.hands.press("Return")
            passed.append(seen["focus"])
            assert len(passed) < MOST_FIELDS, f"Enter never comes to {name}: {passed}, {seen}"

    def phone_and_save(self, name: str) -> None:
        """The last of what has to be typed."""
        self.reach("Điện thoại")
        self.hands.type(f"09120{len(self.books.received):05d}")
        self.save(name)

    def save(self, name: str) -> None:
        """Saved, the paper is out, the citizen has it."""
        self.hands.press("Ctrl+Return")
        seen = self.hands.until("paper", self.out)
        self.books.received[seen["code"]] = name
        self.hands.press("Ctrl+G")

    def _copies(self) -> None:
        self.hands.press("F5")
        self.hands.type("4")
        self.hands.press("Return")
        self.hands.type("3")
        seen = self.hands.press("Return")
        self.books.copies += 1
        assert seen["number"] == str(self.books.copies)

    def _takes(self) -> None:
        """A result signed this morning is entered, then the receipt is scanned and the result given."""
        waiting = [code for code in self.books.received if code not in self.books.returned]
        if not waiting:
            self._copies()
            return
        code, hands = waiting[0], self.hands
        hands.press("F3")
        hands.type(code)
        hands.press("Return")
        hands.until("page", "dossier")
        hands.press("Alt+H")
        hands.until("dialog", "MoveDialog")
        hands.press("Ctrl+Return")
        hands.until("dialog", "")
        hands.press("Alt+K")
        hands.until("dialog", "MoveDialog")
        hands.type("12")
        hands.press("Ctrl+Return")
        hands.scan(barcode(code))
        hands.until("band", "Trả được kết quả")
        hands.press("Ctrl+Return")
        hands.until("paper", self.out)
        self.books.returned.append(code)


def barcode(code: str) -> str:
    """The digits under a receipt's bars."""
    parsed = parse_code(code)
    assert parsed is not None
    return parsed.barcode


# --- what goes wrong -----------------------------------------------------------------------------


def hold_wrong_things_before_the_scanner(counter: OneCounter) -> None:
    """A damaged receipt, one of another office, one of nobody, one that has no result yet, half a card."""
    good = barcode(
        next(code for code in counter.books.received if code not in counter.books.returned)
    )
    stranger = DossierCode(office="12345", day=DAY, device=1, sequence=7).barcode
    nobody = DossierCode(office="99001", day=DAY, device=1, sequence=9_000).barcode
    damaged = good[:-1] + str((int(good[-1]) + 1) % 10)
    for scanned, word in (
        (damaged, "Mã vạch bị hỏng"), (stranger, "Của đơn vị khác"), (nobody, "Không tìm thấy hồ sơ"),
        (good, "Chưa có kết quả"),
    ):  # fmt: skip
        counter.hands.press("F9")
        counter.hands.scan(scanned)
        counter.books.refused.append(counter.hands.until("band", word)["band"])
    counter.hands.press("F2")
    seen = counter.hands.scan("001190000017||Nguyen")
    assert (seen["name"], seen["number"]) == ("", "")
    counter.hands.press("Ctrl+Shift+Del")


def let_the_printer_jam(counter: OneCounter, port: int, jobs: list[bytes]) -> None:
    """Saved while the printer is off: the number stands, and the paper comes when it is on again."""
    counter.begin("F2")
    counter.type_name(*TYPED[0])
    counter.reach("Điện thoại")
    counter.hands.type("0912099999")
    counter.hands.press("Ctrl+Return")
    assert "Hồ sơ đã lưu, số không mất." in counter.hands.until("paper", "lưu")["paper"]
    with Listener(port=port) as again:
        counter.hands.press("Ctrl+P")
        seen = counter.hands.until("paper", "Giấy hẹn đã in")
        jobs.extend(again.wait_for(1))
    counter.books.received[seen["code"]] = TYPED[0][1]
    counter.hands.press("Ctrl+G")


def kill_it_over_a_half_filled_form(counter: OneCounter, moment: str) -> None:
    """The process dies; after the next sign-in the same citizen stands there, and is served."""
    counter.begin("F2")
    counter.type_name(*TYPED[1])
    counter.hands.until("kept", TYPED[1][1])
    counter.hands.die()
    counter.hands.switch_on(moment)
    counter.hands.sign_in(DAILY)
    seen = counter.hands.until("said", "Tiếp tục từ")
    assert (seen["page"], seen["name"]) == ("intake", TYPED[1][1])
    counter.phone_and_save(TYPED[1][1])


def close_and_carry_away(hands: Distant) -> None:
    """The sheet of the day, then the stick."""
    hands.press("F10")
    hands.until("ready", "True")
    hands.press("Ctrl+Return")
    hands.until("dialog", "SheetDialog")
    hands.press("F10")
    hands.until("dialog", "ExportDialog")
    hands.until("stick", "True")
    hands.press("Ctrl+Return")
    hands.until("words", "Có thể rút USB")
    hands.press("Esc")


# --- the day -------------------------------------------------------------------------------------


def a_day_at(counter: OneCounter, works: list[str], port: int, jobs: list[bytes]) -> None:
    """Every citizen in turn; at the first counter things go wrong between them."""
    hands = counter.hands
    hands.switch_on(NINE.isoformat())
    hands.sign_in(DAILY)
    printer = Listener(port=port) if port else None
    with ExitStack() as on:
        if printer is not None:
            on.enter_context(printer)
        for at, work in enumerate(works):
            if at == len(works) // 3:
                hold_wrong_things_before_the_scanner(counter)
            if printer is not None and at == len(works) // 2:
                kill_it_over_a_half_filled_form(counter, hands.see()["time"])
                continue
            counter.serve(work)
            hands.see(tick=2)
    if printer is not None:
        jobs.extend(printer.jobs)
        let_the_printer_jam(counter, port, jobs)
    close_and_carry_away(hands)


@contextmanager
def two_screens(folder: Path) -> Iterator[list[Screen]]:
    """Two screens; on the first Telex is on."""
    made: list[Screen] = []
    try:
        for number in (1, 2):
            home = folder / f"home-{number}"
            home.mkdir()
            made.append(Screen(home, {"PYTHONPATH": str(ROOT)}))
        made[0].listen_with("ibus", "telex")
        yield made
    finally:
        for screen in made:
            screen.end()


LENT, DAILY = "thuyen-cho-gao", "ba-chiec-thuyen"
"""What a leader chose for an officer, and what everybody chose then."""


def found_counter(folder: Path, number: int, printer: str) -> None:
    """An office's data on one of its computers."""
    folder.mkdir()
    office = found(folder, FixedClock(NINE))
    office.staff.put_officer(officer(), password=LENT)
    for login, first in (("canbo", FIRST_PASSWORD), ("lan", LENT)):
        office.seat.sign_in(login, first)
        office.staff.change_password(first, DAILY)
    office.session.officer = COMMAND_LINE
    size = "80mm" if number == 1 else "a5"
    wish = replace(
        office.preferences, device=number, counter=str(number), printer=printer, receipt_size=size,
        sound=False,
    )  # fmt: skip
    office.rules.change_preferences(wish)
    office.close()


@dataclass
class Day:
    """A day that was played to its end in ``folder``, and carried away in ``carried``."""

    folder: Path
    carried: Path
    books: list[Books]
    jobs: list[bytes]
    """What the printer of the first counter took."""


def works(chance: random.Random, citizens: int) -> list[str]:
    """What the citizens of one counter come for: each work at least once, the rest as on any day."""
    first, more = list(EACH[:2]), [*EACH[2:], *chance.sample(WORKS, max(citizens - len(EACH), 0))]
    chance.shuffle(more)
    return [*first, *more]


def play(folder: Path, carried: Path, citizens: int, seed: int = 120) -> Day:
    """Both counters from sign-in to the stick."""
    chance, jobs = random.Random(seed), list[bytes]()
    with Listener() as probe:
        port = probe.port
    cards = ALL[1::2]
    letters = "".join(by_code(card.text) for card in cards) + "".join(name for _keys, name in TYPED)
    with two_screens(folder) as screens, ThreadPoolExecutor() as both, ExitStack() as ended:
        counters: list[OneCounter] = []
        for number, printer in ((1, f"escpos:127.0.0.1:{port}"), (2, f"file:{folder / PAPERS}")):
            data = folder / f"quay-{number}"
            found_counter(data, number, printer)
            hands = Distant(screens[number - 1], data, carried, letters)
            ended.callback(hands.close)
            ended.callback(hands.die)
            counters.append(OneCounter(hands, Books(), cards[number::2], telex=number == 1))
        working = [
            both.submit(a_day_at, counter, works(chance, citizens // 2), port * (at == 0), jobs)
            for at, counter in enumerate(counters)
        ]
        for day in working:
            day.result()
    return Day(folder, carried, [counter.books for counter in counters], jobs)


def judge(day: Day) -> None:
    """Everything that was done is there once, on paper, in both files and at the superior. Errors: AssertionError."""
    for number, books in enumerate(day.books, 1):
        account(day.folder / f"quay-{number}", books)
    papers_are_out(day)
    superior_counts(day)


def papers_are_out(day: Day) -> None:
    """A paper for each dossier and each result: from the printer there, in the folder here."""
    first, second = (len(one.received) + len(one.returned) for one in day.books)
    assert len(day.jobs) == first
    files = sorted((day.folder / PAPERS).glob("*.pdf"))
    printed = [codes_on(file.read_bytes()) for file in files]
    assert len(printed) == second
    bars = {codes["Code 128"] for codes in printed if "Code 128" in codes}
    assert bars >= {barcode(code) for code in day.books[1].received}


def account(folder: Path, books: Books) -> None:
    """The file says what the citizens know: nobody missing, nobody twice, no number given twice or left out."""
    copy = folder.with_name(f"{folder.name}-xem")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    office = Office.open(copy, clock=FixedClock(NINE), officer=COMMAND_LINE)
    try:
        result = office.store.check()
        assert result.ok, result.problems
        for code, name in books.received.items():
            dossier = office.dossiers.get(code)
            assert dossier.applicant.name == name
            assert dossier.state is (State.RETURNED if code in books.returned else State.RECEIVED)
        numbers = sorted(int(code[-6:]) for code in books.received)
        assert [number % 10_000 for number in numbers] == list(range(1, len(numbers) + 1))
        assert office.dossiers.received_on(DAY) == len(numbers)
        assert office.enquiries.count() == books.asked
        assert office.drafts.mine() == []
        assert office.paper.unprinted() == []
    finally:
        office.close()


def superior_counts(day: Day) -> None:
    """One stick, two counters: what came in and what is done."""
    above, books = day.folder / "tren", day.books
    shutil.rmtree(above, ignore_errors=True)
    summary = import_batches(day.carried, above, FixedClock(NINE))
    assert (len(summary.imported), summary.refused, summary.incomplete) == (2, [], [])
    total = consolidated(OfficesAsked(above, DAY, DAY, clock=FixedClock(NINE))).total
    assert total is not None
    received = sum(len(one.received) for one in books)
    returned = sum(len(one.returned) for one in books)
    assert (total[2], total[6], total[10]) == (received, returned, received - returned)


def _given(day: Day) -> list[str]:
    return next(one.returned for one in day.books if one.returned)


WEAKENED: dict[str, Callable[[Day], object]] = {
    "a citizen nobody wrote down": lambda day: day.books[0].received.update(
        {"T99001-261123-019999": "Người Thiếu"}
    ),
    "a name that is another's": lambda day: day.books[1].received.update(
        {next(iter(day.books[1].received)): "Người Khác"}
    ),
    "a result given twice": lambda day: _given(day).append(_given(day)[0]),
    "a question not counted": lambda day: setattr(day.books[1], "asked", day.books[1].asked + 1),
    "a paper that never came out": lambda day: day.jobs.pop(),
}
"""What the citizens say, made untrue: a judge that does not mind has no eyes."""


def unnoticed(day: Day) -> list[str]:
    """The untruths that the judge swallows."""
    swallowed = []
    for name, weaken in WEAKENED.items():
        untrue = deepcopy(day)
        weaken(untrue)
        try:
            judge(untrue)
        except (AssertionError, CounterError):
            continue
        swallowed.append(name)
    return swallowed
