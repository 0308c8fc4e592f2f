"""An office's own template is looked at before it is kept: a Word document and nothing that acts,
and no field but those its paper has.

What may stand in a template is a short list of signs of the template language (names, conditions,
loops over rows, a few filters); everything else is refused, so nothing in it can run for long or
reach anything. Pure, but for the trial with sample data.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docxtpl import DocxTemplate  # type: ignore[import-untyped]  # it ships no types
from jinja2 import TemplateSyntaxError, nodes

from contest.papers.kinds import PaperKind
from core.errors import Conflict, Invalid
from web.papers.render import environment, render
from web.papers.sample import sample

MOST_BYTES = 2_000_000
MOST_UNPACKED = 20_000_000
MOST_PARTS = 300
MOST_TOLD = 8
MOST_DEEP = 3
"""Loops within loops: groups, their rows, their cells."""

_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ACTING = re.compile(r"vbaproject|vbadata|/embeddings/|/activex/|oleobject|afchunk", re.IGNORECASE)
_FIELDS = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON|DATABASE)\b"
)
_FILTERS = frozenset(
    {"upper", "lower", "title", "capitalize", "default", "length", "trim", "join"}
)
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Filter,
    nodes.If,
    nodes.For,
    nodes.Const,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
    nodes.CondExpr,
)
_LOOP = dict.fromkeys(("index", "index0", "first", "last", "length", "revindex"), "")

Scope = Mapping[str, Any]


def check(kind: PaperKind, docx: bytes) -> None:
    """Raises Invalid({"file": …}) that says what is wrong and where: `paper_too_large`,
    `paper_not_word`, `paper_acts`, `paper_links_out`, `paper_tag_broken`, `paper_tags_unmatched`,
    `paper_tag_refused`, `paper_unknown_fields`."""
    if len(docx) > MOST_BYTES:
        raise _invalid("paper_too_large", most=MOST_BYTES // 1_000_000)
    _look_inside(docx)
    try:
        document: Doc = Document(io.BytesIO(docx))
        lines = list(_lines(document))
        trees = list(_trees(docx, lines))
    except Invalid:
        raise
    except Exception as fault:  # whatever a broken archive makes the reader stumble over
        raise _invalid("paper_not_word") from fault
    known = sample(kind)
    unknown: dict[str, None] = {}
    for tree in trees:
        _refuse_strangers(tree, lines)
        for name in _unknown(tree.body, known):
            unknown.setdefault(name)
    if unknown:
        told = [f"{name} ({_where(name, lines)})" for name in unknown]
        raise _invalid("paper_unknown_fields", fields="; ".join(told[:MOST_TOLD]))
    try:
        render(docx, known)
    except Conflict as fault:
        raise _invalid("paper_tags_unmatched") from fault
    except Exception as fault:  # the document library's own way of failing
        raise _invalid("paper_not_word") from fault


# ------------------------------------------------------------------------------- the archive


def _look_inside(docx: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as found:
            parts = found.infolist()
            names = {one.filename for one in parts}
            if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
                raise _invalid("paper_too_large", most=MOST_BYTES // 1_000_000)
            if not {"[Content_Types].xml", "word/document.xml"} <= names:
                raise _invalid("paper_not_word")
            if acting := next((name for name in sorted(names) if _ACTING.search(name)), None):
                raise _invalid("paper_acts", part=acting)
            for one in parts:
                if one.filename.endswith((".xml", ".rels")):
                    _look_at(one.filename, found.read(one))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        raise _invalid("paper_not_word") from fault


def _look_at(name: str, xml: bytes) -> None:
    if len(xml) > MOST_UNPACKED or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise _invalid("paper_acts", part=name)
    if name == "[Content_Types].xml" and (_MAIN not in xml or b"macroEnabled" in xml):
        raise _invalid("paper_not_word")
    text = xml.decode("utf-8", "replace")
    if name.endswith(".rels"):
        for relation in re.findall(r"<Relationship\b[^>]*>", text):
            if re.search(r"""TargetMode\s*=\s*["']External""", relation):
                target = re.search(r"""Target\s*=\s*["']([^"']*)""", relation)
                raise _invalid("paper_links_out", target=target[1][:120] if target else name)
            if _ACTING.search(relation):
                raise _invalid("paper_acts", part=name)
    for piece in re.findall(r"<w:instrText[^>]*>([^<]*)<|w:instr=\"([^\"]*)\"", text):
        if field := _FIELDS.search("".join(piece).upper()):
            raise _invalid("paper_acts", part=field[0])


# ------------------------------------------------------------------------------ its language


def _lines(document: Doc) -> Iterator[str]:
    """Every paragraph in the order of reading: the body with its tables, heads and feet."""
    roots = [document.element.body]
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header):
            roots.append(part._element)
    for root in roots:
        for line in root.iter(f"{_W}p"):
            yield "".join(piece.text or "" for piece in line.iter(f"{_W}t"))


def _trees(docx: bytes, lines: list[str]) -> Iterator[nodes.Template]:
    """The body, heads and feet as the template language reads them."""
    word = DocxTemplate(io.BytesIO(docx))
    word.init_docx()
    pieces = [word.get_xml()]
    for uri in (word.HEADER_URI, word.FOOTER_URI):
        for _, part in word.get_headers_footers(uri):
            pieces.append(word.get_part_xml(part))
    for piece in pieces:
        try:
            yield environment().parse(word.patch_xml(piece))
        except TemplateSyntaxError as fault:
            where = _broken(lines)
            if where:
                raise _invalid("paper_tag_broken", where=where) from fault
            raise _invalid("paper_tags_unmatched") from fault


def _broken(lines: list[str]) -> str:
    """The paragraph whose tag cannot be read by itself, "" when they only do not fit together."""
    for no, line in enumerate(lines, 1):
        opened = line.count("{{") != line.count("}}") or line.count("{%") != line.count("%}")
        for tag in _TAG.findall(line):
            if tag.startswith("{{"):
                try:
                    environment().parse(tag)
                except TemplateSyntaxError:
                    opened = True
        if opened:
            return _place(no, line)
    return ""


def _refuse_strangers(tree: nodes.Template, lines: list[str]) -> None:
    """Only signs that read fields: nothing that calls, reckons, sets or includes."""
    for node in tree.find_all(nodes.Node):
        filtered = node if isinstance(node, nodes.Filter) else None
        if isinstance(node, _ALLOWED) and (filtered is None or filtered.name in _FILTERS):
            continue
        said = filtered.name if filtered else type(node).__name__
        raise _invalid("paper_tag_refused", said=said, where=_suspect(filtered, lines))
    if _deepest(tree) > MOST_DEEP:
        raise _invalid("paper_tag_refused", said="for", where="")


def _deepest(node: nodes.Node) -> int:
    below = max((_deepest(one) for one in node.iter_child_nodes()), default=0)
    return below + isinstance(node, nodes.For)


def _suspect(filtered: nodes.Filter | None, lines: list[str]) -> str:
    word = filtered.name if filtered else ""
    for no, line in enumerate(lines, 1):
        for tag in _TAG.findall(line):
            if (word and re.search(rf"\|\s*{re.escape(word)}\b", tag)) or (
                not word and re.search(r"[()*+~\[]|%\s*(set|include|import|macro|raw)\b", tag)
            ):
                return _place(no, line)
    return ""


def _unknown(body: list[nodes.Node], known: Scope) -> Iterator[str]:
    """The fields named in these nodes that the paper has not, as they are written."""
    for node in body:
        yield from _unknown_in(node, known)


def _unknown_in(node: nodes.Node, known: Scope) -> Iterator[str]:
    if isinstance(node, nodes.For):
        yield from _unknown_in(node.iter, known)
        element = _value(node.iter, known)
        inside = dict(known) | {"loop": _LOOP}
        if isinstance(node.target, nodes.Name):
            inside[node.target.name] = element[0] if isinstance(element, list) else ""
        yield from _unknown(node.body, inside)
        yield from _unknown(node.else_, known)
    elif isinstance(node, nodes.Name):
        if node.name not in known:
            yield node.name
    elif isinstance(node, nodes.Getattr):
        before = list(_unknown_in(node.node, known))
        held = _value(node.node, known)
        if before:
            yield from before
        elif not isinstance(held, Mapping) or node.attr not in held:
            yield _spelled(node)
    else:
        for one in node.iter_child_nodes():
            yield from _unknown_in(one, known)


def _value(node: nodes.Node, known: Scope) -> Any:
    """What a name stands for in the sample; None when it is not there."""
    if isinstance(node, nodes.Name):
        return known.get(node.name)
    if isinstance(node, nodes.Getattr):
        held = _value(node.node, known)
        return held.get(node.attr) if isinstance(held, Mapping) else None
    return None


def _spelled(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_spelled(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"


def _where(name: str, lines: list[str]) -> str:
    sought = re.compile(rf"(?<![\w.]){re.escape(name)}(?!\w)")
    for no, line in enumerate(lines, 1):
        if any(sought.search(tag) for tag in _TAG.findall(line)):
            return _place(no, line)
    return "?"


def _place(no: int, line: str) -> str:
    said = " ".join(line.split())
    return f"¶ {no}: “{said[:60]}{'…' if len(said) > 60 else ''}”"


def _invalid(code: str, **facts: object) -> Invalid:
    return Invalid({"file": (code, facts)})
