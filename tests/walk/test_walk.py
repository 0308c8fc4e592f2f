"""The whole path, once, in a browser: from an empty database to a booth, a mark, a catalogue.

Each step is a function of its own beside this file; who walks stands in company.py. The program's
clock is set, so that the district's contest lies in 2024 and the province's in 2026.
"""

from pathlib import Path

from playwright.sync_api import Browser

from tests.walk import complaints, contest, entries, judging, market, register, results, upward
from tests.walk.company import gather
from tests.walk.stage import staged


def test_the_whole_path(chromium: Browser, tmp_path: Path) -> None:
    with staged(tmp_path, chromium) as stage:
        us = gather(stage)

        stage.clock.set(2024, 3, 1)
        register.officials_are_invited(us)
        register.makers_register(us)
        register.somebody_joins(us)
        register.products_are_described(us)
        register.a_password_is_lost(us)
        register.others_see_nothing(us)

        contest.the_council_and_jury_open_accounts(us)
        contest.a_contest_is_planned(us)
        contest.six_are_too_many(us)
        contest.one_is_replaced(us)
        contest.three_are_a_jury(us)
        contest.a_frame_is_approved(us)
        contest.the_contest_opens(us)

        stage.clock.set(2024, 3, 10)
        entries.dossiers_are_filed(us)
        stage.clock.set(2024, 3, 12)
        entries.one_is_sent_back(us)
        stage.clock.set(2024, 3, 16)
        entries.both_are_accepted(us)
        entries.one_comes_too_late(us)

        stage.clock.set(2024, 4, 8)
        judging.judging_begins(us)
        judging.one_is_tied(us)
        judging.a_sheet_is_scored(us)
        judging.nobody_else_sees_it(us)
        judging.the_others_score(us)
        judging.the_sheets_are_locked(us)

        stage.clock.set(2024, 4, 15)
        results.the_council_decides(us)
        stage.clock.set(2024, 4, 16)
        results.it_is_submitted_and_recognised(us)
        stage.clock.set(2024, 4, 26)
        results.certificates_are_issued(us)
        stage.clock.set(2024, 4, 27)
        results.it_is_announced(us)
        stage.clock.set(2024, 5, 3)
        complaints.a_maker_complains(us)
        stage.clock.set(2024, 5, 10)
        complaints.the_council_answers(us)
        stage.clock.set(2024, 6, 3)
        complaints.the_term_ends(us)

        stage.clock.set(2026, 3, 6)
        upward.new_offices_are_given(us)
        upward.the_province_holds_a_contest(us)
        upward.the_winner_is_nominated(us)
        upward.the_upper_dossier_is_filed(us)
        upward.the_public_finds_it(us)
        upward.an_inspector_reads(us)

        stage.clock.set(2026, 4, 1)
        market.a_fair_is_opened(us)
        market.winners_apply(us)
        market.booths_are_allotted(us)
        market.the_plan_is_published(us)
        market.a_trademark_is_asked_for(us)
        market.it_is_stepped_and_approved(us)

        assert "\n".join(stage.troubles) == ""
