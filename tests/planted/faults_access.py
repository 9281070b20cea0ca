"""Faults in who looked: lines that are lost, cut off or left out, reasons not asked, names that stay."""

from __future__ import annotations

from tests.planted.fault import Fault

FAULTS = (
    Fault(
        "counter_app/store/core/access_book.py",
        "            if seq > front.seq and known.get(seq, GENESIS).hex() != told:\n",
        "            if False and known.get(seq, GENESIS).hex() != told:\n",
        "a tail cut off together with its seal is missed by no closing",
        (
            "tests/store/test_access_book.py::"
            "test_a_rewritten_book_is_not_the_one_the_closing_names",
        ),
    ),
    Fault(
        "counter_app/store/file/anchors.py",
        "    if seq > lines.front().seq and lines.hash_of(seq).hex() != digest:\n",
        "    if seq > lines.head().seq and lines.hash_of(seq).hex() != digest and False:\n",
        "the witness does not miss the last looks of a day",
        (
            "tests/store/test_access_book.py::"
            "test_a_tail_cut_off_together_with_its_seal_is_missed_by_the_witness",
        ),
    ),
    Fault(
        "counter_app/store/file/looks.py",
        '        connection.execute("SAVEPOINT looks")\n',
        '        connection.execute("RELEASE looks")\n',
        "a look is never written along with an act",
        ("tests/store/test_access_book.py::test_looks_travel_with_the_next_act_and_with_the_end",),
    ),
    Fault(
        "counter_app/desk/dossier/erasure.py",
        '        blank_looks(self.store.database, payload["dossiers"], entry.seq)\n',
        "",
        "the access book keeps the name of somebody who was erased",
        (
            "tests/desk/test_access_book.py::"
            "test_an_erasure_takes_the_name_and_leaves_who_looked_and_when",
        ),
    ),
    Fault(
        "counter_app/qt/dossier/page.py",
        "            if not why and office.access.asks_why(dossier):\n",
        "            if False:\n",
        "a dossier of another sector is opened unasked",
        ("tests/qt/test_access_book.py::test_a_reason_is_typed_or_nothing_is_shown",),
    ),
    Fault(
        "counter_app/desk/access/told_looks.py",
        '            Column(_("Hồ sơ"), lambda line: _seen(line, dossiers), 2.4),\n',
        '            Column(_("Hồ sơ"), lambda line: line.look.about + line.look.words + line.look.why, 2.4),\n',
        "the citizen's paper tells what was searched for and why",
        (
            "tests/desk/test_access_book.py::"
            "test_the_citizens_paper_tells_who_looked_and_of_nobody_else",
        ),
    ),
    Fault(
        "counter_app/cli/context.py",
        "if _owes_a_look(office):",
        "if False:",
        "a verb that only lists citizens leaves no trace",
        (
            "tests/cli/test_doors_to_citizens.py::"
            "test_a_verb_of_which_nothing_is_said_leaves_a_line",
        ),
    ),
    Fault(
        "counter_app/cli/context.py",
        'whom = office.store.access.numbers_of(codes_in("\\n".join(said)))',
        "whom: list[int] = []",
        "the terminal shows one citizen's fees, and the citizen is not told who looked",
        ("tests/cli/test_doors_to_citizens.py::test_a_verb_leaves_the_line_it_owes[fee show]",),
    ),
    Fault(
        "counter_app/desk/access/book.py",
        "if isinstance(about, int):  # of an enquiry, which has a code and a number of its own",
        "if False:",
        "a look at an enquiry is written down for the dossier that has the enquiry's number",
        ("tests/qt/test_access_book.py::test_an_enquiry_is_about_the_dossier_that_it_names",),
    ),
    Fault(
        "counter_app/qt/kit/why_dialog.py",
        "    dialog.rejected.connect(unanswered)\n",
        "",
        "whoever gives no reason sits before an empty page with the keyboard nowhere",
        ("tests/qt/test_access_book.py::test_escape_from_the_reason_is_back_where_one_came_from",),
    ),
)
