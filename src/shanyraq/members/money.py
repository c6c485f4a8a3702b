"""Amounts as people write and read them; kept in hundredths."""
from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from shanyraq.people.refusing import MemberRefused

HUNDREDTHS: Final = 100
LONGEST: Final = 15
SIGNS: Final = {"KZT": "₸"}


def amount_of(typed: str) -> int:
    """Hundredths of "5000", "5 000" or "5000,50". Raises MemberRefused."""
    plain = "".join(typed.split()).replace(",", ".")
    try:
        hundredths = Decimal(plain) * HUNDREDTHS if len(plain) <= LONGEST and plain.replace(".", "").isdecimal() else None
    except InvalidOperation:
        hundredths = None
    if hundredths is None or hundredths != hundredths.to_integral_value():
        raise MemberRefused(_("Write an amount, such as 5000."), "amount")
    return int(hundredths)


def said(amount: int, currency: str, language: str) -> str:
    """With the sign of the currency where it has one of its own, behind the number, as it is written in Kazakhstan."""
    shape = "#,##0" if amount % HUNDREDTHS == 0 else "#,##0.00"
    return f"{format_decimal(Decimal(amount) / HUNDREDTHS, format=shape, locale=language)}\u00a0{SIGNS.get(currency, currency)}"


def typed(amount: int) -> str:
    """As it would be typed."""
    return f"{amount // HUNDREDTHS}" if amount % HUNDREDTHS == 0 else f"{amount / HUNDREDTHS:.2f}"
