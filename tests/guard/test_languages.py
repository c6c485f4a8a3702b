from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db]


@pytest.mark.parametrize(("asked", "led"), [("ko", "/ko/"), ("ru-RU,ru;q=0.9,en;q=0.5", "/ru/"), ("de, fr;q=0.8", "/kk/"), ("", "/kk/"), ("x" * 600, "/kk/")])
def test_the_first_address_leads_to_the_visitors_language(asked: str, led: str) -> None:
    answer = Client(headers={"accept-language": asked}).get("/")
    assert (answer.status_code, answer["Location"], "Accept-Language" in answer["Vary"]) == (302, led, True)
