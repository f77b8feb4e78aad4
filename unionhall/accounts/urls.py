from django.urls import path

from .desk import absence, consoles, people, roles, seeing
from .home import own, sign_in

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/code/", sign_in.code, name="code"),
    path("sign-in/landing/", sign_in.landing, name="landing"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("signed-out/", sign_in.signed_out, name="signed-out"),
    path("my/password/", own.password, name="password"),
    path("my/second-factor/", own.second_factor, name="second-factor"),
    path("desk/accounts/absences/", absence.absences, name="absences"),
    path("desk/accounts/absences/<int:pk>/end/", absence.end, name="absence-end"),
    path("desk/accounts/units/", roles.units, name="role-units"),
    path("desk/accounts/units/<str:code>/roles/", roles.at_unit, name="roles-at"),
    path("desk/accounts/units/<str:code>/roles/<int:pk>/end/", roles.end, name="role-end"),
    path("desk/accounts/units/<str:code>/seen-by/", seeing.seen_by, name="who-can-see"),
    path("desk/accounts/units/<str:code>/seen-by/file/", seeing.export, name="seen-by-export"),
    path("desk/accounts/people/", people.find, name="people"),
    path("desk/accounts/people/new/", people.new, name="account-new"),
    path("desk/accounts/people/<int:pk>/", people.account, name="account"),
    path("desk/accounts/people/<int:pk>/reset/", people.reset, name="account-reset"),
    path("desk/accounts/people/<int:pk>/lock/", people.act, {"what": "lock"}, name="account-lock"),
    path("desk/accounts/people/<int:pk>/unlock/", people.act, {"what": "unlock"}, name="account-unlock"),
    path("desk/accounts/people/<int:pk>/second-factor/", people.act, {"what": "reset-factor"}, name="account-factor"),
    path("desk/accounts/system/", consoles.system, name="system"),
    path("desk/accounts/log/", consoles.lines, name="log"),
    path("desk/accounts/log/file/", consoles.export, name="log-export"),
]
