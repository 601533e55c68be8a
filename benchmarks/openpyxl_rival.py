"""The rival of the workbook: openpyxl in write-only mode, writing the same cells, each with a style.

Usage: openpyxl_rival.py CELLS FOLDER. The cells are JSON: a list of sheets, each a name and rows of
cells, each a style's number and a value, or null. Prints "ready"; to each line writes the workbook and
prints the nanoseconds and how many cells it wrote.
"""

import json
import os
import sys
import time

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, NamedStyle


def write(path, sheets):
    book = Workbook(write_only=True)
    styles = {}
    cells = 0
    for sheet in sheets:
        written = book.create_sheet(sheet["name"])
        for row in sheet["rows"]:
            line = []
            for it in row:
                if it is None:
                    line.append(None)
                    continue
                style, value = it
                cell = WriteOnlyCell(written, value)
                if style:
                    if style not in styles:
                        styles[style] = f"look {style}"
                        book.add_named_style(
                            NamedStyle(styles[style], alignment=Alignment(indent=style)))
                    cell.style = styles[style]
                line.append(cell)
                cells += 1
            written.append(line)
    book.save(path)
    return cells


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        sheets = json.load(file)
    path = os.path.join(sys.argv[2], "openpyxl.xlsx")
    print("ready", flush=True)
    for _ in sys.stdin:
        begin = time.perf_counter_ns()
        cells = write(path, sheets)
        print(time.perf_counter_ns() - begin, cells, flush=True)


main()
