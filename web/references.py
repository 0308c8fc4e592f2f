"""Everything above the register that points to an establishment or a product.

Handed down to core.registry.merging. A test holds both lists against every foreign key there is.
"""

from contest.certificates.model import Certificate
from contest.entries.model import Entry
from contest.history.model import PastRecognition
from contest.reports.model import YearlyReport
from core.registry.references import ByColumn, Reference
from fairs.fairs.model import Application, FairInvitation
from fairs.support.model import SupportCase
from media.album.moving import AlbumReference

ESTABLISHMENTS: tuple[Reference, ...] = (
    ByColumn(Entry.establishment_id),
    ByColumn(Certificate.establishment_id),
    ByColumn(Application.establishment_id),  # both asked for the same fair: each stays
    ByColumn(FairInvitation.establishment_id),  # both were asked: each stays
    ByColumn(YearlyReport.establishment_id),  # both reported for one year: each stays
    ByColumn(SupportCase.establishment_id),
)

PRODUCTS: tuple[Reference, ...] = (
    ByColumn(Entry.product_id, clash="merge_both_entered"),
    ByColumn(Certificate.product_id),
    ByColumn(Application.product_id),
    ByColumn(SupportCase.product_id, clash="merge_both_open_case"),
    ByColumn(PastRecognition.product_id),  # the same recognition, known twice: each stays
    AlbumReference(),
)
