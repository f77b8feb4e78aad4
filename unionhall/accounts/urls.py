from django.urls import path

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
]
