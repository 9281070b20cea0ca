"""What the documents say is so: keys are bound, verbs exist, links lead somewhere, pages are short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from counter_app import paths
from counter_app.cli.main import cli
from counter_app.demo.sample import sample_founding
from counter_app.desk.groups import Desks
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.dossier.dossier import Channel, Mapping, Outcome, State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Duty
from counter_app.domain.paper.document_kinds import BY_NAME, FORM_OF
from counter_app.office import Office
from counter_app.qt.help.page import HelpPage
from counter_app.qt.kit.guide import guide_path
from counter_app.qt.kit.help_place import help_place
from counter_app.qt.kit.hub import Hub
from counter_app.qt.kit.jobs import Jobs
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.training.panel import AGAIN_KEY, CARD_KEY, NEXT_KEY, SCAN_KEY
from counter_app.qt.window.counter_view import CounterView
from counter_app.qt.window.page_list import ENTRIES, UNLISTED, pages_of
from counter_app.settings import SUPERIOR
from tests import commands, rights_page

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "resources" / "guide" / "huong-dan.md"
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    GUIDE,
    *sorted((ROOT / "docs").rglob("*.md")),
]
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
LONGEST_DECISION, LONGEST_ARCHITECTURE, LONGEST_PICTURE = 31, 90, 120_000

_KEY = r"(?:Ctrl\+|Alt\+|Shift\+)*(?:F\d{1,2}|[A-Z0-9]|Enter|Esc|Del)"
_NAMED_KEY = re.compile(rf"\*\*({_KEY})\*\*")
_TYPED = {"Enter", "Shift+Enter"}
"""Keys that move through a form or accept a choice; tests of the forms hold them to it."""
_IN_DIALOGS = {"Ctrl+Shift+F12", "Ctrl+R", "Ctrl+0", "Ctrl+9"}
"""Keys of windows that a page opens; tests of these windows hold them to it."""


def relative(path: Path) -> str:
    """A path as people write it."""
    return path.relative_to(ROOT).as_posix()


def plain(sequence: QKeySequence) -> str:
    """A key as documents write it."""
    return sequence.toString().replace("Return", "Enter")


def bound(widget: QWidget) -> set[str]:
    """Every key that something inside ``widget`` answers to."""
    buttons = {plain(item.shortcut()) for item in widget.findChildren(QAbstractButton)}
    return buttons | {plain(item.key()) for item in widget.findChildren(QShortcut)}


@pytest.fixture
def view(qtbot: QtBot, office: Office) -> Iterator[CounterView]:
    """The signed-in window; a page is built when a test opens it."""
    jobs = Jobs(office)
    made = CounterView(Workplace(office, Hub(), jobs))
    qtbot.addWidget(made)
    yield made
    qtbot.waitUntil(lambda: not jobs.working)
    jobs.stop()


def key_tables() -> dict[str, set[str]]:
    """Title of a page in the guide's last chapter → keys said to work there."""
    chapter = GUIDE.read_text("utf-8").partition("## 13.")[2]
    parts = chapter.split("\n### ")[1:]
    tables = {part.partition("\n")[0]: set(_NAMED_KEY.findall(part)) for part in parts}
    for keys in tables.values():
        keys |= {
            f"Alt+{number}"
            for key in keys & {"Alt+4", "Alt+7"}
            for number in range(1, int(key[-1]))
        }
    return tables


def test_the_guide_is_shipped_and_found() -> None:
    assert guide_path() == GUIDE


CHAPTERS = {
    **{
        "board": "Trang Hôm nay",
        "intake": "3.",
        "queue": "5.",
        "dossiers": "6.",
        "dossier": "Thao tác trong một hồ sơ",
    },
    **{"returning": "7.", "reports": "8.", "closing": "9.", "catalogue": "11."},
    **{"calendar": "11.", "staff": "11.", "settings": "11."},
}


def test_help_opens_at_the_chapter_of_the_page(view: CounterView) -> None:
    view.pages.open("help")
    help_page = view.pages.page("help")
    assert isinstance(help_page, HelpPage)
    for name, chapter in CHAPTERS.items():
        view.pages.prepare(name)
        page = view.pages.page(name)
        assert page is not None
        help_page.enter(help_place(None, page))
        assert help_page.text.textCursor().block().text().startswith(chapter), name


def test_the_guide_names_every_page() -> None:
    everywhere = key_tables()["Ở mọi nơi"]
    assert {item.key for item in ENTRIES} <= everywhere


def test_keys_of_the_window_are_bound(view: CounterView) -> None:
    assert key_tables()["Ở mọi nơi"] - _TYPED - set(view.keys.shortcuts) == set()


def test_keys_of_a_page_are_bound_on_that_page(view: CounterView) -> None:
    tables = key_tables()
    for entry in (*ENTRIES, *UNLISTED):
        view.pages.prepare(entry.name)
        view.pages.open(entry.name)
        page = view.pages.page(entry.name)
        assert page is not None
        assert tables.get(entry.title, set()) - bound(page) == set(), entry.name


def test_every_table_of_keys_belongs_to_a_page() -> None:
    titles = {item.title for item in (*ENTRIES, *UNLISTED, *pages_of(SUPERIOR).every)}
    assert set(key_tables()) - titles == {"Ở mọi nơi", "Tập huấn"}
    assert len(key_tables()) >= 8


def test_keys_of_the_training_are_those_of_its_panel() -> None:
    assert key_tables()["Tập huấn"] == {SCAN_KEY, NEXT_KEY, AGAIN_KEY, CARD_KEY}


def test_every_key_in_the_text_is_in_a_table() -> None:
    text, _mark, _tables = GUIDE.read_text("utf-8").partition("## 13.")
    listed = set().union(*key_tables().values())
    assert set(_NAMED_KEY.findall(text)) - listed - _IN_DIALOGS == set()


def verbs(command: click.Command, name: str = "") -> Iterator[str]:
    """Every verb of the command line, those of groups with the group's name."""
    if isinstance(command, click.Group):
        if command.invoke_without_command:
            yield name
        context = click.Context(command)
        for word in command.list_commands(context):
            if inner := command.get_command(context, word):
                yield from verbs(inner, f"{name} {word}".strip())
    else:
        yield name


def test_the_page_of_the_verbs_is_the_programs_own() -> None:
    assert commands.PAGE.read_text("utf-8") == commands.page(), "python -m tests.commands"
    headed = set(re.findall(r"^#{3,} (.+)$", commands.page(), re.MULTILINE))
    assert set(verbs(cli)) <= headed


def test_the_page_of_the_rights_is_the_programs_own() -> None:
    assert rights_page.PAGE.read_text("utf-8") == rights_page.page(), "python -m tests.rights_page"


def test_every_option_says_what_it_is_for() -> None:
    silent = re.findall(r"^\| `[^\n]+` \| (?:\[[^\]]*\] )?\|$", commands.page(), re.MULTILINE)
    assert silent == []


def test_the_readme_leads_to_the_page_of_the_verbs() -> None:
    assert "(docs/commands.md)" in README


def test_options_in_the_readme_exist() -> None:
    known = {option for name in verbs(cli) for option in options_of(name)} | options_of("")
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) - known == set()


def options_of(name: str) -> set[str]:
    """The options of a verb, or of the program."""
    command: click.Command | None = cli
    for word in name.split():
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), word)
    assert command is not None
    return {text for item in command.params for text in item.opts}


def test_the_readme_names_the_sample_officers() -> None:
    for item in sample_founding(paths.resources_dir()).officers:
        assert f"`{item.officer.login}`" in README
    assert f"`{FIRST_PASSWORD}`" in README


GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")


@pytest.mark.parametrize("kind", [State, Act, Duty, Channel, Mapping, Outcome])
def test_the_glossary_has_every_word_of_a_kind(kind: type[Enum]) -> None:
    words = {str(item.name).lower() for item in kind}
    assert {word for word in words if f"`{word}`" not in GLOSSARY} == set()


def test_the_glossary_has_every_group_of_verbs() -> None:
    groups = [
        name
        for kind in (Desks, Office)
        for name, said in kind.__annotations__.items()
        if str(said).startswith("Loaded[") and not name.startswith("_")
    ]
    assert "sender_keys" in groups
    assert [name for name in groups if f"`{name}`" not in GLOSSARY] == []


def test_the_glossary_has_every_paper_with_its_form() -> None:
    missing = [
        document
        for document in (*BY_NAME, *FORM_OF)
        if not re.search(
            rf"`{document}`.*\|.*\|.*{'Mẫu ' + FORM_OF[document] if document in FORM_OF else ''}",
            GLOSSARY,
        )
    ]
    assert missing == []


def test_the_readme_has_two_commands() -> None:
    block = README.partition("## For developers: two commands\n\n")[2].partition("\n\n")[0]
    assert [line.split("#")[0].strip() for line in block.splitlines()] == [
        "python3 dev.py run",
        "python3 dev.py test",
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_links_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", document.read_text("utf-8"))
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_documents_end_in_one_newline_and_have_one_title(document: Path) -> None:
    text = document.read_text("utf-8")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1


def test_decisions_are_short_complete_and_numbered_without_a_gap() -> None:
    numbers = []
    for path in DECISIONS:
        text = path.read_text("utf-8")
        number = int(path.name[:4])
        numbers.append(number)
        assert text.startswith(f"# {number}. "), path.name
        assert len(text.splitlines()) <= LONGEST_DECISION, path.name
        for part in ("Status:", "Context.", "Decision.", "Consequences.", "Not chosen."):
            assert f"**{part}**" in text, (path.name, part)
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_architecture_fits_on_a_screen_and_names_every_room() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_ARCHITECTURE
    rooms = {path.stem for path in (ROOT / "counter_app").iterdir() if path.suffix in ("", ".py")}
    assert {room for room in rooms - {"__pycache__", "__init__"} if room not in text} == set()


def test_the_layers_are_told_as_they_are_checked() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contract = project["tool"]["importlinter"]["contracts"][0]
    line = " > ".join(contract["layers"])
    for name in ("docs/architecture.md", "docs/adr/0003-layers.md"):
        assert line in (ROOT / name).read_text("utf-8"), name


def test_pictures_are_small_and_all_drawn_by_the_program() -> None:
    from PIL import Image

    pictures = sorted((ROOT / "docs" / "images").glob("*.png"))
    assert len(pictures) >= 20
    for path in pictures:
        assert path.stat().st_size < LONGEST_PICTURE, path.name
        if not path.name.startswith("paper-"):
            with Image.open(path) as image:
                assert image.size == (1366, 768), path.name


def test_every_picture_is_in_the_gallery() -> None:
    shown = re.findall(
        r"\]\(images/([a-z0-9-]+\.png)\)", (ROOT / "docs/pictures.md").read_text("utf-8")
    )
    drawn = [path.name for path in (ROOT / "docs" / "images").glob("*.png")]
    assert sorted(shown) == sorted(drawn)
