"""CSS selectors of a profile, asked of pages that a stranger wrote.

Read from left to right, as parsel does, `div p` on a page of nested boxes costs the square of the page:
forty kilobytes keep a core busy for minutes. Here what stands on the left is a question about each
candidate on the right, so that the cost grows with the page times its depth.
"""

from functools import lru_cache
from typing import Any

from cssselect.parser import CombinedSelector, Element
from cssselect.parser import Selector as Parsed
from cssselect.xpath import XPathExpr
from parsel import Selector, SelectorList
from parsel.csstranslator import HTMLTranslator

MOST_STEPS = 8
"""Elements in a row that one selector may name."""


class TooManySteps(ValueError):
    """the selector names more elements in a row than anybody needs"""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class _FromTheRight(HTMLTranslator):
    """Each element on the left of a combinator becomes a condition of the one on its right. Of several
    that an element lies in, or comes after, the nearest will do: what is above or before another of them
    is so of the nearest too."""

    def selector_to_xpath(self, selector: Parsed, *args: Any, **kwargs: Any) -> str:
        tree = selector.parsed_tree
        if selector.pseudo_element and isinstance(tree, CombinedSelector) and tree.combinator == " ":
            last = tree.subselector
            if isinstance(last, Element) and last.element is None:
                # by parsel's custom `div *::text` is all text within, its own too
                selector.parsed_tree = CombinedSelector(tree.selector, _WITHIN, last)
        found: str = super().selector_to_xpath(selector, *args, **kwargs)
        return found

    def xpath_combinedselector(self, combined: CombinedSelector) -> XPathExpr:
        steps: list[tuple[str, Any]] = []
        first: Any = combined
        while isinstance(first, CombinedSelector):
            steps.append((first.combinator, first.subselector))
            first = first.selector
        if len(steps) >= MOST_STEPS:
            raise TooManySteps
        expression, above, way = self.xpath(first), "", ""
        for combinator, element in reversed(steps):
            if above and way == "~" != combinator:
                # another one further up may have the sibling that the nearest has not
                expression.add_condition(above)
                above = ""
            condition = _AXES[combinator].format(expression) + (f"[{above}]" if above else "")
            expression, above, way = self.xpath(element), condition, combinator
            if combinator in (">", "+"):
                expression.add_condition(condition)
                above = ""
        return expression.add_condition(above) if above else expression


_WITHIN = "within"
_AXES = {
    " ": "ancestor::{}[1]",
    _WITHIN: "ancestor-or-self::{}[1]",
    ">": "parent::{}",
    "+": "preceding-sibling::*[1]/self::{}",
    "~": "preceding-sibling::{}[1]",
}


_TRANSLATOR = _FromTheRight()


@lru_cache(maxsize=500)
def _as_xpath(selector: str) -> str:
    return _TRANSLATOR.css_to_xpath(selector)


def select(page: Selector, selector: str) -> SelectorList[Selector]:
    """What a selector picks on a page, in the order of the page.

    Raises `cssselect.SelectorError` and ValueError for what is no selector, or too long a one.
    """
    return page.xpath(_as_xpath(selector))
