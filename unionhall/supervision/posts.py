"""职务: which post of a union somebody signs in, told from what was typed on a paper."""

from .choices import Post

ENDS = {"副主席": Post.VICE, "主席": Post.CHAIR}  # the longer first


def post_named(typed: str) -> Post | None:
    """Chair or vice-chair, whatever union stands before it; None for any other post."""
    return next((post for end, post in ENDS.items() if typed.strip().endswith(end)), None)
