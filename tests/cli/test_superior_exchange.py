"""The superior's verbs of the exchange: keys, quarantine, acknowledgements, what is sent down, copies of all of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.office import SystemClock
from counter_app.sync.letters.acknowledgement import parse_acknowledgement
from tests import makers
from tests.cli.terminal import Terminal, form
from tests.superior.offices import Sending, envelope_of, office
from tests.sync.makers import receive

WHY = ("--reason", "Đã gọi điện đối chiếu")


@pytest.fixture
def sending(tmp_path: Path) -> Iterator[Sending]:
    """An office with a key card on its stick."""
    with office(tmp_path / "office.db") as made:
        made.envelope = envelope_of(made.keys, recipients=())
        made.export(tmp_path / "usb")
        (tmp_path / "usb" / made.card().file_name).write_bytes(made.card().to_bytes(made.keys))
        yield made


@pytest.fixture
def above(tmp_path: Path) -> Terminal:
    """The superior's terminal."""
    return Terminal(tmp_path / "tinh")


def enrolled(above: Terminal, sending: Sending, stick: Path) -> None:
    """The office's key is known."""
    card = stick / sending.card().file_name
    above("superior", "keys", "enrol", card, "--letters", sending.card().letters, *WHY)


def test_a_key_is_enrolled_listed_and_revoked(
    above: Terminal, sending: Sending, tmp_path: Path
) -> None:
    stick, letters = tmp_path / "usb", sending.card().letters
    assert above("superior", "import", stick, code=1)["quarantined"] == 1
    (waiting,) = above("superior", "quarantine", "list")["batches"]
    assert (waiting["office"], waiting["why"][:5]) == ("99001", "[B41]")
    assert letters not in above.said("superior", "quarantine", "list")
    assert letters not in str(waiting)  # they are typed from the telephone, not from the screen
    card = stick / sending.card().file_name
    wrong = above.refused("superior", "keys", "enrol", card, "--letters", "0" * 16)
    assert wrong["field"] == "letters"
    done = above("superior", "keys", "enrol", card, "--letters", letters)
    assert [item["entries"] for item in done["taken"]["imported"]] == [14]
    (key,) = above("superior", "keys", "list")["keys"]
    assert (key["letters"], key["state"], key["enrolled_by"]) == (
        *(letters, "known", "Công chức tiếp nhận"),
    )
    assert letters in above.said("superior", "keys", "list")
    above("superior", "keys", "revoke", letters, *WHY)
    assert "ĐÃ THU HỒI" in above.said("superior", "keys", "list")
    receive(sending.store, 60)
    sending.export(tmp_path / "more")
    (apart,) = above("superior", "import", tmp_path / "more", code=1)["details"]["quarantined"]
    assert apart["reason"].startswith("[B42]")
    assert (
        "cách ly 1"
        in above.run("--data", above.data, "superior", "import", tmp_path / "more", code=1).stdout
    )
    above("superior", "quarantine", "drop", apart["number"], *WHY)
    assert above("superior", "quarantine", "list")["batches"] == []


def test_an_import_writes_what_was_taken_back_onto_the_stick(
    above: Terminal, sending: Sending, tmp_path: Path
) -> None:
    stick, other = tmp_path / "usb", tmp_path / "other"
    enrolled(above, sending, stick)
    (written,) = above("superior", "import", stick)["details"]["acknowledged"]
    said = parse_acknowledgement(Path(written).read_bytes())
    assert (said.seq, said.office) == (14, "99001")
    (again,) = above("superior", "acknowledge", other)["written"]
    assert (again["seq"], again["batches"][0]["outcome"]) == (14, "taken")
    assert Path(again["file"]).is_relative_to(other)


def test_a_journal_is_closed_opened_and_given_a_new_key(
    above: Terminal, sending: Sending, tmp_path: Path
) -> None:
    enrolled(above, sending, tmp_path / "usb")
    above("superior", "import", tmp_path / "usb")
    settle = ("superior", "settle", sending.journal)
    assert above(*settle, "--close", *WHY)["decision"] == "close"
    assert above(*settle, "--reopen", *WHY)["decision"] == "open"
    assert above(*settle, "--rekey", *WHY)["decision"] == "rekey"
    assert above("superior", "keys", "list")["keys"][0]["state"] == "revoked"
    above.run("--data", above.data, *settle, "--close", "--rekey", *WHY, code=2)


def test_check_and_backup_cover_what_was_received(
    above: Terminal, sending: Sending, tmp_path: Path
) -> None:
    enrolled(above, sending, tmp_path / "usb")
    above("superior", "import", tmp_path / "usb")
    proof = above("check")
    assert (proof["ok"], proof["superior"]["senders"], proof["superior"]["entries"]) == (
        True,
        1,
        14,
    )
    copy = Path(above("backup", "--to", tmp_path / "sao")["superior"]["folder"])
    path = above.data / "don-vi" / f"{sending.journal}.db"
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    broken = above("check", code=1)
    assert path.name in broken["superior"]["problems"][0]
    aside = above("superior", "put-back", copy)["aside"]
    assert (Path(aside) / "don-vi" / path.name).is_file()
    assert above("check")["ok"] is True
    assert above("superior", "import", tmp_path / "usb")["already_known"] == 1
    (above.data / "cap-tren.db").write_bytes(b"hong" * 1_000)
    assert "put-back" in above.refused("check")["message"]
    assert above("superior", "put-back", copy)["aside"]
    assert above("check")["ok"] is True
    (copy / "danh-sach.json").write_text("{}", encoding="utf-8")
    assert above.refused("superior", "put-back", copy)["rule"] == "copy"


def test_a_copy_that_is_older_than_what_was_acknowledged_is_noticed(
    above: Terminal, sending: Sending, tmp_path: Path
) -> None:
    enrolled(above, sending, tmp_path / "usb")
    above("superior", "import", tmp_path / "usb")
    copy = Path(above("backup", "--to", tmp_path / "sao")["superior"]["folder"])
    receive(sending.store, 60)
    sending.export(tmp_path / "more")
    above("superior", "import", tmp_path / "more")
    for part in ("don-vi",):
        old = (copy / part / f"{sending.journal}.db").read_bytes()
        (above.data / part / f"{sending.journal}.db").write_bytes(old)
    (problem,) = above("check", code=1)["superior"]["problems"]
    assert "Đã báo nhận" in problem
    assert "15" in problem


def test_the_whole_round_from_two_keys_to_an_acknowledgement_that_is_believed(
    above: Terminal, tmp_path: Path
) -> None:
    """Keys both ways, figures up, the word of the superior back, and a notice down: nothing but verbs."""
    stick = tmp_path / "usb"
    stick.mkdir()
    counter = Terminal(tmp_path / "xa")
    makers.found(counter.data, SystemClock()).close()
    theirs = above("superior", "keys", "card", "--out", stick / "khoa-cap-tren.json")
    counter("exchange", "superior", stick / "khoa-cap-tren.json", "--letters", theirs["letters"])
    own = counter("exchange", "card", "--out", stick / "khoa-don-vi-99001.json")
    above(
        *("superior", "keys", "enrol", stick / "khoa-don-vi-99001.json"),
        *("--letters", own["letters"]),
    )
    counter.receive(tmp_path, form(name="Trần Thị Kín"))
    counter("export", "--to", stick)
    sealed = next(stick.rglob("*.zst.age")).read_bytes()
    assert "Trần Thị Kín".encode() not in sealed
    taken = above("superior", "import", stick)
    assert (taken["imported"], len(taken["details"]["acknowledged"])) == (1, 1)
    assert counter("exchange", "acks", stick)["new"] == 1
    assert counter("exchange", "batches")["batches"][0]["state"] == "acknowledged"
    row = above("superior", "report")["table"]["total"]
    assert 1 in row
    copy = next((above.data / "don-vi").glob("*.db")).read_bytes()
    assert "Trần Thị Kín".encode() not in copy, "figures were asked for, and nobody in them"
    assert above("check")["ok"] is True
    above("superior", "send-down", stick, "--notice", "Nghỉ lễ=Nghỉ hai ngày")
    seen = counter("from-superior", stick, "--dry-run")
    (parcel,) = seen["parcels"]
    assert (parcel["applied"], parcel["items"][0]["rows"]) == (False, ["Nghỉ hai ngày"])
    assert counter("from-superior", stick)["parcels"][0]["applied"] is True
