"""Where providers tell what happened: an address for each account. No page, no cookie, and nothing to read.

Whatever can't be trusted is refused before it is read; what is told twice is answered as the first time. An
answer other than 200 makes a provider tell it again: that is what a fault of ours gives.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt

from baken.accounts.exceptions import AccountsError
from baken.accounts.models import Organisation
from baken.accounts.queries import find_organisation
from baken.conversations.channels.finding import channels_of
from baken.conversations.channels.protocol import Channel, Forged, NotUnderstood
from baken.conversations.channels.sms import ADDRESS_SECRET
from baken.conversations.channels.whatsapp import WhatsApp
from baken.conversations.received.taking import is_ready, note_not_understood, take_in
from baken.desk.guard import public_page

MOST_BYTES = 3 * 1024 * 1024
"""What Meta says that it sends at most."""


@public_page
@csrf_exempt
def whatsapp(request: HttpRequest, slug: str) -> HttpResponse:
    """Meta asks with GET whether the address is ours, and tells with POST."""
    organisation, channel = _account(slug, "whatsapp")
    if request.method == "GET" and isinstance(channel, WhatsApp):
        challenge = channel.answer_challenge(request.GET.dict())
        if challenge is None:
            return HttpResponse(status=403)
        return HttpResponse(challenge, content_type="text/plain")
    return _told(request, organisation, channel, "")


@public_page
@csrf_exempt
def sms(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """The gateway signs nothing: what stands in the address is the proof."""
    organisation, channel = _account(slug, "sms")
    return _told(request, organisation, channel, secret)


def _account(slug: str, code: str) -> tuple[Organisation, Channel]:
    """Raises Http404 for whatever is no account here."""
    if not is_ready():
        raise Http404
    try:
        organisation = find_organisation(slug)
    except AccountsError as fault:
        raise Http404 from fault
    channel = channels_of(organisation).get(code)
    if channel is None:
        raise Http404
    return organisation, channel


def _told(request: HttpRequest, organisation: Organisation, channel: Channel, secret: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    stated = request.META.get("CONTENT_LENGTH") or ""
    if not stated:
        # its length untold, it would be read as empty, answered as taken in, and lost
        return HttpResponse(status=411)
    if not stated.isdecimal() or int(stated) > MOST_BYTES:
        return HttpResponse(status=413)
    headers = {name.lower(): value for name, value in request.headers.items()}
    headers[ADDRESS_SECRET] = secret
    try:
        take_in(organisation, channel, headers, request.read(int(stated)))
    except Forged:
        return HttpResponse(status=403)
    except NotUnderstood:
        note_not_understood(organisation, channel)
        return HttpResponse(status=400)
    return HttpResponse(status=200)
