"""Prints what a workbook holds, as JSON: an independent reader for the tests."""

import datetime
import json
import sys

import openpyxl


def value_of(cell):
    value = cell.value
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return value


def cell_of(cell):
    fill = cell.fill
    return {
        "value": value_of(cell),
        "type": cell.data_type,
        "format": cell.number_format,
        "fill": fill.fgColor.rgb[2:] if fill.fill_type == "solid" else "",
        "hyperlink": cell.hyperlink is not None,
    }


def sheet_of(sheet):
    setup = sheet.page_setup
    return {
        "cells": {
            cell.coordinate: cell_of(cell)
            for row in sheet.iter_rows()
            for cell in row
            if cell.has_style
        },
        "merged": sorted(str(cells) for cells in sheet.merged_cells.ranges),
        "frozen": sheet.freeze_panes,
        "title_rows": sheet.print_title_rows,
        "title_columns": sheet.print_title_cols,
        "filter": sheet.auto_filter.ref,
        "landscape": setup.orientation == "landscape",
        "paper": setup.paperSize,
        "fit": bool(sheet.sheet_properties.pageSetUpPr.fitToPage),
        "fit_height": setup.fitToHeight,
        "footer": sheet.oddFooter.left.text,
        "footer_right": sheet.oddFooter.right.text,
        "widths": {name: column.width for name, column in sheet.column_dimensions.items()},
    }


book = openpyxl.load_workbook(sys.argv[1])
json.dump(
    {
        "sheets": {sheet.title: sheet_of(sheet) for sheet in book.worksheets},
        "names": book.sheetnames,
        "created": book.properties.created.isoformat(),
        "title": book.properties.title,
    },
    sys.stdout,
)
