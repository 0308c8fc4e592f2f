"""What holds for the whole house, beyond what the import contracts check."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from web.handlers import HANDLERS
from web.wording import SENTENCES

HERE = Path(__file__).parent.parent
ROOMS = ("core", "media", "contest", "fairs", "web")
REFUSALS = {"NotFound", "NotAllowed", "Conflict", "TooMany", "Refusal", "Invalid"}


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for room in ROOMS:
        for path in sorted((HERE / room).rglob("*.py")):
            yield path.relative_to(HERE), ast.parse(path.read_text(encoding="utf-8"))


def raised_codes() -> Iterator[tuple[str, str]]:
    """(where, code) of every refusal whose code is written at the place that raises it."""
    for path, tree in sources():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id not in REFUSALS or not node.args:
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield f"{path}:{node.lineno}", first.value
            elif isinstance(first, ast.Dict):
                for value in first.values:
                    code = value.elts[0] if isinstance(value, ast.Tuple) and value.elts else value
                    if isinstance(code, ast.Constant) and isinstance(code.value, str):
                        yield f"{path}:{node.lineno}", code.value


def test_every_refusal_is_worded() -> None:
    wordless = {where: code for where, code in raised_codes() if code not in SENTENCES}
    assert wordless == {}


def test_every_job_has_a_handler() -> None:
    named = set()
    for _path, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("enqueue"):
                named |= {
                    a.value
                    for a in node.args
                    if isinstance(a, ast.Constant) and isinstance(a.value, str)
                }
    assert named <= set(HANDLERS)


def test_every_setting_is_documented() -> None:
    text = (HERE / "web" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"([A-Z][A-Z_]+)"', text))
    documented = set(
        re.findall(r"`([A-Z][A-Z_]+)`", (HERE / "docs" / "operations.md").read_text("utf-8"))
    )
    assert read - documented == set()


def test_commands_are_documented() -> None:
    text = (HERE / "web" / "__main__.py").read_text(encoding="utf-8")
    operations = (HERE / "docs" / "operations.md").read_text(encoding="utf-8")
    commands = re.findall(r'add_parser\("([a-z-]+)"', text) + re.findall(
        r"add_parser\(\s*\"([a-z-]+)\"", text
    )
    assert {c for c in commands if f"python -m web {c}" not in operations} == set()


@pytest.mark.parametrize("path", [p for p, _ in sources()], ids=str)
def test_a_file_reads_in_one_breath(path: Path) -> None:
    if path.parts[:2] == ("web", "migrations"):
        return  # migrations are kept as made; the table of sentences is looked up, not read
    text = (HERE / path).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 450


def test_pages_and_rooms_say_what_they_are_for() -> None:
    mute = [str(path) for path, tree in sources() if tree.body and not ast.get_docstring(tree)]
    assert [p for p in mute if "/versions/" not in p] == []
