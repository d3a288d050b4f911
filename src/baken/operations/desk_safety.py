"""Whether the desk is as closed as its settings can make it, for where it answers."""

import ipaddress
from collections.abc import Iterable

ON_THIS_MACHINE_ALONE = ("security.W004", "security.W008", "security.W012", "security.W016")
"""What Django misses where there is no https; a desk that only its own machine reaches needs none."""
LONGEST_IDLE = 15 * 60
LONGEST_CONFIRMED = 5 * 60
"""Seconds that somebody who left stays in, and that a password just given still counts."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def desk_safety() -> Iterable[tuple[str, bool, str]]:
    """What was checked, whether it holds, and what to do when it does not."""
    from django.conf import settings
    from django.core.checks import Tags, run_checks

    hosts = settings.ALLOWED_HOSTS
    anybody = [name for name in hosts if "*" in name or name.startswith(".")]
    yield "the desk answers to names of its own only", not anybody, "name them in BAKEN_HOSTS, without * or ."
    elsewhere = [name for name in hosts if not is_loopback(name)]
    https = settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE and settings.SECURE_SSL_REDIRECT
    yield (
        f"the desk is {'behind https' if https else 'for this machine only'}",
        bool(https or not elsewhere),
        f"others reach it as {', '.join(elsewhere)}: put https in front and set BAKEN_HTTPS=1",
    )
    yield "pages that break show nothing of the code", not settings.DEBUG, "set DEBUG to False"
    yield (
        "who left is out in a quarter of an hour, and what matters asks who one is again",
        settings.SESSION_COOKIE_AGE <= LONGEST_IDLE
        and settings.ACCOUNT_REAUTHENTICATION_TIMEOUT <= LONGEST_CONFIRMED,
        "leave SESSION_COOKIE_AGE and ACCOUNT_REAUTHENTICATION_TIMEOUT as they come",
    )
    yield (
        "nothing of others is loaded on a page, and no script that does not stand in a file",
        _is_closed(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]),
        "leave CONTENT_SECURITY_POLICY as it comes",
    )
    forgiven = () if https or elsewhere else ON_THIS_MACHINE_ALONE
    found = run_checks(tags=[Tags.security], include_deployment_checks=True)
    wrong = sorted(str(one.id) for one in found if not one.is_silenced() and one.id not in forgiven)
    yield (
        "Django misses no safety setting",
        not wrong,
        f"see {', '.join(wrong)} in `python -m django check --deploy --settings baken.config.settings`",
    )


def _is_closed(policy: dict[str, list[str]]) -> bool:
    allowed = {source for sources in policy.values() for source in sources}
    return policy.get("default-src") == ["'none'"] and allowed <= {"'none'", "'self'"}
