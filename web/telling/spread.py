"""From the record to the people: each entry is told once, in one transaction with its mark."""

import logging
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from core.db import unit_of_work
from core.notices import queries, service
from web.notify import notify
from web.telling import aftermath, contests, house, market, samples
from web.wiring import Wiring

LOG = logging.getLogger("tinh_hoa.telling")
TELLERS = {
    **contests.TELLERS,
    **samples.TELLERS,
    **aftermath.TELLERS,
    **market.TELLERS,
    **house.TELLERS,
}
AT_A_TIME = 50


def spread(wiring: Wiring, now: datetime) -> int:
    """Tell what the record holds and nobody was told of; how many entries were settled.

    One entry that cannot be told is noted in the log, set aside as told, and stops no other.
    """
    settled = 0
    while True:
        with unit_of_work(wiring.reads) as session:
            found = queries.untold(session, TELLERS, now, AT_A_TIME)
        for entry in found:
            try:
                with unit_of_work(wiring.writes) as session:
                    service.settle(session, entry.id, now)
                    for message in TELLERS[entry.action](session, entry):
                        notify(session, wiring, message, now)
            except IntegrityError:  # another worker tells the same at this moment
                continue
            except Exception:  # whatever is wrong with one entry, the others are told
                LOG.exception("entry %s (%s) could not be told", entry.id, entry.action)
                with unit_of_work(wiring.writes) as session:
                    service.settle(session, entry.id, now)
            settled += 1
        if len(found) < AT_A_TIME:
            return settled
