"""Faults in the verbs of the counter and in the reports."""

from __future__ import annotations

from tests.planted.fault import Fault

FAULTS = (
    Fault(
        "counter_app/desk/intake/replacing.py",
        "for fact in FACTS if not fact.anew)",
        'for fact in FACTS if not fact.anew and fact.name != "home_address")',
        "what a citizen said of a dossier entered by mistake has to be asked again",
        ("tests/desk/test_mistakes.py::test_every_fact_that_is_not_asked_anew_goes_along",),
    ),
    Fault(
        "counter_app/domain/catalogue/seed.py",
        "        untouched = not confirmed and base is not None and mine == base.get(name)\n",
        "        untouched = base is not None and mine == base.get(name)\n",
        "a newer program writes over what the office confirmed against its province's decision",
        (
            "tests/desk/test_seed.py::test_what_the_office_confirmed_is_its_own_although_it_never_changed_it",
        ),
    ),
    Fault(
        "counter_app/domain/catalogue/seed.py",
        "if stopped or said == mine or (base is not None and said == base.get(name)):",
        "if stopped or said == mine:",
        "what the office set itself is asked about for ever, although the program says nothing new",
        ("tests/desk/test_seed.py::test_a_value_that_only_the_office_changed_is_not_spoken_of",),
    ),
    Fault(
        "counter_app/wording/paper/form_words.py",
        "    begun = [item for item in known if item.valid_from is None or item.valid_from <= day]\n",
        "    begun = known\n",
        "a paper issued before a new circular is printed again in its words",
        (
            "tests/printing/test_form_words.py::test_thong_tu_03_2025_phu_luc_i_a_new_wording_begins_on_its_day_and_old_papers_keep_theirs",
        ),
    ),
    Fault(
        "counter_app/desk/catalogue/lists/table_file.py",
        "seen = [part for part in found if part.sheet.rows and not part.sheet.hidden]",
        "seen = [part for part in found if part.sheet.rows]",
        "last year's list, hidden behind this year's, is taken in",
        ("tests/desk/test_list_messes.py::test_a_hidden_sheet_is_left_out_and_told",),
    ),
    Fault(
        "counter_app/desk/tables/text_rows.py",
        "score /= _FAR_MORE",
        "score /= 1",
        "commas of the sentences in a list make its columns",
        ("tests/desk/test_kinds_of_tables.py::test_commas_of_sentences_are_no_separators",),
    ),
    Fault(
        "counter_app/domain/catalogue/list_fields.py",
        "return True if ended else None",
        "return None",
        "what a decree abolishes is taken in as new",
        (
            (
                "tests/desk/test_kinds_of_lines.py"
                "::test_what_stands_under_abolished_ones_is_not_taken_for_new"
            ),
        ),
    ),
    Fault(
        "counter_app/domain/calendar/calendar_file.py",
        "object_pairs_hook=said_once",
        "object_pairs_hook=dict",
        "of two years in one file the last is taken in silence",
        (
            (
                "tests/desk/test_calendar_files.py"
                "::test_json_that_says_two_things_or_damaged_ones_is_not_taken"
            ),
        ),
    ),
    Fault(
        "counter_app/desk/catalogue/lists/line_notes.py",
        "elif is_damaged(cell):",
        "elif False:",
        "a name of question marks replaces the good one",
        ("tests/desk/test_list_messes.py::test_a_name_that_cannot_be_repaired_replaces_nothing",),
    ),
    Fault(
        "counter_app/desk/certification/voiding.py",
        "not leader and not officer.may(Duty.OVERRULE)",
        "not leader and officer.may(Duty.OVERRULE)",
        "anybody makes a number of another day void, and no leader does",
        (
            (
                "tests/desk/test_certification.py"
                "::test_a_void_number_needs_a_reason_is_void_once_and_later_only_by_a_leader"
            ),
        ),
    ),
    Fault(
        "counter_app/desk/certification/voiding.py",
        "kept = self._kept(found)",
        "kept = found.fee",
        "a void number gives money back that nobody paid",
        (
            (
                "tests/desk/test_certification.py"
                "::test_a_void_number_needs_a_reason_is_void_once_and_later_only_by_a_leader"
            ),
        ),
    ),
    Fault(
        "counter_app/desk/certification/authorities.py",
        'return may[0] if len(may) == 1 else ""',
        'return may[0] if may else ""',
        "of two leaders the first is said to have signed",
        (
            "tests/desk/test_certification.py::test_the_only_leader_signs_until_somebody_else_is_remembered",
        ),
    ),
    Fault(
        "counter_app/desk/certification/locked.py",
        "if lock is not None and not meant:",
        "if lock is not None and meant:",
        "a locked book is written in as if it were open",
        (
            (
                "tests/desk/test_certification_books.py"
                "::test_nd_23_2015_dieu_13_a_locked_book_is_written_in_only_with_consent_and_reason"
            ),
        ),
    ),
    Fault(
        "counter_app/desk/certification/book_parts.py",
        "return max(known) + 1 if known else wish or 1",
        "return wish or 1",
        "every month of a book begins with page one again",
        (
            (
                "tests/desk/test_certification_books.py"
                "::test_nd_23_2015_dieu_13_pages_and_numbers_go_on_from_month_to_month"
            ),
        ),
    ),
    Fault(
        "counter_app/store/read/certification.py",
        "return [item.before(upto) for item in found if item.id <= upto]",
        "return [item for item in found if item.id <= upto]",
        "a bound page printed again is silently another page",
        (
            (
                "tests/desk/test_certification_books.py"
                "::test_nd_23_2015_dieu_13_printed_again_it_is_the_same_paper_whatever_was_done_since"
            ),
        ),
    ),
    Fault(
        "counter_app/domain/certification/authority.py",
        "found = [item for item in own if item.covers(day, book)]",
        "found = list(own)",
        "somebody signs after the authorisation has ended",
        (
            "tests/desk/test_signing_authority.py::test_nd_280_2025_what_was_signed_stays_when_the_document_ends",
        ),
    ),
    Fault(
        "counter_app/desk/fees/payments.py",
        "together = matter.visit is not None and use.visit == matter.visit",
        "together = use.visit == matter.visit",
        "two strangers under one receipt number are not warned about",
        ("tests/desk/test_fees.py::test_a_receipt_number_of_another_payer_today_is_warned_about",),
    ),
    Fault(
        "counter_app/desk/closing/papers.py",
        "first_seq=(earlier[0].seq + 1) if earlier else 1",
        "first_seq=earlier[0].seq if earlier else 1",
        "two closing sheets claim the same entry",
        ("tests/desk/test_closing.py::test_the_closing_sheet_names_what_it_closes",),
    ),
    Fault(
        "counter_app/desk/closing/day.py",
        "for day in days[-MOST_REPORTS:]:",
        "for day in days[:MOST_REPORTS]:",
        "after a long time without a stick the latest reports are left out",
        ("tests/desk/test_closing.py::test_of_many_days_the_latest_lie_beside_the_batch",),
    ),
    Fault(
        "counter_app/desk/intake/receiving.py",
        "if paper.required and paper.name not in given",
        "if paper.name not in given",
        "papers that nobody has to bring are said to be missing",
        (
            "tests/desk/test_intake.py::test_the_preview_explains_the_promise_and_names_missing_papers",
        ),
    ),
    Fault(
        "counter_app/desk/intake/receiving.py",
        "if dossier.procedure_code == draft.procedure and dossier.state in OPEN_STATES",
        "if dossier.procedure_code == draft.procedure",
        "somebody who comes again is said to have an open dossier",
        (
            "tests/desk/test_intake.py::test_an_open_dossier_of_the_same_person_and_procedure_is_hinted_at",
        ),
    ),
    Fault(
        "counter_app/desk/handover/holders.py",
        "return [alarm for alarm in found if alarm.minutes > limit]",
        "return found",
        "papers given on Friday raise an alarm on Saturday",
        (
            "tests/desk/test_handover.py::test_papers_out_longer_than_eight_working_hours_raise_an_alarm",
        ),
    ),
    Fault(
        "counter_app/desk/handover/sheets.py",
        "waiting = {row.line.id for row in sheet.rows if row.missing}",
        "waiting = {row.line.id for row in sheet.rows}",
        "papers are taken over twice",
        ("tests/desk/test_handover.py::test_what_was_given_by_mistake_is_recalled",),
    ),
    Fault(
        "counter_app/desk/queue/tickets.py",
        "return order.index(ticket.id) if ticket.id in order else 0",
        "return order.index(ticket.id) + 1 if ticket.id in order else 0",
        "a ticket counts its own holder among those before",
        ("tests/desk/test_queue.py::test_numbers_are_drawn_and_people_told_how_many_wait",),
    ),
    Fault(
        "counter_app/desk/promise/changes.py",
        "_require_day(item.until, max(act.now, dossier.promised_at), ",
        "_require_day(item.until, dossier.promised_at, ",
        "an apology names a day that is over",
        ("tests/desk/test_promises.py::test_an_apology_names_a_day_to_come",),
    ),
    Fault(
        "counter_app/desk/promise/changes.py",
        "elif not any(start <= until <= end for start, end in spans):",
        "elif until < spans[0][0]:",
        "a citizen is appointed to a locked door",
        ("tests/desk/test_promises.py::test_an_apology_names_a_day_to_come",),
    ),
    Fault(
        "counter_app/domain/fees/payments.py",
        "if amount > share:",
        "if amount > 2 * share:",
        "half a waiver spares the whole fee",
        ("tests/desk/test_reliefs.py::test_a_ground_spares_its_share_and_no_more",),
    ),
    Fault(
        "counter_app/desk/promise/changes.py",
        "if self._is_late(dossier, dossier.promised_at):",
        "if dossier.promised_at.year < 2000:",
        "an extension given afterwards makes a late dossier on time",
        ("tests/desk/test_promises.py::test_d10_what_is_late_is_not_extended_but_apologised_for",),
    ),
    Fault(
        "counter_app/domain/dossier/authority_words.py",
        "return not _denied(words) and bool(_PAPERS.search(fold(words))) and _names_somebody(words)",
        "return bool(words)",
        "a result goes to somebody whose letter of authority is “đã có”",
        ("tests/domain/test_collecting.py::test_what_says_that_there_is_no_paper_is_no_paper",),
    ),
    Fault(
        "counter_app/store/file/transaction.py",
        "project(database.connection, entry, json.loads(body))",
        "project(database.connection, entry, payload)",
        "half a day off for a storm is called damage to the file",
        (
            "tests/desk/test_law_of_the_clock.py::test_a_storm_moves_what_was_promised_for_the_evening_to_the_next_session",
        ),
    ),
    Fault(
        "counter_app/desk/dossier/moves.py",
        "and (at or self.now()).date() > dossier.promised_at.date()",
        "and (at or self.now()) > dossier.promised_at",
        "a result in the evening of the promised day is called late",
        ("tests/desk/test_moves.py::test_the_evening_of_the_promised_day_is_not_late",),
    ),
    Fault(
        "counter_app/desk/dossier/moves.py",
        "require_reason(Act.REFUSE, move.reason)",
        "require_reason(Act.FINISH, move.reason)",
        "a refusal to resolve is printed without its reason",
        ("tests/desk/test_moves.py::test_a_refusal_to_resolve_needs_its_reason_and_its_slip",),
    ),
    Fault(
        "counter_app/desk/dossier/reversal.py",
        "own = last.actor == officer.login and last.day == today",
        "own = last.actor == officer.login",
        "an act of another day is taken back without a leader",
        (
            "tests/desk/test_moves.py::test_yesterday_s_move_is_a_leader_s_to_take_back_whatever_time_is_typed",
        ),
    ),
    Fault(
        "counter_app/domain/dossier/collecting.py",
        "if collector.lost_receipt and not names_identity(collector.identity_checked):",
        "if collector.lost_receipt and names_identity(collector.identity_checked):",
        "a result is given to a stranger without a receipt",
        (
            "tests/desk/test_returning.py::test_a_collector_without_what_the_law_asks_for_is_refused",
        ),
    ),
    Fault(
        "counter_app/domain/dossier/collecting.py",
        "return not known or not shown or shown in known",
        "return True",
        "a result is given to another person of the same name",
        (
            "tests/desk/test_returning.py::test_nd_118_2025_dieu_6_a_result_does_not_go_to_a_stranger",
        ),
    ),
    Fault(
        "counter_app/desk/office/officers.py",
        "        others = [item for item in self.officers() if item.login != officer.login]\n        if _last",
        "        others = self.officers()\n        if _last",
        "the last leader gives up the role and nobody can give it back",
        ("tests/desk/test_officers.py::test_the_last_one_in_charge_stays_in_charge",),
    ),
    Fault(
        "counter_app/desk/calendar/impact.py",
        "any(first.date() <= day <= last.date() for day in self._days)",
        "any(first.date() <= day < last.date() for day in self._days)",
        "a day off on the promised day itself moves nobody",
        ("tests/desk/test_promises.py::test_a_calendar_is_tried_before_it_is_saved",),
    ),
    Fault(
        "counter_app/desk/office/numbers.py",
        "if wanted.is_relative_to(data):",
        "if wanted == data:",
        "the second witness lies among the data and is lost with them",
        ("tests/desk/test_numbers.py::test_the_second_place_of_the_witness_is_not_among_the_data",),
    ),
    Fault(
        "counter_app/reports/figures/rates.py",
        "return min(max(rounded, 1), 999) if 0 < part < whole else rounded",
        "return rounded",
        "1 999 of 2 000 are told as all of them",
        ("tests/reports/test_rates.py::test_percent",),
    ),
    Fault(
        "counter_app/reports/figures/statistics.py",
        "values[max(-(-percent * len(values) // 100), 1) - 1]",
        "values[max(percent * len(values) // 100, 1) - 1]",
        "nine of ten are said to be quicker than they were",
        ("tests/reports/test_time_used.py::test_a_procedure_with_its_median_mean_and_percentile",),
    ),
    Fault(
        "counter_app/reports/figures/figures.py",
        "pending_in_term=tally.not_due + paused,\n            pending_overdue=tally.overdue,",
        "pending_in_term=tally.not_due,\n            pending_overdue=tally.overdue + paused,",
        "dossiers that wait for the citizen are reported as overdue",
        ("tests/reports/test_figures.py::test_form_counted_by_hand",),
    ),
    Fault(
        "counter_app/reports/certification/certification_book.py",
        "lambda item: item.voided_by(asked.last)",
        "lambda item: item.voided_at is not None",
        "a book printed again differs from the one that was signed",
        ("tests/reports/test_express.py::test_a_number_void_later_leaves_a_past_report_as_it_was",),
    ),
    Fault(
        "counter_app/reports/closing/day_tickets.py",
        "len(_served(line)) - _in(line, TicketState.ABSENT),",
        "len(_served(line)),",
        "people who went away are said to be waiting still",
        ("tests/reports/test_day.py::test_tickets_by_queue_with_medians",),
    ),
    Fault(
        "counter_app/reports/indicators/summary.py",
        "formula, row.early + row.on_time, row.resolved)",
        "formula, row.early - row.on_time, row.resolved)",
        "what was done on its day lowers the rate told in words",
        ("tests/reports/test_lists.py::test_a_month_beside_the_month_before",),
    ),
    Fault(
        "counter_app/reports/indicators/summary.py",
        "_received(row[1]) - _received(row[0])",
        "_received(row[0]) - _received(row[1])",
        "a rise is reported as a fall",
        ("tests/reports/test_lists.py::test_a_month_beside_the_month_before",),
    ),
    Fault(
        "counter_app/reports/figures/finishes.py",
        '{0: "never", 1: "once"}.get(item.supplements, "more")',
        '{0: "never", 1: "once", 2: "more"}.get(item.supplements, "never")',
        "three requests for papers bring all points",
        (
            "tests/reports/test_indicators.py::test_more_than_two_supplements_cost_no_more_than_all_points",
        ),
    ),
    Fault(
        "counter_app/domain/dossier/promises.py",
        "return timeliness(back, until.date())",
        "return timeliness(until.date(), back)",
        "another office that was late gets the points of an early one",
        ("tests/reports/test_indicators.py::test_another_office_is_judged_by_its_own_deadline",),
    ),
    Fault(
        "counter_app/reports/figures/finishes.py",
        "if item.used is not None and item.allowed]",
        "if item.used and item.allowed]",
        "what was done at once is left out of the measured times",
        ("tests/reports/test_time_used.py::test_what_was_done_at_once_is_measured_too",),
    ),
    Fault(
        "counter_app/desk/dossier/reversal.py",
        "local_text(before[-1].since)",
        "local_text(at)",
        "a finished dossier taken back from a mistake ended when it was taken back",
        ("tests/desk/test_mistakes.py::test_what_a_finished_dossier_says_comes_back_with_it",),
    ),
    Fault(
        "counter_app/desk/dossier/erasure.py",
        "        self.store.official_list.forget([dossier.official_code, dossier.code], people)\n",
        "",
        "whose data were erased still stands in the official system's list",
        ("tests/desk/test_official_list.py::test_an_erasure_reaches_the_list",),
    ),
    Fault(
        "counter_app/desk/official/lists.py",
        "            lines=tuple(_needed(read.lines, matches)),\n",
        "            lines=read.lines,\n",
        "names of people whose dossiers are known are kept once more",
        ("tests/desk/test_official_list.py::test_only_what_finds_a_dossier_is_kept_of_people",),
    ),
    Fault(
        "counter_app/desk/fees/payments.py",
        "        if self._used(matter, account, ground) and not again:",
        "        if self._used(matter, account, ground):",
        "a fee that was given back is asked for again from somebody who is exempt",
        (
            "tests/desk/test_reliefs.py::test_after_a_refund_the_same_ground_spares_what_was_given_back",
        ),
    ),
    Fault(
        "counter_app/desk/exchange/parcels.py",
        "        if act.sent(op_id) is not None:\n",
        "        if act.sent(op_id) is not None and not op_id:\n",
        "what was sent down takes the place of what the office changed since, when a key is pressed twice",
        ("tests/desk/test_parcels.py::test_said_again_it_is_not_applied_again",),
    ),
    Fault(
        "counter_app/desk/exchange/parcels.py",
        "found = [item for item in ours if item[1].number > applied] or ours[-1:]",
        "found = ours[-1:]",
        "of several parcels on a stick only the latest is applied, the others never",
        ("tests/desk/test_parcels.py::test_all_that_a_stick_brings_is_applied_in_order",),
    ),
    Fault(
        "counter_app/desk/exchange/parcels.py",
        "            if not reports[-1].ok:\n                break\n",
        "",
        "a later parcel is applied although the one before it could not be",
        ("tests/desk/test_parcels.py::test_what_follows_a_parcel_that_cannot_be_applied_waits",),
    ),
    Fault(
        "counter_app/desk/certification/note_facts.py",
        "item.voided_at is None",
        "item.voided_at is not None",
        "the note of a visit counts the money of what became void, and no other",
        (
            "tests/desk/test_certification.py::test_the_note_of_a_visit_leaves_out_the_money_of_what_became_void",
        ),
    ),
    Fault(
        "counter_app/desk/queue/waiting_room.py",
        "if item.state is TicketState.WAITING}",
        "if item.state is not TicketState.WAITING}",
        "a counter is shared with a line in which nobody waits any more",
        (
            "tests/desk/test_waiting_room.py::test_a_counter_of_two_lines_is_shared_while_both_have_people",
        ),
    ),
    Fault(
        "counter_app/desk/promise/confirmations.py",
        "return dossier.policy.elsewhere or bool(",
        "return dossier.policy.elsewhere and bool(",
        "a dossier of another office is ours once that office leaves the list of partners",
        (
            "tests/desk/test_law_of_territory.py::test_it_stays_theirs_when_the_partner_is_no_longer_written_to",
        ),
    ),
    Fault(
        "counter_app/desk/promise/call_sheets.py",
        "apology_columns(_apologised, lambda item: item[1],",
        "apology_columns(_apologised, lambda item: None,",
        "the sheet of apologies does not say what is promised now",
        (
            "tests/desk/test_board.py::test_the_sheet_of_apologies_says_who_was_promised_what_and_what_is_promised_now",
        ),
    ),
)
