"""Bytes as text and back, as `base64.b85encode` and `b85decode` have it, a column at a time.

A check opens some sixty things that were sealed as text, and those go through every byte in a loop. A test
holds what stands here to them: what is kept reads the same with either.
"""

import numpy as np
import numpy.typing as npt

_LETTERS = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_OF_DIGIT = np.frombuffer(_LETTERS, dtype=np.uint8)
_NONE = 255
_DIGIT_OF: npt.NDArray[np.uint8] = np.full(256, _NONE, dtype=np.uint8)
_DIGIT_OF[_OF_DIGIT] = np.arange(len(_LETTERS), dtype=np.uint8)
_POWERS = 85 ** np.arange(4, -1, -1, dtype=np.int64)


def as_text(data: bytes) -> str:
    """The bytes as letters, five for four of them."""
    missing = -len(data) % 4
    words = np.frombuffer(data + bytes(missing), dtype=">u4").astype(np.int64)
    digits = words[:, None] // _POWERS % 85
    letters: bytes = _OF_DIGIT[digits].tobytes()
    return letters[: len(letters) - missing].decode("ascii")


def as_bytes(text: str) -> bytes:
    """What `as_text` made letters of. Raises ValueError for what is no such text."""
    missing = -len(text) % 5
    digits = _DIGIT_OF[np.frombuffer(text.encode("ascii") + b"~" * missing, dtype=np.uint8)]
    if len(digits) and digits.max() == _NONE:
        raise ValueError("a letter that stands for no number")
    words = digits.reshape(-1, 5) @ _POWERS
    if len(words) and words.max() >> 32:
        raise ValueError("five letters that stand for more than four bytes")
    data: bytes = words.astype(">u4").tobytes()
    return data[: len(data) - missing]
