"""What was erased goes out of the files of captures, and nothing else, whatever happens meanwhile."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest

from baken.collection.evidence import rewriting
from baken.collection.evidence.queries import open_capture
from baken.collection.evidence.rewriting import rewrite_files
from baken.collection.evidence.store import CaptureDamaged, CaptureStore, StoredCapture
from baken.collection.models import Capture
from baken.tenancy.acting import Actor
from tests.factories.bases import make_basis
from tests.integration.test_captures_kept import a_page, keep


class Killed(Exception):
    """Stands for the moment at which a program is killed."""


def numbered(actor: Actor, count: int) -> list[Capture]:
    pages = [a_page(url=f"https://example.org/{one}", payload=f"<p>{one}".encode()) for one in range(count)]
    return keep(actor, *pages)


def readable(actor: Actor) -> list[bytes]:
    store = CaptureStore(actor.organisation.id)
    return sorted(open_capture(store, one).payload for one in Capture.objects.all())


def frames(actor: Actor) -> int:
    store = CaptureStore(actor.organisation.id)
    return sum(len(store.frames(file)) for file in store.files())


def sealed(actor: Actor, capture: Capture) -> bytes:
    content = (CaptureStore(actor.organisation.id).directory / capture.file).read_bytes()
    return content[capture.offset + 20 : capture.offset + capture.length]


def everything(actor: Actor) -> bytes:
    return b"".join(path.read_bytes() for path in CaptureStore(actor.organisation.id).directory.iterdir())


def test_erased_captures_leave_no_byte_and_the_others_stay(actor: Actor) -> None:
    captures = numbered(actor, 6)
    gone = [sealed(actor, one) for one in captures[1:4]]
    Capture.objects.filter(id__in=[one.id for one in captures[1:4]]).delete()

    done = rewrite_files(actor.organisation.id)

    assert (done.frames, done.files, done.missing, done.whole) == (3, 1, 0, True)
    assert readable(actor) == [b"<p>0", b"<p>4", b"<p>5"]
    assert not any(one in everything(actor) for one in gone)
    assert rewrite_files(actor.organisation.id) == rewriting.Rewritten()


def test_file_of_which_all_was_erased_goes(actor: Actor) -> None:
    numbered(actor, 2)
    Capture.objects.all().delete()

    rewrite_files(actor.organisation.id)

    assert CaptureStore(actor.organisation.id).files() == []
    assert readable_after_keeping(actor) == [b"<p>7"]


def readable_after_keeping(actor: Actor) -> list[bytes]:
    keep(actor, a_page(payload=b"<p>7"), basis=make_basis(actor, code="another"))
    return readable(actor)


@pytest.mark.parametrize("moment", ["before the rename", "before the commit", "before the old file goes"])
def test_killed_while_rewriting_it_is_done_by_the_next_run(
    actor: Actor, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    captures = numbered(actor, 5)
    gone = sealed(actor, captures[2])
    Capture.objects.filter(id=captures[2].id).delete()

    def die(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        match moment:
            case "before the rename":
                patched.setattr(Path, "rename", die)
            case "before the commit":
                patched.setattr(rewriting, "_move_rows", die)
            case _:
                patched.setattr(CaptureStore, "remove", die)
        with pytest.raises(Killed):
            rewrite_files(actor.organisation.id)
    assert readable(actor) == [b"<p>0", b"<p>1", b"<p>3", b"<p>4"]

    done = rewrite_files(actor.organisation.id)

    assert done.whole
    assert readable(actor) == [b"<p>0", b"<p>1", b"<p>3", b"<p>4"]
    assert frames(actor) == 4
    assert gone not in everything(actor)


def test_frames_that_nobody_points_at_go(actor: Actor) -> None:
    numbered(actor, 2)
    # as a program leaves it that is killed before its transaction ends
    CaptureStore(actor.organisation.id).append([a_page(), a_page()])

    done = rewrite_files(actor.organisation.id)

    assert (done.frames, frames(actor)) == (2, 2)


def test_torn_end_is_cut_and_what_follows_is_kept(actor: Actor) -> None:
    [capture] = numbered(actor, 1)
    store = CaptureStore(actor.organisation.id)
    path = store.directory / capture.file
    whole = path.read_bytes()
    torn = whole[capture.offset :]
    for length in (1, 3, 4, 5, 60, len(torn) - 1):
        path.write_bytes(whole + torn[:length])

        [stored] = CaptureStore(actor.organisation.id).append([a_page(payload=b"<p>na")])

        assert stored.offset == len(whole)
        assert store.read(stored).payload == b"<p>na"
        assert readable(actor) == [b"<p>0"]


def test_damage_inside_a_file_is_never_cut_away(actor: Actor) -> None:
    captures = numbered(actor, 3)
    store = CaptureStore(actor.organisation.id)
    path = store.directory / captures[0].file
    content = bytearray(path.read_bytes())
    content[captures[2].offset + 30] ^= 1
    path.write_bytes(bytes(content))

    [stored] = CaptureStore(actor.organisation.id).append([a_page(payload=b"<p>na")])

    assert stored.file != captures[0].file
    assert path.read_bytes() == bytes(content)
    with pytest.raises(CaptureDamaged):
        open_capture(store, captures[2])


def test_frame_does_not_open_at_another_place_or_for_another_organisation(actor: Actor) -> None:
    captures = numbered(actor, 2)
    store = CaptureStore(actor.organisation.id)
    path = store.directory / captures[0].file
    content = path.read_bytes()
    first, second = (content[each.offset : each.offset + each.length] for each in captures)
    start = captures[0].offset
    path.write_bytes(content[:start] + second + first)

    swapped = [(start, len(second)), (start + len(second), len(first))]
    elsewhere = CaptureStore(uuid.uuid4())
    with elsewhere.only_writer():
        (elsewhere.directory / path.name).write_bytes(content)

    for offset, length in swapped:
        with pytest.raises(CaptureDamaged):
            store.read(StoredCapture(path.name, offset, length, ""))
    with pytest.raises(CaptureDamaged):
        elsewhere.read(StoredCapture(path.name, start, len(first), ""))


def test_files_stay_within_their_size(actor: Actor) -> None:
    store = CaptureStore(actor.organisation.id, largest_file=2_000)
    pages = [a_page(payload=json.dumps(number).encode()) for number in range(30)]

    stored = store.append(pages)

    assert all(store.size(file) <= 2_000 for file in store.files())
    assert len(store.files()) > 3
    assert [store.read(one).payload for one in stored] == [page.payload for page in pages]
