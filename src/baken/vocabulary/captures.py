"""How a capture came in, and what kind of record it is kept as."""

from baken.vocabulary.code_list import CodeList, Label, member

CaptureWay = CodeList(
    name="CaptureWay",
    label=Label("Hoe de vastlegging er kwam", "How the capture came in"),
    source="Baken",
    members=(
        member("crawl", "opgehaald", "crawled"),
        member("file", "uit een bestand", "from a file"),
        member("by_hand", "met de hand", "by hand"),
    ),
)

CaptureRecord = CodeList(
    name="CaptureRecord",
    label=Label("Soort vastlegging", "Kind of capture"),
    source="WARC 1.1 (ISO 28500:2017), record types",
    members=(
        member(
            "response",
            "antwoord",
            "response",
            ("Wat een website antwoordde.", "What a website answered."),
        ),
        member(
            "resource",
            "stuk tekst",
            "resource",
            (
                "Tekst zonder antwoord van een website eromheen: overgenomen of zo ontvangen.",
                "Text without a website's answer around it: taken down, or received so.",
            ),
        ),
    ),
)
