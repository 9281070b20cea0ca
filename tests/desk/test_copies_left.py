"""After an erasure by law: what it could not reach is named, with what is to be done about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.domain.dossier.moves import Act
from counter_app.domain.journal.erased_copies import CopyKind
from counter_app.domain.office.staff import Role
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.wording.dossier.erasure import MOST_NAMED, copy_lines
from tests.cli.terminal import Terminal
from tests.makers import PASSWORD, carry_away, collector, officer, receive
from tests.plugged import Plugged, plugged

__all__ = ["plugged"]


@pytest.fixture
def ended(office: Office, tmp_path: Path) -> str:
    """A dossier that came in, went out on a stick, and was returned."""
    code = receive(office).code
    (tmp_path / "usb").mkdir()
    for job in office.paper.prints_of(code):
        office.paper.hand_over(job.id)
    carry_away(office, tmp_path / "usb")
    office.moves.move(code, Act.FINISH)
    office.returning.hand_over(code, collector())
    return code


def test_sticks_papers_and_older_files_are_named(office: Office, ended: str) -> None:
    (office.data_dir / "so-lieu.truoc-nang-cap-1001.db").write_bytes(b"")
    (office.data_dir / "so-lieu.thay-20261101.db").write_bytes(b"")
    found = office.copies_left.of(ended)
    by_kind = {kind: [copy.name for copy in found if copy.kind is kind] for kind in CopyKind}
    assert len(by_kind[CopyKind.BATCH]) == 1
    assert by_kind[CopyKind.PAPER] == ["receipt"]
    assert by_kind[CopyKind.FILE] == [
        "so-lieu.truoc-nang-cap-1001.db",
        "so-lieu.thay-20261101.db",
    ]
    assert by_kind[CopyKind.FOLDER]
    text = "\n".join(copy_lines(found))
    assert "Đã gửi cấp trên" in text
    assert "so-lieu.thay-20261101.db" in text


def test_every_folder_that_had_a_copy_is_named(
    office: Office, ended: str, plugged: Plugged
) -> None:
    """Not only the one that the last copy went to, and the places of today."""
    disks = [plugged.plug_in(f"{number}AAA-0000", at=f"o-{number}") for number in range(4)]
    for disk in disks[:2]:
        office.backup(disk)
    for disk in disks[2:]:
        office.backups.name_places(str(disk))
        office.backups.make()
    found = office.copies_left.of(ended)
    named = {copy.where for copy in found if copy.kind is CopyKind.FOLDER}
    assert set(map(str, disks)) <= named


def test_a_batch_that_ended_before_the_dossier_began_is_not_named(
    office: Office, ended: str, tmp_path: Path
) -> None:
    code = receive(office, name="Trần Thị Sau").code
    assert [copy for copy in office.copies_left.of(code) if copy.kind is CopyKind.BATCH] == []


def test_long_lists_are_cut_short_and_counted(office: Office, ended: str) -> None:
    for number in range(MOST_NAMED + 3):
        (office.data_dir / f"so-lieu.thay-{number}.db").write_bytes(b"")
    (line,) = [line for line in copy_lines(office.copies_left.of(ended)) if "Bản cũ" in line]
    assert "và 3 bản khác" in line


def test_only_a_leader_may_and_only_what_has_ended(office: Office, ended: str) -> None:
    dossier = office.dossiers.get(ended)
    assert office.erasure.may_erase(dossier)
    assert not office.erasure.may_erase(receive(office, name="Lê Văn Mới"))
    office.staff.put_officer(officer(Role.ADMINISTRATOR, "quan"), password=PASSWORD)
    office.seat.sign_in("quan", PASSWORD)
    assert not office.erasure.may_erase(dossier)
    office.seat.sign_in("canbo", "matkhau-2026")
    office.erasure.erase(ended, reason="Công dân yêu cầu")
    assert not office.erasure.may_erase(office.dossiers.get(ended))


def test_the_terminal_erases_and_says_what_is_left(office: Office, ended: str) -> None:
    terminal = Terminal(office.data_dir)
    with pytest.raises(RuleError):
        office.erasure.erase(ended, reason="")
    answer = terminal("erase", ended, "--reason", "Công dân yêu cầu")
    assert answer["code"] == ended
    assert {copy["kind"] for copy in answer["copies"]} >= {"batch", "paper"}
    assert "Nguyễn Văn Mẫu" not in str(terminal("show", ended))
    assert terminal.refused("erase", ended, "--reason", "Lần nữa")["field"] == "code"
    assert terminal("check")["ok"]
