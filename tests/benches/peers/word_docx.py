"""python-docx, in its own process: DOCUMENT.json SHEET.json OUT RUNS

Writes the same paragraphs, tables with their merged cells, named styles, running foot with page number fields and page
set-up. It knows neither drawings nor table of contents nor footnotes; documents with those are not given to it.
What costs python-docx most is looking up styles and cells one by one: both are done once, so that it is at its best.
"""

import io
import json
import sys

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from measure import Reading

ALIGNS = dict(start=ALIGN.LEFT, center=ALIGN.CENTER, end=ALIGN.RIGHT, justify=ALIGN.JUSTIFY)


def element(name, **attributes):
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn("w:" + key), str(value))
    return made


def set_styles(document, sheet):
    faces = {face: names["name"] for face, names in sheet["faces"]}
    styles = {}
    for key, form in sheet["styles"]:
        style = document.styles.add_style(form["name"], WD_STYLE_TYPE.PARAGRAPH)
        face = faces[form["face"]]
        style.font.name, style.font.size = face, Pt(form["size"])
        style.element.rPr.rFonts.set(qn("w:eastAsia"), face)
        layout = style.paragraph_format
        layout.alignment = ALIGNS[form["align"]]
        layout.first_line_indent = Pt(form["first_line_chars"] * form["size"])
        layout.left_indent = Pt(form["start_chars"] * form["size"])
        layout.right_indent = Pt(form["end_chars"] * form["size"])
        layout.space_before, layout.space_after = Pt(form["before"]), Pt(form["after"])
        layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        pitch = form["pitch"]
        layout.line_spacing = Pt(sheet["line_pitch"] if pitch == "grid" else pitch["exact"])
        layout.keep_with_next = form["keep_with_next"]
        if key.startswith("heading"):
            layout.element.get_or_add_pPr().append(element("w:outlineLvl", val=int(key[-1]) - 1))
        styles[key] = style
    return styles


def fill(paragraph, content, styles):
    # Its id rather than the style: `paragraph.style = …` goes through all styles each time.
    paragraph._p.style = styles[content["style"]].style_id
    if content["align"]:
        paragraph.alignment = ALIGNS[content["align"]]
    if content["keep_with_next"]:
        paragraph.paragraph_format.keep_with_next = True
    for inline in content["inlines"]:
        run = paragraph.add_run(inline["text"]["text"])
        if inline["text"]["style"] == "strong":
            run.bold = True
        elif inline["text"]["style"] == "attention":
            run._r.get_or_add_rPr().append(element("w:shd", val="clear", fill="D1D1D1"))


def add_table(document, content, styles, width):
    rows, columns = len(content["rows"]), len(content["columns"])
    table = document.add_table(rows, columns)
    table.style, table.autofit = "Table Grid", False
    for column, share in zip(table.columns, content["columns"]):
        column.width = int(width * share)
    cells = table._cells
    covered = [False] * (rows * columns)
    for r, row in enumerate(content["rows"]):
        c = 0
        for cell in row["cells"]:
            while covered[r * columns + c]:
                c += 1
            down, across = min(cell["row_span"], rows - r), min(cell["col_span"], columns - c)
            for y in range(r, r + down):
                covered[y * columns + c:y * columns + c + across] = [True] * across
            at = cells[r * columns + c]
            if down > 1 or across > 1:
                at = at.merge(cells[(r + down - 1) * columns + c + across - 1])
            at.vertical_alignment = VERTICAL.CENTER
            for n, paragraph in enumerate(cell["blocks"]):
                fill(at.paragraphs[0] if n == 0 else at.add_paragraph(), paragraph, styles)
    for row in table.rows[:content["head_rows"]] if content["head_rows"] else []:
        row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def page_number(footer, style, align):
    paragraph = footer.paragraphs[0]
    paragraph.style, paragraph.alignment = style, align
    paragraph.add_run("— ")
    run = paragraph.add_run()
    for kind in ("begin", "end"):
        if kind == "end":
            text = element("w:instrText")
            text.text = "PAGE"
            run._r.append(text)
        run._r.append(element("w:fldChar", fldCharType=kind))
    paragraph.add_run(" —")


def write(content, sheet):
    document = docx.Document()
    document.settings.odd_and_even_pages_header_footer = True
    styles = set_styles(document, sheet)
    document.core_properties.title = content["meta"]["title"]
    document.core_properties.author = content["meta"]["author"]
    page, margins = sheet["page"], sheet["page"]["upright"]
    section = document.sections[0]
    section.page_width, section.page_height = Mm(page["width"]), Mm(page["height"])
    section.top_margin, section.bottom_margin = Mm(margins["top"]), Mm(margins["bottom"])
    section.left_margin, section.right_margin = Mm(margins["left"]), Mm(margins["right"])
    page_number(section.footer, styles["page_number"], ALIGN.RIGHT)
    page_number(section.even_page_footer, styles["page_number"], ALIGN.LEFT)
    width = section.page_width - section.left_margin - section.right_margin
    broken = False
    for block in content["sections"][0]["blocks"]:
        if block == "page_break":
            broken = True
        elif "paragraph" in block:
            paragraph = document.add_paragraph()
            fill(paragraph, block["paragraph"], styles)
            if broken:
                paragraph.paragraph_format.page_break_before = True
            broken = False
        elif "table" in block:
            add_table(document, block["table"], styles, width)
        else:
            sys.exit(f"python-docx cannot write {list(block)}")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def main(content, sheet, target, runs):
    content, sheet = (json.load(open(path, encoding="utf-8")) for path in (content, sheet))
    reading = Reading()
    made = write(content, sheet)
    reading.bytes = len(made)
    with open(target, "wb") as file:
        file.write(made)
    for _ in range(int(runs)):
        reading.time(lambda: write(content, sheet))
    reading.say()


main(*sys.argv[1:])
