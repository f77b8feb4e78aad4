"""Addresses of a case's pages, for notices: plain paths, so that an action needs no page."""


def mine(number: str) -> str:
    return f"/my/cases/{number}/"


def desk(number: str) -> str:
    return f"/desk/cases/{number}/"


def rate(token: str) -> str:
    return f"/rate/{token}/"


def my_rating(number: str) -> str:
    return f"/my/cases/{number}/rating/"
