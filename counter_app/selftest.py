"""The self-test of a built copy: does everything it carries work on this machine?

``counter-app --self-test [OUT.json]`` writes ``{"ok": true, "checks": {name: {"ok", "says"}}}`` and
exits with 0, or with 1 when any check failed. A window program on Windows has no standard output,
hence the file. All parts are imported inside their check, so that a missing one is reported.
"""

from __future__ import annotations

import gettext
import io
import json
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from counter_app import __version__
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.i18n import DOMAIN
from counter_app.paths import resources_dir

LETTERS = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả: Đặng Thị Ưởng, 15.000 ₫"
MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=LOCAL)


class SelfTestError(Exception):
    """One part of the program does not work here; the message says which and how."""


def need(condition: object, message: str) -> None:
    """Raise SelfTestError unless the condition holds."""
    if not condition:
        raise SelfTestError(message)


def paper_fonts() -> str:
    """Every shipped font loads in the PDF library and holds all letters a form needs."""
    from reportlab.pdfbase.ttfonts import TTFont

    fonts = sorted((resources_dir() / "fonts").glob("*.ttf"))
    need(fonts, "no fonts in resources/fonts")
    for path in fonts:
        known = TTFont(path.stem, str(path)).face.charToGlyph
        missing = [letter for letter in LETTERS if letter != " " and ord(letter) not in known]
        need(not missing, f"{path.name} lacks {missing}")
    return f"{len(fonts)} fonts"


def screen_fonts() -> str:
    """Every shipped font loads in Qt."""
    from PySide6.QtGui import QFontDatabase

    families: set[str] = set()
    for path in sorted((resources_dir() / "fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        need(number >= 0, f"Qt cannot load {path.name}")
        families.update(QFontDatabase.applicationFontFamilies(number))
    return ", ".join(sorted(families))


def icons() -> str:
    """Every shipped icon draws something: Qt's SVG plug-in is there."""
    from PySide6.QtGui import QIcon

    paths = sorted((resources_dir() / "icons").rglob("*.svg"))
    need(paths, "no icons in resources/icons")
    for path in paths:
        image = QIcon(str(path)).pixmap(32, 32).toImage()
        dots = [(x, y) for x in range(image.width()) for y in range(image.height())]
        need(any(image.pixelColor(x, y).alpha() for x, y in dots), f"{path.name} draws nothing")
    return f"{len(paths)} icons"


def window() -> str:
    """A window with Vietnamese text can be shown, and printers can be asked for."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtPrintSupport import QPrinterInfo
    from PySide6.QtWidgets import QApplication, QLabel

    label = QLabel(LETTERS)
    label.show()
    QApplication.processEvents()
    need(not label.grab().isNull(), "a label could not be drawn")
    label.close()
    printers = len(QPrinterInfo.availablePrinterNames())
    return f"platform {QGuiApplication.platformName()}, {printers} printers"


def sqlite_library() -> str:
    """The SQLite library is the safe one and can search Vietnamese text (FTS5)."""
    from counter_app.store.core import engine

    connection = engine.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE t USING fts5(a, tokenize='unicode61 remove_diacritics 2')"
    )
    connection.execute("INSERT INTO t VALUES ('Nguyễn Thị Ưởng')")
    found = connection.execute("SELECT count(*) FROM t WHERE t MATCH 'nguyen'").fetchone()[0]
    connection.close()
    need(found == 1, "full-text search does not find a name without its accents")
    return engine.library_version()


def pdf() -> str:
    """A page with a shipped font, a barcode and a QR code is written and rasterised."""
    import pypdfium2
    import segno
    from barcode import Code128
    from barcode.writer import SVGWriter
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    bars = io.BytesIO()
    Code128("123456", writer=SVGWriter()).write(bars)
    need(b"<rect" in bars.getvalue(), "python-barcode draws nothing")
    need(segno.make(LETTERS).symbol_size()[0] > 20, "segno draws nothing")
    font = next((resources_dir() / "fonts").glob("*-Regular.ttf"))
    pdfmetrics.registerFont(TTFont("self-test", str(font)))
    paper = io.BytesIO()
    canvas = Canvas(paper, pagesize=(400, 100))
    canvas.setFont("self-test", 20)
    canvas.drawString(20, 40, LETTERS)
    canvas.save()
    document = pypdfium2.PdfDocument(paper.getvalue())
    page = document[0]
    need(page.get_textpage().get_text_range().strip() == LETTERS, "the text is not in the PDF")
    need(page.render(scale=1, grayscale=True).to_pil().getextrema()[0] < 128, "the page is blank")
    document.close()
    return f"{len(paper.getvalue())} bytes"


def spreadsheet() -> str:
    """An XLSX file is written, and read back: lists of procedures come as such."""
    import xlsxwriter
    from openpyxl import load_workbook

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("Sổ").write_string(0, 0, LETTERS)
    book.close()
    need(out.getvalue().startswith(b"PK"), "no XLSX file came out")
    (row,) = load_workbook(out, read_only=True).worksheets[0].iter_rows(values_only=True)
    need(row == (LETTERS,), "an XLSX file reads back otherwise")
    return f"{len(out.getvalue())} bytes"


def sealing() -> str:
    """Passwords are hashed, batches are compressed, signed and sealed: the compiled libraries load."""
    import zstandard
    from argon2 import PasswordHasher
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from pyrage import decrypt, encrypt, x25519

    hasher = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1)
    need(hasher.verify(hasher.hash(LETTERS), LETTERS), "Argon2 does not verify its own hash")
    from counter_app.store.core.plain_json import plain_object, plain_text

    said = {"a": LETTERS}
    need(plain_object(plain_text(said)) == said, "msgspec does not read its own output")
    packed = zstandard.compress(LETTERS.encode())
    need(zstandard.decompress(packed) == LETTERS.encode(), "zstd does not unpack its own output")
    key = Ed25519PrivateKey.generate()
    key.public_key().verify(key.sign(packed), packed)
    mine = x25519.Identity.generate()
    need(
        decrypt(encrypt(packed, [mine.to_public()]), [mine]) == packed, "age does not open its own"
    )
    return "argon2, zstd, ed25519, age"


def translations() -> str:
    """Qt's own dialogs have Vietnamese texts; every further language shipped is complete enough."""
    locale = resources_dir() / "locale"
    texts = json.loads((locale / "qt_vi.json").read_text(encoding="utf-8"))
    need(texts["QPlatformTheme"]["Cancel"] == "Hủy", "Qt's Vietnamese texts are missing")
    languages = sorted(path.name for path in locale.iterdir() if path.is_dir())
    for language in languages:
        catalogue = gettext.translation(DOMAIN, locale, languages=[language])
        need(catalogue.gettext("Hồ sơ") != "Hồ sơ", f"the catalogue {language} is empty")
    return ", ".join(["vi", *languages])


def release() -> str:
    """The keys of the publisher and the list of known weaknesses can be read."""
    from counter_app.releases.release import built_in_keys
    from counter_app.releases.weaknesses import knowledge

    folder = resources_dir()
    need((folder / "release" / "keys.pub").is_file(), "the publisher's keys are missing")
    known = knowledge(folder)
    looked = known.looked.isoformat() if known.looked else "never"
    return f"{len(built_in_keys(folder))} keys, {len(known.parts)} parts, weaknesses looked up: {looked}"


def local_time() -> str:
    """Local time is +07:00 without a time-zone database."""
    need(MOMENT.utcoffset() == timedelta(hours=7), "the local zone is not +07:00")
    return MOMENT.isoformat()


def database() -> str:
    """An office is set up, takes a request, prints its receipt and finds its own journal whole."""
    from counter_app.desk.office.founding import default_founding
    from counter_app.domain.dossier.draft import IntakeDraft
    from counter_app.domain.office.staff import COMMAND_LINE
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.domain.person.party import Party, PartyKind
    from counter_app.office import Office

    # Windows keeps a file that was just closed for a moment; the folder is temporary anyway.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        founding, clock = default_founding(), FixedClock(MOMENT)
        data = Path(folder) / "so-lieu"  # an office keeps a witness beside its data
        office = Office.found(data, founding, clock=clock, officer=COMMAND_LINE)
        try:
            procedure = next(item for item in office.intake.procedures("khai sinh") if item.limit)
            person = Party(kind=PartyKind.PERSON, name="Đặng Thị Ưởng")
            draft = IntakeDraft(procedure=procedure.code, applicant=person)
            dossier = office.intake.receive(draft).result
            receipt = office.paper.draw_receipt(dossier.code, PaperSize.A5)
            problems = office.store.check().problems
        finally:
            office.close()
    need(receipt.startswith(b"%PDF-"), "the receipt is no PDF")
    need(not problems, "; ".join(problems))
    return f"{dossier.code}, promised for {dossier.promised_at}"


CHECKS: tuple[Callable[[], str], ...] = (
    local_time,
    translations,
    sqlite_library,
    database,
    paper_fonts,
    pdf,
    spreadsheet,
    sealing,
    release,
    screen_fonts,
    icons,
    window,
)


def outcome(check: Callable[[], str]) -> dict[str, Any]:
    """The answer of one check, or the reason of its failure; a broken build may fail in any way at all."""
    try:
        return {"ok": True, "says": check()}
    except Exception as error:
        return {"ok": False, "says": f"{type(error).__name__}: {error}"}


def findings() -> dict[str, Any]:
    """The outcome of every check, for writing as JSON."""
    checks = {check.__name__: outcome(check) for check in CHECKS}
    ok = all(item["ok"] for item in checks.values())
    return {"ok": ok, "version": __version__, "checks": checks}


def whole_findings() -> dict[str, Any]:
    """The outcome of every check, those of the window too, as in ``findings``."""
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(sys.argv[:1])
    found = findings()
    del application
    return found


def self_test(report: Path | None) -> int:
    """Run every check, write the findings to ``report`` and standard output; 0 when all is well."""
    found = whole_findings()
    text = json.dumps(found, ensure_ascii=False, indent=2)
    if report:
        report.write_text(text + "\n", encoding="utf-8")
    if sys.stdout is not None:
        sys.stdout.write(json.dumps(found, indent=2) + "\n")  # its code page may lack our letters
    return 0 if found["ok"] else 1
