#!/usr/bin/env python3
"""The Python pipeline itself: what it packs, from a folder and over HTTP, and what it reports."""

import http.server
import subprocess
import sys
import tarfile
import tempfile
import threading
import unittest
from pathlib import Path

HERE = Path(__file__).parent


class Quotes(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        sid = Path(self.path).stem
        body = f"Date,Close\n2015-01-05,{int(sid)}.5\n".encode()
        self.send_response(404 if sid == "000003" else 200)
        self.send_header("Content-Type", "text/csv; charset=gb2312")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class PipelineTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.out = Path(self.folder.name) / "out"

    def run_pipeline(self, *arguments):
        command = [sys.executable, "-B", HERE / "pipeline.py", "--out", self.out, *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=60)

    def archives(self):
        """The names in 1.tgz, 2.tgz, …, and nothing else may be in the folder."""
        names = []
        while (path := self.out / f"{len(names) + 1}.tgz").exists():
            with tarfile.open(path) as tar:
                names.append(tar.getnames())
        self.assertEqual(len(names), len(list(self.out.iterdir())))
        return names

    def test_batches_and_a_smaller_last_one(self):
        quotes = Path(self.folder.name) / "quotes"
        quotes.mkdir()
        for number in range(7):
            (quotes / f"00000{number}.csv").write_text(f"Date,Close\n2015-01-05,{number}.5\n")
        done = self.run_pipeline("--quotes", quotes, "--batch", "3", "--threads", "2")
        self.assertEqual(done.returncode, 0, done.stderr)
        archives = self.archives()
        self.assertEqual([len(names) for names in archives], [3, 3, 1])
        self.assertEqual(sorted(sum(archives, [])), [f"00000{number}.xml" for number in range(7)])

    def test_http_and_a_missing_stock(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quotes)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/csv/{{sid}}.csv"
        done = self.run_pipeline("--url", url, "--stocks", "6", "--batch", "5")
        self.assertEqual(done.returncode, 1)
        self.assertIn("000003: ValueError('404 Not Found')", done.stderr)
        self.assertEqual([len(names) for names in self.archives()], [5])

    def test_no_stock_means_no_archive(self):
        done = self.run_pipeline("--url", "http://127.0.0.1:9/{sid}", "--stocks", "0")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.archives(), [])


if __name__ == "__main__":
    unittest.main()
