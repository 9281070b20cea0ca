"""Three or four communes with a few days of real work on sticks, and the superior they send to; made in seconds."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from counter_app.desk.exchange.superior_key import SuperiorKeys
from counter_app.desk.office.founding import NewOfficer, default_founding
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import COMMAND_LINE, Officer
from counter_app.domain.office.staff import Role as Rank
from counter_app.office import Office
from counter_app.settings import SEALED_REPORTS, SUPERIOR, OfficeSettings
from counter_app.superior.keys import enrolment
from counter_app.sync.letters.key_card import Role, Wants, read_card
from counter_app.system.key_ring import OfficeKeys
from tests.makers import COPIES, MARITAL, PASSWORD, person, receive

BEGAN = datetime(2026, 11, 9, 8, 0, tzinfo=LOCAL)
"""The Monday two weeks before the superior's day."""
TODAY = datetime(2026, 11, 23, 9, 42, tzinfo=LOCAL)
TWICE = {"name": "Trần Văn Hai Nơi", "id_no": "001090000077"}
"""Somebody who went to two communes with one request."""
NAMES = {
    "99001": "xã Mỹ Lộc",
    "99002": "xã Bình Hòa",
    "99003": "phường Cẩm Thượng",
    "99004": "xã Đông Thạnh",
    "99005": "xã Tân Lập",
}


@dataclass(frozen=True, slots=True)
class Sticks:
    """What lies on the road: ``whole`` came at once, ``lacking`` lacks one batch, ``missing`` is that one, ``other`` is
    another branch of the last office. ``above`` is the superior's folder, ``keys`` what its password unlocks; ``cards``
    are the offices' key cards as files, by number."""

    above: Path
    keys: OfficeKeys
    cards: dict[str, bytes]
    whole: Path
    lacking: Path
    missing: Path
    other: Path

    def open(self, clock: FixedClock, folder: Path | None = None) -> Office:
        """The superior's office, or a copy of it, its keys unlocked, somebody signed in who may do everything."""
        place = folder or self.above
        return Office.open(place, clock=clock, officer=COMMAND_LINE, keys=self.keys)

    def introduce(self, office: Office) -> None:
        """Let the superior know every office's key, its letters compared."""
        trust = office.superior.trust()
        for data in self.cards.values():
            card = read_card(data)
            enrolment.enrol(office.data_dir, card, card.letters, office.store.clock, trust)


def commune(folder: Path, clock: FixedClock, number: str) -> Office:
    """One of the communes, worked by the command line's officer, who may do everything."""
    plain = default_founding()
    settings = OfficeSettings(
        number=number,
        name=f"Trung tâm Phục vụ hành chính công {NAMES[number]}",
        parent=f"ỦY BAN NHÂN DÂN {NAMES[number].upper()}",
        superior_name="Sở Nội vụ tỉnh Mẫu",
        superior_level="tỉnh",
        place=NAMES[number].split(" ", 1)[1],
    )
    founding = replace(plain, settings=settings)
    return Office.found(folder, founding, clock=clock, officer=COMMAND_LINE)


def superior_office(folder: Path, clock: FixedClock, password: str = PASSWORD) -> Office:
    """The superior: an office of its own with a leader and somebody who only reports."""
    plain = default_founding()
    settings = OfficeSettings(
        kind=SUPERIOR,
        number="99900",
        name="Sở Nội vụ tỉnh Mẫu",
        parent="ỦY BAN NHÂN DÂN TỈNH MẪU",
        unit="SỞ NỘI VỤ",
        superior_name="Bộ Nội vụ",
        superior_level="trung ương",
        place="Mẫu",
    )
    people = tuple(
        NewOfficer(officer=Officer(login=login, name=name, role=role), password=password)
        for login, name, role in (
            ("hoa.lt", "Lê Thị Hòa", Rank.LEADER),
            ("son.pv", "Phạm Văn Sơn", Rank.SECTOR_OFFICER),
        )
    )
    founding = replace(plain, settings=replace(settings, sample=True), officers=people)
    return Office.found(folder, founding, clock=clock, officer=COMMAND_LINE)


def work(office: Office, clock: FixedClock, received: int, *, late: int, paused: int) -> None:
    """A morning: dossiers of which some are left to become overdue and some wait for the citizen; the rest is done."""
    for number in range(received):
        done = number >= late + paused
        name = f"Nguyễn Văn {'Đủ' if done else 'Chậm'} {number + 1}"
        said = person(name, id_no=f"0010{office.settings.number}{number:03d}")
        dossier = receive(office, COPIES if done else MARITAL, fee=8_000, applicant=said)
        clock.tick(minutes=6)
        if number % 2:
            office.moves.move(dossier.code, Act.HAND, handler="canbo")
        if done:
            office.moves.move(dossier.code, Act.FINISH, result=f"{number + 1}/CT")
        elif number < paused:
            office.moves.move(dossier.code, Act.SUPPLEMENT, reason="Bổ sung giấy xác nhận cư trú.")
        clock.tick(minutes=2)


def carried(office: Office, stick: Path) -> Path:
    """What is not on a stick yet, carried to one."""
    stick.mkdir(parents=True, exist_ok=True)
    office.closing.close_day()
    office.closing.export(stick)
    return stick


def _late(office: Office, clock: FixedClock) -> None:
    """What was promised for this day and is finished on the next."""
    dossier = receive(office, COPIES, fee=8_000)
    clock.tick(days=1)
    reason = "Chờ kết quả xác minh của cơ quan khác."
    office.moves.move(dossier.code, Act.FINISH, result="99/CT", reason=reason)


def sticks(root: Path, password: str = PASSWORD) -> Sticks:
    """Found the superior and the communes below ``root``; they exchange cards, work and carry batches to sticks.

    The superior wants everything, sealed: else nobody's name would travel.
    """
    above = superior_office(root / "cap-tren", FixedClock(TODAY), password)
    _card, asked = SuperiorKeys(above.store, above.session).own_card(Role.SUPERIOR, Wants.FULL)
    assert above.keys is not None
    roads = [root / name for name in ("usb", "usb-2", "usb-thieu", "usb-nhanh")]
    found = Sticks(root / "cap-tren", above.keys, {}, *roads)
    above.close()
    for place, number in enumerate(list(NAMES)[:4]):
        clock = FixedClock(BEGAN)
        office = commune(root / number, clock, number)
        desk = SuperiorKeys(office.store, office.session)
        desk.take(asked, read_card(asked).letters)
        if number == "99003":
            office.rules.change_settings(replace(office.settings, stick_reports=SEALED_REPORTS))
        found.cards[number] = desk.own_card()[1]
        if place in (0, 2):
            receive(office, MARITAL, fee=15_000, applicant=person(**TWICE))
        work(office, clock, 6 + place, late=1 + place % 3, paused=1 + place % 2)
        if place == 3:
            _late(office, clock)
        carried(office, found.whole)
        if number == "99002":
            _days_on(office, clock, 5)
            carried(office, found.missing)
            _days_on(office, clock, 10)
            carried(office, found.lacking)
        elif number == "99004":
            keys = office.keys
            office.close()
            shutil.copytree(root / number, root / "khoi-phuc")
            office = Office.open(root / number, clock=clock, officer=COMMAND_LINE, keys=keys)
            _days_on(office, clock, 10)
            carried(office, found.whole)
            restored = FixedClock(BEGAN + timedelta(hours=3))
            other = Office.open(root / "khoi-phuc", clock=restored, officer=COMMAND_LINE, keys=keys)
            _days_on(other, restored, 11)
            carried(other, found.other)
            other.close()
        elif number != "99003":
            _days_on(office, clock, 11)
            carried(office, found.whole)
        office.close()
    return found


def _days_on(office: Office, clock: FixedClock, days: int) -> None:
    clock.set(BEGAN + timedelta(days=days))
    work(office, clock, 3, late=0, paused=0)


def stranger(folder: Path, stick: Path) -> bytes:
    """A commune that the superior has not heard of carries its batches; its key card as a file."""
    clock = FixedClock(BEGAN)
    office = commune(folder, clock, "99005")
    work(office, clock, 3, late=0, paused=1)
    stick.mkdir(parents=True, exist_ok=True)
    office.closing.close_day()
    office.closing.export(stick)
    card = SuperiorKeys(office.store, office.session).own_card()[1]
    office.close()
    return card
