"""The header that says where scripts, styles and pictures may come from."""

from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings


class Policy(CSPMiddleware):
    """The package's own, but written once a process: putting it together cost each request a tenth of a millisecond.

    An answer with a policy of its own, a page that asked for a nonce, and debug pages go the package's way.
    """

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        self._written = build_policy()

    def process_response(self, request: Any, response: Any) -> Any:
        its_own = settings.DEBUG or getattr(request, "_csp_nonce", None)
        if its_own or any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self._written)
        return response
