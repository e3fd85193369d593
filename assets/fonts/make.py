#!/usr/bin/env python3
"""Make the shipped font files from Debian's packages.

Usage: make.py WORKDIR [OUTDIR]
WORKDIR holds (or receives, through `apt-get download`) texlive-lang-chinese and fonts-noto-cjk-extra; fonts-noto-cjk is
read from where Debian installs it. Needs dpkg-deb and `pip install fonttools==4.68.0 cffsubr==0.4.0`.
The same packages and the same tools give the same bytes.
"""

import gzip
import os
import subprocess
import sys
from pathlib import Path

os.environ["SOURCE_DATE_EPOCH"] = "1674000000"  # the packages' own age; keeps `head.modified` fixed

import cffsubr  # noqa: E402
from fontTools import subset  # noqa: E402
from fontTools.pens.boundsPen import BoundsPen  # noqa: E402
from fontTools.pens.t2CharStringPen import T2CharStringPen  # noqa: E402
from fontTools.pens.transformPen import TransformPen  # noqa: E402
from fontTools.ttLib import TTFont  # noqa: E402

NOTO = Path("/usr/share/fonts/opentype/noto")
SIMPLIFIED = 2  # the simplified Chinese face of each collection

# Latin, punctuation, numbers in circles and brackets, box drawing, full-width and vertical forms: what offices type.
SIGNS = {
    code
    for first, last in [
        (0x20, 0x7E), (0xA0, 0xFF), (0x391, 0x3C9), (0x410, 0x451), (0x2010, 0x2027), (0x2030, 0x203B),
        (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2150, 0x218B), (0x2190, 0x21FF), (0x2200, 0x22FF),
        (0x2460, 0x24FF), (0x2500, 0x257F), (0x25A0, 0x25FF), (0x2600, 0x2612), (0x2700, 0x27BF), (0x2E80, 0x2FDF),
        (0x3000, 0x303F), (0x3100, 0x312F), (0x3200, 0x33FF), (0xFE10, 0xFE1F), (0xFE30, 0xFE4F), (0xFF01, 0xFFEE),
    ]
    for code in range(first, last + 1)
}
# The fallback: all of the first block and of Extension A, compatibility forms, and of the later extensions whatever
# the source has: names of people and places.
HAN = {
    code
    for first, last in [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAD9), (0x20000, 0x323AF)]
    for code in range(first, last + 1)
}
# In titles a character of another weight is seen at once: places and given names beyond the common set.
NAMES = set(map(ord, "鄠㵲硚浉瀍猇䢺堽甪浬堃喆䶮㛃𬭎珺玥昇祎晞彧翀垚犇骉"))


def decoded(codec, end_row):
    """All characters of the rows before `end_row`, by decoding them."""
    found = set()
    for row in range(0xA1, end_row):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((row, cell)).decode(codec)))
            except UnicodeDecodeError:
                pass
    return found


def gb2312():
    """All characters of GB 2312."""
    return decoded("gb2312", 0xF8)


# In the official faces every ASCII character is half an em wide and every other sign of GB 2312 a whole one. Ours must
# be as wide, or lines break elsewhere in Word than in our PDF, and figures in a column do not stand below each other.
# (GBK, because the codec of GB 2312 takes dash and middle dot for other characters than everybody types.)
ASCII = set(range(0x20, 0x7F))


FULL_WIDTH = decoded("gbk", 0xAA) - ASCII


def official_widths(font):
    """Make ASCII half an em wide and the other signs of GB 2312 a whole one: by the font's own forms where it has them,
    otherwise in the middle of the em."""
    half, full = alternates(font, "hwid"), alternates(font, "fwid")
    cmap = font.getBestCmap()
    forms = {code: half[cmap[code]] for code in ASCII if cmap.get(code) in half}
    forms |= {code: full[cmap[code]] for code in FULL_WIDTH if cmap.get(code) in full}
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({code: glyph for code, glyph in forms.items() if code in table.cmap})
    cmap, em = font.getBestCmap(), font["head"].unitsPerEm
    for glyph in sorted({cmap[code] for code in FULL_WIDTH if code in cmap}):
        if font["hmtx"][glyph][0] != em:
            # Dashes join: a 破折号 is one line of two of them.
            widen(font, glyph, em, stretched=cmap.get(0x2014) == glyph)


def widen(font, glyph, em, stretched):
    """Put a glyph into the middle of a whole em, or stretch its ink over it."""
    glyphs, advance = font.getGlyphSet(), font["hmtx"][glyph][0]
    bounds = BoundsPen(glyphs)
    glyphs[glyph].draw(bounds)
    if bounds.bounds is None or advance > em:
        return
    left, _, right, _ = bounds.bounds
    scale = em / (right - left) if stretched else 1
    shift = -left * scale if stretched else (em - advance) // 2
    outlines = font["CFF "].cff.topDictIndex[0].CharStrings
    old = outlines[glyph]
    old.decompile()  # fills in what its private dictionary says of widths
    pen = T2CharStringPen(None if em == old.private.defaultWidthX else em - old.private.nominalWidthX, glyphs)
    glyphs[glyph].draw(TransformPen(pen, (scale, 0, 0, 1, shift, 0)))
    outlines[glyph] = pen.getCharString(old.private, old.globalSubrs)
    font["hmtx"][glyph] = (em, round(left * scale + shift))


def alternates(font, feature):
    """The single substitutions of an OpenType feature."""
    if "GSUB" not in font:
        return {}
    table = font["GSUB"].table
    lookups = {i for r in table.FeatureList.FeatureRecord if r.FeatureTag == feature for i in r.Feature.LookupListIndex}
    found = {}
    for index in sorted(lookups):
        for subtable in table.LookupList.Lookup[index].SubTable:
            found.update(getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {}))
    return found


def unpack(package, workdir):
    """Unpack a Debian package below `workdir`, fetching it when it is not there."""
    found = sorted(workdir.glob(f"{package}_*.deb"))
    if not found:
        subprocess.run(["apt-get", "download", package], cwd=workdir, check=True)
        found = sorted(workdir.glob(f"{package}_*.deb"))
    target = workdir / package
    subprocess.run(["dpkg-deb", "-x", found[-1], target], check=True)
    return target


def write(source, number, wanted, family, origin, target, share_outlines=False):
    """Subset one face, say in its names that it is modified, and save it."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 4, 5, 6, 7, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG", "kern"]
    font = TTFont(source, fontNumber=number, lazy=True)
    official_widths(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    names, postscript = font["name"], family.replace(" ", "")
    # A modified version must not bear a reserved name (OFL) and must say that it is modified (GPL).
    description = f"Subset of {origin}, made for Mingce; ASCII set half-width, other signs full-width."
    for name_id, text in [(1, family), (3, f"{family}; {origin}"), (4, family), (6, postscript), (10, description)]:
        names.removeNames(nameID=name_id)
        names.setName(text, name_id, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames[0] = postscript
    for key in ("FullName", "FamilyName"):
        if hasattr(cff.topDictIndex[0], key):
            setattr(cff.topDictIndex[0], key, family)
    if share_outlines:  # Fandol has no subroutines: sharing them takes off a tenth
        cffsubr.subroutinize(font)
    font.recalcTimestamp = False
    font.save(target, reorderTables=True)
    print(f"{target.name}: {target.stat().st_size:,} bytes, {len(TTFont(target).getBestCmap()):,} characters")


def main():
    workdir = Path(sys.argv[1])
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(__file__).parent
    texlive = unpack("texlive-lang-chinese", workdir)
    fandol = texlive / "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
    fang, kai = fandol / "FandolFang-Regular.otf", fandol / "FandolKai-Regular.otf"
    in_fang = set(TTFont(fang, lazy=True).getBestCmap()) & HAN
    common = gb2312() | SIGNS | in_fang
    # Fandol's own Latin is heavier than its Chinese: a light one stands before it.
    extra = unpack("fonts-noto-cjk-extra", workdir)
    write(extra / NOTO.relative_to("/") / "NotoSerifCJK-Light.ttc", SIMPLIFIED, ASCII, "Mingce Latin",
          "Noto Serif CJK SC Light 2.001", out / "MingceLatin.otf")
    write(fang, -1, common - ASCII, "Mingce FangSong", "FandolFang 0.3", out / "MingceFangSong.otf", share_outlines=True)
    write(kai, -1, (gb2312() | SIGNS) - ASCII, "Mingce Kai", "FandolKai 0.3", out / "MingceKai.otf", share_outlines=True)
    write(NOTO / "NotoSansCJK-Regular.ttc", SIMPLIFIED, common | NAMES, "Mingce Hei", "Noto Sans CJK SC 2.004",
          out / "MingceHei.otf")
    write(NOTO / "NotoSerifCJK-Bold.ttc", SIMPLIFIED, common | NAMES, "Mingce Title Song",
          "Noto Serif CJK SC Bold 2.001", out / "MingceTitleSong.otf")
    write(NOTO / "NotoSerifCJK-Regular.ttc", SIMPLIFIED, HAN | SIGNS, "Mingce Song", "Noto Serif CJK SC 2.001",
          out / "MingceSong.otf")
    doc = texlive / "usr/share/doc/texlive-doc/fonts/fandol"
    (out / "LICENSE-Fandol.txt").write_bytes(gzip.decompress((doc / "COPYING.gz").read_bytes()))
    (out / "README-Fandol.txt").write_bytes((doc / "README").read_bytes())
    (out / "LICENSE-Noto.txt").write_bytes(Path("/usr/share/doc/fonts-noto-cjk/copyright").read_bytes())


main()
