"""What a password must be."""

from typing import Any

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Django's own rule, in our words: its own are not all there in Dutch."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for one that is too short."""
        if len(password) < self.min_length:
            raise ValidationError(
                _("Dit wachtwoord is te kort: het heeft minstens %(number)s tekens nodig.")
                % {"number": self.min_length}
            )
