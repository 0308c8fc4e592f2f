"""What an office may send as its own template, and what is refused, told where."""

from collections.abc import Callable, Mapping

import pytest

from contest.papers.kinds import PaperKind
from core.errors import Invalid
from tests.web.papers.editing import tampered, typed, with_part, with_text
from tests.web.papers.reading import words
from web import wording
from web.papers.render import render, template
from web.papers.sample import sample
from web.papers.uploaded import MOST_BYTES, check

PLAN = template("plan")
RELS = "word/_rels/document.xml.rels"
BODY = "word/document.xml"


def refused(docx: bytes, kind: PaperKind = PaperKind.PLAN) -> tuple[str, Mapping[str, object]]:
    """The code and facts of the refusal; its sentence can be said."""
    with pytest.raises(Invalid) as caught:
        check(kind, docx)
    fault = caught.value.fields["file"]
    assert isinstance(fault, tuple)
    assert wording.sentence(*fault, str)
    return fault


@pytest.mark.parametrize("kind", PaperKind)
def test_every_template_that_ships_may_be_sent(kind: PaperKind) -> None:
    check(kind, template(kind.value))
    assert "{{" not in words(render(template(kind.value), sample(kind)))


def test_what_an_office_writes_stands_on_the_paper() -> None:
    own = typed(
        PLAN,
        "SỞ CÔNG THƯƠNG TỰ THÊM: {{ contest_title|upper }}",
        "{%p for one in checklist %}",
        "{{ loop.index }}. {{ one.name }}{% if not loop.last %};{% endif %}",
        "{%p endfor %}",
        "{% if prizes %}Có giải{% else %}Không giải{% endif %}",
    )
    check(PaperKind.PLAN, own)
    said = words(render(own, sample(PaperKind.PLAN)))
    assert "SỞ CÔNG THƯƠNG TỰ THÊM: (CONTEST_TITLE)" in said
    assert "3. (name) Có giải" in said


def test_an_unknown_field_is_named_with_its_paragraph() -> None:
    own = typed(
        PLAN,
        "Điện thoại: {{ telephone }}",
        "{%p for one in checklist %}",
        "Ghi: {{ one.nme }}",
        "{%p endfor %}",
        "{% if intro and nowhere.deep %}x{% endif %}",
    )
    code, facts = refused(own)
    assert code == "paper_unknown_fields"
    said = str(facts["fields"])
    assert [part.split(" (¶")[0] for part in said.split("; ")] == [
        "telephone",
        "one.nme",
        "nowhere",
    ]
    assert "“Điện thoại: {{ telephone }}”" in said
    # fields of one paper are not those of another
    assert refused(template("council"))[0] == "paper_unknown_fields"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Tên: {{ body", "paper_tag_broken"),
        ("Tên: {{ body | }}", "paper_tag_broken"),
        ("{% if intro %}", "paper_tags_unmatched"),
        ("{{ 9 ** 9 ** 9 }}", "paper_tag_refused"),
        ("{{ 'x' * 999999999 }}", "paper_tag_refused"),
        ("{{ ''.__class__.__mro__ }}", "paper_unknown_fields"),
        ("{{ body.__class__ }}", "paper_unknown_fields"),
        ("{{ cycler('x') }}", "paper_tag_refused"),
        ("{% set x = 1 %}", "paper_tag_refused"),
        ("{% include 'x' %}", "paper_tag_refused"),
        ("{{ body|map('upper')|list }}", "paper_tag_refused"),
        ("{{ groups[0] }}", "paper_tag_refused"),
        (
            "{% for a in groups %}{% for b in groups %}{% for c in groups %}{% for d in groups %}"
            "{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
            "paper_tag_refused",
        ),
    ],
)
def test_tags_only_read_fields(line: str, code: str) -> None:
    found, facts = refused(typed(PLAN, line))
    assert found == code
    if code == "paper_tag_broken":
        assert line[:20] in str(facts["where"])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (with_part("word/vbaProject.bin"), "paper_acts"),
        (with_part("word/embeddings/oleObject1.bin"), "paper_acts"),
        (with_part("word/activeX/activeX1.xml"), "paper_acts"),
        (with_text(BODY, b"<?xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><?xml"), "paper_acts"),
        (
            with_text(
                RELS,
                b"</Relationships>",
                b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/'
                b'2006/relationships/attachedTemplate" Target="https://elsewhere.example/x.dotm" '
                b'TargetMode="External"/></Relationships>',
            ),
            "paper_links_out",
        ),
        (
            with_text(
                BODY,
                b"</w:body>",
                b'<w:p><w:r><w:instrText>DDEAUTO c:\\\\x "a"</w:instrText></w:r></w:p></w:body>',
            ),
            "paper_acts",
        ),
        (
            with_text(
                "[Content_Types].xml",
                b"wordprocessingml.document.main+xml",
                b"wordprocessingml.template.main+xml",
            ),
            "paper_not_word",
        ),
        (with_part(BODY, b"<broken"), "paper_not_word"),
        (with_part("word/big.bin", b"\0" * 21_000_000), "paper_too_large"),
    ],
)
def test_only_a_word_document_that_does_nothing(
    change: Callable[[dict[str, bytes]], None], code: str
) -> None:
    assert refused(tampered(PLAN, change))[0] == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "paper_not_word"),
        (b"PK\x03\x04 not really", "paper_not_word"),
        (b"%PDF-1.7", "paper_not_word"),
        (PLAN[: len(PLAN) // 2], "paper_not_word"),
        (b"\0" * (MOST_BYTES + 1), "paper_too_large"),
    ],
)
def test_other_files(data: bytes, code: str) -> None:
    assert refused(data)[0] == code
