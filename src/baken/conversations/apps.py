from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "baken.conversations"
    label = "conversations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Accounts stand in a file; what providers tell is taken in by the room itself."""
        from baken.conversations.actions.receive_message import receive
        from baken.conversations.channels.finding import channels_of
        from baken.conversations.channels_in_use import use_channels
        from baken.conversations.received.taking import use_taker

        use_channels(channels_of)
        use_taker(receive)
