"""Bringing lists in: a file, a dry run, a report row by row, loading, undoing.

The way of a batch (core/imports) is the same whatever its rows are; what a row means is a *kind*.
To add one:

1.  Put the rule of one row, pure, into the room it belongs to: values in, a record or faults by
    field out (core/registry/rosters.py is the example).
2.  Write `web/imports/<name>.py` with a subclass of `kind.Kind`:

    *   `code`, `title`, `about`, `act` (who may), `fields`: the columns. A `Field` has its key,
        its words for people, the heads it is known by (case, marks and punctuation aside), and
        what its cells hold (`Holds`): the framework reads `1.234,5`, dates as text, days counted
        by spreadsheets, merged cells and so on, and hands typed values on.
    *   `reader(bench, columns)` → a function `values → Read`: one row's record (JSON: str, int,
        None, lists, dicts) or its faults. `columns` are the keys that the file has. Load what the
        rule needs (places: `places.matcher`) once, in `reader` itself.
    *   `judge(bench, rows)`: sets `standing`, and where it is about something that is here
        `target`, `target_name`, `changes`, on the rows that have a record. In bulk: a fixed
        number of statements. Rows that repeat an earlier row of the file are refused or
        UNCHANGED here.
    *   `load(bench, rows)` → `Made` for every record created or changed, with what undoing needs,
        or `Created` for many of one kind that were made at once.
        It gets the rows that are to be loaded (NEW, or CHANGED with their target), in the
        transaction that keeps all of it or nothing.
    *   `undo(bench, items)` → {subject: code} for what must stay (changed or used since); the
        others are taken back by it.

3.  Name it in `known.KINDS`. Codes of faults get their sentences in web/wording; `facts` of a
    fault are JSON.

`bench` is what all of them work with: session, sealer, who asks, now, the place of the batch.
"""
