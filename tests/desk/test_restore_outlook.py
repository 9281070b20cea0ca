"""What a restore would lose is said before it: the acts after the copy, and which of them batches hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from counter_app.desk.office.backup_notes import note_of
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.leader_consent import OWN, Approval
from counter_app.domain.clock import FixedClock
from counter_app.errors import RuleError, StoreError
from counter_app.office import Office
from counter_app.sync.batch.finding import Found
from counter_app.sync.batch.manifest import Content
from counter_app.sync.regained import own_batches
from tests.desk.second import leaders, refused
from tests.makers import found, receive


@pytest.fixture
def copy(office: Office, tmp_path: Path) -> Path:
    """A copy of the morning; three dossiers came after it."""
    receive(office)
    made = office.backup(tmp_path / "usb").path
    for _dossier in range(3):
        receive(office)
    return made


@pytest.mark.parametrize("noted", [True, False])
def test_what_came_after_the_copy_is_counted_and_named(
    office: Office, copy: Path, noted: bool
) -> None:
    """By the note beside it, or by the copy itself."""
    if not noted:
        note_of(copy).unlink()
    seen = office.outlook.look(copy)
    assert (seen.entries + seen.after, seen.received) == (office.store.journal.head().seq, 3)
    assert seen.codes[-1] == "T99001-261123-010004"
    assert seen.since == seen.until == office.now().date()
    assert (seen.regained, seen.lost, seen.foreign) == (0, seen.after, False)


def test_a_copy_of_another_office_brings_nothing_back(
    office: Office, tmp_path: Path, clock: FixedClock
) -> None:
    other = found(tmp_path / "khac", clock)
    copy = other.backup(tmp_path / "usb").path
    other.close()
    seen = office.outlook.look(copy)
    assert seen.foreign
    assert seen.lost == office.store.journal.head().seq


def test_what_is_no_copy_is_said(office: Office, tmp_path: Path) -> None:
    (tmp_path / "thu.db").write_bytes(b"a letter")
    for path in (tmp_path / "thu.db", tmp_path / "khong-co.db"):
        with pytest.raises(StoreError):
            office.outlook.look(path)


class Sent:
    """A batch as its manifest tells of it; ``content`` "full", or figures without the office's own copy beside them."""

    signer, former, own, payload_bytes = "", "", None, 5
    payload_file = "noi-dung"

    def __init__(self, journal: str, from_seq: int, to_seq: int, content: str = "full") -> None:
        self.journal, self.from_seq, self.to_seq = journal, from_seq, to_seq
        self.content = Content(content)


@pytest.mark.parametrize(
    ("slices", "gained", "in_part"),
    [
        ([], 0, 0),
        ([(1, 3)], 3, 0),
        ([(1, 2), (3, 4)], 4, 0),
        ([(1, 5), (2, 3)], 5, 0),
        ([(2, 9)], 0, 0),
        ([(1, 2), (4, 6)], 2, 0),
        ([(1, 99)], 6, 0),
        ([(1, 99, "minimal")], 6, 6),
        ([(1, 5, "minimal"), (2, 3)], 5, 3),
        ([(1, 2, "minimal"), (1, 4)], 4, 0),
    ],
)
def test_batches_that_follow_the_copy_count_without_a_gap(
    office: Office,
    copy: Path,
    monkeypatch: pytest.MonkeyPatch,
    slices: list[tuple[Any, ...]],
    gained: int,
    in_part: int,
) -> None:
    """Counted from the copy's end; what lies behind a gap cannot be taken back."""
    end = office.outlook.look(copy).entries
    name = office.store.journal.name()
    (copy.parent / "noi-dung").write_bytes(b"12345")
    sent = {
        copy.parent / str(number): Sent(name, end + first, end + last, *content)
        for number, (first, last, *content) in enumerate(slices)
    }
    sent[copy.parent / "strange"] = Sent("another", end + 1, end + 6)
    listed = Found.__new__(Found)
    object.__setattr__(listed, "manifests", tuple(sent))
    monkeypatch.setattr(own_batches, "find_batches", lambda _folder: listed)
    monkeypatch.setattr(own_batches, "read_manifest", lambda path: (sent[path], b""))
    seen = office.outlook.look(copy, copy.parent)
    assert (seen.regained, seen.in_part) == (min(gained, seen.after), in_part)


def test_the_only_leader_restores_alone_by_the_own_password(office: Office) -> None:
    office.session.officer = office.staff.known("canbo")
    with pytest.raises(RuleError, match="Mật khẩu của người khôi phục") as wrong:
        office.outlook.allow(OWN, "thuyen-cho-gao")
    assert wrong.value.field == "own"
    allowed = office.outlook.allow(OWN, FIRST_PASSWORD)
    assert (allowed.actor, dict(allowed.said)) == ("canbo", {"alone": True})


def test_a_restore_takes_two_people(office: Office) -> None:
    """Whoever may restore, and another who may consent, by that one's own password."""
    second = leaders(office)
    office.session.officer = office.staff.known("canbo")
    assert refused(office.outlook.allow, approval=OWN, own=FIRST_PASSWORD) == "second"
    wrong = Approval(approver=second.approver, password="sai-mat-khau-nhe")
    assert refused(office.outlook.allow, approval=wrong) == "approver"
    allowed = office.outlook.allow(second)
    assert (allowed.actor, dict(allowed.said)) == ("canbo", {"approved_by": second.approver})
    office.session.officer = office.staff.known("lan")
    assert refused(office.outlook.allow, approval=second) == "duty"
