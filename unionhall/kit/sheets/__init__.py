"""Spreadsheets in and out: .xlsx and .csv, read with suspicion, written so that they can be read again."""

from .reading import BadSheet, Limits, RoundedNumber, Sheet, open_sheet
from .writing import REASON, Column, TooManyRows, as_text, write_csv, write_errors, write_xlsx

__all__ = [
    "REASON",
    "BadSheet",
    "Column",
    "Limits",
    "RoundedNumber",
    "Sheet",
    "TooManyRows",
    "as_text",
    "open_sheet",
    "write_csv",
    "write_errors",
    "write_xlsx",
]
