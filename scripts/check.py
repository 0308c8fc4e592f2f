"""Every check that needs no test run, two at a time; says at the end which ones failed.

python scripts/check.py            all of them
python scripts/check.py types      only those named
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent

# The slowest first, so that the others run beside it.
CHECKS = {
    "types": [BIN / "mypy"],
    "migrations": [sys.executable, "scripts/migrations.py", "check"],
    "translations": [sys.executable, "scripts/translations.py", "check"],
    "imports": [BIN / "lint-imports", "--verbose"],
    "templates": [BIN / "djlint", "--lint", "--quiet", "web/templates"],
    "lint": [BIN / "ruff", "check", "."],
    "format": [BIN / "ruff", "format", "--check", "."],
}


def run(name: str) -> tuple[str, bool, float, str]:
    """Run one check: its name, whether it passed, seconds, and what it printed."""
    began = time.monotonic()
    ended = subprocess.run(
        CHECKS[name],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"},
    )
    return name, ended.returncode == 0, time.monotonic() - began, ended.stdout


def main(names: list[str]) -> int:
    """Returns the exit status: 0 when everything is as it should be."""
    began = time.monotonic()
    failed = []
    with ThreadPoolExecutor(2) as two:
        for name, passed, seconds, printed in two.map(run, names or CHECKS):
            if not passed:
                failed.append(name)
                print(printed.strip())
            print(f"{'ok    ' if passed else 'FAILED'}  {name:<13} {seconds:5.1f} s", flush=True)
    print(f"{time.monotonic() - began:.1f} s. ", end="")
    print(f"Not as it should be: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
