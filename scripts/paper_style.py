"""How an administrative paper looks by Nghị định 30/2020/NĐ-CP, Phụ lục I: the hand that writes
the templates (scripts/paper_templates.py). Lengths are millimetres, sizes points.
"""

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FONT = "Times New Roman"
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15  # 20–25, 20–25, 30–35, 15–20
BODY, NATION, MOTTO, NUMBER, PAGE = 14, 13, 14, 13, 14  # 13–14, 12–13, 13–14, 13, 13–14
RECIPIENTS_HEAD, RECIPIENTS = 12, 11
CELL = 12
KEPT = {"Normal", "Header", "Normal Table", "Table Grid", "Default Paragraph Font", "No List"}
"""The styles that a paper uses; the others of the empty document are thrown away."""
INDENT = 10
FIXED = datetime(2026, 1, 1)  # noqa: DTZ001 (a document's properties have no zone)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, what a cell says, its width, how it stands."""

    head: str
    cell: str
    width: float
    align: str = "left"  # left, center, right


SIGN = "(Ký, ghi rõ họ tên)"
NO = Column("TT", "{{ row.no }}", 10, "center")
PERSON = (
    NO,
    Column("Họ và tên", "{{ row.person }}", 50),
    Column("Chức vụ, đơn vị công tác", "{{ row.title }}", 65),
    Column("Chức danh", "{{ row.position }}", 40),
)


class Paper:
    """One template being written, from its top down."""

    def __init__(self, title: str, *, landscape: bool = False) -> None:
        self.document = Document()
        self.wide = landscape
        self.inner = (297 if landscape else 210) - LEFT - RIGHT
        self._properties(title)
        self._page()
        self._letters()

    # ------------------------------------------------------------------------ the sheet of paper

    def _properties(self, title: str) -> None:
        known = self.document.core_properties
        known.title, known.author, known.comments = title, "", ""
        known.created = known.modified = FIXED
        known.language = "vi-VN"
        package = self.document.part.package
        for key, relation in list(package.rels.items()):
            if relation.reltype.endswith("/thumbnail"):
                del package.rels[key]

    def _page(self) -> None:
        section = self.document.sections[0]
        short, long = Mm(210), Mm(297)
        section.page_width, section.page_height = (long, short) if self.wide else (short, long)
        section.orientation = WD_ORIENT.LANDSCAPE if self.wide else WD_ORIENT.PORTRAIT
        section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
        section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
        section.header_distance = section.footer_distance = Mm(10)
        section.different_first_page_header_footer = True
        first = OxmlElement("w:pgNumType")
        first.set(qn("w:start"), "1")
        section._sectPr.insert_element_before(
            first, "w:cols", "w:titlePg", "w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid"
        )
        line = section.header.paragraphs[0]
        line.alignment = ALIGN.CENTER
        for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
            run = line.add_run()
            self._dress(run, PAGE)
            if kind:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark = OxmlElement("w:instrText")
                mark.set(qn("xml:space"), "preserve")
                mark.text = text
            run._r.append(mark)

    def _letters(self) -> None:
        styles = self.document.styles
        for one in list(styles):
            if one.name not in KEPT:
                one.delete()
        normal = styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(BODY)
        normal.font.color.rgb = RGBColor(0, 0, 0)
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for name in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{name}"), FONT)
        spacing = normal.paragraph_format
        spacing.space_before, spacing.space_after = Pt(0), Pt(6)
        spacing.line_spacing_rule = WD_LINE_SPACING.SINGLE

    def _dress(self, run: Run, size: float, bold: bool = False, italic: bool = False) -> None:
        font = run.font
        font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, italic

    # -------------------------------------------------------------------------------- paragraphs

    def _write(
        self,
        line: Paragraph,
        text: str,
        size: float = BODY,
        *,
        bold: bool = False,
        italic: bool = False,
        align: str = "left",
        after: float = 0,
        before: float = 0,
    ) -> Paragraph:
        """`text` may hold **bold** pieces; each piece is one run, so a field is never cut."""
        line.alignment = getattr(ALIGN, align.upper())
        line.paragraph_format.space_after, line.paragraph_format.space_before = (
            Pt(after),
            Pt(before),
        )
        for index, piece in enumerate(text.split("**")):
            if piece:
                self._dress(line.add_run(piece), size, bold or index % 2 == 1, italic)
        return line

    def _rule(self, cell: _Cell | None, width: float, length: float) -> None:
        """A level line of this length in the middle of the width, as its own low paragraph."""
        line = (cell or self.document).add_paragraph()
        form = line.paragraph_format
        side = Mm(max(0, (width - length) / 2))
        form.left_indent, form.right_indent = side, side
        form.space_before, form.space_after = Pt(0), Pt(4)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(2)
        borders = OxmlElement("w:pBdr")
        stroke = OxmlElement("w:bottom")
        for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            stroke.set(qn(f"w:{key}"), value)
        borders.append(stroke)
        properties = line._p.get_or_add_pPr()
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )

    def logic(self, tag: str) -> None:
        """A paragraph that only steers: "if x", "for x in y", "endif"; it leaves no line."""
        self.document.add_paragraph(f"{{%p {tag} %}}")

    def para(
        self,
        text: str,
        *,
        italic: bool = False,
        bold: bool = False,
        align: str = "justify",
        indent: bool = True,
        size: float = BODY,
        keep: bool = False,
    ) -> None:
        """A paragraph of the body: justified, its first line set in, 6 points after it."""
        line = self._write(
            self.document.add_paragraph(),
            text,
            size,
            bold=bold,
            italic=italic,
            align=align,
            after=6,
        )
        if indent:
            line.paragraph_format.first_line_indent = Mm(INDENT)
        # The end of a text goes with its signature: that never stands alone on a page.
        line.paragraph_format.keep_with_next = keep or text.endswith("./.")

    def centre(self, text: str, *, bold: bool = True, italic: bool = False) -> None:
        """A line in the middle: the authority that decides, "QUYẾT ĐỊNH:", the addressee."""
        line = self._write(
            self.document.add_paragraph(),
            text,
            bold=bold,
            italic=italic,
            align="center",
            before=4,
            after=6,
        )
        line.paragraph_format.keep_with_next = True

    def next_sheet(self) -> None:
        """Ends a paper within a file of many: the next one begins at its own page 1."""
        line = self.document.add_paragraph()
        form = line.paragraph_format
        form.space_after = Pt(0)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)
        line._p.get_or_add_pPr().append(deepcopy(self.document.sections[0]._sectPr))

    # ------------------------------------------------------------------------------------- parts

    def _bare(self, rows: int, widths: Sequence[float]) -> Table:
        table: Table = self.document.add_table(rows, len(widths))
        table.autofit = False
        self._margins(table, 0)
        for row in table.rows:
            whole = OxmlElement("w:cantSplit")
            row._tr.get_or_add_trPr().append(whole)
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        return table

    def _margins(self, table: Table, twips: int) -> None:
        """The room at the left and right of every cell, in twentieths of a point."""
        margins = OxmlElement("w:tblCellMar")
        for side in ("left", "right"):
            edge = OxmlElement(f"w:{side}")
            edge.set(qn("w:w"), str(twips))
            edge.set(qn("w:type"), "dxa")
            margins.append(edge)
        properties = table._tbl.tblPr
        look = properties.find(qn("w:tblLook"))
        if look is None:
            properties.append(margins)
        else:
            look.addprevious(margins)

    def head(
        self,
        number: str | None = "{{ number }}",
        subject: str | None = None,
        day: str = "{{ place_day }}",
    ) -> None:
        """Cơ quan ban hành, số và ký hiệu; Quốc hiệu, Tiêu ngữ; địa danh và thời gian."""
        right = 97.0
        left = self.inner - right
        table = self._bare(2, (left, right))
        organ, nation = table.rows[0].cells
        organ.paragraphs[0].add_run("{%p if parent %}")
        self._write(organ.add_paragraph(), "{{ parent|upper }}", NUMBER, align="center")
        organ.add_paragraph("{%p endif %}")
        self._write(organ.add_paragraph(), "{{ body|upper }}", NUMBER, bold=True, align="center")
        self._rule(organ, left, 22)
        self._write(
            nation.paragraphs[0],
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            NATION,
            bold=True,
            align="center",
        )
        self._write(
            nation.add_paragraph(),
            "Độc lập - Tự do - Hạnh phúc",
            MOTTO,
            bold=True,
            align="center",
        )
        self._rule(nation, right, 60)
        for line in organ.paragraphs:
            line.paragraph_format.right_indent = line.paragraph_format.right_indent or Mm(3)
        numbered, dated = table.rows[1].cells
        line = numbered.paragraphs[0]
        if number:
            self._write(line, f"Số: {number}", NUMBER, align="center")
        if subject:
            self._write(numbered.add_paragraph(), subject, 12, align="center")
        self._write(dated.paragraphs[0], day, BODY, italic=True, align="center")
        self.logic("if simulated")
        self._write(
            self.document.add_paragraph(),
            "(Văn bản mô phỏng, không có giá trị pháp lý)",
            12,
            italic=True,
            align="center",
            before=4,
        )
        self.logic("endif")

    def title(self, kind: str, about: str | None = None) -> None:
        """Tên loại in hoa đậm; trích yếu đậm, with a line beneath."""
        self._write(
            self.document.add_paragraph(), kind, BODY, bold=True, align="center", before=12
        )
        if about:
            line = self._write(
                self.document.add_paragraph(), about, BODY, bold=True, align="center"
            )
            line.paragraph_format.keep_with_next = True
            self._rule(None, self.inner, 45)

    def table(self, columns: Sequence[Column], loop: str, size: float = CELL) -> None:
        """A ruled table: the head repeats on every page, no row is torn. `loop` is "x in rows"."""
        table = self._grid([one.width for one in columns], 4)
        for cell, one in zip(table.rows[0].cells, columns, strict=True):
            self._write(cell.paragraphs[0], one.head, size, bold=True, align="center")
        table.rows[1].cells[0].paragraphs[0].add_run(f"{{%tr for {loop} %}}")
        for cell, one in zip(table.rows[2].cells, columns, strict=True):
            self._write(cell.paragraphs[0], one.cell, size, align=one.align)
        table.rows[3].cells[0].paragraphs[0].add_run("{%tr endfor %}")
        self._gap()

    def _grid(self, widths: Sequence[float], rows: int) -> Table:
        """A ruled table of these widths, scaled to the sheet, with a head row."""
        scale = self.inner / sum(widths)
        table: Table = self.document.add_table(rows, len(widths), style="Table Grid")
        table.autofit = False
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width * scale)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width * scale)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        return table

    def matrix(
        self,
        before: Sequence[Column],
        across: tuple[str, str, str],
        after: Sequence[Column],
        loop: str,
        size: float = 11,
    ) -> None:
        """A table with as many columns in its middle as there are; `across` is
        (loop over heads, head, loop over cells with the cell)."""
        heads, head, cells = across
        widths = [*(c.width for c in before), 1, 13, 1, *(c.width for c in after)]
        table = self._grid(widths, 4)
        self._margins(table, 40)
        top, line = table.rows[0].cells, table.rows[2].cells
        n = len(before)
        for i, one in enumerate(before):
            self._write(top[i].paragraphs[0], one.head, size, bold=True, align="center")
            self._write(line[i].paragraphs[0], one.cell, size, align=one.align)
        top[n].paragraphs[0].add_run(f"{{%tc for {heads} %}}")
        self._write(top[n + 1].paragraphs[0], head, size, bold=True, align="center")
        top[n + 2].paragraphs[0].add_run("{%tc endfor %}")
        line[n].paragraphs[0].add_run(f"{{%tc for {cells} %}}")
        self._write(line[n + 1].paragraphs[0], "{{ cell }}", size, align="right")
        line[n + 2].paragraphs[0].add_run("{%tc endfor %}")
        for i, one in enumerate(after, n + 3):
            self._write(top[i].paragraphs[0], one.head, size, bold=True, align="center")
            self._write(line[i].paragraphs[0], one.cell, size, align=one.align)
        table.rows[1].cells[0].paragraphs[0].add_run(f"{{%tr for {loop} %}}")
        table.rows[3].cells[0].paragraphs[0].add_run("{%tr endfor %}")
        self._gap()

    def _gap(self) -> None:
        self._write(self.document.add_paragraph(), "", 6)

    def signatures(
        self,
        right: tuple[str, str],
        *,
        left: tuple[str, str] | None = None,
        recipients: bool = False,
        note: str | None = None,
    ) -> None:
        """Nơi nhận at the left and who signs at the right; or two signers side by side.

        A signer is (chức vụ, họ tên); `note` stands under the capacity.
        """
        half = self.inner / 2
        table = self._bare(1, (half, half))
        there, here = table.rows[0].cells
        if left:
            self._signer(there, left, note)
        elif recipients:
            head = there.paragraphs[0]
            self._write(head, "Nơi nhận:", RECIPIENTS_HEAD, bold=True, italic=True, before=6)
            there.add_paragraph("{%p for line in recipients %}")
            self._write(there.add_paragraph(), "- {{ line }}", RECIPIENTS)
            there.add_paragraph("{%p endfor %}")
        self._signer(here, right, note)

    def _signer(self, cell: _Cell, signer: tuple[str, str], note: str | None) -> None:
        capacity, name = signer
        self._write(cell.paragraphs[0], capacity, BODY, bold=True, align="center", before=6)
        if not capacity:
            return
        if note:
            self._write(cell.add_paragraph(), note, 12, italic=True, align="center")
        line = self._write(cell.add_paragraph(), name, BODY, bold=True, align="center", before=64)
        line.paragraph_format.keep_together = True

    # -------------------------------------------------------------------------------------- bytes

    def bytes(self) -> bytes:
        """The .docx, the same bytes every time."""
        kept = io.BytesIO()
        self.document.save(kept)
        return same_bytes(kept.getvalue())


def same_bytes(docx: bytes) -> bytes:
    """The same archive without the times of its making."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as found,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for one in found.infolist():
            entry = zipfile.ZipInfo(one.filename, (2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            kept.writestr(entry, found.read(one.filename))
    return made.getvalue()
