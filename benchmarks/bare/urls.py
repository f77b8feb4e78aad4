"""The bare page: fifty rows, read by one query, in a table; and the bare call: JSON in, JSON out."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import Context, Template
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from unionhall.orgs.models import Division

ROWS = 50
PAGE = Template(
    "<!doctype html><title>bare</title><table>{% for row in rows %}"
    "<tr><td>{{ row.code }}</td><td>{{ row.name }}</td><td>{{ row.level }}</td></tr>{% endfor %}</table>"
)


def bare(request: HttpRequest) -> HttpResponse:
    rows = Division.objects.order_by("code")[:ROWS]
    return HttpResponse(PAGE.render(Context({"rows": rows})))


@csrf_exempt
def call(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"given": json.loads(request.body)})


urlpatterns = [path("bare/", bare), path("bare/call", call)]
