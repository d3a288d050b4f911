"""SVG: the table as horizontal bars with a number beside each, and its notes under it.

Drawn by altair and vl-convert without a browser. A bar is deep blue; one that stands for several
items together is amber and says so in its label: colour never carries meaning alone.
"""

from typing import Any
from xml.sax.saxutils import escape

from baken.statistics.chart import ChartData
from baken.statistics.formats.layout import BAR, WIDTH, Drawing, draw
from baken.statistics.table import FilledTable

INK = "#1b2430"
PAPER = "#fbfaf7"
BLUE = "#1f4b6e"
AMBER = "#b7791f"
FONT = "'Source Sans 3', 'Liberation Sans', Arial, sans-serif"
COLOURS = {"item": BLUE, "others": AMBER}
STYLES: dict[str, dict[str, Any]] = {
    "title": {"fontSize": 19, "fontWeight": 600},
    "subtitle": {"fontSize": 14, "fontStyle": "italic"},
    "strong": {"fontSize": 12, "fontWeight": 600},
    "word": {"fontSize": 12},
    "note": {"fontSize": 11},
}
# vl-convert always declares this namespace; nothing in a chart without links uses it.
UNUSED = ' xmlns:xlink="http://www.w3.org/1999/xlink"'


def write(table: FilledTable) -> bytes:
    """A picture of WIDTH pixels that loads nothing from elsewhere; readers aloud get its figures."""
    import vl_convert

    chart = table.chart
    spec = _spec(draw(table, chart))
    version = spec.pop("$schema").rsplit("/v", 1)[1].rsplit(".", 2)[0]
    picture: str = vl_convert.vegalite_to_svg(spec, vl_version=version)
    if "xlink:" not in picture.replace(UNUSED, ""):
        picture = picture.replace(UNUSED, "")
    head, rest = picture.split(">", 1)
    title = f"<title>{escape(table.title.nl)} / {escape(table.title.en)}</title>"
    return f'{head} role="img">{title}<desc>{escape(_aloud(chart))}</desc>{rest}\n'.encode()


def _spec(drawing: Drawing) -> dict[str, Any]:
    import altair as alt

    def pixels(axis: type, name: str) -> Any:
        return axis(name, type="quantitative", scale=None, axis=None)

    x, y = pixels(alt.X, "x"), pixels(alt.Y, "y")
    ink = alt.Chart(alt.InlineData(values=[{}]))
    layers = [
        ink.mark_rect(width=4, height=20, color=AMBER, aria=False).encode(x=alt.value(10), y=alt.value(36))
    ]
    zeros = [{"x": bar.x, "y": bar.y - 11, "y2": bar.y + 11} for bar in drawing.baselines]
    layers.append(
        alt.Chart(alt.InlineData(values=zeros))
        .mark_rule(color=INK, strokeWidth=0.5, aria=False)
        .encode(x=x, y=y, y2="y2:Q")
    )
    for style, colour in COLOURS.items():
        bars = [{"x": bar.x, "x2": bar.x2, "y": bar.y} for bar in drawing.bars if bar.style == style]
        layers.append(
            alt.Chart(alt.InlineData(values=bars))
            .mark_bar(color=colour, height=BAR, aria=False)
            .encode(x=x, x2="x2:Q", y=y)
        )
    for style, font in STYLES.items():
        lines = [
            {"x": words.x, "y": words.y, "text": words.text}
            for words in drawing.words
            if words.style == style
        ]
        layers.append(
            alt.Chart(alt.InlineData(values=lines))
            .mark_text(align="left", baseline="middle", color=INK, aria=False, **font)
            .encode(x=x, y=y, text=alt.Text("text", type="nominal"))
        )
    picture = alt.layer(*layers).properties(
        width=WIDTH, height=drawing.height, background=PAPER, padding=0, autosize="none"
    )
    config = picture.configure(font=FONT).configure_view(stroke=None).configure_text(font=FONT)
    spec: dict[str, Any] = config.to_dict(validate=False)
    return spec


def _aloud(chart: ChartData) -> str:
    """The figures as a sentence a row, for those who do not see the bars."""
    return " ".join(
        f"{row.nl}: "
        + ", ".join(f"{panel.title.nl} {panel.words[place] or '-'}" for panel in chart.panels)
        + "."
        for place, row in enumerate(chart.rows)
    )
