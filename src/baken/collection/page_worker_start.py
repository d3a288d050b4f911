"""Loaded once by the process from which those that read pages part: what reading takes stands ready."""

from baken.collection.page_records import PageReading
from baken.collection.warc_records import MemberJob, RecordReading

_RECORD = (
    b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2025-01-01T00:00:00Z\r\n"
    b"WARC-Target-URI: https://example.org/\r\nContent-Type: application/http\r\nContent-Length: 68\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>a</title><p>b</p>\r\n\r\n"
)

RecordReading("", None, PageReading(keeps=True)).read([MemberJob(0, _RECORD)])
