"""Typst, in its own process: SOURCE OUT RUNS FONTS TAGS [edit]

Fonts are read once, before the clock runs. Typst remembers what it has computed (comemo) and forgets what was not used
in ten compilations: eleven empty ones between the timed runs make each of them do the whole work again. With `edit`
nothing is forgotten: each run changes one word (the mark in the source), as somebody who types would.
"""

import sys

import typst

from measure import Reading

MARK = "@@@"
FORGET = 11


def main(source, target, runs, fonts, tags, mode="whole"):
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    compiler = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
    text = open(source, encoding="utf-8").read()
    options = dict(format="pdf", pdf_tags=tags == "tags")
    reading = Reading()
    made = compiler.compile(input=text.replace(MARK, "").encode(), **options)
    reading.bytes = len(made)
    with open(target, "wb") as file:
        file.write(made)
    for run in range(int(runs)):
        if mode == "edit":
            edited = text.replace(MARK, f"第{run:03}次").encode()
        else:
            edited = text.encode()
            for _ in range(FORGET):
                compiler.compile(input=b"", **options)
        reading.time(lambda: compiler.compile(input=edited, **options))
    reading.say()


main(*sys.argv[1:])
