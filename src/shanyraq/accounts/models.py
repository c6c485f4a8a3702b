"""Who may sign in. An account is a name to show and, if its owner wishes, an address; what a person is or believes is not asked."""
from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    pass


class User(AbstractBaseUser):
    """An account. Its password may be unusable: the entrance signs people in by links.

    `means` and `strong` are of this session and stored nowhere: how its owner has signed in (empty: nobody says, as in a command; then "link",
    "password", "code", "passkey", "pin"), and whether a second factor was given. `looking_as`: an operator sees what this account sees, and no more.
    `called`: the owner's name as the language of this page writes it, where it is known.
    """

    means: str = ""
    strong: bool = False
    looking_as: bool = False
    called: str = ""

    name = models.CharField(_("Name"), max_length=150)
    email = models.EmailField(_("E-mail address"), null=True, blank=True, unique=True)
    is_operator = models.BooleanField(_("Operator"), default=False)
    is_active = models.BooleanField(_("Active"), default=True)
    joined = models.DateTimeField(_("Joined"), db_default=Now(), editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.CheckConstraint(name="accounts_user_named", condition=~models.Q(name="")),
            models.CheckConstraint(name="accounts_user_email_lower", condition=models.Q(email__isnull=True) | models.Q(email=Lower("email"))),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown(self) -> str:
        return self.called or self.name
