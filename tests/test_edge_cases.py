"""docs/domain.md says of each hard case which test holds it, or why none does: and it is true."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parent
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \|$", re.MULTILINE)
NUMBERS = re.compile(r"edge_(\d\d)(?=_)")


def named() -> dict[int, list[str]]:
    """Number of a case → the tests that carry it."""
    found: dict[int, list[str]] = {}
    for path in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_edge_"):
                for number in NUMBERS.findall(node.name):
                    found.setdefault(int(number), []).append(node.name)
    return found


def test_every_case_has_a_row_and_every_promise_a_test() -> None:
    told = (TESTS.parent / "docs" / "domain.md").read_text("utf-8")
    rows = {int(number): held for number, _, held in ROW.findall(told)}
    tests = named()
    promised = {number for number, held in rows.items() if "test_edge_" in held}
    assert sorted(rows) == list(range(1, 57))
    assert sorted(promised) == sorted(tests)


def test_the_places_that_are_named_are_there() -> None:
    told = (TESTS.parent / "docs" / "domain.md").read_text("utf-8")
    for _, _, held in ROW.findall(told):
        for place in re.findall(r"tests/[\w/.]+\w", held):
            assert (TESTS.parent / place).exists(), place
