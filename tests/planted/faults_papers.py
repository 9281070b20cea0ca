"""Faults in papers, printers, words, the terminal and the invented office."""

from __future__ import annotations

from tests.planted.fault import Fault

FAULTS = (
    Fault(
        "counter_app/printing/devices/lp_printer.py",
        "raise self._held(_kept(), job)",
        "return",
        "a job that the print server holds counts as printed",
        (
            "tests/printing/devices/test_on_linux_lp_printer.py::test_a_job_that_the_server_holds_is_not_told_as_printed",
        ),
    ),
    Fault(
        "counter_app/desk/tables/decoding.py",
        "    require_letters(text, name)\n",
        "",
        "codes of letters in ASCII become names",
        ("tests/desk/test_table_files.py::test_letters_written_out_in_ascii_are_no_names",),
    ),
    Fault(
        "counter_app/printing/press/codes.py",
        "QUIET = 10\n",
        "QUIET = 4\n",
        "scanners do not find where a barcode begins",
        ("tests/printing/documents/test_codes.py::test_quiet_zones_are_kept",),
    ),
    Fault(
        "counter_app/printing/devices/escpos_printer.py",
        "[255 if level < _THRESHOLD else 0 for level in range(256)]",
        "[0 if level < _THRESHOLD else 255 for level in range(256)]",
        "receipts come out of the roll white on black",
        (
            "tests/printing/devices/test_escpos_printer.py::test_the_receipt_arrives_so_that_scanners_read_it",
        ),
    ),
    Fault(
        "counter_app/printing/devices/escpos_printer.py",
        "if answers.get(4, 0) & 0x60 or answers.get(2, 0) & 0x20:",
        "if answers.get(2, 0) & 0x20:",
        "a receipt goes to a printer that is out of paper",
        (
            "tests/printing/devices/test_escpos_printer.py::test_paper_and_cover_are_looked_at_before_printing",
        ),
    ),
    Fault(
        "counter_app/printing/devices/file_printer.py",
        "files.write_new(target, [pdf])",
        "target.write_bytes(pdf)",
        "a second paper of the same title replaces the first",
        ("tests/printing/devices/test_file_printer.py::TestContract::test_each_job_comes_out",),
    ),
    Fault(
        "counter_app/printing/papers/certification_note.py",
        "    if item.voided_at is not None:\n",
        "    if item.voided_at is None:\n",
        "a note bills the numbers that are void",
        (
            (
                "tests/printing/documents/test_certification_note.py"
                "::test_it_says_numbers_documents_and_money_on_every_paper"
            ),
        ),
    ),
    Fault(
        "counter_app/printing/sheets/workbook.py",
        "plain[: 30 - len(str(number))]",
        "plain[: 31 - len(str(number))]",
        "Excel calls a workbook with two long names damaged",
        ("tests/printing/documents/test_workbook.py::test_names_of_sheets_are_what_excel_allows",),
    ),
    Fault(
        "counter_app/printing/sheets/workbook.py",
        "cell.toordinal() - _FIRST_DAY.toordinal()",
        "cell.toordinal() - _FIRST_DAY.toordinal() - 1",
        "every day in a workbook is the one before",
        ("tests/printing/documents/test_workbook.py::test_cells_keep_their_types",),
    ),
    Fault(
        "counter_app/printing/papers/receipt_rows.py",
        "where or dossier.applicant.address]",
        "where]",
        "a result to be posted has no address on its receipt",
        ("tests/printing/documents/test_receipt.py::test_where_the_result_is_given_out",),
    ),
    Fault(
        "counter_app/printing/papers/handover_sheet.py",
        "form_moment(sheet.taken_at) if sheet.taken_at else BLANK",
        "form_moment(sheet.given_at) if sheet.taken_at else BLANK",
        "a hand-over sheet says that papers were taken when they were given",
        (
            (
                "tests/printing/documents/test_papers.py"
                "::test_a_hand_over_says_when_papers_were_given_and_when_they_were_taken"
            ),
        ),
    ),
    Fault(
        "counter_app/printing/papers/fee_note.py",
        '        if sheet.refund\n        else (_("NGƯỜI NỘP TIỀN"), _("NGƯỜI THU TIỀN"))',
        '        if not sheet.refund\n        else (_("NGƯỜI NỘP TIỀN"), _("NGƯỜI THU TIỀN"))',
        "citizen and officer sign a fee note in each other's place",
        (
            "tests/printing/documents/test_papers.py::test_the_text_of_every_paper_is_as_it_was_read_and_approved",
        ),
    ),
    Fault(
        "counter_app/printing/press/marks.py",
        "    if not times:\n        return []\n",
        "    if times < 2:\n        return []\n",
        "a first reprint cannot be told from the first print",
        ("tests/printing/documents/test_receipt.py::test_a_reprint_and_invented_data_say_so",),
    ),
    Fault(
        "counter_app/wording/paper/amounts.py",
        "    if tens > 1:\n        return {1:",
        "    if tens >= 1:\n        return {1:",
        "eleven thousand is written as mười mốt nghìn",
        ("tests/wording/test_amounts.py::test_numbers_are_read_aloud",),
    ),
    Fault(
        "counter_app/wording/paper/moments.py",
        "if day.month < 3 else",
        "if day.month <= 3 else",
        "dates of March are written otherwise than forms ask",
        ("tests/wording/test_moments.py::test_zeros_where_forms_ask_for_them",),
    ),
    Fault(
        "counter_app/wording/promise/periods.py",
        "    if until < local.date():\n",
        "    if until <= local.date():\n",
        "figures of a day that is not over are called final",
        (
            "tests/reports/test_issued.py::test_a_period_that_is_not_over_is_provisional_and_seals_nothing",
        ),
    ),
    Fault(
        "counter_app/wording/dossier/changes.py",
        "        if item not in others\n",
        "",
        "a correction of one paper repeats all of them",
        ("tests/wording/test_changes.py::test_only_what_differs_is_told",),
    ),
    Fault(
        "counter_app/wording/promise/due.py",
        '.replace(".", ",")',
        "",
        "half a day is written with a point",
        ("tests/wording/test_due.py::test_limit_text",),
    ),
    Fault(
        "counter_app/wording/office/clock.py",
        '"-" if minutes < 0 else "+"',
        '"+" if minutes < 0 else "-"',
        "a clock west of Greenwich is said to be east of it",
        ("tests/wording/test_clock.py::test_only_another_zone_is_said",),
    ),
    Fault(
        "counter_app/cli/context.py",
        "    sys.exit(1)\n",
        "    sys.exit(2)\n",
        "a script takes a refusal for a wrong call",
        ("tests/cli/test_calculators.py::test_what_cannot_be_computed_is_refused",),
    ),
    Fault(
        "counter_app/cli/office/data_file.py",
        "    if not sound:\n        sys.exit(1)\n",
        "",
        "a script goes on with data that are damaged",
        ("tests/cli/test_setup.py::test_a_flipped_bit_is_found_with_exit_code_one",),
    ),
    Fault(
        "counter_app/desk/office/passwords.py",
        "    return require_kept(store, officer.login, password, wrong, may=officer.active)\n",
        "    return require_kept(store, officer.login, password, wrong)\n",
        "somebody who left the office still looks people up at the terminal",
        ("tests/cli/test_dossiers.py::test_an_officer_acts_by_login_and_within_the_role",),
    ),
    Fault(
        "counter_app/cli/promise/calculators.py",
        "parsed = parse_limit(limit, cutoff or None)",
        "parsed = parse_limit(limit)",
        "the cut-off that was asked for is not counted",
        ("tests/cli/test_calculators.py::test_due_moments_are_those_of_the_law",),
    ),
    Fault(
        "counter_app/demo/people.py",
        "(19, Sex.MALE): 0, (19, Sex.FEMALE): 1",
        "(19, Sex.MALE): 1, (19, Sex.FEMALE): 0",
        "invented people have numbers of the other sex",
        (
            "tests/demo/test_people.py::test_invented_people_pass_the_form_and_their_numbers_fit_them",
        ),
    ),
    Fault(
        "counter_app/desk/paper/render.py",
        "Gathering(store, signer, issued=job.issue)",
        "Gathering(store, signer)",
        "a copy carries the name of an office that did not exist when it was issued",
        ("tests/desk/test_reprints.py::test_a_copy_drawn_again_carries_the_old_name",),
    ),
    Fault(
        "counter_app/desk/paper/sheet_facts.py",
        "            worded=worded,\n",
        "",
        "a copy of a receipt is worded by the day it is copied",
        (
            "tests/desk/test_reprints.py::test_a_copy_says_what_the_first_print_said_whatever_was_changed_since",
        ),
    ),
    Fault(
        "counter_app/domain/paper/forms.py",
        "        for seed in SHIPPED\n",
        "        for seed in SEEDS\n",
        "an apology issued before 29/11/2026 is printed again under another title and number",
        (
            "tests/desk/test_reprints.py::test_thong_tu_03_2025_phu_luc_i_mau_04_has_the_title_and_symbol_of_its_day",
        ),
    ),
    Fault(
        "counter_app/printing/press/table_head.py",
        "left, right = x + edges[cell.first], x + edges[cell.last + 1]",
        "left, right = x + edges[cell.first], x + edges[cell.last - 1]",
        "a head over several columns of a report stands over their left ones",
        (
            "tests/printing/documents/test_report_table.py::test_a_head_over_others_stands_in_the_middle_of_them",
        ),
    ),
    Fault(
        "counter_app/store/figures/report_lines.py",
        "p.subject = d.code AND p.document = 'apology'\n",
        "p.subject = d.code\n",
        "the list of late dossiers calls any later slip the apology",
        ("tests/reports/test_lists.py::test_a_late_dossier_is_told_with_its_reason_and_apology",),
    ),
)
