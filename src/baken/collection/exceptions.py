"""What can be wrong with collecting; the docstring is the message."""


class CollectionError(Exception):
    """This can't be collected."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class NoLawfulBasis(CollectionError):
    """There is no such recorded lawful basis."""


class BasisLapsed(CollectionError):
    """This lawful basis is not in force today."""


class WrongState(CollectionError):
    """The basis is in a state in which this can't be done."""


class NotByTheDrafter(CollectionError):
    """Somebody else than who drafted a basis brings it into force."""


class DocumentsMissing(CollectionError):
    """Documents that this ground asks for are missing."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(f"documents are missing: {', '.join(missing)}")
        self.missing = missing


class BasisOver(CollectionError):
    """The last day of this basis has passed."""


class OnlyInvented(CollectionError):
    """Without a second person only a basis for invented data is recorded, in a practice organisation."""


class CodeTaken(CollectionError):
    """A basis with this code is there already."""


class BadDocument(CollectionError):
    """This file can't be kept as a document; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(f"the file can't be kept: {code}")
        self.code = code


class SourceExists(CollectionError):
    """A source with this name is there already."""


class SourceOutlivesBasis(CollectionError):
    """A source can't be active longer than its basis, or under a basis that is not in force."""


class NotACrawlSource(CollectionError):
    """This source is not one that is crawled: it has no profile with a crawl part."""


class SourceInactive(CollectionError):
    """This source is not active today."""


class CrawlIsThere(CollectionError):
    """A crawl of this source waits or runs already."""


class CrawlOver(CollectionError):
    """This crawl is over already."""


class PracticeStaysHome(CollectionError):
    """A practice organisation crawls its own machine only, and a real one never does."""


class OutsideHours(CollectionError):
    """The profile allows crawling at other hours than now."""
