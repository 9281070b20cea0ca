"""Each verb asks its own duty and no other: every verb is tried with officers who have just one duty each."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counter_app import desk, superior_desk
from counter_app.desk.dossier.moves import Move
from counter_app.desk.handover.caseloads import WantedCaseload
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.absence import Absence
from counter_app.domain.office.rights import RightsTable
from counter_app.domain.office.staff import Duty, Role
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.superior_desk.office_reports import SummedWanted
from tests.makers import officer
from tests.superior.desk_verbs import GROUPS

ASKED = {
    Duty.RECEIVE: (
        *(
            "intake.receive_all",
            "intake.register",
            "intake.accept",
            "replacing.replace",
            "drafts.keep",
            "drafts.clear",
            "drafts.drop",
            "drafts.take_up",
            "drafts.cleared",
        ),
        *(
            "drafts.mine",
            "fees.collect",
            "fees.waive",
            "fees.unwaive",
            "certification.record",
        ),
        "further_papers.issue",
        *("paper.reissue", "paper.printed", "paper.hand_over"),
    ),
    Duty.CORRECT: ("corrections.correct",),
    Duty.REFUND: ("fees.refund",),
    Duty.VOID: ("voiding.void",),
    Duty.PROCESS: (
        *("confirmations.confirm", "outages.begin", "outages.end"),
        *(
            "board.close_lapsed",
            "handover.give",
            "handover.take",
            "handover.recall",
            "handover.paper",
            "caseloads.hand_over",
        ),
        *("originals.keep", "originals.give_back", "official.enter", "official.enter_pairs"),
        *("official_list.read", "official_list.remember", "official_list.take"),
        *("official_list.worklist", "official_list.drop"),
        *("answers.answer", "answers.void"),
        *(
            "requests.give",
            "requests.answer",
            "requests.void",
            "requests.handed_out",
            "own_data.of",
        ),
        *("moves.do", "promises.extend", "promises.apologise", "shelves.put"),
    ),
    Duty.RETURN: ("returning.hand_over",),
    Duty.QUEUE: (
        "enquiries.ask",
        "followups.ask",
        "requests.receive",
        "answers.tell",
        "queue.take",
        "queue.call_next",
        "queue.do",
        "waiting_room.pause",
        "waiting_room.reopen",
        *("self_service.take", "self_service.stop", "self_service.resume"),
    ),
    Duty.REPORT: (
        "further_papers.draw_register",
        "reports.compute",
        "reports.issue",
        "volumes.print_month",
        *("superior.board", "superior.compute", "superior.file_of"),
    ),
    Duty.LOOK: ("superior.overdue", "superior.met_twice", "superior.far_dossier"),
    Duty.SUPERIOR: (
        *("superior.take_in", "superior.open_reports", "superior.trust"),
        *("superior.arrivals", "decisions.undecided", "decisions.made"),
        *("sender_keys.known", "sender_keys.lines", "sender_keys.quarantined"),
        *("sender_keys.card", "sender_keys.replaces", "sender_keys.enclosure"),
        *("sender_keys.enrol", "sender_keys.drop"),
        *("sender_keys.send_down", "sender_keys.acknowledge"),
    ),
    Duty.SETTLE: (
        *("decisions.take_theirs", "decisions.let_dates_pass", "decisions.settle"),
        *("sender_keys.revoke", "sender_keys.let_in"),
    ),
    Duty.RESTORE: ("sender_keys.put_back",),
    Duty.CLOSE_DAY: ("closing.close_day", "volumes.lock"),
    Duty.EXPORT: (
        *("closing.export", "sending_again.batch", "sending_again.entries"),
        *("sent_batches.hand_over", "sent_batches.read_acknowledgements"),
        *("superior_keys.own_card", "mending.stuck", "mending.mend"),
    ),
    Duty.ERASE: (
        *("erasure.erase_certifications", "erasure.erase", "erasure.erase_followups"),
        *("person_erasure.erase", "person_erasure.erase_draft", "person_erasure.erase_requests"),
        "retention.erase",
    ),
    Duty.RIGHTS: ("rights.set",),
    Duty.SHEET: ("recovery.make",),
    Duty.CATALOGUE: (
        *(
            "catalogue.put_procedure",
            "catalogue.confirm_procedures",
            "catalogue.check_posting",
            "catalogue.set_posting_days",
        ),
        *("procedure_lists.read_list", "procedure_lists.check_list", "procedure_lists.load_list"),
        *("seed.compare", "seed.take", "seed.decline", "parcels.look", "parcels.apply"),
    ),
    Duty.CALENDAR: (
        *(
            "calendar.set_year",
            "calendar.set_sessions",
            "calendar.drop_sessions",
            "calendar.import_year",
        ),
        "promises.recompute",
    ),
    Duty.STAFF: (
        *("staff.put_officer", "staff.assign"),
        *("script_keys.keys", "script_keys.issue", "script_keys.revoke"),
        *("authorities.authorise", "authorities.end"),
        *("absences.announce", "absences.change", "absences.end"),
    ),
    Duty.SETTINGS: (
        *("person_erasure.tick", "person_erasure.drafts"),
        *("numbers.choose_place", "numbers.settle"),
        "own_computer.open_by_itself",
        "rules.change_settings",
        *("places.load", "places.use_shipped"),
        "backups.name_places",
        *("clear_files.clear", "clear_files.listed"),
        *("superior_keys.take", "superior_keys.revoke"),
    ),
    Duty.ACCESS: ("looks.lines", "looks.for_citizen"),
}
"""Who may do what, as the office's duties are handed out: duty → group and verb."""
VERBS = {verb: duty for duty, verbs in ASKED.items() for verb in verbs}
BESIDES = {"sender_keys.revoke": Duty.SUPERIOR, "sender_keys.let_in": Duty.SUPERIOR}
"""What a verb asks besides its duty: whoever settles about keys may take batches in."""
OPEN = {
    "superior.offices": "whoever is signed in: reports, far dossiers and the inbox name offices, each for another duty",
    "superior.offered": "what reports are called: their page is built before anybody signs in",
    "sender_keys.bind": "does nothing for whoever may not: it goes before every verb of the terminal that decides",
}
"""Verbs at the superior that ask for no duty, and why."""
ASKING = re.compile(r"self\.act(ing)?\(Duty\.")
APART = {"change_preferences", "allow"}
"""Verbs that ask only for a part of what they do; ``test_rights`` tries that part."""
INNER = {
    "kept_by",
    "_trust",
    "_once",
    "_send",
    "_record",
    "_note",
    "_begun",
    "_require_own",
    *APART,
}
"""Parts of verbs that ask for them; the verbs are in the table."""
PLAIN: dict[str, Callable[[], object]] = {
    "str": lambda: "x",
    "int": lambda: 1,
    "bool": lambda: False,
    "date": lambda: date(2026, 11, 23),
    "Absence": lambda: Absence(officer="x", since=date(2026, 11, 23), until=date(2026, 11, 23)),
    "WantedCaseload": lambda: WantedCaseload(giver="x", taker="y"),
    "Move": lambda: Move(act=Act.FINISH),
    "Path": lambda: Path("nowhere"),
    "SummedWanted": lambda: SummedWanted(name="due", first=date.min, last=date.min),
}


def called(office: Office, verb: str) -> object:
    """The verb with whatever its parameters may be; who may is asked before they are looked at."""
    group, _dot, name = verb.partition(".")
    method = getattr(getattr(office, group), name)
    words: list[Any] = []
    named: dict[str, Any] = {}
    for parameter in inspect.signature(method).parameters.values():
        if parameter.default is not parameter.empty or parameter.kind is parameter.VAR_KEYWORD:
            continue
        value = PLAIN.get(str(parameter.annotation), tuple)()
        if parameter.kind is parameter.KEYWORD_ONLY:
            named[parameter.name] = value
        else:
            words.append(value)
    return method(*words, **named)


def only(*duties: Duty | None) -> RightsTable:
    """A table in which everybody holds these rights and no others."""
    held = {item: frozenset(Role if item in duties else ()) for item in Duty}
    return RightsTable(held)


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_asks_its_duty_and_no_other(office: Office, verb: str) -> None:
    for duty in Duty:
        office.session.officer = officer(Role.RECEIVER, table=only(duty, BESIDES.get(verb)))
        head = office.store.journal.head()
        refused = False
        try:
            called(office, verb)
        except RuleError as error:
            refused = error.rule == "duty"
        except Exception:  # who may was answered; what is wanted was nonsense
            refused = False
        assert refused == (duty is not VERBS[verb]), duty
        assert not refused or office.store.journal.head() == head


@pytest.mark.parametrize("verb", [*VERBS, "superior.offices"])
def test_nobody_signed_out_is_answered(office: Office, verb: str) -> None:
    office.session.officer = None
    with pytest.raises(RuleError) as refused:
        called(office, verb)
    assert refused.value.rule == "signed_out"


@pytest.mark.parametrize("verb", BESIDES)
def test_what_asks_for_two_duties_asks_for_the_other(office: Office, verb: str) -> None:
    office.session.officer = officer(Role.RECEIVER, table=only(VERBS[verb]))
    with pytest.raises(RuleError) as refused:
        called(office, verb)
    assert refused.value.rule == "duty"


def test_every_verb_at_the_superior_says_whose_it_is() -> None:
    assert {
        f"{name}.{verb}"
        for name, kind in GROUPS.items()
        for verb in vars(kind)
        if not verb.startswith("_")
    } == {
        *(verb for verb in VERBS if verb.startswith(tuple(f"{name}." for name in GROUPS))),
        *OPEN,
    }


def test_no_verb_that_asks_is_forgotten() -> None:
    """By group and verb: two groups may have a verb of the same name."""
    groups = {
        str(kind).removeprefix("Loaded[").rstrip("]"): name
        for place in Office.__mro__
        for name, kind in vars(place).get("__annotations__", {}).items()
        if str(kind).startswith("Loaded[")
    }
    asking, apart = set[str](), set[str]()
    rooms = (desk, superior_desk)
    for path in (file for room in rooms for file in Path(room.__path__[0]).rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for kind in (node for node in tree.body if isinstance(node, ast.ClassDef)):
            for made in kind.body:
                if not isinstance(made, ast.FunctionDef) or made.name in INNER:
                    continue
                if ASKING.search(ast.unparse(made)) and kind.name in groups:
                    asking.add(f"{groups[kind.name]}.{made.name}")
                elif ASKING.search(ast.unparse(made)):
                    apart.add(made.name)
    assert len(asking) > 90
    assert asking - VERBS.keys() == set()
    assert apart - {verb.partition(".")[2] for verb in VERBS} == set(), "of no group of its own"
