from django.urls import path

from . import home

app_name = "channels"
urlpatterns = [
    path("my/notices/", home.notices, name="notices"),
    path("my/notices/read/", home.read_all, name="read-all"),
    path("my/notices/<int:pk>/", home.open_notice, name="open"),
    path("my/notices/mail/", home.mail, name="mail"),
    path("my/notices/mail/<str:token>/", home.confirm_mail, name="confirm-mail"),
]
