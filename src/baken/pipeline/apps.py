from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class PipelineConfig(AppConfig):
    name = "baken.pipeline"
    label = "pipeline"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # told once for an app with models, when every migration has run
        queue = apps.get_app_config("procrastinate")
        post_migrate.connect(_grant_job_tables, sender=queue, dispatch_uid="baken.pipeline.grants")
        post_migrate.connect(_wall_references, sender=queue, dispatch_uid="baken.pipeline.walls")
        _let_rooms_below_queue()


def _let_rooms_below_queue() -> None:
    """Rooms below the queue say what waits, and here they learn where that is put."""
    from baken.collection.crawl import waiting as crawls
    from baken.pipeline.queue import put, queue_crawl
    from baken.tenancy import waiting

    waiting.use_queue(put)
    crawls.use_queue(queue_crawl)


def _wall_references(using: str, **_: Any) -> None:
    """After every migration, since Django makes its own foreign keys at the end of each."""
    from django.db import connections

    from baken.tenancy.references import wall_references

    with connections[using].cursor() as cursor:
        wall_references(cursor)


def _grant_job_tables(using: str, **_: Any) -> None:
    """The job queue belongs to no organisation (its jobs hold ids only), but the app role works it.

    After every migration, since a newer procrastinate may bring tables of its own.
    """
    from django.db import connections

    from baken.tenancy.walls import APP_ROLE

    with connections[using].cursor() as cursor:
        cursor.execute(
            r"""
            SELECT format('%I', relname), relkind = 'S' FROM pg_class
            WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'S', 'v')
              AND (relname LIKE 'procrastinate\_%' OR relname IN ('django_migrations', 'django_content_type'))
            """
        )
        for name, is_sequence in cursor.fetchall():
            if is_sequence:
                cursor.execute(f"GRANT USAGE ON SEQUENCE {name} TO {APP_ROLE}")
            elif name.startswith("procrastinate_"):
                cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO {APP_ROLE}")
            else:
                cursor.execute(f"GRANT SELECT ON {name} TO {APP_ROLE}")
