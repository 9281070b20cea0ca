"""A small office in the middle of its day, and every verb of the terminal with words that succeed in it.

``VERBS`` must name every verb there is: ``missing_verbs`` finds a new one that nobody thought of.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
import zstandard

from counter_app import paths
from counter_app.cli.main import cli
from counter_app.desk.catalogue.seed import SeedOffers
from counter_app.desk.exchange.superior_key import SuperiorKeys
from counter_app.desk.office import founding, passwords
from counter_app.desk.office.founding import FIRST_PASSWORD, NewOfficer
from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office, SystemClock
from counter_app.store.file.held_keys import HeldKeys, keyed
from counter_app.sync.letters.key_card import Role, read_card
from counter_app.sync.stick import volumes
from counter_app.system import ballast, files
from counter_app.system.exchange_keys import ExchangeKeys
from counter_app.system.key_ring import Holder
from tests import makers
from tests.cli.terminal import Terminal, form
from tests.desk.seeds import Patch, changed_seed
from tests.desk.table_files import csv_file
from tests.faults.verb_words import (
    CODE,
    NOT_SWEPT,
    OFFICIAL,
    PLACES,
    SETTLING,
    VERBS,
)
from tests.overruling import overrule
from tests.superior.offices import card_of, envelope_of, introduce
from tests.superior.offices import office as sending_office

DATA = "so"
OLD_FILE = Path(__file__).parent.parent / "data" / "db"


def all_verbs() -> dict[str, click.Command]:
    """Every verb of the terminal, also groups that do something when called alone."""
    return dict(_below(cli, ()))


def _below(command: click.Command, names: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group) or (names and command.invoke_without_command):
        yield " ".join(names), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in sorted(command.list_commands(context)):
            if inner := command.get_command(context, name):
                yield from _below(inner, (*names, name))


def missing_verbs() -> set[str]:
    """Verbs that nothing is tried on, and words for verbs that there are none of."""
    return set(all_verbs()) ^ (set(VERBS) | set(NOT_SWEPT))


@dataclass(frozen=True, slots=True)
class World:
    """The folders of a world: the office, a stick, what comes in and goes out, and the superior's."""

    root: Path

    def __truediv__(self, name: str) -> Path:
        return self.root / name

    @property
    def data(self) -> Path:
        """The office's data folder."""
        return self.root / DATA


def clock() -> FixedClock:
    """Monday 23/11/2026, nine o'clock, for the program too."""
    made = FixedClock(makers.MONDAY)
    overrule(SystemClock, "now", lambda _self: made.now())
    overrule(SystemClock, "least", lambda _self: made.least())
    return made


def _short_seeds(resources: Path) -> dict[str, Any]:
    """What an office begins with, a tenth as long: every call in the code, a tenth as often."""
    seeds = _SEEDS(resources)
    procedures = seeds["catalogue"]["procedures"]
    seeds["catalogue"]["procedures"] = [item for item in procedures if item["code"] in PROCEDURES]
    seeds["years"] = [year for year in seeds["years"] if year["year"] >= makers.MONDAY.year]
    return seeds


_SEEDS = founding._seeds
SIGNATURE = "2.000884"
PROCEDURES = (makers.BIRTH, makers.MARITAL, makers.COPIES, SIGNATURE)


def build(root: Path) -> World:
    """Make the world; the program's clock stands still from here on."""
    overrule(founding, "_seeds", _short_seeds)
    overrule(passwords, "MEMORY_KIB", 64)  # every verb asks for one
    overrule(ballast, "SIZE", 2**12)
    made = World(root)
    for name in (
        "usb",
        "ra",
        "vao",
        "cap-tren",
        "sao-luu",
        "tmp",
        "cu",
        "trong",
        "ngo",
        "nhanh",
        "usb-nhanh",
        "nam-cu",
        "tren-moi",
        "xuong",
        "ma-hoa",
        "khoa-lai",
        "o-hai",
        "o-ba",
        "ban-tren",
    ):
        (made / name).mkdir(parents=True)
    staff = (NewOfficer(officer=makers.officer(), password=makers.PASSWORD),)
    now = clock()
    makers.found(made.data, now, officers=staff).close()
    terminal = Terminal(made.data)
    _write_inbox(made)
    _work(terminal, made)
    _ask_about(terminal, made)
    _last_year(made, now)
    Terminal(made / "tren-moi").staff_superior()
    _introduce(made, made / "tren-moi")
    _exchange(made, now)
    _to_be_encrypted(made, now)
    _requests(made, now)
    _copied_to_two_places(made, now)
    Terminal(made / "cap-tren")("backup", "--to", made / "ban-tren")
    _newer_catalogue(made)
    old = sorted(OLD_FILE.glob("*.db.zst"))[0].read_bytes()
    paths.database_path(made / "cu").write_bytes(zstandard.ZstdDecompressor().decompress(old))
    return made


def _write_inbox(made: World) -> None:
    def put(name: str, content: object) -> None:
        (made / "vao" / name).write_text(json.dumps(content, ensure_ascii=False), "utf-8")

    put("mot.json", [form(name="Trần Thị Mới")])
    put("thieu.json", [form(name="Lý Văn Thiếu")])


def _work(terminal: Terminal, made: World) -> None:
    """Ten dossiers (…0001 to …0010), tickets A001 to A009, a backup, then more, a closing and a batch."""
    names = [form("1.004873", f"Nguyễn Văn Mẫu {number}") for number in range(8)]
    names[4] = form("1.004873", "Nguyễn Văn Mẫu 4", fee=15_000)
    codes = [item["code"] for item in terminal.receive(made / "vao", *names)]
    assert codes[0].endswith("010001")
    terminal(
        "register", "--from", made / "vao" / "thieu.json", "--as", "supplement", "--reason", "Thiếu"
    )
    for _number in range(6):
        terminal("ticket", "take", "A")
    terminal("ticket", "call")
    terminal("ticket", "serve", "A001")
    terminal("ticket", "done", "A001")
    terminal("ticket", "call")
    terminal("ticket", "serve", "A002")
    terminal("ticket", "hold", "A002", "--reason", "Đi phô tô")
    terminal("ticket", "call")
    terminal("ticket", "absent", "A003")
    terminal("ticket", "take", "B")
    terminal("ticket", "call", "--line", "B")
    terminal("ticket", "call")
    terminal("certify", "--pages", 4, "--copies", 2)
    terminal("move", codes[1], "finish", "--result", "7/XN")
    terminal("move", codes[2], "finish", "--result", "8/XN")
    terminal("fee", "collect", codes[3], "--amount", 8000, "--receipt", "77")
    terminal("fee", "waive", codes[4], "--ground", "poor")
    terminal("originals", "keep", codes[4], "Sổ gốc")
    terminal("handover", "give", codes[5], "--to", "lan")
    terminal("move", codes[6], "supplement", "--reason", "Thiếu ảnh")
    terminal("backup", "--to", made / "sao-luu")
    terminal("receive", "--from", made / "vao" / "mot.json")
    terminal("calendar", "export", 2026, "--out", made / "vao" / "lich.json")
    terminal("catalogue", "export", "--out", made / "vao" / "danh-muc.xlsx", "--sector", "ho-tich")
    (made / "vao" / "ma.csv").write_text(f"Mã,Mã cổng\n{codes[0]},H01.01-261123-0001\n", "utf-8")
    terminal("close-day")
    terminal("export", "--to", made / "usb")
    _introduce(made, made / "cap-tren")
    Terminal(made / "cap-tren")("superior", "import", made / "usb")
    terminal("receive", "--from", made / "vao" / "mot.json")
    _elsewhere(terminal, made)
    shutil.copytree(made / "usb", made / "usb-cu")
    _doubt(made)


def _elsewhere(terminal: Terminal, made: World) -> None:
    """A dossier that another office resolves (…0012), one that waits for an outage to end, and a sector reviewed."""
    terminal("settings", "set", 'partners=["UBND xã Đông"]')
    terminal.receive(
        made / "vao", form("1.004873", "Võ Thị Xa", resolver="UBND xã Đông", fee=15_000)
    )
    key = made / "vao" / "chot-so.khoa"
    terminal(
        "script", "issue", "chot-so", "--rights", "close_day", "--until", "2027-06-30", "--out", key
    )
    terminal("outage", "begin", CODE(8), "--reason", "Mất kết nối")
    terminal("catalogue", "review", "--sector", "ho-tich", "--confirm", "--source", "QĐ 2")


def _ask_about(terminal: Terminal, made: World) -> None:
    """A caseload of lan's, enquiries passed on, answered and about a dossier elsewhere, an absence, and a paper."""
    terminal("move", CODE(4), "hand", "--to", "lan")
    question = ("--asker", "Lê Thị Hỏi", "--phone", "0912000018", "--asked", "Bao giờ xong?")
    asked, answered = (
        terminal("--officer", "canbo", "followup", "ask", CODE(at), "--to", "lan", *question)
        for at in (1, 8)
    )
    terminal("followup", "answer", answered["id"], "Đã ký")
    away = terminal("followup", "ask", "--official", OFFICIAL, *question, "--answer", "Ngày mai")
    absent = terminal(
        *("absence", "add", "canbo", "--since", "2026-12-07", "--until", "2026-12-11"),
        *("--substitute", "lan"),
    )
    named = {"asked": asked["id"], "answered": answered["id"], "away": away["id"]}
    _name(made, **named, absence=absent["absence"])
    pasted = f"Mã hồ sơ: {OFFICIAL}\nChủ hồ sơ: Võ Thị Xa\nNgày hẹn trả: 27/11/2026\n"
    (made / "vao" / "dan.txt").write_text(pasted, "utf-8")
    terminal("template", "export", "CT04", "--out", made / "vao" / "ct04.xlsx")


def _name(made: World, **numbers: int | str) -> None:
    """Keep numbers and codes that the words of verbs call by a name."""
    path = made / "vao" / "so.json"
    known = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps(known | numbers))


def _last_year(made: World, now: FixedClock) -> None:
    """An office with last year's books, one locked, a signer, the official list, and a paper of its own."""
    folder, today = made / "nam-cu", now.now()
    now.set(today.replace(year=today.year - 1, month=12))
    makers.found(folder, now).close()
    office = Terminal(folder)
    office("certify", "--pages", 2, "--documents", 2)
    office("certify", "--procedure", SIGNATURE, "--name", "Lê Ánh")
    now.set(today)
    locked = ("--book", "chung-thuc-chu-ky", "--year", 2025, "--out", made / "vao" / "khoa.pdf")
    office("--accept-clock", "certify", "lock", *locked)
    given = office(
        *("certify", "authorise", "canbo", "--from", "2026-11-23"),
        *("--number", "12/QĐ-UBND", "--issued-on", "2026-11-20"),
    )
    _name(made, authority=given["id"])
    office("certify", "--signer", "canbo")
    (here,) = office.receive(made / "vao", form("1.004873"))
    (over,) = office.receive(made / "vao", form("1.004873", "Lê Đã Rút"))
    office("move", over["code"], "withdraw", "--reason", "Rút")
    _name(made, over=over["code"])
    title = office("show", here["code"])["procedure_name"]
    rows = [
        ("Mã hồ sơ", "Chủ hồ sơ", "Tên thủ tục", "Ngày nhận", "Trạng thái"),
        (OFFICIAL, "Nguyễn Văn Mẫu", title, "09:00 23/11/2026", "Đang xử lý"),
    ]
    csv_file(made / "vao", rows, name="chinh-thuc.csv")
    office("template", "import", made / "vao" / "ct04.xlsx")
    office("map", "compare", made / "vao" / "chinh-thuc.csv", "--part")


def _requests(made: World, now: FixedClock) -> None:
    """Requests for one's own data: one of last year, one that waits; somebody erased, somebody to erase, a form."""
    folder, today = made / "yeu-cau", now.now()
    now.set(today.replace(year=today.year - 1, month=6))
    makers.found(folder, now).close()
    signed = ("--officer", "canbo", "--accept-clock", "requests")
    asked = ("--asker", "Nguyễn Văn Mẫu", "--proof", "Căn cước", "--id-no", "001090000017")
    office = Terminal(folder)
    old = office(*signed, "add", "see", *asked)
    office(*signed, "void", old["number"], "--reason", "Nhầm")
    now.set(today)
    office("--accept-clock", "requests", "period", "request", 6, "--source", "QĐ 5")
    office(*signed, "add", "see", *asked)
    for name in ("Lê Đã Xóa", "Nguyễn Văn Mẫu"):
        (over,) = office.receive(made / "vao", form("1.004873", name))
        office("move", over["code"], "withdraw", "--reason", "Rút")
        if name == "Lê Đã Xóa":
            office("erase", over["code"], "--reason", "Theo yêu cầu")
    (copy, *_more) = office("requests", "copies")["copies"]
    with closing(Office.open(folder, clock=now, officer=COMMAND_LINE)) as opened:
        opened.drafts.keep("nhap", {"note": "Nguyễn Văn Mẫu"})
    _name(made, old=old["number"], old_id=old["id"], listed=copy["listed"])


def _to_be_encrypted(made: World, now: FixedClock) -> None:
    """A plain office whose recovery sheet is on paper, with somebody in it, and one that is encrypted already."""
    for name in ("ma-hoa", "khoa-lai"):
        makers.found(made / name, now).close()
        office = Terminal(made / name)
        office.receive(made / "vao", form("1.004873", "Lê Thị Khóa"))
        office("recovery", "make", "--out", made / "vao" / f"phieu-{name}.pdf")
    office("encrypt")


DISKS = ("o-hai", "o-ba")
"""Folders that count as disks of their own."""


def _other_disks(root: Path) -> None:
    """Let each of ``DISKS`` be on another disk than everything else."""
    real = files.identity

    def identity(path: Path) -> tuple[int, int]:
        disk, inode = real(path)
        for number, name in enumerate(DISKS, 1):
            if path.absolute().is_relative_to(root.absolute() / name):
                return disk + number, inode
        return disk, inode

    overrule(files, "identity", identity)
    overrule(volumes, "list_volumes", list)


def _copied_to_two_places(made: World, now: FixedClock) -> None:
    """An office with a copy on each of two disks, and one dossier more since."""
    _other_disks(made.root)
    folder = made / "hai-noi"
    makers.found(folder, now).close()
    office, (first, second) = Terminal(folder), (made / name / "sao-luu" for name in DISKS)
    office("backups", "places", "--first", first, "--second", second)
    office("backups", "make")
    office.receive(made / "vao", form("1.004873", "Lê Thị Sau"))


def _newer_catalogue(made: World) -> None:
    """The program's own catalogue says more of one procedure than the office's does."""
    own = paths.resources_dir() / "catalogue" / "procedures.json"
    codes = [row["code"] for row in json.loads(own.read_text("utf-8"))]
    patch: Patch = {code: None for code in codes if code not in PROCEDURES} | {
        makers.COPIES: {"sets": 3}
    }
    overrule(SeedOffers, "folder", changed_seed(made.root.parent / "danh-muc", patch))


def _doubt(made: World) -> None:
    """Two offices restored where no number is known: one still asks, the other answered and sent a batch upward."""
    backup = next((made / "sao-luu").glob("*.db"))
    for name in ("ngo", "nhanh"):
        restored = Terminal(made / name)
        restored("restore", backup)
    series = restored("numbers", "show")["series"]
    told = [f"{item['name']}/{item['period']}={item['last'] + 9}" for item in series]
    (made / "vao" / "dap.json").write_text(json.dumps(told))
    restored(
        "numbers", "settle", "--device", 8, *(word for text in told for word in ("--last", text))
    )
    restored("receive", "--from", made / "vao" / "mot.json")
    restored("export", "--to", made / "usb-nhanh")
    above = Terminal(made / "cap-tren")
    above("superior", "import", made / "usb-nhanh", code=1)
    (branch,) = above("superior", "list")["branches"]
    (made / "vao" / "nhanh.txt").write_text(branch["journal"])


def keys_of(folder: Path) -> ExchangeKeys:
    """An office's exchange keys, as its leader's password opens them."""
    held = HeldKeys(paths.database_path(folder))
    return ExchangeKeys.of(held.unlock(Holder.OFFICER, "canbo", FIRST_PASSWORD).signing)


def _introduce(made: World, above: Path) -> None:
    """A superior knows the office's key."""
    now = FixedClock(makers.MONDAY)
    if paths.database_path(above).exists():
        held = HeldKeys(paths.database_path(above))
        held.unlock(Holder.OFFICER, "canbo", FIRST_PASSWORD)
        above = keyed(above, held)
    with closing(Office.open(made.data, clock=now, officer=COMMAND_LINE)) as office:
        introduce(above, office.store, keys_of(made.data))


def _exchange(made: World, now: FixedClock) -> None:
    """A stranger's batch in quarantine, a card to be enrolled, and something sent down to an office that knows us."""
    above, stick = Terminal(made / "cap-tren"), made / "vao" / "usb-la"
    with sending_office(made / "vao" / "la.db", 5, named="99005") as stranger:
        stranger.envelope = envelope_of(stranger.keys, recipients=())
        stranger.export(stick)
        card = stranger.card()
        (made / "vao" / "the.json").write_bytes(card.to_bytes(stranger.keys))
    above("superior", "import", stick, code=1)
    known = above("superior", "keys", "list")["keys"]
    _name(made, letters=card.letters, known=known[0]["letters"])
    keys = keys_of(made / "cap-tren")
    with closing(Office.open(made / "cap-tren", clock=now, officer=COMMAND_LINE)) as superior:
        own = replace(card_of(superior.store, keys), role=Role.SUPERIOR).to_bytes(keys)
    with closing(Office.open(made.data, clock=now, officer=COMMAND_LINE)) as office:
        SuperiorKeys(office.store, office.session).take(own, keys.known.letters)
    next_keys = ExchangeKeys.of(b"s" * 32)
    replaced = replace(read_card(own), public=next_keys.public, recipient=next_keys.recipient)
    (made / "vao" / "khoa-cap-tren.json").write_bytes(replaced.to_bytes(next_keys))
    above("superior", "send-down", made / "xuong", "--notice", "Nghỉ lễ=Nghỉ hai ngày")


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb with its words and its data folder."""

    name: str
    words: tuple[str, ...]
    folder: Path

    def call(self) -> tuple[str, ...]:
        """What is typed after the program's name."""
        old = self.folder.name == "cu"
        of_then = ("--officer", "binh.vq", "--clock-consent", "lan.nt") if old else ()
        return ("--data", str(self.folder), "--accept-clock", *of_then, *self.words)


def deeds(made: World) -> list[Deed]:
    """Every verb, other decisions at the superior, an upgrade, and a superior's first import."""
    blanks = {
        "root": str(made.root),
        "backup": next(path.name for path in (made / "sao-luu").glob("*.db")),
        "above": next(path.name for path in (made / "ban-tren").glob("cap-tren-*")),
        "journal": (made / "vao" / "nhanh.txt").read_text(),
        **json.loads((made / "vao" / "so.json").read_text()),
    }
    told = json.loads((made / "vao" / "dap.json").read_text())
    answers = tuple(word for text in told for word in ("--last", text))

    def deed(name: str, words: tuple[str, ...], folder: str) -> Deed:
        words += answers if name == "numbers settle" else ()
        said = tuple(word.format(**blanks) if "{" in word else word for word in words)
        return Deed(name, said, made / folder)

    listed = [
        deed(name, (*name.split(), *words), PLACES.get(name, DATA)) for name, words in VERBS.items()
    ]
    who = ("--reason", "Hỏng máy")
    settle = ("superior", "settle", "{journal}")
    extra = [
        deed(SETTLING[1], (*settle, "--keep", *who), "cap-tren"),
        deed(SETTLING[2], (*settle, "--dates-until", "2027-01-31", *who), "cap-tren"),
        deed("re-key", ("encrypt", "--again"), "khoa-lai"),
        deed("upgrade", ("find", "x"), "cu"),
        deed("first import", ("superior", "import", "{root}/usb-cu"), "tren-moi"),
    ]
    return listed + extra


def invoke(deed: Deed) -> tuple[int, str, Any]:
    """Run a verb in this process: exit code, what it said, and the exception nobody caught."""
    from click.testing import CliRunner

    os.environ["TMPDIR"] = str(deed.folder.parent / "tmp")
    with Terminal(deed.folder).proving(list(deed.call())) as said:
        asked = f"{FIRST_PASSWORD}\n" if "--clock-consent" in said else ""
        result = CliRunner().invoke(cli, said, input=asked)
    loose = result.exception
    return result.exit_code, result.output, None if isinstance(loose, SystemExit) else loose
