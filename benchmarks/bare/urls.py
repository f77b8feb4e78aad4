"""The bare page: fifty rows, read by one query, in a table."""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

from unionhall.orgs.models import Division

ROWS = 50
PAGE = Template(
    "<!doctype html><title>bare</title><table>{% for row in rows %}"
    "<tr><td>{{ row.code }}</td><td>{{ row.name }}</td><td>{{ row.level }}</td></tr>{% endfor %}</table>"
)


def bare(request: HttpRequest) -> HttpResponse:
    rows = Division.objects.order_by("code")[:ROWS]
    return HttpResponse(PAGE.render(Context({"rows": rows})))


urlpatterns = [path("bare/", bare)]
