from django.urls import path

from . import board, desk

app_name = "indicators"
urlpatterns = [
    path("board/", board.board, name="board"),
    path("board/<slug:code>/", board.board, name="unit"),
    path("board/<slug:code>/panels/<str:panel>/", desk.panel_export, name="panel-export"),
    path("board/<slug:code>/<str:figure>/", board.figure, name="figure"),
    path("desk/indicators/", desk.figures, name="figures"),
    path("desk/indicators/export/", desk.export, name="export"),
    path("desk/indicators/differences/", desk.differences, name="differences"),
    path("desk/indicators/differences/<int:desk>/<int:pk>/", desk.difference, name="difference"),
]
