"""Spreadsheets in and out: what every list, report and import shares.

Write: `write.workbook([Sheet(…)])` → XLSX bytes, `write.csv_text(Sheet(…))` → CSV bytes;
`answer.xlsx(page, name, sheets)` and `answer.csv(page, name, sheet)` send them to keep, with the
line that says a demonstration is simulated.
"""
