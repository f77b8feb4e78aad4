from django.urls import path

from . import home

app_name = "audit"
urlpatterns = [path("audit/heads/", home.heads, name="heads")]
