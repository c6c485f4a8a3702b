"""Addresses below a language. Names without a room are those that allauth asks for; what it offers beyond them has no address here."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account import views as accounts
from allauth.mfa.base import views as seconds
from allauth.mfa.totp import views as authenticators
from allauth.mfa.webauthn import views as phones
from django.http.response import HttpResponseBase
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _

from shanyraq.entrance import account_views, door_views, helper_views, inviting_views, key_views, looking_views, naming_views, views
from shanyraq.rights.doors import asks


def door(action: str, view: Any, template: str = "", **shown: Any) -> Callable[..., HttpResponseBase]:
    """A view of allauth behind an action of ours, in a page of ours."""
    own: dict[str, Any] = {"extra_context": shown}
    if template:
        own["template_name"] = f"entrance/{template}.html"
    if "success_url" in shown:
        own["success_url"] = shown.pop("success_url")
    made: Callable[..., HttpResponseBase] = view.as_view(**own)
    return asks(action)(made)


ENTER, SEE, KEEP = "entrance:account:enter", "entrance:account:see", "entrance:key:keep"
AGAIN = {"title": _("Is it you?"), "lead": _("Before keys are altered, say once more that it is you."), "button": _("Go on")}
CODE = {
    "title": _("The code from your mail"),
    "lead": _("If the address is known here, a code of six digits is on its way. It is good for ten minutes."),
    "button": _("Sign in"),
}
BY_MAIL = {"title": _("A code by mail"), "lead": _("A code of six digits is sent to your address."), "button": _("Send the code")}
OFF = {
    "title": _("Without the authenticator app"),
    "lead": _("The app gives no second sign from then on."),
    "button": _("Take it off"),
    "kind": "danger",
}
GONE = {"title": _("Without this phone"), "lead": _("The lock of this phone signs you in no more."), "button": _("Take it off"), "kind": "danger"}
HOME = reverse_lazy("mfa_index")

own = [
    path("enter/try/", views.try_as_keeper, name="try"),
    path("enter/link/<str:token>/", views.enter_by_link, name="link"),
    path("enter/pin/", door_views.enter_pin, name="pin"),
    path("enter/more/", door_views.second, name="second"),
    path("enter/invited/<str:token>/", door_views.invited, name="invited"),
    path("account/password/", account_views.password, name="password"),
    path("account/email/", account_views.email, name="email"),
    path("account/email/code/", account_views.email_code, name="email_code"),
    path("account/pin/", key_views.new_pin, name="new_pin"),
    path("account/sessions/others/end/", account_views.end_others, name="end_others"),
    path("account/sessions/<int:pk>/end/", account_views.end_session, name="end_session"),
    path("account/devices/<int:pk>/end/", account_views.forget_device, name="forget_device"),
    path("account/phones/<int:pk>/name/", naming_views.phone, name="name_phone"),
    path("account/devices/<int:pk>/name/", naming_views.device, name="name_device"),
    path("account/people/", inviting_views.people, name="people"),
    path("account/people/<slug:slug>/", inviting_views.person, name="person"),
    path("account/people/<slug:slug>/end/", inviting_views.end_all, name="end_all"),
    path("account/people/<slug:slug>/withdraw/", inviting_views.withdraw, name="withdraw"),
    path("account/helpers/", helper_views.invite, name="invite_helper"),
    path("account/helpers/<int:pk>/withdraw/", helper_views.withdraw, name="withdraw_link"),
    path("account/look/", looking_views.find, name="looks"),
    path("account/look/stop/", looking_views.stop, name="stop_looking"),
    path("account/look/<int:pk>/", looking_views.begin, name="look"),
]
urlpatterns = [
    path("enter/", door_views.sign_in, name="account_login"),
    path("enter/code/", door(ENTER, accounts.RequestLoginCodeView, "form", **BY_MAIL), name="account_request_login_code"),
    path("enter/code/confirm/", door(ENTER, accounts.ConfirmLoginCodeView, "form", **CODE), name="account_confirm_login_code"),
    path("enter/second/", door(ENTER, seconds.AuthenticateView, "second"), name="mfa_authenticate"),
    path("enter/phone/", door(ENTER, phones.LoginWebAuthnView), name="mfa_login_webauthn"),
    path("enter/again/", door(SEE, accounts.ReauthenticateView, "form", **AGAIN), name="account_reauthenticate"),
    path("enter/again/code/", door(SEE, seconds.ReauthenticateView, "again_code", **AGAIN), name="mfa_reauthenticate"),
    path("enter/again/phone/", door(SEE, phones.ReauthenticateWebAuthnView, "again_phone", **AGAIN), name="mfa_reauthenticate_webauthn"),
    path("account/", account_views.account, name="mfa_index"),
    path("account/phones/add/", key_views.add_phone, name="mfa_add_webauthn"),
    path("account/phones/<int:pk>/remove/", door(KEEP, phones.RemoveWebAuthnView, "form", success_url=HOME, **GONE), name="mfa_remove_webauthn"),
    path("account/authenticator/", door(KEEP, key_views.SetUpApp, "authenticator"), name="mfa_activate_totp"),
    path("account/authenticator/remove/", door(KEEP, authenticators.DeactivateTOTPView, "form", **OFF), name="mfa_deactivate_totp"),
    path("account/sheet/", key_views.sheet, name="mfa_view_recovery_codes"),
    path("account/sheet/new/", key_views.new_sheet, name="mfa_generate_recovery_codes"),
    path("", include((own, "access"))),
]
