from django.urls import path

from . import desk

app_name = "rules"

urlpatterns = [
    path("desk/rules/", desk.index, name="list"),
    path("desk/rules/export/", desk.export, name="export"),
    path("desk/rules/<int:pk>/", desk.detail, name="detail"),
    path("desk/rules/<int:pk>/new/", desk.enter, name="enter"),
    path("desk/rules/<int:pk>/check/", desk.check, name="check"),
    path("desk/rules/<int:pk>/drop/", desk.drop, name="drop"),
]
