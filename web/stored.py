"""Every column of other rooms that names stored bytes, for `verify` and the sweep of orphans.

A test holds this list against every column there is whose name ends in `_key`.
"""

from contest.certificates.model import Certificate
from core.imports.model import ImportBatch
from fairs.programmes.model import HandEntry
from media.service import Shelf
from web.imports.files import SHELF as IMPORTS

SHELVES = (
    Shelf("documents/", "papers", (Certificate.document_key, HandEntry.file_key)),
    Shelf(IMPORTS, "imports", (ImportBatch.file_key, ImportBatch.report_key)),
)
