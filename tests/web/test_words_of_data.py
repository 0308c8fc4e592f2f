"""What pages show of the data files is said in every language."""

from contest.contests.rulebook import national
from contest.entries.statement import sections
from fairs.support import reference
from web.wording.forms_of_law import WORDS


def test_every_word_of_the_data_files_is_there_to_be_translated() -> None:
    shown = {
        *(text for one in sections() for text in (one.title, one.help, one.example) if text),
        *(paper.name for rules in national() for paper in rules.checklist),
        *(stage.name for stage in reference.stages()),
        *(paper.name for paper in reference.papers()),
    }
    assert set(WORDS) == shown
