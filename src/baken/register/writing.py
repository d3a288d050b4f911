"""One visit to a part of a draft: what it holds, what was typed, and where to go from here."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from baken.desk.guard import DeskRequest
from baken.privacy.data_uris import cut_data_uris
from baken.register.actions import keep_draft, open_draft
from baken.register.content import Content
from baken.register.models import RegistrationDraft
from baken.register.parts import BY_SLUG, PARTS, Part, after

NOT_FIELDS = frozenset(("csrfmiddlewaretoken", "go", "do", "remove", "edit", "turn"))
NEVER_KEPT = frozenset(("number",))
"""A source's own number for a person is turned into a pseudonym at once and kept nowhere."""
MOST_VALUES, LONGEST = 400, 500


class Writing:
    """A draft of the reader's own, open at one part."""

    def __init__(self, request: DeskRequest, draft_id: Any, slug: str) -> None:
        if slug not in BY_SLUG:
            raise Http404
        self.request = request
        self.draft = get_object_or_404(
            RegistrationDraft.objects.select_related("registration"),
            id=draft_id,
            user=request.user,
            expires_at__gt=timezone.now(),
        )
        self.part: Part = BY_SLUG[slug]
        self.held: dict[str, Any] = open_draft(self.draft)

    @property
    def content(self) -> Content:
        """What is accepted so far."""
        found: Content = self.held["content"]
        return found

    @property
    def turn(self) -> int:
        """Counts what was accepted, so that a late autosave of an earlier moment is told apart."""
        return int(self.held.get("turn", 0))

    @property
    def typed(self) -> dict[str, list[str]]:
        """What was typed in this part and not accepted yet."""
        found: dict[str, list[str]] = self.held["typed"].get(str(self.part.number), {})
        return found

    def initial(self, form: forms.Form, known: dict[str, Any]) -> dict[str, Any]:
        """What the fields begin with: what was typed last, else what is known."""
        if not self.typed:
            return known
        return {
            name: values if isinstance(form.fields.get(name), forms.MultipleChoiceField) else values[0]
            for name, values in self.typed.items()
            if values
        }

    def keep_typed(self, data: QueryDict) -> None:
        """Keeps what stands in the fields, right or wrong."""
        typed = {
            name: [cut_data_uris(value[:LONGEST]) for value in data.getlist(name)[:50]]
            for name in list(data)[:MOST_VALUES]
            if name not in NOT_FIELDS and name not in NEVER_KEPT
        }
        self.held["typed"][str(self.part.number)] = typed
        self.keep()

    def accept(self) -> None:
        """What was typed is taken over; the part is done."""
        self.held["typed"].pop(str(self.part.number), None)
        self.held["done"] = sorted({*self.held["done"], self.part.number})
        self.held["turn"] = self.turn + 1
        self.keep()

    def keep(self) -> None:
        """Keeps the draft as it is now."""
        keep_draft(by=self.request.actor, draft=self.draft, held=self.held)

    @property
    def asked(self) -> Part | None:
        """The part that the rail was asked for."""
        return BY_SLUG.get(self.request.POST.get("go", ""))

    def onwards(self) -> HttpResponse:
        """To the part that was asked for, else the next."""
        return self.to(self.asked or after(self.part))

    def to(self, part: Part) -> HttpResponse:
        """To a part of this draft."""
        return redirect("register:part", draft_id=self.draft.id, slug=part.slug)

    def show(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """The page of this part, in the rail."""
        unfinished = {int(number) for number in self.held["typed"]}
        rail = [
            {
                "part": part,
                "current": part == self.part,
                "done": part.number in self.held["done"] and part.number not in unfinished,
            }
            for part in PARTS
        ]
        return render(
            self.request,
            f"register/{template}",
            {
                "writing": self,
                "draft": self.draft,
                "part": self.part,
                "rail": rail,
                "parts": PARTS,
                **context,
            },
            status=status,
        )
