from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "baken.watch"
    label = "watch"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from baken.adverts.by_hand import also_ask
        from baken.adverts.new_platforms import use_proposals
        from baken.watch.campaigns.actions.propose_platform import take_proposal
        from baken.watch.campaigns.recognition import is_a_find

        use_proposals(take_proposal)
        also_ask(is_a_find)
