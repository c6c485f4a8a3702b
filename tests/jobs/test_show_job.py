from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult
from tests.directory.reading_pages import heading
from tests.jobs import work
from tests.jobs.work import asked, work_off
from tests.rights.test_routes import sign_in

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.jobs.models import Job
from shanyraq.jobs.progress import held
from shanyraq.jobs.terms import Step
from shanyraq.lists.apps import ListsConfig

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ListsConfig, "jobs", work.JOBS)


def as_somebody(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


def page(job: Job, user: User, language: str = "en") -> str:
    answer = as_somebody(user).get(f"/{language}/jobs/{job.token}/")
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)
    return answer.content.decode()


def under_way(job: Job, step: Step, done: int, total: int) -> None:
    DBTaskResult.objects.filter(pk=job.task).update(status="RUNNING", started_at=timezone.now())
    with held(job.token) as tell:
        tell(step, done, total)


def test_how_far_it_is_in_words_and_as_a_bar() -> None:
    keeper = open_account(name="Keeper")
    job = asked("write", by=keeper)
    assert "It begins in a moment." in page(job, keeper)
    under_way(job, Step.WRITING, 1200, 3000)
    html = page(job, keeper)
    assert (heading(html), '<progress id="progress" max="100" value="19">' in html) == ("What write does", True)
    assert "19 % · 1,200 of 3,000 rows" in html
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in html
    under_way(job, Step.DERIVING, 1, 2)
    assert "69 % · 1 of 2 facts" in page(job, keeper)


def test_once_it_is_done_it_leads_to_the_result() -> None:
    keeper = open_account(name="Keeper")
    job = asked("write", by=keeper, arguments={"name": "A"})
    work_off()
    answer = as_somebody(keeper).get(f"/en/jobs/{job.token}/")
    assert (answer.status_code, answer["Location"]) == (303, "/en/lists/x/")


def test_what_failed_is_said_with_the_way_back() -> None:
    keeper = open_account(name="Keeper")
    refused, broken = asked("refuse", by=keeper), asked("break_off", by=keeper)
    work_off()
    html = page(refused, keeper)
    assert ("<p>The list has no names.</p>" in html, 'href="/en/lists/"' in html, "refresh" in html) == (True, True, False)
    assert '<p lang="en">The list has no names.</p>' in page(refused, keeper, "ko")
    assert "The work broke off. The fault is ours, not yours: nothing of it was kept." in page(broken, keeper)


def test_it_is_shown_to_whoever_asked_and_to_operators() -> None:
    asker, other, operator = open_account(name="Asker"), open_account(name="Other"), open_account(name="Operator", is_operator=True)
    own, nobodys = asked("write", by=asker), asked("write")
    answers = {job.token: [as_somebody(user).get(f"/en/jobs/{job.token}/").status_code for user in (asker, other, operator)] for job in (own, nobodys)}
    assert answers == {own.token: [200, 404, 200], nobodys.token: [404, 404, 200]}
    assert [Client().get(f"/en/jobs/{job.token}/").status_code for job in (own, nobodys)] == [404, 404]


def test_whoever_waits_for_long_is_told_whom_to_ask() -> None:
    keeper = open_account(name="Keeper")
    job = asked("write", by=keeper)
    assert "nobody carries out long work" not in page(job, keeper)
    Job.objects.update(asked_at=timezone.now() - timedelta(minutes=2))
    assert "nobody carries out long work" in page(job, keeper)


def test_what_is_named_is_text_and_never_markup() -> None:
    keeper = open_account(name="Keeper")
    job = asked("write", by=keeper)
    Job.objects.update(title="<b>x")
    assert ("&lt;b&gt;x" in page(job, keeper), "<b>x" in page(job, keeper)) == (True, False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.browser
@pytest.mark.parametrize("language", ["kk", "ru", "ko"])
def test_the_page_goes_on_by_itself(page: Any, live: str, axe: Callable[[Any], list[str]], language: str) -> None:
    keeper = open_account(name="Keeper", is_operator=True)
    with translation.override(language):
        job = asked("write", by=keeper, arguments={"name": "A"})
    cookie = as_somebody(keeper).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live}])
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{live}/{language}/jobs/{job.token}/")
    assert (axe(page), page.evaluate("document.documentElement.scrollWidth")) == ([], 320)
    under_way(job, Step.WRITING, 1, 2)
    page.wait_for_selector('progress[value="22"]')
    DBTaskResult.objects.update(status="READY")
    work_off()
    page.wait_for_url(f"{live}/en/lists/x/")
