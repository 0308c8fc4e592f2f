"""Spreadsheets as answers: attachments under a readable name."""

from collections.abc import Sequence
from dataclasses import replace

from fastapi.responses import Response

from web.page import N_, Page
from web.sheets import write
from web.sheets.write import Sheet

SIMULATED = N_("Mô phỏng: mọi số liệu trong tệp này là của bản trình diễn, không có thật.")


def xlsx(page: Page, name: str, sheets: Sequence[Sheet]) -> Response:
    """The workbook to keep. `name` is without its ending and may hold any letters."""
    marked = [_marked(page, sheet) for sheet in sheets]
    return page.download(write.workbook(marked), f"{name}.xlsx", write.XLSX)


def csv(page: Page, name: str, sheet: Sheet) -> Response:
    """One table as CSV to keep."""
    return page.download(write.csv_text(sheet), f"{name}.csv", write.CSV)


def _marked(page: Page, sheet: Sheet) -> Sheet:
    """The sheet with the line that says a demonstration is one."""
    if not page.demonstration:
        return sheet
    return replace(sheet, notes=(*sheet.notes, page._(SIMULATED)))
