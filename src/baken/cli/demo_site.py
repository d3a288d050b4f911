"""`baken demo site`: serves the site of invented adverts on this machine, to practise crawling on."""

import contextlib
from datetime import UTC, datetime, timedelta

import click

from baken.cli import Failed


@click.command()
@click.option("--port", default=8900, show_default=True, type=click.IntRange(0, 65535), help="0: any.")
@click.option("--day", default=0, show_default=True, type=click.IntRange(0, 30), help="The simulated day.")
@click.option("--adverts", default=24, show_default=True, type=click.IntRange(1, 5000), help="How many.")
@click.option("--seed", default=2021, show_default=True, help="Another seed gives other adverts.")
@click.option("--profile", type=click.Choice(["cards", "table", "more"]), help="Print a profile, and stop.")
def command(port: int, day: int, adverts: int, seed: int, profile: str | None) -> None:
    """Serve a site of invented adverts on this machine, to practise crawling on.

    It shows its adverts in three ways, each with a profile of its own. From day to day some come, change,
    vanish and return. Every request that it receives is printed; Ctrl-C stops it.

    \b
    Examples:
      baken demo site
      baken demo site --day 1
      baken demo site --profile cards > cards.yaml
    """
    from baken.demo.loopback import HOST
    from baken.demo.market_site.profiles import profile_text
    from baken.demo.market_site.server import MarketSite

    if profile:
        click.echo(profile_text(profile, f"http://{HOST}:{port}"), nl=False)
        return
    begins = datetime.now(UTC) - timedelta(days=day)
    site = MarketSite(
        seed=seed, count=adverts, day=day, port=port, begins=begins, crawl_delay=1, on_request=click.echo
    )
    try:
        with site:
            click.echo(f"{site.base}/kaarten/  {site.base}/tabel/  {site.base}/laden/meer", err=True)
            with contextlib.suppress(KeyboardInterrupt):
                site.serve_until_told()
    except OSError as fault:
        raise Failed(f"port {port} can't be used: {fault.strerror or fault}; give another --port") from fault
