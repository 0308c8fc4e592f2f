"""The kinds of list that can be brought in, by code, in the order in which people choose."""

from web.imports.dossiers import Dossiers
from web.imports.kind import Kind
from web.imports.members import Members
from web.imports.paper_points import PaperPoints
from web.imports.past_recognitions import PastRecognitions
from web.imports.past_rounds import PastRounds
from web.imports.roster import Roster

KINDS: dict[str, Kind] = {
    one.code: one
    for one in (Roster(), Members(), Dossiers(), PaperPoints(), PastRounds(), PastRecognitions())
}
