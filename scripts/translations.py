"""The English catalogue beside the Vietnamese source.

translations.py check      fails when English lacks a sentence, or keeps one nobody says
translations.py renew      takes the sentences of the source into the catalogue
translations.py compile    makes the files the program reads
"""

import io
import os
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "web/locale"
LANGUAGES = ("en",)


def extract() -> Path:
    """Every marked sentence of the program, as a template file in the temporary folder."""
    pot = Path(tempfile.mkdtemp()) / "messages.pot"
    _pybabel(
        "extract",
        *("--mapping", str(ROOT / "pyproject.toml"), "--output", str(pot)),
        *("--keywords", "N_", "--add-location", "file", "--sort-output"),
        *("--project", "Tinh Hoa", "--width", "99", "--ignore-dirs", ".* static", "web"),
    )
    return pot


def catalogue_of(language: str) -> Path:
    """Where a language's sentences are."""
    return LOCALES / language / "LC_MESSAGES/messages.po"


def faults(source: Catalog, translated: Catalog) -> list[str]:
    """What keeps a catalogue from being complete; empty when nothing does."""
    found = []
    for message in source:
        if not message.id:
            continue
        theirs = translated.get(message.id, message.context)
        if theirs is None:
            found.append(f"not in the catalogue: {message.id!r}")
        elif theirs.fuzzy:
            found.append(f"only guessed (fuzzy): {message.id!r}")
        elif not all([theirs.string] if isinstance(theirs.string, str) else theirs.string):
            found.append(f"not translated: {message.id!r}")
        else:
            found += [f"{error} in {message.id!r}" for error in theirs.check(translated)]
    found += [
        f"nobody says it any more: {message.id!r}"
        for message in translated
        if message.id and source.get(message.id, message.context) is None
    ]
    return found


def check() -> int:
    """Exit status 1 when a catalogue is not complete."""
    source = _read(extract())
    status = 0
    for language in LANGUAGES:
        file = catalogue_of(language)
        found = faults(source, _read(file) if file.exists() else Catalog(language))
        for fault in found:
            print(f"{language}: {fault}")
        if found:
            print(f"{language}: {len(found)} faults; `make messages` renews the catalogue.")
            status = 1
    return status


def renew() -> int:
    """Bring the catalogues up to the source; new sentences wait there, untranslated."""
    pot = extract()
    for language in LANGUAGES:
        file = catalogue_of(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        place = ("--input-file", str(pot), "--output-file", str(file), "--locale", language)
        if file.exists():
            tidy = ("--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date")
            _pybabel("update", *tidy, *place, "--width", "99")
        else:
            _pybabel("init", *place, "--width", "99")
        waiting = sum(not fault.startswith("nobody") for fault in faults(_read(pot), _read(file)))
        print(f"{file.relative_to(ROOT)}: {waiting} sentences wait for a translation")
    return compile_all()


def compile_all() -> int:
    """Write the binary catalogue beside each written one, unless it is the newer of the two."""
    for source in LOCALES.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            with target.open("wb") as file:
                write_mo(file, _read(source))
    return 0


def _read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened)


def _pybabel(*arguments: str) -> None:
    printed = io.StringIO()
    try:
        with redirect_stdout(printed), redirect_stderr(printed):
            CommandLineInterface().run(["pybabel", "--quiet", *arguments])
    except BaseException:
        print(printed.getvalue())
        raise


if __name__ == "__main__":
    os.chdir(ROOT)  # so that the catalogue names files as everybody does
    sys.exit({"check": check, "renew": renew, "compile": compile_all}[sys.argv[1]]())
