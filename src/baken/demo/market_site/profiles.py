"""The profiles of the site, as somebody who wants to crawl it writes them."""

from importlib import resources

LAYOUTS = ("cards", "table", "more")


def profile_text(layout: str, base: str, *, delay: float = 1.0) -> str:
    """The profile of one layout, for a site at a base address such as http://127.0.0.1:8900."""
    text = resources.files("baken.demo").joinpath(f"data/market-site-{layout}.yaml").read_text("utf-8")
    return text.replace("http://127.0.0.1:8900", base).replace("delay: 1", f"delay: {delay:g}")
