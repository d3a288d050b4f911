"""Dutch is gathered from code and templates, and nothing said is forgotten."""

from pathlib import Path

from baken.desk import messages


def a_room(tmp_path: Path) -> Path:
    room = tmp_path / "room"
    (room / "templates").mkdir(parents=True)
    (room / "words.py").write_text('from x import gettext as _\nsaid = _("Goedemorgen")\n')
    (room / "templates" / "page.html").write_text(
        '{% load i18n %}{% translate "Dag" %}'
        "{% blocktranslate count n=n %}{{ n }} dag{% plural %}{{ n }} dagen{% endblocktranslate %}"
    )
    return room


def test_words_of_code_and_templates_are_gathered(tmp_path: Path) -> None:
    found = messages.gathered(a_room(tmp_path))
    assert {one.id for one in found if one.id} == {"Goedemorgen", "Dag", ("%(n)s dag", "%(n)s dagen")}


def test_untold_words_are_named_until_they_have_their_english(tmp_path: Path) -> None:
    room = a_room(tmp_path)
    assert messages.gather(room) == 3
    assert "Goedemorgen" in messages.untold(room)
    path = messages.po_path(room)
    path.write_text(
        path.read_text().replace('msgid "Goedemorgen"\nmsgstr ""', 'msgid "Goedemorgen"\nmsgstr "Hello"')
    )
    assert messages.gather(room) == 2
    assert "Goedemorgen" not in messages.untold(room)


def test_words_that_nobody_says_any_more_are_named(tmp_path: Path) -> None:
    room = a_room(tmp_path)
    messages.gather(room)
    (room / "words.py").write_text("")
    assert "Goedemorgen" in messages.untold(room)


def test_gathering_twice_changes_nothing(tmp_path: Path) -> None:
    room = a_room(tmp_path)
    messages.gather(room)
    before = messages.po_path(room).read_bytes()
    messages.gather(room)
    assert messages.po_path(room).read_bytes() == before
