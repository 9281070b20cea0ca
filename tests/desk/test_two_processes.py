"""Two windows or commands at once, each a process of its own: what one begins, the other meets in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from zstandard import ZstdDecompressor

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.unlocking import unlock_with_password
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import LockedError, RuleError, StoreError
from counter_app.office import Office
from counter_app.store.file.held_keys import HeldKeys
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.keys import enrolment
from counter_app.sync.letters.key_card import read_card
from counter_app.system import key_ring
from counter_app.system.key_ring import Holder
from tests import makers
from tests.desk import rival as rivals
from tests.desk.rival import CLOCK, Rival
from tests.makers import PASSWORD
from tests.superior.offices import TRUST, card_of
from tests.sync.makers import KEYS, busy_store

OLD_FILES = Path(__file__).parent.parent / "data" / "db"
ALONE = "counter_app.store.file.data_folder:open_alone"
BEFORE_THE_ACT = "counter_app.desk.desk:Desk.own_act"


@pytest.fixture(scope="module")
def rival() -> Iterator[Rival]:
    """One other process for all these tests."""
    made = Rival()
    yield made
    made.end()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A locked office with a leader and a colleague."""
    place = tmp_path / "data"
    office = Office.found(
        place, makers.founding(), clock=CLOCK, officer=COMMAND_LINE, encrypted=True
    )
    office.staff.put_officer(makers.officer(), password=PASSWORD)
    office.close()
    return place


def opened(folder: Path, login: str = "lan", password: str = PASSWORD) -> Office:
    """The office, as one of its people opens it."""
    keys = unlock_with_password(folder, login, password, CLOCK)
    return Office.open(folder, clock=CLOCK, officer=COMMAND_LINE, keys=keys)


def unlocks(folder: Path, password: str, login: str = "canbo") -> bool:
    """Whether a password opens the file."""
    with suppress(RuleError):
        HeldKeys(folder / "so-lieu.db").unlock(Holder.OFFICER, login, password)
        return True
    return False


def test_who_signs_in_meanwhile_takes_no_new_password_away(
    rival: Rival, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ring has the new one before the books do; whoever came in between took it for one that counts no more."""
    monkeypatch.setattr(key_ring, "_LOCK_SECONDS", 0.0)
    office = opened(folder)
    rival.begin(rivals.change_password, folder, BEFORE_THE_ACT)
    with suppress(StoreError):
        office.seat.sign_in("lan", PASSWORD)
    office.close()
    assert rival.go_on() == ""
    assert (unlocks(folder, PASSWORD), unlocks(folder, FIRST_PASSWORD)) == (True, False)


def test_a_password_proved_before_another_one_was_set_seats_nobody(
    rival: Rival, folder: Path
) -> None:
    rival.begin(rivals.sit_down, folder, "counter_app.desk.office.passwords:let_in")
    office = opened(folder, "canbo", FIRST_PASSWORD)
    office.session.officer = office.staff.known("canbo")
    office.staff.change_password(FIRST_PASSWORD, PASSWORD)
    assert "Đăng nhập bằng mật khẩu mới" in rival.go_on()
    assert (unlocks(folder, PASSWORD), unlocks(folder, FIRST_PASSWORD)) == (True, False)
    office.close()


def test_a_day_closed_twice_is_signed_twice(rival: Rival, folder: Path) -> None:
    rival.begin(rivals.close_day, folder, "counter_app.desk.closing.carrying:Carrying.told_keys")
    office = opened(folder)
    makers.receive(office)
    day = office.closing.close_day().result
    assert rival.go_on() == ""
    again = office.store.closings.day(day.day)
    assert again is not None
    assert again.totals["received"] == 1
    assert office.check().ok
    office.close()


@pytest.mark.parametrize("killed", [False, True])
def test_who_writes_meets_a_change_of_keys_before_it_or_after_it(
    rival: Rival, folder: Path, *, killed: bool
) -> None:
    office = opened(folder)
    rival.begin(rivals.re_key, folder, ALONE)
    code = makers.receive(office).code
    assert "đang được mở" in rival.go_on()
    rival.begin(rivals.re_key, folder, ALONE)
    office.close()
    assert rival.go_on() == ""
    rival.begin(rivals.re_key, folder, "counter_app.store.file.swap:finish")
    with pytest.raises(StoreError, match="Chờ xong rồi mở lại"):
        opened(folder)
    if killed:
        rival.kill()
        with pytest.raises(LockedError):
            opened(folder)  # by the ring of before the change that is finished now
    else:
        assert rival.go_on() == ""
    again = opened(folder)
    assert again.dossiers.get(code).code == code
    assert again.check().ok
    again.close()


def test_two_changes_of_keys_come_one_after_the_other(rival: Rival, folder: Path) -> None:
    rival.begin(rivals.re_key, folder, ALONE)
    rivals.re_key(folder)
    assert "Đóng chương trình, mở lại rồi làm lại" in rival.go_on()
    office = opened(folder)
    assert office.check().ok
    office.close()


def test_a_plain_file_is_locked_once(rival: Rival, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    makers.found(folder, CLOCK).close()
    rival.begin(rivals.lock, folder, ALONE)
    rivals.lock(folder)
    assert "Đóng chương trình, mở lại rồi làm lại" in rival.go_on()
    assert unlocks(folder, FIRST_PASSWORD)


def test_a_restore_meets_whoever_opens(rival: Rival, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    office = makers.found(folder, CLOCK)
    office.backup(tmp_path)
    code = makers.receive(office).code
    office.close()
    rival.begin(rivals.bring_back, folder, ALONE)
    office = Office.open(folder, clock=CLOCK, officer=COMMAND_LINE)
    assert "đang được mở" in rival.go_on()
    assert office.dossiers.get(code).code == code
    office.close()
    rival.begin(rivals.bring_back, folder, "counter_app.store.file.swap:finish")
    with pytest.raises(StoreError, match="Chờ xong rồi mở lại"):
        Office.open(folder, clock=CLOCK)
    rival.kill()
    office = Office.open(folder, clock=CLOCK, officer=COMMAND_LINE)
    assert office.store.dossiers.by_code(code) is None
    assert makers.receive(office).code != code, "its number is on paper"
    assert office.check().ok
    office.close()


def test_a_key_enrolled_twice_is_one_act(rival: Rival, tmp_path: Path) -> None:
    folder, store = tmp_path / "tinh", busy_store(tmp_path / "xa")
    folder.mkdir()
    path = tmp_path / "khoa.json"
    path.write_bytes(raw := card_of(store, KEYS).to_bytes(KEYS))
    store.close()
    rival.begin(rivals.know, folder, "counter_app.superior.book.arrivals:Arrivals.alone")
    card = read_card(raw)
    enrolment.enrol(folder, card, card.letters, CLOCK, TRUST)
    assert rival.go_on() == ""
    with Arrivals(folder) as book:
        assert len(book.keys.acts.all()) == 1


def test_the_tables_are_made_anew_once(rival: Rival, tmp_path: Path) -> None:
    old = sorted(OLD_FILES.glob("*.db.zst"))[0].read_bytes()
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "so-lieu.db").write_bytes(ZstdDecompressor().decompress(old))
    rival.begin(rivals.look, folder, "counter_app.store.file.database:bring_up_to_date")
    with pytest.raises(StoreError, match="Chờ xong rồi"):
        Office.open(folder, clock=CLOCK)
    rival.kill()
    rivals.look(folder)
    assert len(list(folder.glob("*truoc-nang-cap*.db"))) == 1
