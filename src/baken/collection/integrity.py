"""Holds the block and the payload of a WARC response record against the digests it names."""

from baken.collection.answers import LARGEST_RECORD, Answer, read_answer, without_chunks
from baken.collection.digests import Digest, UnknownDigest, matches
from baken.collection.rejects import BadRecord


class BlockCheck:
    """Fed with a block piece by piece; says at the end whether its digests hold.

    The payload is what follows the HTTP header. WARC 1.1 takes chunked transfer coding off before
    it counts the digest, most programs do not: either is accepted.
    """

    def __init__(self, headers: dict[str, str], head: bytes) -> None:
        self._reason: str | None = None
        self._block = self._digest(headers, "warc-block-digest", "block")
        self._payload_text = headers.get("warc-payload-digest", "")
        self._payload = self._digest(headers, "warc-payload-digest", "payload")
        self._skip = 0
        self._unchunked: bytes | None = b""
        self._chunked = False
        self.answer: Answer | None = None
        try:
            self.answer = read_answer(head)
        except BadRecord:
            self._payload = None
        else:
            self._skip = self.answer.body_start
            self._chunked = self.answer.is_chunked

    def _digest(self, headers: dict[str, str], name: str, part: str) -> Digest | None:
        if name not in headers:
            return None
        try:
            return Digest(headers[name])
        except UnknownDigest:
            self._reason = f"the {part} digest is of a kind that can't be checked"
            return None

    def update(self, data: bytes) -> None:
        if self._block is not None:
            self._block.update(data)
        if self._payload is None:
            return
        payload = data[self._skip :]
        self._skip = max(0, self._skip - len(data))
        self._payload.update(payload)
        if self._chunked and self._unchunked is not None:
            self._unchunked += payload
            if len(self._unchunked) > LARGEST_RECORD:
                self._unchunked = None

    def reason(self) -> str | None:
        """What is wrong, or None. Of a chunked payload too large to hold, only the block counts."""
        if self._reason:
            return self._reason
        if self._block is not None and not self._block.matches():
            return "the block does not match its digest"
        if self._payload is not None and not self._payload.matches() and not self._matches_unchunked():
            return "the payload does not match its digest"
        return None

    def _matches_unchunked(self) -> bool:
        if not self._chunked:
            return False
        if self._unchunked is None:
            return True
        try:
            return matches(self._payload_text, without_chunks(self._unchunked))
        except BadRecord:
            return False


def payload_matches(digest: str, answer: Answer, block: bytes) -> bool:
    """Whether the payload of an answer has a digest, with or without its chunks."""
    payload = block[answer.body_start :]
    try:
        return matches(digest, payload) or (answer.is_chunked and matches(digest, without_chunks(payload)))
    except (UnknownDigest, BadRecord):
        return False
