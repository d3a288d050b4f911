"""SVG as text: elements with presentation attributes and classes, everything in them escaped."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Words = str | Promise
NOTHING: SafeString = mark_safe("")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a drawing in text: what it is of, and how many."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing with all that it says in words: `sentence` sums up, `values` tell every number."""

    svg: SafeString
    sentence: str
    values: tuple[Value, ...]


def element(name: str, *children: SafeString | Words, **attributes: object) -> SafeString:
    """One element. An underscore in an attribute's name is a hyphen (`class_` is `class`); an
    attribute that is None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_escaped(_number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return mark_safe(f"<{name}{written}>{joined(children)}</{name}>")  # noqa: S308 - escaped above


def joined(parts: Iterable[SafeString | Words]) -> SafeString:
    """Parts one after the other; plain text among them is escaped."""
    return mark_safe("".join(map(_escaped, parts)))  # noqa: S308


def picture(
    name: str,
    *children: SafeString,
    title: Words,
    description: Words,
    width: int,
    height: int,
    class_: str = "drawing",
) -> SafeString:
    """The whole drawing. `name` makes its ids, so it stands once on a page."""
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", description, id=f"{name}-words"),
        *children,
        class_=class_,
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-words",
    )


def _escaped(value: object) -> str:
    return conditional_escape(value)  # type: ignore[arg-type]  # numbers and words that come late, too


def _number(value: object) -> object:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
