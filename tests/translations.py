"""``python -m tests.translations``: collect the program's texts, merge them into every language, compile.

The catalogues are ``resources/locale/<language>/LC_MESSAGES/counter_app.po`` and ``.mo``. New texts come in empty and
are listed, texts that are gone leave; running it twice changes nothing.
"""

from __future__ import annotations

import functools
import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from counter_app.i18n import DOMAIN
from counter_app.wording.paper.form_words import every_sentence

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
KEYWORDS = {"_": None, "mark": None, "plural": (1, 1)}
"""Who is given texts; what ``plural`` is given has the plural forms of each language."""
SHOWN = "col_"
"""Heads of statutory lists stand on the screen too; other sentences only on paper, which is in Vietnamese."""
FOR_TRANSLATORS = ("Translators:",)
"""How a comment begins that a translator has to read; it stands above the text in every catalogue."""
MADE = datetime(2026, 11, 23, tzinfo=UTC)
"""In every header, so that a catalogue changes only when its texts do."""


@functools.cache
def _texts() -> list[Any]:
    """What Babel finds in the program's own files, in the order of their names; read once in a process."""
    package = ROOT / "counter_app"
    found = extract_from_dir(str(package), keywords=KEYWORDS, comment_tags=FOR_TRANSLATORS)
    return sorted(found, key=lambda row: row[0])


def collect() -> Catalog:
    """Every text of the program with the files that use it."""
    found = Catalog(
        project="Quầy Một Cửa",
        copyright_holder="Quầy Một Cửa",
        msgid_bugs_address="",
        creation_date=MADE,
        charset="utf-8",
    )
    for name, _line, text, comments, _context in _texts():
        place = (f"counter_app/{Path(name).as_posix()}", 0)
        found.add(text, locations=[place], auto_comments=comments)
    for item in every_sentence():
        if item.name.startswith(SHOWN):
            found.add(item.text, locations=[("resources/papers/words.json", 0)])
    return found


def languages() -> list[str]:
    """Languages that have a catalogue."""
    return sorted(path.name for path in LOCALE.iterdir() if path.is_dir())


def source_path(language: str) -> Path:
    """The catalogue that translators edit."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def compiled_path(language: str) -> Path:
    """The catalogue that the program reads."""
    return source_path(language).with_suffix(".mo")


def read(language: str) -> Catalog:
    """A language's catalogue as it stands."""
    with source_path(language).open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def merged(language: str) -> Catalog:
    """A language's catalogue with exactly the texts the program has now."""
    catalogue = read(language)
    catalogue.update(collect(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.version = ""
    catalogue.creation_date = catalogue.revision_date = MADE
    return catalogue


def source_bytes(catalogue: Catalog) -> bytes:
    """A catalogue as ``.po``: sorted by text, without line numbers."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, sort_output=True, include_lineno=False)
    return out.getvalue()


def compiled_bytes(catalogue: Catalog) -> bytes:
    """A catalogue as ``.mo``."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def text_of(message: Message) -> str:
    """The Vietnamese text; one that counts has the same for one and for many."""
    return str(message.id if isinstance(message.id, str) else message.id[0])


def forms_of(message: Message) -> list[str]:
    """Its translations: one, or one for each plural form of the language."""
    found = message.string
    return [found] if isinstance(found, str) else [str(form) for form in found or ("",)]


def untranslated(catalogue: Catalog) -> list[str]:
    """Texts without a translation, or without one for each number."""
    return [text_of(message) for message in catalogue if message.id and not all(forms_of(message))]


def main() -> int:
    """Bring every language up to date; 1 when texts are left to translate."""
    left = 0
    for language in languages():
        catalogue = merged(language)
        source_path(language).write_bytes(source_bytes(catalogue))
        compiled_path(language).write_bytes(compiled_bytes(catalogue))
        missing = untranslated(catalogue)
        left += len(missing)
        sys.stdout.write(f"{language}: {len(catalogue)} texts, {len(missing)} to translate\n")
        sys.stdout.writelines(f"  {text!r}\n" for text in missing)
    return int(left > 0)


if __name__ == "__main__":
    sys.exit(main())
