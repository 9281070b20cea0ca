"""An inspector's day: the sheet, a citizen's receipt, a copy and one program, on a computer that has none of ours."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from counter_app.desk.office.backup import backup
from counter_app.domain.clock import FixedClock
from counter_app.office import Office
from counter_app.store.core import schema
from counter_app.values import dataclass
from tests import makers
from tests.cli.terminal import Terminal
from tests.makers import receive
from tests.printing.reading import scan
from tests.store.test_clever_edits import renamed, rewritten
from tests.verify_program import Verdict, verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What lies on the inspector's table: copies of two evenings, what was read off papers, the program."""

    first: Path
    last: Path
    sheet: str
    key: str
    receipt: str
    program: Path
    signed: tuple[int, int]

    def look(self, *words: str | Path) -> Verdict:
        """What the program says, as it was handed out."""
        return verify(*words, program=self.program)


@pytest.fixture
def visit(tmp_path: Path, clock: FixedClock) -> Visit:
    """Two working days of a commune; the inspector comes in the evening of the second."""
    office = makers.found(tmp_path / "data", clock)
    with closing(office):
        signed = []
        copies = []
        for citizen in ("Trần Thị Ngọc Ánh", "Lê Văn Đạt"):
            dossier = receive(office, name=citizen)
            clock.tick(hours=8)
            signed.append(office.closing.close_day().result)
            copies.append(backup(office.store, tmp_path / "sao-luu").path)
            clock.tick(hours=16)
        sheet = scan(office.evening.closing_pdf(signed[-1].day))["QR Code"]
        key = office.evening.signing_mark(signed[-1])
        receipt = office.paper.prints_of(dossier.code)[0].head
    Terminal(tmp_path / "data")("verify-program", "--out", tmp_path / "kiem_tra.py")
    return Visit(
        first=copies[0],
        last=copies[1],
        sheet=sheet,
        key=key,
        receipt=receipt,
        program=tmp_path / "kiem_tra.py",
        signed=(signed[0].to_seq, signed[1].to_seq),
    )


def forge(copy: Path, change: Callable[[Any], object]) -> None:
    """What a clever clerk does with a database browser in an afternoon: every hash is right again afterwards."""
    with closing(dbapi2.connect(copy)) as db:
        for name in schema.TRIGGERS:
            db.execute(f"DROP TRIGGER {name}")
        change(db)
        for text in schema.TRIGGERS.values():
            db.execute(text)
        db.commit()


def test_an_honest_office_is_found_honest(visit: Visit) -> None:
    found = visit.look(
        visit.last, "--sheet", visit.sheet, "--code", visit.receipt, "--key", visit.key
    )
    assert found.code == 0
    assert found.good_to == visit.signed[1]
    assert {"sheet_same", "code", "key", "chain"} <= found.names("good")
    assert "không" not in found.text.split("Khóa của đơn vị")[0].casefold()


def test_a_rewritten_office_is_found_out_and_the_rest_is_still_good(visit: Visit) -> None:
    """The name of the second citizen was exchanged: the first day stands, the second does not."""
    forge(visit.last, lambda db: rewritten(db, "dossier.received", -1, renamed))
    alone = visit.look(visit.last)
    assert (alone.code, alone.good_to) == (1, visit.signed[0])
    assert "CÒN ĐÚNG đến lượt ghi số" in alone.text
    assert visit.look(visit.last, "--sheet", visit.sheet).names("bad") >= {"sheet_other"}
    assert visit.look(visit.last, "--code", visit.receipt).names("bad") >= {"no_code"}


def test_a_copy_of_the_day_before_is_older_and_not_wrong(visit: Visit) -> None:
    found = visit.look(visit.first, "--sheet", visit.sheet)
    assert (found.code, found.good_to) == (2, visit.signed[0])
    assert found.names("unsure") == {"sheet_beyond"}


def test_whoever_takes_the_signatures_away_leaves_the_paper(visit: Visit) -> None:
    def strip(db: Any) -> None:
        for which in (0, 1):
            rewritten(db, "day.closed", which, lambda said: said.pop("signed"))

    forge(visit.last, strip)
    assert visit.look(visit.last).names("unsure") == {"unsigned"}
    assert visit.look(visit.last, "--sheet", visit.sheet).names("bad") >= {"sheet_other"}


def test_the_office_finds_the_same_by_itself(
    visit: Visit, tmp_path: Path, clock: FixedClock
) -> None:
    """What the inspector says is what ``check`` says at the counter, with nothing of the two in common."""
    folder = tmp_path / "lai"
    folder.mkdir()
    forge(visit.last, lambda db: rewritten(db, "dossier.received", -1, renamed))
    shutil.copyfile(visit.last, folder / "so-lieu.db")
    clock.tick(hours=1)
    with closing(Office.open(folder, clock=clock)) as office:
        doubt = office.numbers.doubt
        result = office.check()
    assert doubt is not None
    assert doubt.why == "signed"
    assert result.vouched.seq == visit.look(visit.last).good_to
