#!/usr/bin/env python3
"""Compares our XML with Python's for the same CSV, as parsed trees, cell by cell.

    compare.py CSV_TO_XML invented    the dialects of dialects.py
    compare.py CSV_TO_XML real        the folder LOCKSTEP_REAL_QUOTES; exit code 77 when it is unset

Prints how many cells were compared. None at all is a failure, and so is a difference.
"""

import collections
import os
import random
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import csv_xml
import dialects

SKIPPED = 77


def read_xml(data):
    """The rows, each a list of (tag, text); refuses anything that is not a cell."""
    root = ElementTree.fromstring(data)
    blank = [node.text for node in (root, *root)] + [node.tail for node in root.iter()]
    if root.tag != "data" or any(row.tag != "row" for row in root):
        raise ValueError("not <data><row>")
    if any(text and text.strip("\n\t") for text in blank):
        raise ValueError("text beside the cells")
    if any(len(cell) for row in root for cell in row):
        raise ValueError("an element inside a cell")
    return [[(cell.tag, cell.text or "") for cell in row] for row in root]


def run_ours(tool, files, folder):
    """Writes the files, converts them, returns the XML of each (None: refused)."""
    by_charset = collections.defaultdict(list)
    for name, data, charset in files:
        (folder / f"{name}.csv").write_bytes(data)
        by_charset[charset].append(str(folder / f"{name}.csv"))
    complaints = ""
    for charset, paths in by_charset.items():
        option = ["--charset", charset] if charset else []
        done = subprocess.run([tool, *option, folder, *paths], stderr=subprocess.PIPE, text=True)
        if done.returncode not in (0, 1):
            sys.exit(f"{tool} ended with {done.returncode}: {done.stderr}")
        complaints += done.stderr
    xml = {name: folder / f"{name}.xml" for name, _, _ in files}
    return {name: xml[name].read_bytes() if xml[name].exists() else None for name in xml}, complaints


def compare_file(ours, theirs):
    """The number of cells, all equal."""
    ours, theirs = read_xml(ours), read_xml(theirs)
    if len(ours) != len(theirs):
        raise ValueError(f"{len(ours)} rows, Python has {len(theirs)}")
    for number, (our_row, their_row) in enumerate(zip(ours, theirs), 1):
        if our_row != their_row:
            raise ValueError(f"row {number}: {our_row} but Python has {their_row}")
    return sum(map(len, theirs))


def compare(tool, dialect, files):
    with tempfile.TemporaryDirectory() as folder:
        ours, complaints = run_ours(tool, files, Path(folder))
    cells = 0
    for name, data, charset in files:
        if ours[name] is None:
            sys.exit(f"{dialect} {name}: ours makes no XML: {complaints}")
        try:
            cells += compare_file(ours[name], csv_xml.to_xml(data, charset))
        except (ValueError, ElementTree.ParseError) as error:
            sys.exit(f"{dialect} {name}: {error}")
    print(f"{dialect}: {len(files)} files, {cells} cells are equal")
    return cells


def compare_refusals(tool):
    files = list(dialects.refused(random.Random(3)))
    with tempfile.TemporaryDirectory() as folder:
        ours, complaints = run_ours(tool, files, Path(folder))
    for name, data, charset in files:
        if ours[name] is not None or f"{name}.csv: " not in complaints:
            sys.exit(f"refused {name}: ours makes XML of it, or does not name the file")
        try:
            csv_xml.to_xml(data, charset)
            sys.exit(f"refused {name}: Python makes XML of it")
        except (ValueError, LookupError, csv_xml.csv.Error):
            pass
    print(f"refused: {len(files)} files, by both")


def main():
    tool, what = sys.argv[1:]
    if what == "real":
        folder = os.environ.get("LOCKSTEP_REAL_QUOTES")
        if not folder:
            print("skipped: LOCKSTEP_REAL_QUOTES is not set")
            return SKIPPED
        files = [(path.stem, path.read_bytes(), "") for path in sorted(Path(folder).glob("*.csv"))]
        cells = compare(tool, "real", files)
    else:
        cells = sum(compare(tool, name, files) for name, files in dialects.all_dialects())
        compare_refusals(tool)
    print(f"{cells} cells compared")
    return 0 if cells else 1


if __name__ == "__main__":
    sys.exit(main())
