"""A list of 5,000 procedures taken in and searched, against the same work at its barest."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import xlsxwriter
from openpyxl import load_workbook

from counter_app.desk.office.founding import default_founding
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.text import fold, initials
from counter_app.office import Office
from counter_app.store.core import engine
from counter_app.wording.catalogue.listing import papers_words
from tests.bench.rows import Row, median, percentile

COUNT, QUERIES = 5_000, 600
HEADS = ("STT", "Mã số TTHC", "Tên thủ tục hành chính", "Lĩnh vực", "Thời hạn giải quyết", "Phí, lệ phí",
         "Thành phần hồ sơ", "Căn cứ pháp lý", "Kết quả")  # fmt: skip


def _office(folder: Path) -> Office:
    clock = FixedClock(datetime(2026, 11, 23, 9, tzinfo=LOCAL))
    return Office.found(folder, default_founding(), clock=clock, officer=COMMAND_LINE)


def _write(path: Path, office: Office) -> None:
    """Invented procedures in the manner of a province, saved as Excel saves: put together from those shipped."""
    chance, known = random.Random(3), office.catalogue.procedures()
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADS)
    for number in range(COUNT):
        first, second = chance.choice(known), chance.choice(known)
        words = (*first.name.split()[:9], *second.name.split()[-5:], str(number))
        code, limit = f"{1 + number % 3}.{500_000 + number}", f"{number % 30 + 1:02d} ngày làm việc"
        papers = f"{papers_words(second.papers)}\nTờ khai số {number} (01 bản chính)".strip()
        row = [number + 1, code, " ".join(words), "Hộ tịch", limit, "8.000 đồng/bản", papers]
        sheet.write_row(number + 1, 0, [*row, first.legal_basis, first.result])
    book.close()


_CHECKED = """
import sys, time, zipfile
from pathlib import Path
from xml.etree.ElementTree import iterparse
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
office = Office.open(Path(sys.argv[1]))
office.session.officer = COMMAND_LINE
begun = time.process_time()
with zipfile.ZipFile(sys.argv[2]) as book:
    for part in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
        assert sum(1 for _event in iterparse(book.open(part))) > int(sys.argv[3])
bare = time.process_time() - begun
begun = time.process_time()
table = office.procedure_lists.read_list(Path(sys.argv[2]))
report = office.procedure_lists.check_list(table, office.procedure_lists.columns_of(table))
taken = time.process_time() - begun
assert len(report.lines) == int(sys.argv[3])
office.close()
# What getrusage tells begins with the size of whoever started this process.
own = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
print(taken, bare, int(own) / 1024)
"""


def _checked(folder: Path, path: Path) -> tuple[float, float, float]:
    """Seconds of processor for a list with every check, and for its XML alone; the most MB the process had."""
    words = [sys.executable, "-c", _CHECKED, str(folder), str(path), str(COUNT)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    seconds, bare, memory = map(float, done.stdout.split())
    return seconds, bare, memory


def _ms(since: float) -> float:
    return (time.perf_counter() - since) * 1000


def _taken_in(office: Office, path: Path) -> float:
    """From the file to the first procedure found."""
    begun = time.perf_counter()
    table = office.procedure_lists.read_list(path)
    office.procedure_lists.load_list(table, office.procedure_lists.columns_of(table))
    assert office.intake.procedures("khai sinh")
    return _ms(begun)


def _barely(office: Office, path: Path, folder: Path) -> float:
    """Read the same cells, keep the same bytes in one transaction, parse them once."""
    bodies = [
        json.dumps(item.to_dict(), ensure_ascii=False) for item in office.catalogue.procedures()
    ]
    raw = engine.connect(folder / "raw.db")
    raw.execute("CREATE TABLE kept(body TEXT)")
    begun = time.perf_counter()
    for sheet in load_workbook(path, read_only=True).worksheets:
        assert sum(1 for _row in sheet.iter_rows(values_only=True)) == COUNT + 1
    raw.execute("BEGIN IMMEDIATE")
    raw.executemany("INSERT INTO kept(body) VALUES(?)", [(body,) for body in bodies])
    raw.execute("COMMIT")
    assert len([json.loads(row[0]) for row in raw.execute("SELECT body FROM kept")]) == len(bodies)
    taken = _ms(begun)
    raw.close()
    return taken


def _queries(office: Office) -> list[str]:
    chance, known = random.Random(5), office.catalogue.procedures()
    texts = []
    for _number in range(QUERIES):
        item = chance.choice(known)
        words = fold(item.name).split()
        first = chance.randrange(len(words))
        whole = " ".join(words[first : first + 4])
        kinds = (whole[: chance.randint(1, len(whole))], initials(item.name)[:5], item.code[-5:])
        texts.append(chance.choice((*kinds, " ".join(reversed(words[:3])))))
    return texts


def measure() -> list[Row]:
    """Time of taking in, and of searching at every key."""
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as name:
        folder = Path(name)
        office = _office(folder / "office")
        path = folder / "list.xlsx"
        _write(path, office)
        office.close()
        checked, parsed, memory = _checked(folder / "office", path)
        office = Office.open(folder / "office")
        office.session.officer = COMMAND_LINE
        taken = _taken_in(office, path)
        floor = _barely(office, path, folder)
        names = [fold(item.name) for item in office.catalogue.procedures()]
        found, bare = [], []
        for text in _queries(office):
            begun = time.perf_counter()
            office.intake.procedures(text)
            found.append(_ms(begun))
            begun = time.perf_counter()
            sorted(item for item in names if text in item)
            bare.append(_ms(begun))
        office.close()
    p99, note = percentile(found, 0.99), f"median {median(found):.2f} ms"
    return [
        Row(name=f"list of {COUNT:,} read with all checks", value=checked, unit="s", bound=2.0),
        Row(name="the same, against its XML alone", value=checked * 1000, unit="ms", bound=10.0,
            floor=parsed * 1000),
        Row(name="its process at its largest", value=memory, unit="MB", bound=200.0),
        Row(name=f"list of {COUNT:,} taken in and read", value=taken / 1000, unit="s", bound=2.0),
        Row(name="the same, against its barest", value=taken, unit="ms", bound=4.0, floor=floor),
        Row(name=f"procedure among {COUNT:,}, p99", value=p99, unit="ms", bound=5.0, note=note),
        Row(name="the same, against a plain look through", value=p99, unit="ms", bound=4.0,
            floor=percentile(bare, 0.99)),
    ]  # fmt: skip
