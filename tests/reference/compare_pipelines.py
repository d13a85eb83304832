#!/usr/bin/env python3
"""Runs lesson 03's pipeline and the one in Python on the same stocks, and compares their archives:
the same files, and in each the same cells.

    compare_pipelines.py LESSON03 QUOTE_SERVER

Also reads a real folder when LOCKSTEP_REAL_QUOTES is set. Prints how many cells were compared.
"""

import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import compare
import dialects

HERE = Path(__file__).parent
STOCKS = "23"
BATCH = "5"


def packed(folder):
    """File name → XML, of all archives in the folder."""
    files = {}
    for path in folder.glob("*.tgz"):
        with tarfile.open(path) as tar:
            for member in tar:
                files[member.name] = tar.extractfile(member).read()
    return files


def run_both(lesson03, what, source):
    """The two pipelines on one source of stocks. Returns the number of cells, all equal."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours", Path(folder) / "theirs"
        common = [*source, "--batch", BATCH, "--threads", "4", "--out"]
        for command in ([lesson03, "pipeline", *common, ours],
                        [sys.executable, "-B", HERE / "pipeline.py", *common, theirs]):
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode != 0:
                sys.exit(f"{what}: {command[0]} ended with {done.returncode}: {done.stderr}")
        ours, theirs = packed(ours), packed(theirs)
    if ours.keys() != theirs.keys():
        sys.exit(f"{what}: {sorted(ours)} but Python packed {sorted(theirs)}")
    cells = sum(compare.compare_file(ours[name], theirs[name]) for name in ours)
    print(f"{what}: {len(ours)} files, {cells} cells are equal")
    return cells


def over_http(lesson03, quote_server, dialect):
    server = subprocess.Popen([quote_server, "--dialect", dialect], stdout=subprocess.PIPE, text=True)
    try:
        template = next(found.group(1) for line in server.stdout
                        if (found := re.search(r"--url '([^']+)'", line)))
        return run_both(lesson03, dialect, ["--url", template, "--stocks", STOCKS])
    finally:
        server.terminate()
        server.communicate()


def from_folder(lesson03, what, files):
    """Only files whose encoding the bytes tell: a folder names no charset."""
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(files):
            (Path(folder) / f"{number:06}.csv").write_bytes(data)
        return run_both(lesson03, what, ["--quotes", folder])


def main():
    lesson03, quote_server = sys.argv[1:]
    cells = sum(over_http(lesson03, quote_server, name) for name in ("chinese", "english"))
    for name, files in dialects.all_dialects():
        plain = [data for _, data, charset in files if not charset]
        if plain:
            cells += from_folder(lesson03, name, plain)
    real = os.environ.get("LOCKSTEP_REAL_QUOTES")
    if real:
        cells += run_both(lesson03, "real", ["--quotes", real])
    print(f"{cells} cells compared")
    return 0 if cells else 1


if __name__ == "__main__":
    sys.exit(main())
