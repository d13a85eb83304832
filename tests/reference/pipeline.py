#!/usr/bin/env python3
"""Lesson 03's pipeline in Python, standard library only.

Threads download, one thread converts to XML, one packs every batch into K.tgz; converter and packer
take turns with two Events.

    pipeline.py --quotes FOLDER --out OUT --batch 100
    pipeline.py --url http://127.0.0.1:8080/csv/{sid}.csv --stocks 1000 --out OUT --batch 100

With --quotes the files are read straight from the folder. Exit code 1 when a stock is missing.
"""

import argparse
import http.client
import os
import queue
import sys
import tarfile
import threading
import time
import urllib.parse
from pathlib import Path

from csv_xml import to_xml

END = None


class Folder:
    """Gets CSV files from a folder."""

    def __init__(self, folder):
        self.folder = folder

    def get(self, sid):
        return (self.folder / f"{sid}.csv").read_bytes(), ""


class Web:
    """Gets CSV files over one HTTP connection, which stays open. For one thread."""

    def __init__(self, template):
        self.parts = urllib.parse.urlsplit(template)
        if self.parts.scheme != "http" or "{sid}" not in template:
            raise ValueError(f"{template} is not http://host:port/path/{{sid}}.csv")
        self.connection = http.client.HTTPConnection(self.parts.netloc, timeout=10)

    def get(self, sid):
        path = self.parts.path + ("?" + self.parts.query if self.parts.query else "")
        try:
            self.connection.request("GET", path.replace("{sid}", urllib.parse.quote(sid)))
            answer = self.connection.getresponse()
            body = answer.read()
        except BaseException:
            self.connection.close()  # the next request opens a new one
            raise
        if answer.status != 200:
            raise ValueError(f"{answer.status} {answer.reason}")
        return body, answer.headers.get_content_charset("")


class Turns:
    """The handshake: the converter offers a batch and waits until the packer has packed it."""

    def __init__(self):
        self.offered = threading.Event()
        self.packed = threading.Event()
        self.batch = END
        self.failure = None

    def offer(self, batch):
        self.batch = batch
        self.offered.set()
        self.packed.wait()
        self.packed.clear()
        if self.failure:
            raise self.failure

    def next_batch(self):
        self.offered.wait()
        self.offered.clear()
        return self.batch

    def end(self):
        self.batch = END
        self.offered.set()


class Pipeline:
    def __init__(self, options, sids):
        self.options = options
        self.sids = queue.SimpleQueue()
        for sid in sids:
            self.sids.put(sid)
        self.downloaded = queue.Queue()
        self.turns = Turns()
        self.failures = []
        self.broken = []  # what ended a thread too early
        self.archives = self.files = self.bytes = 0

    def download(self):
        source = Folder(self.options.quotes) if self.options.quotes else Web(self.options.url)
        while True:
            try:
                sid = self.sids.get_nowait()
            except queue.Empty:
                return
            try:
                self.downloaded.put((sid, *source.get(sid)))
            except (OSError, ValueError, http.client.HTTPException) as error:
                self.failures.append(f"{sid}: {error!r}")

    def convert(self):
        try:
            batch = []
            while (item := self.downloaded.get()) is not END:
                sid, data, charset = item
                try:
                    xml = to_xml(data, charset)
                except Exception as error:
                    self.failures.append(f"{sid}: {error!r}")
                    continue
                self.write(f"{sid}.xml", xml)
                batch.append(f"{sid}.xml")
                if len(batch) == self.options.batch:
                    self.turns.offer(batch)
                    batch = []
            if batch:
                self.turns.offer(batch)
        except Exception as error:
            self.broken.append(error)
        finally:
            self.turns.end()

    def write(self, name, data):
        hidden = self.options.out / f".{name}.part"
        hidden.write_bytes(data)
        hidden.replace(self.options.out / name)

    def pack_all(self):
        while (batch := self.turns.next_batch()) is not END:
            try:
                self.pack(batch)
            except Exception as error:
                self.turns.failure = error
            self.turns.packed.set()

    def pack(self, batch):
        out = self.options.out
        number = self.archives + 1
        while (out / f"{number}.tgz").exists():
            number += 1
        archive, hidden = out / f"{number}.tgz", out / f".{number}.tgz.part"
        with tarfile.open(hidden, "w:gz", compresslevel=self.options.gzip) as tar:
            for name in batch:
                tar.add(out / name, arcname=name)
        hidden.replace(archive)
        for name in batch:
            os.remove(out / name)
        self.archives += 1
        self.files += len(batch)
        self.bytes += archive.stat().st_size

    def run(self):
        downloaders = [threading.Thread(target=self.download) for _ in range(self.options.threads)]
        converter = threading.Thread(target=self.convert)
        packer = threading.Thread(target=self.pack_all)
        for thread in (*downloaders, converter, packer):
            thread.start()
        for thread in downloaders:
            thread.join()
        self.downloaded.put(END)
        converter.join()
        packer.join()


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--quotes", type=Path, help="a folder of ID.csv files")
    source.add_argument("--url", help="http://host:port/path/{sid}.csv")
    parser.add_argument("--stocks", type=int, help="how many; with --url they are 000001 …")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--batch", type=int, default=100)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--gzip", type=int, default=6, help="level")
    options = parser.parse_args()
    if options.url and options.stocks is None:
        parser.error("--url needs --stocks")
    if options.batch < 1 or options.threads < 1:
        parser.error("--batch and --threads must be at least 1")
    return options


def main():
    options = read_options()
    if options.quotes:
        sids = sorted(path.stem for path in options.quotes.glob("*.csv"))[: options.stocks]
    else:
        sids = [f"{number:06}" for number in range(1, options.stocks + 1)]
    options.out.mkdir(parents=True, exist_ok=True)
    pipeline = Pipeline(options, sids)
    started = time.monotonic()
    pipeline.run()
    seconds = time.monotonic() - started
    print(f"{pipeline.files} files, {pipeline.archives} archives, {pipeline.bytes} bytes, "
          f"{seconds:.2f} s, {len(sids) - pipeline.files} failures")
    for line in sorted(pipeline.failures) + [repr(error) for error in pipeline.broken]:
        print(line, file=sys.stderr)
    return 0 if pipeline.files == len(sids) else 1


if __name__ == "__main__":
    sys.exit(main())
