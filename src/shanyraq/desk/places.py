"""Where in a draft a request is, and where it goes on."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from shanyraq.accounts.models import User
from shanyraq.desk.changes import keep
from shanyraq.desk.contents import Account, Content, page_after, page_before, pages
from shanyraq.desk.models import Draft
from shanyraq.desk.terms import Step
from shanyraq.rights import which

LONGEST_NUMBER = 18  # digits of which every database takes the number


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a draft, of one of its accounts (`number`, from 0)."""

    request: HttpRequest
    draft: Draft
    page: str
    number: int
    language: str
    today: date

    @property
    def content(self) -> Content:
        content: Content = self.draft.content
        return content

    @property
    def account(self) -> Account:
        one: Account = self.content["accounts"][self.number]
        return one

    @property
    def here(self) -> str:
        return self.url(self.page)

    @property
    def back(self) -> str:
        """The page before, the desk before the first one."""
        again = (self.number or self.content["checked"]) and self.page in pages(self.content)
        before = Step.CHECK if again else page_before(self.content, self.page)
        return self.url(before) if before else reverse("desk:home")

    def url(self, page: str) -> str:
        if page == Step.CHECK:
            return reverse("desk:check", kwargs={"pk": self.draft.pk})
        address = reverse("desk:page", kwargs={"pk": self.draft.pk, "page": page})
        return f"{address}?n={self.number}" if self.number else address

    def keep(self) -> None:
        keep(draft=self.draft, content=self.content)

    def go_on(self) -> HttpResponse:
        """Keep what was told and lead to the next page."""
        return self.go_to(page_after(self.content, self.page, self.number))

    def go_to(self, page: str) -> HttpResponse:
        if page == Step.CHECK:
            self.content["checked"] = True
        self.keep()
        return redirect(self.url(page))


def number_in(typed: str, below: int = 10**LONGEST_NUMBER) -> int | None:
    """The number that a form sends, where it is one below a bound."""
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER else below
    return number if number < below else None


def draft_of(request: HttpRequest, pk: int) -> Draft:
    """A draft of the one who asks."""
    assert isinstance(request.user, User)
    found: Draft = get_object_or_404(which(request.user, "desk:draft:see", Draft.objects.of(request.user)), pk=pk)
    return found


def place(request: HttpRequest, draft: Draft, page: str) -> Place:
    number = number_in(request.GET.get("n", "")) or 0
    if number >= len(draft.content["accounts"]):
        raise Http404
    return Place(request, draft, page, number, get_language() or "kk", timezone.localdate())
