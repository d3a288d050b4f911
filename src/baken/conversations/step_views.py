"""What is done in a conversation beside writing: safe contact, handing over, an alarm, a stop."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from baken.conversations import forms, queries
from baken.conversations.actions.hold_conversation import hand_conversation, move_conversation
from baken.conversations.actions.keep_safe import (
    agree_safe_contact,
    answer_alarm,
    raise_alarm,
    stop_messages,
    suspect_control,
    suspect_minority,
    try_check_word,
)
from baken.conversations.actions.note_complaint import note_complaint
from baken.conversations.actions.note_said import note_said, take_back_said, talk_harm_over
from baken.conversations.actions.write_message import write_note
from baken.conversations.exceptions import ConversationsError
from baken.conversations.models import Conversation, ConversationSaid, SafeContact, SafetyAlarm
from baken.conversations.permissions import SECOND, TALK
from baken.conversations.policies import can_break_off, can_move, can_read
from baken.conversations.views import WHY, refuse, shown, there, told
from baken.desk.guard import DeskRequest, page
from baken.tenancy.said_by_person import can_see_harm


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of a page that asks one thing."""

    heading: str | Promise
    intro: str | Promise
    button: str | Promise
    done: str | Promise
    danger: bool = False


NOTE = Asked(
    _("Notitie"), _("Voor collega's die dit gesprek lezen. Een notitie gaat nooit naar de ander."),
    _("Bewaar"), _("Bewaard."),
)  # fmt: skip
HAND = Asked(
    _("Draag over"),
    _("Wat nog niet verstuurd was, wordt teruggehaald: een collega keurt zijn eigen woorden goed."),
    _("Draag over"), _("Overgedragen."),
)  # fmt: skip
MOVE = Asked(
    _("Pauzeer, ga verder of sluit"), _("In een gepauzeerd of gesloten gesprek gaat er niets weg."),
    _("Bewaar"), _("Bewaard."),
)  # fmt: skip
STOP = Asked(
    _("Stop alle berichten"),
    _(
        "Deze persoon krijgt van niemand van ons nog een bericht, over geen enkel kanaal, tot die zelf weer"
        " schrijft. U kunt dit niet terugdraaien."
    ),
    _("Stop alle berichten"), _("Gestopt. Deze persoon krijgt geen berichten meer."), danger=True,
)  # fmt: skip
ALARM = Asked(
    _("Geef alarm"),
    _("Onze berichten stoppen meteen, tot een collega zegt wat er gedaan is. Direct gevaar? Bel eerst 112."),
    _("Geef alarm"), _("Alarm gegeven. Een collega ziet het bovenaan bij Gesprekken."), danger=True,
)  # fmt: skip
ANSWER = Asked(
    _("Wat is er met het alarm gedaan?"),
    _(
        "Na uw antwoord kan het gesprek verder. Een tweede persoon beslist dan over elk bericht. Is deze "
        "persoon misschien minderjarig? Schrijf dan aan wie is overgedragen, of waarom aan niemand."
    ),
    _("Bewaar"), _("Bewaard."),
)  # fmt: skip
COMPLAINT = Asked(
    _("Schrijf een klacht op"),
    _(
        "Klaagt iemand over hoe wij contact zochten, hoe dan ook? Schrijf het hier op: het telt mee in de "
        "cijfers. Wat klaarstond, wordt teruggehaald. Wil deze persoon geen berichten meer, kies dan ook "
        "Stop."
    ),
    _("Bewaar"), _("Bewaard. Wil deze persoon geen berichten meer, kies dan ook Stop."),
)  # fmt: skip
SAID = Asked(
    _("Wat zei deze persoon over ons contact?"),
    _(
        "Alleen wat deze persoon zelf zei, nooit wat u denkt. Vraag het als het rustig is en als u zeker "
        "weet wie schrijft; antwoorden hoeft niet. Het telt zonder naam mee in de cijfers. Deed het kwaad of "
        "was het niet gewenst, dan wordt teruggehaald wat klaarstond; bij kwaad bespreekt een collega het "
        "met u. "
        "Wil deze persoon geen berichten meer, kies dan ook Stop."
    ),
    _("Bewaar"), _("Bewaard. Is het anders, dan kunt u het terugnemen of opnieuw opschrijven."),
)  # fmt: skip
TALK_OVER = Asked(
    _("Iemand zei dat ons contact kwaad deed"),
    _(
        "Bespreek met wie dit gesprek heeft wat er gebeurde en wat u anders doet. Wilt u lezen wat er staat, "
        "kijk dan eerst mee. Is er gevaar, geef dan alarm. Zeg het hier als u het besprak: in het logboek "
        "komt dat u het was."
    ),
    _("Wij hebben het besproken"), _("Bewaard: u besprak het."),
)  # fmt: skip
CONTROL = Asked(
    _("Misschien leest iemand mee"),
    _("Vanaf nu beslist een tweede persoon over elk bericht. Dat gaat niet vanzelf weer uit."),
    _("Leg vast"), _("Vastgelegd. Een tweede persoon beslist nu over elk bericht."), danger=True,
)  # fmt: skip
MINORITY = Asked(
    _("Misschien minderjarig"),
    _(
        "Begonnen wij dit gesprek, dan houdt het op. Begon de ander het, dan gaat het verder met een collega"
        " erbij. Staat dit contact in advertenties, dan komt de adverteerder op de spoedlijst en zoekt"
        " niemand er nog contact. Uw woorden blijven in dit gesprek. U kunt dit niet terugdraaien."
    ),
    _("Leg vast"),
    _("Vastgelegd. Een collega ziet het alarm; wie adverteert met dit contact staat op de spoedlijst."),
    danger=True,
)  # fmt: skip
SAFE = Asked(
    _("Veilig contact"), _("Schrijf op wat de ander zei. Na dertig dagen vraagt u het opnieuw."),
    _("Bewaar"), _("Bewaard. Dit geldt dertig dagen."),
)  # fmt: skip
WORD = Asked(
    _("Controlewoord"),
    _("Klopt het woord niet, dan pauzeert het gesprek en komt er een alarm: misschien schrijft een ander."),
    _("Controleer"), _("Bewaard. Bekijk hieronder of het woord klopte."),
)  # fmt: skip


def _asked(
    request: DeskRequest, asked: Asked, conversation: Conversation, form: Form, do: Callable[..., object]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            do(by=request.actor, **form.cleaned_data)
        except ConversationsError as fault:
            refuse(form, fault)
        else:
            messages.success(request, str(asked.done))
            return redirect("conversations:conversation", conversation.id)
    return shown(request, "form", form, asked=asked, conversation=conversation)


def _sent(request: DeskRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _away(conversation: Conversation) -> HttpResponse:
    return redirect("conversations:conversation", conversation.id)


def _with_words(
    request: DeskRequest, conversation_id: uuid.UUID, asked: Asked, act: Callable[..., object]
) -> HttpResponse:
    one = there(conversation_id)
    if not can_read(one, request.actor):
        return _away(one)
    return _asked(
        request, asked, one, forms.WordsForm(_sent(request)),
        lambda **given: act(conversation_id=one.id, **given),
    )  # fmt: skip


@page(TALK, reason=WHY)
def write_down(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """A note for colleagues."""
    return _with_words(request, conversation_id, NOTE, write_note)


@page(TALK, reason=WHY)
def stop(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """Says what a stop does, and then stops."""
    return _with_words(request, conversation_id, STOP, stop_messages)


@page(TALK, reason=WHY)
def complaint(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """They, or somebody for them, complained."""
    return _with_words(request, conversation_id, COMPLAINT, note_complaint)


@page(TALK, reason=WHY)
def said(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """What they said of our contact."""
    one = there(conversation_id)
    if not can_read(one, request.actor):
        return _away(one)
    return _asked(
        request, SAID, one, forms.SaidForm(_sent(request)),
        lambda **given: note_said(conversation_id=one.id, **given),
    )  # fmt: skip


@require_POST
@page(TALK, reason=WHY)
def unsaid(request: DeskRequest, conversation_answer_id: uuid.UUID) -> HttpResponse:
    """It was written down by mistake."""
    row = get_object_or_404(ConversationSaid, id=conversation_answer_id)
    try:
        take_back_said(by=request.actor, conversation_answer_id=row.id)
    except ConversationsError as fault:
        told(request, fault)
    else:
        messages.success(request, str(_("Teruggenomen. Wat daarvoor gold, geldt weer.")))
    return redirect("conversations:conversation", row.conversation_id)


@page(SECOND, reason=WHY)
def talk_over(request: DeskRequest, conversation_answer_id: uuid.UUID) -> HttpResponse:
    """That harm was talked over, by somebody else than who has the conversation."""
    rows = ConversationSaid.objects.select_related("conversation__owner")
    row = get_object_or_404(rows, id=conversation_answer_id)
    one = row.conversation
    if not can_see_harm(row, request.actor, one.owner_id):
        return _away(one)
    return _asked(
        request, TALK_OVER, one, forms.NothingForm(_sent(request)),
        lambda **given: talk_harm_over(conversation_answer_id=row.id, **given),
    )  # fmt: skip


@page(TALK, reason=WHY)
def control(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """Somebody else may read along."""
    return _with_words(request, conversation_id, CONTROL, suspect_control)


@page(TALK, reason=WHY)
def minority(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """They may be a minor."""
    return _with_words(request, conversation_id, MINORITY, suspect_minority)


@page(TALK, reason=WHY)
def alarm(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """Raises an alarm."""
    one = there(conversation_id)
    if not can_read(one, request.actor):
        return _away(one)
    return _asked(
        request, ALARM, one, forms.AlarmForm(_sent(request)),
        lambda **given: raise_alarm(conversation_id=one.id, **given),
    )  # fmt: skip


@page(SECOND, reason=WHY)
def answer(request: DeskRequest, safety_alarm_id: uuid.UUID) -> HttpResponse:
    """What was done about an alarm, by somebody else than who has the conversation."""
    raised = get_object_or_404(SafetyAlarm.objects.select_related("conversation__owner"), id=safety_alarm_id)
    one = raised.conversation
    if raised.answered_at is not None or request.user.id in (raised.raised_by_id, one.owner_id):
        return _away(one)
    return _asked(
        request, ANSWER, one, forms.WordsForm(_sent(request)),
        lambda **given: answer_alarm(alarm_id=raised.id, **given),
    )  # fmt: skip


@page(TALK, reason=WHY)
def hand(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """Gives it to a colleague or back to the team, with a note."""
    one = there(conversation_id)
    if one.owner_id != request.user.id:
        return _away(one)
    form = forms.HandForm(
        _sent(request), colleagues=queries.colleagues(request.actor), initial={"seen": one.step_count}
    )

    def do(*, to: Any, **given: Any) -> None:
        hand_conversation(conversation_id=one.id, to_id=to.id if to else None, **given)

    return _asked(request, HAND, one, form, do)


@page(TALK, reason=WHY)
def move(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """Pauses it, goes on, closes it or opens it again."""
    one = there(conversation_id)
    if one.owner_id != request.user.id:
        return _away(one)
    words = (
        ("paused", _("pauzeren")), ("resumed", _("verder gaan")), ("closed", _("sluiten")),
        ("reopened", _("weer openen")),
    )  # fmt: skip
    breaks = can_break_off(one, request.actor)
    among = [
        (kind, label)
        for kind, label in words
        if can_move(one, kind) and (breaks or kind not in ("paused", "closed"))
    ]
    if not among:
        return render(request, "conversations/two_first.html", {"conversation": one})
    form = forms.MoveForm(_sent(request), among=among, initial={"seen": one.step_count})
    return _asked(
        request, MOVE, one, form, lambda **given: move_conversation(conversation_id=one.id, **given)
    )


@page(TALK, reason=WHY)
def safe(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """What they said of safe contact."""
    one = there(conversation_id)
    if one.owner_id != request.user.id:
        return _away(one)
    known = SafeContact.objects.filter(conversation=one).first()
    initial: dict[str, Any] = {"holder": "unknown"}
    if known is not None:
        initial = {
            name: getattr(known, name) for name in ("holder", "channel", "from_hour", "until_hour")
        } | {"keep_word": bool(known.check_word)}
    form = forms.SafeForm(_sent(request), initial=initial)

    def do(*, by: Any, from_hour: int | None, until_hour: int | None, **given: Any) -> None:
        hours = None if from_hour is None or until_hour is None else (from_hour, until_hour)
        agree_safe_contact(by=by, conversation_id=one.id, hours=hours, **given)

    return _asked(request, SAFE, one, form, do)


@page(TALK, reason=WHY)
def word(request: DeskRequest, conversation_id: uuid.UUID) -> HttpResponse:
    """Whether they gave the check word."""
    one = there(conversation_id)
    known = SafeContact.objects.filter(conversation=one).exclude(check_word="").exists()
    if one.owner_id != request.user.id or not known:
        return _away(one)
    return _asked(
        request, WORD, one, forms.WordForm(_sent(request)),
        lambda **given: try_check_word(conversation_id=one.id, **given),
    )  # fmt: skip
