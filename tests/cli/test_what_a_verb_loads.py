"""A verb pays for what it loads: counted by module, so that what was taken out does not creep back."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from counter_app.desk.office.founding import FIRST_PASSWORD, default_founding
from counter_app.desk.office.script_keys import issuable
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.office.script_keys import LONGEST_LIFE
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.person.party import Party, PartyKind
from counter_app.office import Office

_LOOK = """
import builtins, sys
real, files = compile, []
builtins.compile = lambda *said, **more: (files.append(said[1]), real(*said, **more))[1]
from counter_app.cli.main import cli
cli.main(sys.argv[1:], standalone_mode=False)
run = ["datetime in Python"] if "__builtins__" in vars(sys.modules["datetime"]) else []
run += ["types in text"] if "<string>" in files else []
print("\\n---", *(name for name, module in sys.modules.items() if type(module).__name__ != "_PutOff"), sep="\\n")
print(*run, sep="\\n")
"""
_NEVER = {
    "_blake2", "_hashlib", "ast", "asyncio", "base64", "calendar", "cryptography", "datetime in Python",
    "decimal", "difflib", "dis", "email", "gettext", "http", "inspect", "ipaddress", "locale", "msgspec",
    "openpyxl", "platform", "pluggy", "random", "reportlab", "shutil", "sqlite_utils", "tabulate", "tempfile",
    "textwrap", "types in text", "typing_extensions", "urllib.parse", "urllib.request", "uuid", "xlsxwriter",
    "zoneinfo", "zstandard",
}  # fmt: skip
"""What no verb of the counter needs; each takes longer to load than the verb to work."""
_FOR_A_PASSWORD = {
    "_blake2", "_hashlib", "ast", "cryptography", "dis", "inspect", "platform", "random",
}  # fmt: skip
"""What the library behind a password brings along; looking at one takes longer than loading them."""
CARD = "001190000001||Nguyễn Văn Mẫu|01011990|Nam|Thôn Mẫu|01012022"
FORM = (
    '{"procedure": "1.004873", "applicant": {"kind": "person", "name": "Nguyễn Văn Mẫu", '
    '"id_no": "001190000001", "address": "Thôn Mẫu"}}'
)
DUE = ("due", "--received", "2026-11-19T09:00", "--limit", "3wd")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with one dossier."""
    folder = tmp_path_factory.mktemp("loads") / "office"
    clock = FixedClock(datetime.now(LOCAL))
    office = Office.found(folder, default_founding(), clock=clock, officer=COMMAND_LINE)
    person = Party(PartyKind.PERSON, "Nguyễn Văn Mẫu", id_no="001190000001")
    office.intake.receive(IntakeDraft(procedure="1.004873", applicant=person))
    (folder.parent / "code").write_text(office.dossiers.find("mau")[0].code, "ascii")
    office.session.officer = office.staff.officers()[0]
    key = office.script_keys.issue("dem", issuable(), clock.now().date() + LONGEST_LIFE)
    (folder.parent / "khoa").touch(mode=0o600)
    (folder.parent / "khoa").write_text(key.result[1], "ascii")
    office.close()
    return folder


def loaded(data: Path, *words: str, key: str = "") -> set[str]:
    """Every module in memory after a verb did its work; one that is put off still is not there."""
    named: tuple[str, ...] = ("--officer", "canbo", "--password-fd", "0")
    named = () if words[0] in {"card", "due"} else ("--key", key) if key else named
    done = subprocess.run(
        [sys.executable, "-c", _LOOK, "--data", str(data), *named, *words],
        capture_output=True, text=True, encoding="utf-8", check=True, input=f"{FIRST_PASSWORD}\n",
    )  # fmt: skip
    return set(done.stdout.rpartition("---\n")[2].splitlines())


@pytest.mark.parametrize(
    ("words", "most", "apart"),
    [
        (("card", CARD), 53, {"store", "office", "desk.desk", "settings"}),
        (DUE, 36, {"store", "office", "desk.desk", "settings"}),
    ],
)
def test_what_needs_no_office_loads_none(
    tmp_path: Path, words: tuple[str, ...], most: int, apart: set[str]
) -> None:
    there = loaded(tmp_path / "none", *words)
    assert sorted(there & _NEVER) == []
    assert sorted({f"counter_app.{room}" for room in apart} & there) == []
    assert len([name for name in there if name.startswith("counter_app")]) <= most


@pytest.mark.parametrize(
    ("words", "most", "apart"),
    [
        (
            ("find", "mau"),
            123,
            {"domain.person.party", "domain.dossier.facts", "store.projection.projector"},
        ),
        (DUE, 93, {"domain.dossier.dossier", "store.projection.projector", "store.file.checking"}),
        (
            ("show",),
            175,
            {
                "store.projection.projector",
                "store.file.checking",
                "wording.catalogue.listing",
                "domain.followups.pasted",
            },
        ),
        (
            ("board",),
            160,
            {
                *(
                    "store.projection.projector",
                    "wording.dossier.timeline",
                    "domain.certification.books",
                ),
                *("domain.handover.whereabouts", "domain.dossier.moves", "desk.paper.issue"),
            },
        ),
    ],
)
def test_a_verb_loads_what_it_needs_and_little_more(
    data: Path, words: tuple[str, ...], most: int, apart: set[str]
) -> None:
    code = (data.parent / "code").read_text("ascii")
    there = loaded(data, *words, *((code,) if words == ("show",) else ()))
    assert sorted(there & (_NEVER - _FOR_A_PASSWORD)) == []
    assert sorted({f"counter_app.{name}" for name in apart} & there) == []
    ours = sorted(name for name in there if name.startswith("counter_app"))
    assert len(ours) <= most, ours


@pytest.mark.parametrize(
    ("words", "most", "apart"),
    [
        (
            ("find", "mau"),
            123,
            {
                *("domain.dossier.facts", "domain.journal.kinds", "domain.journal.kind_rules"),
                *("store.projection.dossier", "desk.office.passwords"),
            },
        ),
        (
            ("receive", "--from"),
            190,
            {
                *("domain.journal.kinds", "domain.lettering.damage", "domain.card.identity_card"),
                *("store.projection.queue", "domain.official.events"),
                *("domain.catalogue.posting", "domain.paper.slips"),
                *("domain.dossier.authority_words", "desk.dossier.move_event"),
            },
        ),
    ],
)
def test_a_run_by_a_key_loads_what_it_records_and_no_more(
    data: Path, words: tuple[str, ...], most: int, apart: set[str]
) -> None:
    """What runs by itself runs often: the event that a key was used brings no other along."""
    form = data.parent / "phieu.json"
    form.write_text(FORM, "utf-8")
    said = (*words, str(form)) if words[0] == "receive" else words
    there = loaded(data, *said, key=str(data.parent / "khoa"))
    assert sorted(there & _NEVER) == []
    assert sorted({f"counter_app.{name}" for name in apart} & there) == []
    ours = sorted(name for name in there if name.startswith("counter_app"))
    assert len(ours) <= most, ours
