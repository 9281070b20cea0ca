"""Every act of an officer is written in one way: sent again it is the same act, and its id serves no other."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counter_app import desk, superior_desk
from counter_app.desk.catalogue.lists.findings import Outcome
from counter_app.domain.journal.shapes import type_trouble
from counter_app.errors import DeviceError, RuleError
from counter_app.office import Desks, Office
from counter_app.store.core.journal import said_in
from counter_app.system.loaded import Loaded
from tests.desk.acts import print_of
from tests.desk.examples import every_example
from tests.makers import draft
from tests.memory_printer import Fault, MemoryPrinter

EXAMPLES = every_example()
WRITING = re.compile(
    r"self\.(own_)?act(_by)?\(|erasing_act\(|self\.group\((OfficeRules|Procedures)\)"
)
"""A verb that writes, or has another group's verb write for it."""
GROUPS = [name for name, made in vars(Desks).items() if isinstance(made, Loaded)]
OWN_FORMS = "intake.receive_all"
"""Its forms each bring their own op_id: one visit, several acts."""
ALIKE: dict[str, Callable[[Any], object]] = {
    "procedure_lists.load_list": lambda report: [line.code for line in report.lines],
    "seed.take": lambda report: report.sha256,
    "calendar.import_year": lambda plan: plan.file,
    "closing.export": lambda exported: exported.batch,
    "sending_again.batch": lambda exported: exported.batch,
    "sending_again.entries": lambda exported: exported.batch,
    "script_keys.issue": lambda told: told[0],
}
"""What is the same where an answer also tells what stood before, or which files were written just now."""
NO_OFFICER_YET = {
    **{"founding.py": 1, "passwords.py": 1, "restore.py": 1},
    **{"signing_in.py": 2, "script_keys.py": 1},
}
"""Acts of nobody in charge: the first events of a new file, coming and going, a key's run, and a copy put in the place
of the data.
"""


def writing(group: object) -> set[str]:
    """The public methods of a group that write for an officer, by themselves or through others of its methods."""
    texts = {
        name: textwrap.dedent(inspect.getsource(method))
        for name, method in inspect.getmembers(type(group), inspect.isfunction)
        if name not in ("act", "group", "__init__")
    }
    found = {name for name, text in texts.items() if WRITING.search(text)}
    while True:
        calls = re.compile(rf"self\.({'|'.join(found) or 'none'})\(")
        more = {name for name, text in texts.items() if calls.search(text)} - found
        if not more:
            return {name for name in found if not name.startswith("_")}
        found |= more


def verbs(office: Office) -> dict[str, Callable[..., object]]:
    """Every writing verb."""
    return {
        f"{name}.{verb}": getattr(getattr(office, name), verb)
        for name in GROUPS
        for verb in sorted(writing(getattr(office, name)))
    }


def test_every_writing_verb_has_an_example_here(office: Office) -> None:
    assert set(verbs(office)) == set(EXAMPLES)


def test_every_writing_verb_takes_an_operation_s_id(office: Office) -> None:
    without = {
        name
        for name, verb in verbs(office).items()
        if (taken := inspect.signature(verb).parameters.get("op_id")) is None
        or taken.default != ""
        or taken.kind is not taken.KEYWORD_ONLY
    }
    assert without == {OWN_FORMS}


@pytest.mark.parametrize("verb", EXAMPLES)
def test_sent_again_it_gives_the_first_answer_and_writes_nothing(office: Office, verb: str) -> None:
    send = EXAMPLES[verb](office)
    first = send(op_id="tap")
    assert office.store.journal.by_op("tap") is not None
    head = office.store.journal.head()
    again = send(op_id="tap")
    assert office.store.journal.head() == head
    told = ALIKE.get(verb)
    assert again.result == first.result or (told and told(again.result) == told(first.result))
    assert office.store.check().problems == ()


@pytest.mark.parametrize("verb", EXAMPLES)
def test_another_act_s_id_is_refused(office: Office, verb: str) -> None:
    with office.store.transaction() as tx:
        tx.record("officer.signed_in", "officer:canbo", {}, actor="canbo", op_id="taken")
    send = EXAMPLES[verb](office)
    head = office.store.journal.head()
    with pytest.raises(RuleError) as refused:
        send(op_id="taken")
    assert refused.value.field == "op_id"
    assert office.store.journal.head() == head


@pytest.mark.parametrize("verb", EXAMPLES)
def test_without_an_id_it_is_an_act_of_its_own(office: Office, verb: str) -> None:
    send = EXAMPLES[verb](office)
    head = office.store.journal.head().seq
    send(op_id="")
    written = list(office.store.journal.walk(head + 1, office.store.journal.head().seq))
    assert written
    for entry, _salt, body in written:  # or the superior would refuse it
        assert type_trouble(entry.kind, said_in(body or "{}")) == ""


def test_an_act_answers_for_what_it_wrote_whatever_is_sent_the_second_time(office: Office) -> None:
    first = office.intake.receive(draft(), op_id="tap").result
    other = office.intake.receive(draft("1.004873"), op_id="tap").result
    assert other == first


def test_a_list_loaded_twice_says_what_stands(office: Office) -> None:
    send = EXAMPLES["procedure_lists.load_list"](office)
    assert send(op_id="tap").result.count(Outcome.NEW) == 1
    assert send(op_id="tap").result.count(Outcome.UNCHANGED) == 1


def test_what_came_out_of_the_printer_is_not_sent_to_it_again(office: Office) -> None:
    printer, broken = MemoryPrinter(), MemoryPrinter(Fault.JAM)
    office.paper.printer_for = lambda wish: broken if wish == "broken" else printer
    job = print_of(office)
    with pytest.raises(DeviceError):
        office.paper.print(job, printer="broken", op_id="tap")
    for _time in range(2):
        assert office.paper.print(job, op_id="tap").result.state == "printed"
    assert len(printer.jobs) == 1


def test_nobody_else_opens_a_transaction() -> None:
    opened = {}
    rooms = (desk, superior_desk)
    for path in (file for room in rooms for file in Path(room.__path__[0]).rglob("*.py")):
        made = ast.walk(ast.parse(path.read_text("utf-8")))
        calls = [node for node in made if isinstance(node, ast.Call)]
        count = sum(
            ast.unparse(node.func).endswith((".transaction", ".settling")) for node in calls
        )
        if count:
            opened[path.name] = count
    assert opened == NO_OFFICER_YET
