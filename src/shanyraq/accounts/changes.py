from __future__ import annotations

from django.utils.translation import gettext as _

from shanyraq.accounts.models import User


class NameMissing(ValueError):
    """An account was to be opened without a name to show."""


def open_account(*, name: str, email: str | None = None, is_operator: bool = False) -> User:
    """A new account without a password; raises NameMissing, and IntegrityError where the address has an account already."""
    shown = name.strip()
    if not shown:
        raise NameMissing(_("An account needs a name to show: give one."))
    user = User(name=shown, email=email.strip().lower() if email else None, is_operator=is_operator)
    user.set_unusable_password()
    user.save()
    return user
