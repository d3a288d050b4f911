"""Keeps captures until it is killed, and says after each portion which were acknowledged."""

import os
import sys
import uuid
from datetime import UTC, datetime


def main(organisation: str, first: int) -> None:
    """Prints "number file offset length" for each capture that the store acknowledged."""
    from baken.collection.evidence.records import NewCapture
    from baken.collection.evidence.store import CaptureStore

    store = CaptureStore(uuid.UUID(organisation), largest_file=200_000)
    number = first
    while True:
        pages = [
            NewCapture(
                "response",
                f"https://example.org/{number + one}",
                datetime(2026, 1, 1, tzinfo=UTC),
                f"<p>rustig {number + one} ".encode() * 40,
                "text/html",
            )
            for one in range(7)
        ]
        for one, stored in enumerate(store.append(pages)):
            sys.stdout.write(f"{number + one} {stored.file} {stored.offset} {stored.length}\n")
        sys.stdout.flush()
        number += len(pages)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baken.config.settings")
    main(sys.argv[1], int(sys.argv[2]))
