"""What a superior sends down: signed, looked at without a change, applied through the verbs that read such files."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.desk.exchange.parcels import report_lines
from counter_app.desk.exchange.superior_key import SuperiorKeys
from counter_app.domain.clock import utc_text
from counter_app.domain.office.staff import Role
from counter_app.errors import BatchError, RuleError
from counter_app.office import Office
from counter_app.superior.batches.trust import Trust
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.exchange.sending_down import Enclosure, send_down
from counter_app.sync.letters.key_card import KeyCard
from counter_app.sync.letters.key_card import Role as CardRole
from counter_app.sync.letters.parcel import LONGEST_NOTICE, ItemKind, read_parcel
from tests import makers
from tests.superior.offices import CLOCK, TRUST, keys_numbered
from tests.sync.makers import MORNING, THEIRS

LIST = "Mã TTHC,Tên thủ tục,Lĩnh vực,Thời hạn giải quyết\n9.000001,Thủ tục gửi xuống,Hộ tịch,3 ngày làm việc\n"


@pytest.fixture
def known(office: Office) -> Office:
    """An office that has compared its superior's letters."""
    card = KeyCard(
        role=CardRole.SUPERIOR,
        number="99999",
        name="UBND tỉnh Mẫu",
        journal="a" * 16,
        public=THEIRS.public,
        recipient=THEIRS.recipient,
        made_at=utc_text(MORNING),
    )
    SuperiorKeys(office.store, office.session).take(card.to_bytes(THEIRS), card.letters)
    return office


def enclosures(office: Office) -> list[Enclosure]:
    """A list, next year's calendar with one more day, a form and a notice."""
    year = json.loads(office.calendar.export_year(2027))
    year["days"].append({"date": "2027-06-18", "kind": "off", "name": "Ngày nghỉ gửi xuống"})
    form = next(iter(office.templates.shipped()))
    return [
        Enclosure(
            kind=ItemKind.CATALOGUE, title="QĐ 12/QĐ-UBND", name="dm.csv", content=LIST.encode()
        ),
        Enclosure(
            kind=ItemKind.CALENDAR,
            title="Lịch 2027",
            name="lich.json",
            content=json.dumps(year, ensure_ascii=False).encode(),
        ),
        Enclosure(
            kind=ItemKind.FORM,
            title=form.title,
            name="mau.json",
            content=json.dumps(form.to_dict(), ensure_ascii=False).encode(),
        ),
        Enclosure(kind=ItemKind.NOTICE, title="Nghỉ lễ", text="Nghỉ hai ngày.\nTrực điện thoại."),
    ]


def sent(tmp_path: Path, what: list[Enclosure], trust: Trust = TRUST, **named: object) -> Path:
    """A parcel on a stick."""
    stick = tmp_path / "usb"
    stick.mkdir(exist_ok=True)
    send_down(tmp_path / "tinh", stick, what, CLOCK, trust, **named)  # type: ignore[arg-type]
    return stick


def names(office: Office) -> dict[str, str]:
    """The catalogue's procedures by their codes."""
    return {item.code: item.name for item in office.store.catalogue.procedures()}


def test_a_look_changes_nothing_and_tells_every_row(known: Office, tmp_path: Path) -> None:
    before = known.store.journal.head()
    (report,) = known.parcels.look(sent(tmp_path, enclosures(known)))
    assert known.store.journal.head() == before
    assert report.ok, [item.trouble for item in report.items]
    assert [item.changes for item in report.items] == [1, 1, 1, 0]
    lines = "\n".join(report_lines(report))
    assert "9.000001" in lines
    assert "18/06/2027" in lines
    assert "Trực điện thoại." in lines
    assert "chưa áp dụng" in lines


def test_applied_it_is_what_was_sent_and_again_changes_nothing(
    known: Office, tmp_path: Path
) -> None:
    stick = sent(tmp_path, enclosures(known))
    (first,) = known.parcels.apply(stick).result
    assert first.ok
    assert names(known)["9.000001"] == "Thủ tục gửi xuống"
    assert any(mark.day.isoformat() == "2027-06-18" for mark in known.calendar.year(2027).days)
    (again,) = known.parcels.apply(stick).result
    assert [item.changes for item in again.items] == [0, 0, 0, 0]
    assert known.store.exchange.parcel_applied() == again.parcel.number
    (notice,) = known.board.notices()
    assert (notice.title, notice.text) == ("Nghỉ lễ", "Nghỉ hai ngày.\nTrực điện thoại.")
    assert known.board.morning().counts["notices"] == 1


def test_lines_that_nobody_may_take_unseen_are_left_and_told(known: Office, tmp_path: Path) -> None:
    wrong = LIST + "9.000002,,Hộ tịch,3 ngày làm việc\n"
    item = Enclosure(kind=ItemKind.CATALOGUE, title="QĐ 13", name="dm.csv", content=wrong.encode())
    (report,) = known.parcels.apply(sent(tmp_path, [item])).result
    (told,) = report.items
    assert (told.changes, told.left) == (1, 1)
    assert "Còn 1 dòng chưa áp dụng" in told.rows[-1]
    assert "01_catalogue.csv" in told.rows[-1]


def test_only_the_known_superior_sends_anything(known: Office, tmp_path: Path) -> None:
    stranger = Trust(by="Ai", keys=keys_numbered(9))
    stick = sent(tmp_path, enclosures(known), stranger)
    with pytest.raises(BatchError, match="chữ ký"):
        known.parcels.look(stick)


def test_an_office_without_its_superior_s_key_takes_nothing(office: Office, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="khóa của cấp trên"):
        office.parcels.look(sent(tmp_path, enclosures(office)))


def test_what_was_changed_on_the_way_is_not_opened(known: Office, tmp_path: Path) -> None:
    stick = sent(tmp_path, enclosures(known))
    (folder,) = stick.iterdir()
    path = folder / "01_catalogue.csv"
    path.write_bytes(path.read_bytes().replace("Hộ".encode(), "Hổ".encode()))
    (report,) = known.parcels.apply(stick).result
    assert known.store.exchange.parcel_applied() == 0
    assert not known.board.notices()
    assert "bị sửa" in report.items[0].trouble
    assert not report.ok
    assert "9.000001" not in names(known)
    listed = folder / "goi-xuong.json"
    listed.write_bytes(listed.read_bytes().replace(b"12/Q", b"13/Q"))
    with pytest.raises(BatchError, match="chữ ký"):
        known.parcels.look(stick)


def test_an_older_parcel_does_not_come_back(known: Office, tmp_path: Path) -> None:
    stick = sent(tmp_path, enclosures(known))
    (first,) = stick.iterdir()
    kept = tmp_path / "kept"
    shutil.move(first, kept / first.name)
    sent(tmp_path, enclosures(known)[3:])
    assert all(report.ok for report in known.parcels.apply(stick).result)
    with pytest.raises(RuleError, match="cũ hơn"):
        known.parcels.apply(kept)
    (late,) = known.parcels.look(kept)
    assert late.parcel.number < known.store.exchange.parcel_applied()


def test_another_one_of_the_same_number_is_told(known: Office, tmp_path: Path) -> None:
    """The superior's book of yesterday was put back, or a power cut took what it noted: it counts anew."""
    (stick := tmp_path / "usb").mkdir()
    notices = [
        Enclosure(kind=ItemKind.NOTICE, title=title, text=text)
        for title, text in (("Nghỉ lễ", "Hai ngày."), ("Bão", "Cấp 4."), ("Nghỉ lễ", "Ba ngày."))
    ]
    for at, notice in enumerate(notices):
        (there := tmp_path / f"usb{at}").mkdir()
        send_down(tmp_path / f"tinh{at}", there, [notice], CLOCK, TRUST)
    shutil.copytree(tmp_path / "usb0", stick, dirs_exist_ok=True)
    beside = stick / "GX_26112301 (1)"
    shutil.copytree(tmp_path / "usb1" / "GX_26112301", beside)
    with pytest.raises(RuleError, match="khác nhau cùng số 26112301"):
        known.parcels.apply(stick)
    shutil.rmtree(beside)
    assert known.parcels.apply(stick).result[0].ok
    assert known.parcels.apply(stick).result[0].ok
    for other in ("usb1", "usb2"):
        for tried in (known.parcels.look, known.parcels.apply):
            with pytest.raises(RuleError, match="khác nhau cùng số 26112301"):
                tried(tmp_path / other)
    assert [notice.text for notice in known.board.notices()] == ["Hai ngày."]


def test_all_that_a_stick_brings_is_applied_in_order(known: Office, tmp_path: Path) -> None:
    """Two parcels of a day, one between them for others, and one that somebody else signed."""
    sent(tmp_path, enclosures(known)[:1])
    sent(tmp_path, enclosures(known)[1:2], offices=["99002"])
    sent(tmp_path, enclosures(known)[3:])
    stick = sent(tmp_path, enclosures(known)[2:3], Trust(by="Ai", keys=keys_numbered(9)))
    assert [report.parcel.number % 100 for report in known.parcels.look(stick)] == [1, 3]
    reports = known.parcels.apply(stick).result
    assert [(report.parcel.number % 100, report.ok) for report in reports] == [(1, True), (3, True)]
    assert "9.000001" in names(known)
    assert [notice.title for notice in known.board.notices()] == ["Nghỉ lễ"]
    known.parcels.apply(stick)
    assert len(known.board.notices()) == 1, "what was applied is not told twice"


def test_what_follows_a_parcel_that_cannot_be_applied_waits(known: Office, tmp_path: Path) -> None:
    stick = sent(tmp_path, enclosures(known)[:1])
    (first,) = stick.iterdir()
    sent(tmp_path, enclosures(known)[3:])
    listed = next(first.glob("01_*"))
    whole = listed.read_bytes()
    listed.write_bytes(whole + b" ")
    assert [report.ok for report in known.parcels.apply(stick).result] == [False]
    assert not known.board.notices()
    listed.write_bytes(whole)
    assert [report.ok for report in known.parcels.apply(stick).result] == [True, True]


def test_it_is_for_those_it_names_and_for_who_may_load_a_catalogue(
    known: Office, tmp_path: Path
) -> None:
    other = sent(tmp_path, enclosures(known), offices=["99002"])
    with pytest.raises(RuleError, match="không gửi cho đơn vị này"):
        known.parcels.look(other)
    known.session.officer = makers.officer(Role.RECEIVER)
    with pytest.raises(RuleError):
        known.parcels.look(other)


def test_what_cannot_be_sent_is_said_at_once(known: Office, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="Chưa chọn gì"):
        sent(tmp_path, [])
    with pytest.raises(RuleError, match="Thông báo trống"):
        sent(tmp_path, [Enclosure(kind=ItemKind.NOTICE, title="x", text=" ")])
    with pytest.raises(RuleError, match="Chưa mở khóa"):
        sent(tmp_path, enclosures(known), Trust(by="Ai"))
    assert not list((tmp_path / "usb").iterdir())


def test_the_book_knows_what_was_sent(known: Office, tmp_path: Path) -> None:
    stick = sent(tmp_path, enclosures(known), offices=["99001"])
    with Arrivals(tmp_path / "tinh") as book:
        (post,) = book.posts.all()
    assert (post.kind, post.office, post.by) == ("down", "99001", "Lê Thị Quyết")
    assert read_parcel(stick / post.name, THEIRS.public).number == post.number


def test_one_that_was_never_finished_is_sent_again_and_counts_for_nothing(
    known: Office, tmp_path: Path
) -> None:
    """Power is cut before the signature, which comes last; the book does not know of it."""
    stick = sent(tmp_path, enclosures(known)[:1])
    (whole,) = stick.iterdir()
    cut = tmp_path / "usb" / whole.name.replace("01", "02")
    shutil.copytree(whole, cut)
    (cut / "goi-xuong.json.minisig").unlink()
    assert [report.parcel.folder for report in known.parcels.look(stick)] == [whole.name]
    with pytest.raises(RuleError, match="Không thấy gói gửi xuống"):
        known.parcels.look(cut)
    sent(tmp_path, enclosures(known))
    assert sorted(path.name[-2:] for path in stick.iterdir()) == ["01", "02", "03"]
    applied = known.parcels.apply(stick).result
    assert [report.parcel.folder[-2:] for report in applied] == ["01", "03"]
    assert len(list(cut.iterdir())) == 2, "left as it was found"


def test_the_longest_notice_there_may_be_is_kept_whole(known: Office, tmp_path: Path) -> None:
    """What a superior may send an office must be able to write down."""
    line = "Thông báo dài của cấp trên. " * 40
    text = "\n".join(line.strip() for _ in range(LONGEST_NOTICE // len(line)))
    stick = sent(tmp_path, [Enclosure(kind=ItemKind.NOTICE, title="T" * 300, text=text)])
    assert known.parcels.apply(stick).result[0].ok
    assert known.board.notices()[0].text == text


def test_said_again_it_is_not_applied_again(known: Office, tmp_path: Path) -> None:
    """Between the two somebody worked on: that stays."""
    stick = sent(tmp_path, enclosures(known)[:1])
    known.parcels.apply(stick, op_id="f" * 32)
    procedure = next(item for item in known.store.catalogue.procedures() if item.code == "9.000001")
    known.catalogue.put_procedure(replace(procedure, name="Tên sửa tại xã"))
    (again,) = known.parcels.apply(stick, op_id="f" * 32).result
    assert again.applied
    assert names(known)["9.000001"] == "Tên sửa tại xã"
