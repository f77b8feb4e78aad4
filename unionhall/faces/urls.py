from django.urls import path

from . import desk, home, shell

app_name = "faces"
urlpatterns = [
    path("", home.index, name="home"),
    path("services/", home.services, name="services"),
    path("my/", home.mine, name="mine"),
    path("desk/", desk.today, name="today"),
    path("desk/search/", desk.search, name="search"),
    path("desk/jobs/", desk.jobs, name="jobs"),
    path("desk/jobs/<int:desk_id>/<int:pk>/", desk.job, name="job"),
    path("desk/jobs/<int:desk_id>/<int:pk>/file/", desk.job_file, name="job-file"),
    path("look/theme/", shell.set_theme, name="set-theme"),
    path("look/large/", shell.set_elder, name="set-elder"),
    path("privacy/", shell.privacy, name="privacy"),
    path("who-may-complain/", shell.who_may_complain, name="who-may-complain"),
    path("offline/", shell.offline, name="offline"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("sw.js", shell.service_worker, name="service-worker"),
]
