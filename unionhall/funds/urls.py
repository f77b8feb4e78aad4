from django.urls import path

from . import desk

app_name = "funds"
urlpatterns = [
    path("desk/funds/", desk.index, name="list"),
    path("desk/funds/export/", desk.export, name="export"),
    path("desk/funds/<str:number>/", desk.detail, name="payable"),
]
