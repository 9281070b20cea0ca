"""A small office in the middle of its day, and every verb of the terminal with words that succeed in it.

``VERBS`` must name every verb there is: ``missing_verbs`` finds a new one that nobody thought of.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import zstandard

from counter_app import paths
from counter_app.cli.main import cli
from counter_app.desk.catalogue.seed import SeedOffers
from counter_app.desk.office import founding
from counter_app.desk.office.founding import NewOfficer
from counter_app.domain.clock import FixedClock
from counter_app.office import SystemClock
from tests import makers
from tests.cli.terminal import Terminal, form
from tests.desk.seeds import Patch, changed_seed
from tests.desk.table_files import csv_file

DATA = "so"
OLD_FILE = Path(__file__).parent.parent / "data" / "db"
NOT_SWEPT = {
    "gui": "the window; tests/qt/test_failing_disk.py",
    "demo": "plays many verbs that stand here one by one",
    "demo-day": "plays many verbs that stand here one by one",
}
"""Verbs without words of their own, and why."""


def all_verbs() -> Iterator[str]:
    """Every verb of the terminal, also groups that do something when called alone."""
    yield from _below(cli, ())


def _below(command: click.Command, names: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(command, click.Group) or (names and command.invoke_without_command):
        yield " ".join(names)
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


def overrule(place: object, name: str, value: object) -> None:
    """Put something else in the place of a part of the program, for the rest of this process."""
    setattr(place, name, value)


def clock() -> FixedClock:
    """Monday 23/11/2026, nine o'clock, for the program too."""
    made = FixedClock(makers.MONDAY)
    overrule(SystemClock, "now", lambda _self: made.now())
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


SIGNED = frozenset(
    {"certify lock", "certify lock-page", "certify note", "certify print-month"}
    | {"followup ask", "followup paper", "form", "handover show", "receipt", "return"}
)
"""Verbs that make a paper, which somebody has to sign."""
CODE = "T99001-261123-01{:04d}".format
OFFICIAL = "H57.132-261123-0001"
VERBS: dict[str, tuple[str, ...]] = {
    "absence add": (
        *("lan", "--since", "2026-12-14", "--until", "2026-12-18"),
        *("--substitute", "canbo"),
    ),
    "absence change": ("{absence}", "--until", "2026-12-09"),
    "absence end": ("{absence}",),
    "absence list": (),
    "accept": (CODE(9),),
    "apologise": ("--all", "--reason", "Chờ ký"),
    "ask": ("1", "--ticket", "A004"),
    "backup": ("--to", "{root}/ra"),
    "board": ("--out", "{root}/ra/bang.pdf"),
    "calendar affected": ("--out", "{root}/ra/lich"),
    "calendar confirm": ("2027", "--source", "Thông báo 1"),
    "calendar export": ("2026", "--out", "{root}/ra/lich.json"),
    "calendar hours": ("--from", "2027-01-01", "--set", "1-5 07:30-11:30 13:30-17:00"),
    "calendar import": ("{root}/vao/lich.json",),
    "calendar recompute": (CODE(1), "--reason", "Nghỉ do bão"),
    "calendar show": ("2026",),
    "card": ("036190000123|123456789|Nguyễn Ánh|05031990|Nữ|Thôn Đoài|10052021",),
    "catalogue export": ("--out", "{root}/ra/danh-muc.xlsx"),
    "catalogue import": ("{root}/vao/danh-muc.xlsx", "--source", "QĐ 1"),
    "catalogue list": ("khai sinh",),
    "catalogue review": ("--sector", "chung-thuc", "--confirm", "--source", "QĐ 3"),
    "catalogue seed": ("--take",),
    "catalogue posted": ("--sector", "ho-tich", "--out", "{root}/ra/niem-yet.pdf"),
    "certify": ("--pages", "4", "--copies", "2"),
    "certify authorise": (
        *("lan", "--from", "2026-11-23", "--position", "Công chức"),
        *("--number", "13/QĐ-UBND", "--issued-on", "2026-11-20"),
    ),
    "certify authorities": (),
    "certify end-authority": ("{authority}", "--to", "2026-11-23", "--reason", "Chuyển"),
    "certify lock": ("--year", "2025", "--out", "{root}/ra/khoa.pdf"),
    "certify lock-page": (
        *("--book", "chung-thuc-chu-ky", "--year", "2025"),
        *("--out", "{root}/ra/trang-khoa.pdf"),
    ),
    "certify months": ("--year", "2025"),
    "certify print-month": ("12", "--year", "2025", "--out", "{root}/ra/thang-12.pdf"),
    "certify testimony": ("1",),
    "certify erase": ("1", "--reason", "Hết hạn"),
    "certify list": (),
    "certify note": ("1", "--out", "{root}/ra/phieu.pdf"),
    "certify void": ("1", "--reason", "Nhầm"),
    "check": (),
    "close-day": ("--to", "{root}/ra"),
    "close-lapsed": ("--all", "--reason", "Quá hạn"),
    "confirm": (CODE(12),),
    "correct": (CODE(1), "--set", "applicant.name=Lê Thị Sửa", "--reason", "Nhầm"),
    "due": ("--received", "2026-11-23T09:00", "--limit", "3wd"),
    "erase": ("{over}", "--reason", "Theo yêu cầu"),
    "export": ("--to", "{root}/usb"),
    "extend": (CODE(1), "--reason", "Xác minh"),
    "fee collect": (CODE(1), "--amount", "8000", "--receipt", "78"),
    "fee refund": (CODE(4), "--amount", "3000", "--reason", "Thu thừa"),
    "fee show": (CODE(4),),
    "fee waive": (CODE(12), "--ground", "poor"),
    "find": ("Mẫu",),
    "followup answer": ("{asked}", "Đang chờ ký"),
    "followup ask": (CODE(2), "--to", "lan", "--asker", "Lê Thị Hỏi", "--asked", "Bao giờ xong?"),
    "followup erase": ("{away}", "--reason", "Theo yêu cầu"),
    "followup list": (),
    "followup paper": ("{asked}", "--out", "{root}/ra/don-doc.pdf"),
    "followup read": ("{root}/vao/dan.txt",),
    "followup tell": ("{answered}",),
    "followup void": ("{asked}", "--reason", "Nhầm"),
    "form": ("01", CODE(1), "--out", "{root}/ra/mau.pdf", "--reason", "Mất giấy"),
    "handover all": ("--from", "lan", "--to", "canbo"),
    "handover give": (CODE(8), "--to", "lan"),
    "handover holders": (),
    "handover list": (),
    "handover show": ("1", "--pdf", "{root}/ra/ban-giao.pdf"),
    "handover take": ("1", CODE(6)),
    "init": ("--number", "99002", "--device", "2"),
    "map compare": ("{root}/vao/chinh-thuc.csv", "--part"),
    "map forget": (),
    "map note": ("--sure",),
    "map worklist": (),
    "map import": ("{root}/vao/ma.csv",),
    "map list": (),
    "map set": (CODE(1), "H01.01-261123-0001"),
    "mistake": (CODE(1), "--reason", "Nhập hai lần"),
    "move": (CODE(1), "hand", "--to", "lan"),
    "numbers settle": ("--device", "7"),
    "numbers show": (),
    "originals back": (CODE(5),),
    "originals keep": (CODE(1), "Sổ gốc"),
    "originals list": (),
    "outage begin": (CODE(1), "--reason", "Mất kết nối"),
    "outage end": (),
    "outage list": (),
    "receipt": (CODE(1), "--out", "{root}/ra/giay.pdf"),
    "receive": ("--from", "{root}/vao/mot.json"),
    "register": ("--from", "{root}/vao/thieu.json", "--as", "refuse", "--reason", "Không đúng"),
    "report": ("month", "--from", "2026-11-01", "--to", "2026-11-23", "--out", "{root}/ra/bc.xlsx"),
    "restore": ("{root}/sao-luu/{backup}",),
    "return": (CODE(2), "--slip", "{root}/ra/phieu-tra.pdf"),
    "revert": (CODE(3), "--reason", "Nhầm hồ sơ"),
    "settings officer": ("lan",),
    "settings set": ("place=Xã Mới",),
    "place load": (str(paths.resources_dir() / "places" / "places.json"),),
    "place now": ("xã Mỹ Lộc, huyện Tam Bình, tỉnh Vĩnh Long",),
    "quick-card": ("--out", "{root}/ra/the-tra-nhanh.pdf"),
    **dict.fromkeys(("place show", "settings show"), ()),
    "shelf list": ("--pdf", "{root}/ra/ke.pdf"),
    "shelf put": ("Kệ A", CODE(2)),
    "show": (CODE(1),),
    "superior import": ("{root}/usb",),
    "superior list": (),
    "superior settle": (
        *("{journal}", "--take", "{root}/usb-nhanh"),
        *("--by", "Trần Thị Duyệt", "--reason", "Hỏng máy"),
    ),
    "superior report": ("--from", "2026-11-01", "--to", "2026-11-23"),
    "template export": ("CT04", "--out", "{root}/ra/ct04.xlsx"),
    "template import": ("{root}/vao/ct04.xlsx",),
    "template list": (),
    "template use": (makers.MARITAL, "CT04"),
    "ticket absent": ("A004",),
    "ticket call": (),
    "ticket done": ("A004",),
    "ticket hold": ("A004",),
    **dict.fromkeys(("ticket list", "ticket open", "ticket pause"), ()),
    "ticket recall": ("B001",),
    "ticket requeue": ("A003",),
    "ticket return": ("A002",),
    **dict.fromkeys(("ticket resume", "ticket stop"), ("C",)),
    "ticket serve": ("A004",),
    "ticket take": ("A", "--out", "{root}/ra/phieu-so.pdf"),
    "ticket transfer": ("A005", "--to", "B"),
    "ticket undo": ("A003",),
    "undo": ("--last",),
}
"""Words of each verb that succeed in the world."""
PLACES = {
    "certify authorities": "nam-cu",
    "certify end-authority": "nam-cu",
    "certify lock": "nam-cu",
    "certify lock-page": "nam-cu",
    "certify months": "nam-cu",
    "certify print-month": "nam-cu",
    "certify testimony": "nam-cu",
    "erase": "nam-cu",
    "map compare": "nam-cu",
    "map forget": "nam-cu",
    "map note": "nam-cu",
    "map worklist": "nam-cu",
    "template use": "nam-cu",
    "init": "trong",
    "numbers settle": "ngo",
    "numbers show": "ngo",
    "superior import": "cap-tren",
    "superior list": "cap-tren",
    "superior report": "cap-tren",
    "superior settle": "cap-tren",
}
"""Verbs that work on another data folder than the office's."""
SETTLING = ("superior settle", "settle by keeping", "settle days to come")
"""Decisions at the superior; said again, each gives the answer it gave, or would have given."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb with its words and its data folder."""

    name: str
    words: tuple[str, ...]
    folder: Path

    def call(self) -> tuple[str, ...]:
        """What is typed after the program's name."""
        signer = ("--officer", "canbo") if self.name in SIGNED else ()
        return ("--data", str(self.folder), "--accept-clock", *signer, *self.words)


def deeds(made: World) -> list[Deed]:
    """Every verb, other decisions at the superior, an upgrade, and a superior's first import."""
    blanks = {
        "root": str(made.root),
        "backup": next(path.name for path in (made / "sao-luu").glob("*.db")),
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
    who = ("--by", "Trần Thị Duyệt", "--reason", "Hỏng máy")
    settle = ("superior", "settle", "{journal}")
    extra = [
        deed(SETTLING[1], (*settle, "--keep", *who), "cap-tren"),
        deed(SETTLING[2], (*settle, "--dates-until", "2027-01-31", *who), "cap-tren"),
        deed("upgrade", ("find", "x"), "cu"),
        deed("first import", ("superior", "import", "{root}/usb-cu"), "trong"),
    ]
    return listed + extra


def invoke(deed: Deed) -> tuple[int, str, Any]:
    """Run a verb in this process: exit code, what it said, and the exception nobody caught."""
    from click.testing import CliRunner

    os.environ["TMPDIR"] = str(deed.folder.parent / "tmp")
    result = CliRunner().invoke(cli, list(deed.call()))
    loose = result.exception
    return result.exit_code, result.output, None if isinstance(loose, SystemExit) else loose
