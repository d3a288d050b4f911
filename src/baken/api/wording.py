"""What stood in the way of a message, in words."""

from django.utils.translation import gettext_lazy

TROUBLE = {
    "address": gettext_lazy("het adres is niet (meer) openbaar te bereiken"),
    "secret": gettext_lazy("het geheim is niet meer te lezen: vernieuw het"),
    "timeout": gettext_lazy("geen antwoord binnen 15 seconden"),
    "connection": gettext_lazy("geen verbinding, of een certificaat dat niet klopt"),
    "status": gettext_lazy("het programma nam het niet aan"),
}
"""What stood in the way of a try, in words."""
