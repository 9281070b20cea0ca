"""Beside the figures it sends an office has all of it, sealed for itself: its stick brings back what was lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from counter_app.desk.office.restore import Restored, restore
from counter_app.domain.clock import FixedClock
from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import BatchError
from counter_app.office import Office, SystemClock
from counter_app.store.store import Store
from counter_app.sync.batch.reader import open_batch, open_own, read_manifest
from counter_app.sync.batch.signing import signed_text
from counter_app.sync.batch.strict_json import canonical
from counter_app.sync.letters.key_card import Wants
from counter_app.system.exchange_keys import ExchangeKeys
from tests.cli.terminal import Terminal
from tests.desk.test_erasure_everywhere import Marks, lived
from tests.desk.test_exchange import CARD, SUPERIOR, card, manifests
from tests.makers import everything_in, found, receive
from tests.old_entries import NFD_LOGIN, record_old
from tests.superior.looking import rows

PERSON = "Lò Thị Pa"


class Afternoon:
    """An office with a backup of the morning, which sends figures to its superior; what it does next is lost."""

    def __init__(self, folder: Path, clock: FixedClock, wants: Wants = Wants.MINIMAL) -> None:
        self.folder, self.clock, self.data = folder, clock, folder / "data"
        self.office = found(self.data, clock)
        receive(self.office)
        self.office.superior_keys.take(card(wants=wants), CARD.letters)
        self.keys = self.office.keys
        self.backup = self.office.backup(folder / "sao-luu").path
        self.stick = folder / "usb"
        self.stick.mkdir()

    def export(self, stick: Path | None = None) -> Path:
        """Everything new on a stick; the manifest."""
        where = stick or self.stick
        where.mkdir(exist_ok=True)
        return self.office.closing.export(where).result.files[-1]

    def own(self, manifest: Path) -> Path:
        """The office's own copy beside a batch."""
        said = read_manifest(manifest)[0].own
        assert said is not None
        return manifest.with_name(said.file)

    def lose(self, *, witness: bool = False) -> None:
        """The computer dies; ``witness``: with everything that was beside it."""
        kept = [] if witness else self.office.witness_folders()
        self.office.close()
        for path in list(self.data.iterdir()):
            if path in kept:
                continue
            path.unlink() if path.is_file() else shutil.rmtree(path)

    def restored(self, stick: Path | None = None) -> Restored:
        """The morning's backup with what a stick brings; ``office`` is what came of it."""
        done = restore(
            self.backup, self.data, self.clock, batches=stick or self.stick, keys=self.keys
        )
        self.office = Office.open(self.data, clock=self.clock, officer=COMMAND_LINE, keys=self.keys)
        return done


@pytest.fixture
def afternoon(tmp_path: Path, clock: FixedClock) -> Iterator[Afternoon]:
    """The office of most tests here."""
    made = Afternoon(tmp_path, clock)
    yield made
    made.office.close()


def kept(store: Store, until: int) -> dict[str, Any]:
    """Every table and what the journal says up to an entry, but for what tells of numbers given and of batches."""
    found = rows(store)
    for table in ("counter", "journal_day", "batch"):
        del found[table]
    for table in ("journal", "payload"):
        found[table] = [row for row in found[table] if row[0] <= until]
    return found


@pytest.mark.parametrize("wants", list(Wants))
def test_an_afternoon_comes_back_from_its_stick_as_it_was(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, wants: Wants
) -> None:
    """Names, papers, corrections, fees, collectors: whoever looks at a dossier reads the same, byte for byte."""
    monkeypatch.setattr(SystemClock, "now", lambda _self: clock.now())
    world, marks = Afternoon(tmp_path, clock, wants), Marks()
    lived(world.office, clock, marks)
    receive(world.office, name=PERSON, owner=None)
    last = world.office.store.journal.head().seq
    codes = [row["code"] for row in _dossiers(world.office.store)]
    manifest = world.export()
    before = kept(world.office.store, last)
    shown = _shown(world, codes)
    files = {path.name[:3] for path in manifest.parent.glob("*.age")}
    assert files == ({"HS_", "DV_"} if wants is Wants.MINIMAL else {"HS_"})
    world.lose(witness=True)
    done = world.restored()
    assert done.regained > 0
    assert done.notes == ()
    assert kept(world.office.store, last) == before
    assert _shown(world, codes) == shown
    assert world.office.store.journal.in_part() == []
    assert world.office.check().problems == ()
    world.office.close()


def _dossiers(store: Store) -> list[Any]:
    return store.database.connection.execute("SELECT code FROM dossier ORDER BY code").fetchall()


def _shown(world: Afternoon, codes: list[str]) -> list[str]:
    """What ``show --json`` says of each, with the office closed meanwhile."""
    world.office.close()
    terminal = Terminal(world.data)
    shown = [
        str(terminal.run("--data", world.data, "--json", "show", code).stdout) for code in codes
    ]
    world.office = Office.open(world.data, clock=world.clock, officer=COMMAND_LINE, keys=world.keys)
    return shown


def test_nobody_but_the_office_opens_its_own_copy(afternoon: Afternoon) -> None:
    receive(afternoon.office, name=PERSON)
    manifest = afternoon.export()
    own = afternoon.own(manifest)
    assert PERSON.encode() not in own.read_bytes()
    with pytest.raises(BatchError) as closed:
        open_own(manifest, SUPERIOR.identity)
    assert closed.value.problems[0].startswith("[B31]")
    keys = afternoon.keys
    assert keys is not None
    with open_own(manifest, ExchangeKeys.of(keys.signing).identity) as whole:
        assert PERSON in str([line.payload for line in whole.lines()])
    with open_batch(manifest, SUPERIOR.identity) as figures:
        assert PERSON not in str([line.payload for line in figures.lines()])
    (sent,) = [
        json.loads(body or "{}")
        for entry, _salt, body in afternoon.office.store.journal.walk()
        if entry.kind == "batch.exported"
    ]
    assert sent["own"] == own.name


def damaged(path: Path) -> None:
    """One bit is another."""
    content = bytearray(path.read_bytes())
    content[-5] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (Path.unlink, "[B08]"),
        (damaged, "[B10]"),
        (lambda path: path.write_bytes(path.read_bytes()[:-9]), "[B09]"),
    ],
    ids=["missing", "damaged", "cut"],
)
def test_where_the_own_copy_is_no_good_the_office_is_told_and_the_figures_stand(
    afternoon: Afternoon, harm: Callable[[Path], object], why: str
) -> None:
    """For the superior it is a batch as any other; who restores hears that names are missing, and why."""
    code = receive(afternoon.office, name=PERSON).code
    manifest = afternoon.export()
    harm(afternoon.own(manifest))
    open_batch(manifest, SUPERIOR.identity).close()
    seen = afternoon.office.outlook.look(afternoon.backup, afternoon.stick)
    assert (seen.in_part == seen.regained > 0) is (why != "[B10]")
    afternoon.lose()
    done = afternoon.restored()
    assert any(why in note and "bản đầy đủ" in note for note in done.notes), done.notes
    assert any("chỉ lấy lại được số liệu" in note for note in done.notes)
    assert afternoon.office.dossiers.get(code).applicant.name == BLANK_NAME
    assert afternoon.office.check().problems == ()


def signed_anew(manifest: Path, keys: ExchangeKeys, **changes: Any) -> None:
    """A manifest that says something else, signed by some keys."""
    said = json.loads(manifest.read_bytes()) | changes
    said = {name: value for name, value in said.items() if value is not ...}
    content = canonical(said).encode() + b"\n"
    manifest.write_bytes(content)
    manifest.with_name(manifest.name + ".minisig").write_bytes(signed_text(content, keys, "x"))


def test_a_batch_of_the_version_before_is_read_and_says_what_it_lacks(
    afternoon: Afternoon,
) -> None:
    """And a later stick that has all of the same entries gives all of them, whatever order they are met in."""
    code = receive(afternoon.office, name=PERSON).code
    manifest = afternoon.export()
    keys = ExchangeKeys.of(afternoon.keys.signing if afternoon.keys else b"")
    afternoon.own(manifest).unlink()
    signed_anew(manifest, keys, version=3, min_reader=3, own=...)
    again = afternoon.folder / "again"
    shutil.copytree(afternoon.stick, again)
    afternoon.office.sending_again.batch(1, again)
    afternoon.lose()
    done = afternoon.restored()
    assert any("phiên bản cũ" in note for note in done.notes), done.notes
    assert afternoon.office.dossiers.get(code).applicant.name == BLANK_NAME
    afternoon.lose()
    done = afternoon.restored(again)
    assert done.notes == ()
    assert afternoon.office.dossiers.get(code).applicant.name == PERSON


def test_an_entry_that_travels_mended_comes_back_as_it_was_recorded(afternoon: Afternoon) -> None:
    """The superior gets it within today's rules; the office its own chain, row by row."""
    office = afternoon.office
    for fields in ({}, {"actor": NFD_LOGIN}):
        record_old(office, **fields)
    code = receive(office, name=PERSON).code
    office.mending.mend(
        reason="Phiên bản cũ", seqs=tuple(item.seq for item in office.mending.stuck())
    )
    last = office.store.journal.head().seq
    manifest = afternoon.export()
    assert read_manifest(manifest)[0].version == 5
    before = kept(office.store, last)
    afternoon.lose()
    done = afternoon.restored()
    assert done.notes == ()
    assert kept(afternoon.office.store, last) == before
    assert afternoon.office.dossiers.get(code).applicant.name == PERSON
    assert afternoon.office.check().problems == ()


@pytest.mark.parametrize("told", ["by the witness", "by a later stick"])
def test_who_was_erased_since_does_not_come_back(
    tmp_path: Path, clock: FixedClock, told: str
) -> None:
    """The noon's stick still has the name, sealed; the erasure of the afternoon holds."""
    world, marks = Afternoon(tmp_path, clock), Marks()
    code = lived(world.office, clock, marks)
    world.export()
    world.office.erasure.erase(code, reason="Theo yêu cầu")
    if told == "by a later stick":
        world.export()
    world.lose(witness=told == "by a later stick")
    done = world.restored()
    assert done.regained > 0
    assert world.office.dossiers.get(code).applicant.name == BLANK_NAME
    world.office.close()
    left = marks.left_in(everything_in(world.data))
    assert left <= {mark for place, mark in marks.places.items() if place.startswith("draft")}


def test_what_another_key_signed_is_not_the_office_s_word(afternoon: Afternoon) -> None:
    """Whoever has the stick knows the chain's end: what goes on from there must be signed by the office."""
    receive(afternoon.office, name=PERSON)
    manifest = afternoon.export()
    said = json.loads(manifest.read_bytes())
    signer = said["signer"] | {"public": SUPERIOR.public.hex()}
    signed_anew(manifest, SUPERIOR, signer=signer)
    afternoon.lose()
    done = afternoon.restored()
    assert done.regained == 0
    assert any("không do khóa của đơn vị ký" in note for note in done.notes), done.notes


def test_without_the_keys_the_own_copy_stays_closed_and_that_is_said(
    afternoon: Afternoon,
) -> None:
    receive(afternoon.office, name=PERSON)
    afternoon.export()
    afternoon.lose()
    afternoon.keys = None
    done = afternoon.restored()
    assert any("tệp .khoa cạnh bản sao lưu" in note for note in done.notes), done.notes
    assert done.regained == 0, "figures were sealed too"


def test_names_of_own_copies_are_safe_and_never_used_again(afternoon: Afternoon) -> None:
    receive(afternoon.office)
    first = afternoon.own(afternoon.export())
    assert first.name.isascii()
    assert len(first.name) <= 64
    receive(afternoon.office)
    head = afternoon.office.store.journal.head()
    epoch, start = first.name.split("_")[3], read_manifest(manifests(afternoon.stick)[0])[0].to_seq
    lonely = first.with_name(f"DV_99001_01_{epoch}_{start + 1:08d}-{head.seq:08d}.NDJSON.ZST.AGE")
    lonely.write_bytes(b"left of a try")
    assert "-2.ndjson" in afternoon.own(afternoon.export()).name
    assert lonely.read_bytes() == b"left of a try"
