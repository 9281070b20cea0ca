"""Faults in the rules of the field: due dates, codes, cards, fees, moves, versions, erasure."""

from __future__ import annotations

from tests.planted.fault import Fault

FAULTS = (
    Fault(
        "counter_app/domain/promise/due_walk.py",
        "if cutoff is not None and moment.time() > cutoff:",
        "if cutoff is not None and moment.time() >= cutoff:",
        "what is handed in exactly at the cut-off is counted from the next day",
        (
            (
                "tests/domain/test_due_numbered.py"
                "::test_d8_after_three_o_clock_counts_tomorrow_and_three_o_clock_does_not"
            ),
        ),
    ),
    Fault(
        "counter_app/domain/promise/due_walk.py",
        "return self.closing(self._count_working(start.date(), count - 1))",
        "return self.closing(self._count_working(start.date(), count))",
        "a limit counted from an opening ends a working day late",
        (
            "tests/domain/test_due_numbered.py::test_d7_the_day_of_reception_is_day_nought_and_the_clock_time_stays",
        ),
    ),
    Fault(
        "counter_app/domain/promise/due_walk.py",
        "for begin, closing in spans if begin <= at]",
        "for begin, closing in spans if begin < at]",
        "a promise for the opening of the afternoon falls back to the morning",
        ("tests/domain/test_due.py::test_working_days",),
    ),
    Fault(
        "counter_app/domain/promise/due_walk.py",
        "monthrange(year, month + 1)[1]",
        "monthrange(day.year, day.month)[1]",
        "a month from the 31st of January ends on no day of February",
        ("tests/domain/test_due.py::test_calendar_days_and_months",),
    ),
    Fault(
        "counter_app/domain/promise/due.py",
        "base = start.date() - timedelta(days=1) if moved else start.date()",
        "base = start.date()",
        "who comes after closing gets a calendar day too many",
        ("tests/domain/test_due.py::test_calendar_days_and_months",),
    ),
    Fault(
        "counter_app/domain/promise/due.py",
        "round(limit.value * 60)",
        "int(limit.value) * 60",
        "half hours of a limit are lost",
        ("tests/domain/test_due.py::test_working_hours",),
    ),
    Fault(
        "counter_app/domain/dossier/codes.py",
        "if len(digits) not in (_SHORT, _LONG) or not checks_out(digits):",
        "if len(digits) not in (_SHORT, _LONG):",
        "a misread barcode opens somebody else's dossier",
        ("tests/domain/test_codes.py::test_a_damaged_barcode_still_looks_like_one",),
    ),
    Fault(
        "counter_app/domain/card/identity_card.py",
        "if said is not None and said.day is not None:",
        "if said is not None:",
        "a card that tells a year of issue was issued on the first of January",
        ("tests/domain/test_broken_scans.py::test_a_year_is_no_day_of_issue",),
    ),
    Fault(
        "counter_app/domain/dossier/scanned.py",
        "    if layout and char in _DIGITS:\n        return _BREAK\n",
        "",
        "one of ten codes typed with dashes is taken away and answered as another office's receipt",
        ("tests/domain/test_scanned.py::test_a_code_with_its_dashes_is_never_the_scan_of_another",),
    ),
    Fault(
        "counter_app/domain/card/split.py",
        "if (at := found.start()) > _SECOND",
        "if (at := found.start()) > _SECOND * len(group)",
        "a scan broken off lends its birth to the next card as the day of issue",
        (
            "tests/domain/test_broken_scans.py::test_a_broken_off_scan_of_somebody_else_is_another_card",
        ),
    ),
    Fault(
        "counter_app/domain/text.py",
        'as_drawn(unicodedata.normalize("NFC", clean(word).lower()))',
        'unicodedata.normalize("NFC", clean(word).lower())',
        "a citizen written with a letter that looks like Đ is not told what is held about him",
        ("tests/domain/test_typed_names.py::test_who_was_written_with_another_letter_is_the_same",),
    ),
    Fault(
        "counter_app/domain/person/birth.py",
        "if len(typed) == 8 and not _plausible(year)",
        "if not _plausible(year)",
        "20/10/2012 typed as 201012 is December 2010",
        ("tests/domain/test_typed_names.py::test_a_birth_pasted_from_elsewhere",),
    ),
    Fault(
        "counter_app/domain/person/id_number.py",
        "return Sex.FEMALE if int(number[3]) % 2 else Sex.MALE",
        "return Sex.MALE if int(number[3]) % 2 else Sex.FEMALE",
        "every number is warned about as one of the other sex",
        ("tests/domain/test_person.py::test_a_right_number_is_silent",),
    ),
    Fault(
        "counter_app/domain/periods.py",
        "(1 if start > 1 and day.day >= start else 0)",
        "(1 if start > 1 and day.day > start else 0)",
        "the 15th is reported in the month before",
        ("tests/domain/test_periods.py::test_the_period_of_a_day_in_november",),
    ),
    Fault(
        "counter_app/domain/fees/fee.py",
        'return min(first + rest, number("certified_ceiling", day)) * copies',
        'return min((first + rest) * copies, number("certified_ceiling", day))',
        "ten copies of a long paper cost no more than one",
        ("tests/domain/test_certification.py::test_the_ceiling_is_reached_at_198_pages",),
    ),
    Fault(
        "counter_app/domain/fees/fee.py",
        "own = online and self.online_amount is not None",
        "own = online and bool(self.online_amount)",
        "what is free online costs the full fee there",
        ("tests/domain/test_fee_words.py::test_applying_online_may_cost_less",),
    ),
    Fault(
        "counter_app/domain/catalogue/law_changes.py",
        "return replace(after, cutoff=before.cutoff)",
        "return after",
        "a list that says only 'Trong ngày' takes the 15:00 rule away",
        (
            "tests/desk/test_law_of_lists.py"
            "::test_nghi_dinh_23_2015_dieu_7_no_limit_of_a_list_loses_the_cutoff_it_does_not_mention",
        ),
    ),
    Fault(
        "counter_app/domain/fees/fee.py",
        "return -(-amount * self.percent // 100)",
        "return amount * self.percent // 100",
        "less is waived than the law grants",
        (
            "tests/desk/test_reliefs.py"
            "::test_a_share_is_never_more_than_the_whole_nor_less_than_promised",
        ),
    ),
    Fault(
        "counter_app/domain/fees/payments.py",
        "if amount > account.kept:",
        "if amount > account.collected:",
        "what was given back already can be given back again",
        ("tests/desk/test_fees.py::test_a_withdrawn_dossier_gives_back_no_more_than_it_took",),
    ),
    Fault(
        "counter_app/domain/dossier/moves.py",
        "if sealed is not None and at.date() <= sealed and",
        "if sealed is not None and at.date() < sealed and",
        "an act is written into a day that was reported",
        ("tests/reports/test_issued.py::test_nothing_is_dated_into_a_period_that_was_reported",),
    ),
    Fault(
        "counter_app/domain/dossier/moves.py",
        "    if day > at.date():\n",
        "    if day >= at.date():\n",
        "a result signed on the day it is there is refused",
        ("tests/desk/test_moves.py::test_a_result_taken_back_leaves_no_number",),
    ),
    Fault(
        "counter_app/domain/catalogue/versions.py",
        "version = replace(version, valid_to=later - _ONE_DAY)",
        "version = replace(version, valid_to=later)",
        "two versions of a procedure are in force on one day",
        (
            "tests/domain/test_versions.py::test_a_version_before_a_later_one_ends_where_that_begins",
        ),
    ),
    Fault(
        "counter_app/domain/catalogue/versions.py",
        "return item.valid_to is None or item.valid_to >= day",
        "return item.valid_to is None or item.valid_to > day",
        "a version that ends on the first day of the next one overlaps it",
        (
            "tests/domain/test_versions.py::test_a_version_that_ends_on_the_next_one_s_first_day_ends_the_day_before",
        ),
    ),
    Fault(
        "counter_app/domain/catalogue/limits.py",
        "if not 0 < self.value <=",
        "if not 0 <= self.value <=",
        "a limit of nothing can be set",
        ("tests/domain/test_limits.py::test_refused_limits",),
    ),
    Fault(
        "counter_app/domain/text.py",
        '"đ": "d",',
        '"đ": "đ",',
        "typing dang finds no Đặng",
        ("tests/domain/test_text.py::test_fold",),
    ),
    Fault(
        "counter_app/domain/promise/pauses.py",
        "return max(working_minutes(calendar, since, until) - stood, 0)",
        "return max(working_minutes(calendar, since, until), 0)",
        "the time a citizen was waited for is held against the office",
        ("tests/desk/test_moves.py::test_time_given_anew_after_a_supplement_is_time_allowed",),
    ),
    Fault(
        "counter_app/domain/dossier/promises.py",
        "    if limit.unit not in EVERY_DAY:\n",
        "    if limit.unit is not None:\n",
        "a limit that counts every day moves by the working time of a pause",
        (
            "tests/domain/test_law_of_pauses.py::test_d11_a_limit_that_counts_every_day_moves_by_every_day",
        ),
    ),
    Fault(
        "counter_app/domain/promise/pauses.py",
        "left = (lapses if begin <= lapses else promised) - begin",
        "left = promised - begin",
        "the grace of a day off is given again after every pause",
        (
            "tests/domain/test_law_of_pauses.py::test_d11_a_limit_that_counts_every_day_moves_by_every_day",
        ),
    ),
    Fault(
        "counter_app/domain/dossier/promises.py",
        "waits = state in PAUSED_STATES and policy_after(clock.policy, began) == RESTART",
        "waits = state in PAUSED_STATES and policy_after(clock.policy, began) == SHIFT",
        "a waiting dossier is counted anew before it goes on",
        ("tests/domain/test_promises.py::test_who_waits_and_will_restart_is_not_counted_yet",),
    ),
    Fault(
        "counter_app/domain/dossier/events.py",
        "    resolver: str\n",
        "    resolver: Kept\n",
        "an erasure leaves who was to resolve in the journal",
        ("tests/desk/test_erasure_everywhere.py::test_no_text_of_the_person_is_left_anywhere",),
    ),
    Fault(
        "counter_app/domain/dossier/facts.py",
        '_text("return_address", mark("địa chỉ nhận kết quả")),',
        'replace(_text("return_address", mark("địa chỉ nhận kết quả")), impersonal=True),',
        "an erasure leaves a corrected address for the result",
        ("tests/desk/test_erasure_everywhere.py::test_no_text_of_the_person_is_left_anywhere",),
    ),
    Fault(
        "counter_app/domain/queue/estimate.py",
        "return median(served) if len(served) >= SAMPLES else None",
        "return median(served) if served else None",
        "the board promises minutes that one citizen alone took",
        ("tests/domain/test_estimate.py::test_a_few_citizens_say_nothing_about_the_next",),
    ),
    Fault(
        "counter_app/wording/paper/proof.py",
        "return f\"{number[:_ENDS]}{'•' * hidden}{number[-_ENDS:]}\"",
        "return number",
        "the waiting room reads a citizen's whole number",
        ("tests/wording/test_proof.py::test_the_middle_of_a_number_is_never_shown",),
    ),
    Fault(
        "counter_app/domain/queue/tickets.py",
        "(run < most or not ordinary)",
        "(run <= most or not ordinary)",
        "an ordinary citizen waits behind one more with priority than the office promises",
        ("tests/desk/test_queue.py::test_after_two_with_priority_one_ordinary_number_is_called",),
    ),
    Fault(
        "counter_app/domain/merging.py",
        "if now not in (before, wish):",
        "if now != before:",
        "two people who typed the same are told that they differ",
        ("tests/domain/test_merging.py::test_whoever_touched_a_field_keeps_it",),
    ),
    Fault(
        "counter_app/domain/catalogue/procedure.py",
        "return started and (self.valid_to is None or day <= self.valid_to)",
        "return started and (self.valid_to is None or day < self.valid_to)",
        "a procedure cannot be asked for on its last day",
        ("tests/domain/test_catalogue.py::test_a_version_is_valid_from_its_first_day_to_its_last",),
    ),
    Fault(
        "counter_app/domain/catalogue/procedure.py",
        "papers=self.papers if case.papers is None else case.papers",
        "papers=case.papers or self.papers",
        "a case that needs no papers asks for all of them",
        ("tests/domain/test_catalogue.py::test_a_case_has_its_own_papers_also_when_it_needs_none",),
    ),
    Fault(
        "counter_app/domain/office/rights.py",
        '_right(Duty.CATALOGUE, mark("Danh mục thủ tục"), _KEEPERS, _ALL)',
        '_right(Duty.CATALOGUE, mark("Danh mục thủ tục"), _ALL, _ALL)',
        "a receiver changes fees and limits of the catalogue",
        ("tests/domain/test_staff.py::test_each_role_holds_its_duties",),
    ),
    Fault(
        "counter_app/domain/official/list_matching.py",
        "    _Tier(exact_key, 0, False, How.PERSON),\n",
        "    _Tier(exact_key, 1, True, How.PERSON),\n",
        "a dossier of another day is taken for the one in the list without anybody being asked",
        ("tests/domain/test_official_lists.py::test_a_match_with_a_doubt_is_offered_not_made",),
    ),
    Fault(
        "counter_app/domain/official/list_words.py",
        "if found is not None or not (words[cut] in self.remarks or words[cut].isdecimal()):",
        "if found is not None:",
        "the first words of a state decide, whatever follows them",
        ("tests/domain/test_official_lists.py::test_a_state_is_known_or_it_is_not",),
    ),
    Fault(
        "counter_app/domain/official/list_lines.py",
        "        if column.barred:",
        "        if column.barred and not column.shown:",
        "a list with the month first promises on the wrong days",
        (
            (
                "tests/domain/test_official_lists.py"
                "::test_days_written_month_first_are_refused_not_turned"
            ),
        ),
    ),
    Fault(
        "counter_app/domain/day_columns.py",
        "    if len(proofs) > 1:",
        "    if len(proofs) > 2:",
        "a column with days of both orders is read in one of them without a word",
        ("tests/domain/test_day_columns.py::test_a_column_is_read_in_one_order_or_told",),
    ),
    Fault(
        "counter_app/domain/lettering/name_letters.py",
        "    if sound or bare & _ALWAYS_MARKED or",
        "    if sound or",
        "Loïc Nguyen is said to be a Lọc Nguyen in letters of before Unicode",
        (
            "tests/domain/test_name_letters.py::test_between_two_readings_the_words_around_it_decide",
        ),
    ),
    Fault(
        "counter_app/domain/dossier/collecting.py",
        "if births and all(surely_under(birth, age, day) for birth in births):",
        "if False:",
        "a child of seven walks off with the result",
        ("tests/desk/test_representing.py::test_blds_2015_dieu_21_a_child_takes_no_result_alone",),
    ),
    Fault(
        "counter_app/domain/dossier/representing.py",
        "    if surely_under(birth, alone, day):",
        "    if False:",
        "a baby hands in a dossier and signs for it",
        (
            "tests/desk/test_representing.py::test_blds_2015_dieu_21_a_little_child_hands_nothing_in_alone",
        ),
    ),
    Fault(
        "counter_app/law.py",
        "return begun[-1] if begun else known[0]",
        "return known[0]",
        "a fee that the law raised is taken as it was",
        ("tests/test_law.py::test_thong_tu_226_2016_dieu_4_a_fee_is_that_of_its_day",),
    ),
    Fault(
        "counter_app/domain/official/list_matching.py",
        "    if alike is False or (alike and not ours.shares_code):",
        "    if alike is not None:",
        "the official code of one dossier is noted for another that only shares the procedure's code",
        (
            "tests/domain/test_official_lists.py::test_a_code_that_several_of_ours_have_names_none_of_them",
        ),
    ),
    Fault(
        "counter_app/domain/places/gazetteer.py",
        "        return typed or found",
        "        return typed or found[:1]",
        "of two communes that differ in accents one is taken though none was typed",
        (
            "tests/domain/test_places.py::"
            "test_names_that_differ_in_accents_are_told_apart_only_where_accents_are_typed",
        ),
    ),
    Fault(
        "counter_app/desk/catalogue/lists/lines.py",
        "beside = bool(self.levels & levels) and ends is None",
        "beside = False",
        "procedures below a sector nobody knows are put into the one above",
        (
            "tests/desk/test_list_headings.py::test_below_a_sector_that_nobody_knows_no_other_is_taken",
        ),
    ),
    Fault(
        "counter_app/domain/catalogue/limit_words.py",
        "said = _as_working_days(_at_odds(said, pieces), pieces)",
        "said = _as_working_days(said, pieces)",
        "working days that count days off are taken as working days without a word",
        ("tests/domain/test_words_corpus.py::test_a_limit_is_read_as_people_read_it",),
    ),
    Fault(
        "counter_app/domain/fees/reliefs.py",
        "if len(shares) > 1 or (less and not shares) or not ground or unclear:",
        "if not ground:",
        "a fee that is lowered by nobody knows how much is waived whole",
        ("tests/desk/test_reliefs.py::test_lines_that_say_no_relief_are_refused",),
    ),
    Fault(
        "counter_app/domain/card/identity_card.py",
        'strange_name = "," in name or _no_text(name) or moved',
        'strange_name = "," in name or _no_text(name)',
        "half of a name that a bar cut in two is filled in",
        ("tests/domain/test_card_scans.py::test_half_a_name_and_keys_of_a_method_are_no_name",),
    ),
)
