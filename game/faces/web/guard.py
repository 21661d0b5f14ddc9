"""What keeps strangers out: where a request comes from, and what a page may do."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

_COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_POLICIES = {
    "page": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    # The report is one file with its styles in it, and needs no script of the host's origin.
    "report": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'; sandbox"
    ),
    "text": "default-src 'none'; frame-ancestors 'none'",
}


def headers_for(kind: str) -> Mapping[str, str]:
    """The headers of a page, a report or a plain answer."""
    return {**_COMMON, "Content-Security-Policy": _POLICIES[kind]}


def same_origin(connection: HTTPConnection) -> bool:
    """Whether a page of this very host sent it; programs, which send no origin, may pass."""
    origin = connection.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == connection.headers.get("host", "")
