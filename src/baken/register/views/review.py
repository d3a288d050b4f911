"""The review list of an import: words that nobody said the meaning of, and what waits for them."""

import uuid
from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.audit.actions import record_event
from baken.desk.guard import DeskRequest, page
from baken.platforms.queries import platform_index
from baken.register.actions.answer_words import answer_words, drop_waiting
from baken.register.actions.import_mapped import opened_rows
from baken.register.exceptions import AnswerUnknown
from baken.register.mapped_forms import WordsForm
from baken.register.models import ImportBatch, UnknownWord, WaitingRegistration
from baken.register.permissions import REGISTER_WRITE
from baken.register.sealing import unsealed
from baken.register.views import REASON

MOST_SHOWN = 200


@page(REGISTER_WRITE, reason=REASON)
def review(request: DeskRequest, batch_id: uuid.UUID) -> HttpResponse:
    """Shows the words, and takes what they mean."""
    batch = get_object_or_404(ImportBatch.objects.select_related("mapping"), id=batch_id)
    waiting = WaitingRegistration.objects.filter(batch=batch, expires_at__gt=timezone.now())
    if request.method == "POST" and request.POST.get("do") == "drop":
        return _dropped(request, batch)
    counts = Counter(word for words in waiting.values_list("words", flat=True) for word in words)
    rows = [
        (str(word.id), (word.column, unsealed(word, "sealed")), counts[word.id])
        for word in UnknownWord.objects.filter(batch=batch, answer=None, id__in=counts)
    ]
    rows.sort(key=lambda row: (row[1][0], -row[2], row[1][1]))
    form = WordsForm(
        request.POST or None, words=rows[:MOST_SHOWN], known={}, platforms=platform_index(), review=True
    )
    if request.method == "POST" and form.is_valid():
        answers = {uuid.UUID(key): answer for key, answer in form.answered().items()}
        try:
            came, went = answer_words(
                by=request.actor, batch=batch, answers=answers, keep=bool(request.POST.get("keep"))
            )
        except AnswerUnknown:
            form.add_error(
                None, _("Een woord met een nummer of adres erin kan geen naam van een platform zijn.")
            )
        else:
            messages.success(request, _told(came, went))
            return redirect("register:review", batch_id)
    record_event(
        by=request.actor,
        action="register.words_shown",
        subject=f"file:{batch.file_sha256}",
        details={"words": len(form.rows)},
    )
    context = {
        "batch": batch,
        "form": form,
        "count": waiting.count(),
        "until": waiting.order_by("expires_at").values_list("expires_at", flat=True).first(),
        "stuck": _stuck(waiting),
        "more": max(0, len(rows) - MOST_SHOWN),
    }
    return render(request, "register/review.html", context, status=422 if request.method == "POST" else 200)


def _stuck(waiting: Any) -> list[dict[str, Any]]:
    """What has an answer for every word and can't be registered all the same."""
    open_words = set(UnknownWord.objects.filter(answer=None).values_list("id", flat=True))
    found = []
    for row in waiting.order_by("line"):
        if not open_words & set(row.words):
            found.append({"id": row.id, "line": row.line, "reasons": opened_rows(row)[1]})
    return found[:MOST_SHOWN]


def _dropped(request: DeskRequest, batch: ImportBatch) -> HttpResponse:
    ids = [uuid.UUID(text) for text in request.POST.getlist("waiting") if _is_id(text)]
    count = drop_waiting(by=request.actor, batch=batch, ids=ids)
    told = ngettext(
        "%(count)s registratie is van de lijst gewist.",
        "%(count)s registraties zijn van de lijst gewist.",
        count,
    )
    messages.success(request, told % {"count": count})
    return redirect("register:review", batch.id)


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _told(came: int, went: int) -> str:
    told = ngettext(
        "%(count)s registratie staat nu in het register.",
        "%(count)s registraties staan nu in het register.",
        came,
    ) % {"count": came}
    if went:
        told += " " + ngettext(
            "%(count)s is niet overgenomen en gewist.", "%(count)s zijn niet overgenomen en gewist.", went
        ) % {"count": went}
    return told
