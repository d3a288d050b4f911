"""Crawls the site of our own and dies by SIGKILL at its N-th statement to the database, or never.

    python -m tests.faults.killed_crawl BASE N [before|after]

Makes what is missing (schema, organisation, basis, source), goes on with a crawl that was broken off, and
prints what is stored at the beginning and at the end.
"""

import json
import sys

import psycopg

from tests.faults import killed_demo


def main() -> None:
    base, deadly, moment = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    from baken.config.command import database

    with database():
        from baken.config.schema import bring_up_to_date
        from baken.demo.road import demo_organisation
        from baken.tenancy.acting import acting_for

        bring_up_to_date()
        organisation = demo_organisation()
        with acting_for(organisation.id):
            _crawl(organisation, base, deadly, moment)


def _crawl(organisation: object, base: str, deadly: int, moment: str) -> None:
    from baken.accounts.models import Organisation
    from baken.accounts.queries import system_user
    from baken.collection.crawl.actions import start_crawl
    from baken.collection.crawl.queries import active_crawl
    from baken.collection.models import CrawlPage, Source
    from baken.pipeline.crawl import run_crawl
    from baken.tenancy.acting import Actor
    from tests.factories.crawls import make_source

    assert isinstance(organisation, Organisation)
    by = Actor(system_user(organisation), organisation, purpose="outreach", reason="a test")
    source = Source.objects.first() or make_source(by, base)
    stored = CrawlPage.objects.count()
    left = active_crawl(source)
    crawl = left or start_crawl(by=by, source_id=source.id, here=True)
    print(json.dumps({"stored": stored, "left": left is not None}), flush=True)
    for cursor in (psycopg.Cursor, psycopg.AsyncCursor):
        counted = killed_demo.counting(cursor.execute, deadly, moment)
        cursor.execute = counted  # type: ignore[method-assign]
    ended = run_crawl(by=by, crawl_id=crawl.id)
    print(json.dumps({"because": ended.ended_because, "statements": next(killed_demo.counter) - 1}))


if __name__ == "__main__":
    main()
