"""Whose case a document is about: asked of those who would sign, send or open it (decision 17)."""

from unionhall.documents.kinds import Sender

from . import queries

SENT = Sender(of=lambda document: queries.sender_of(document.desk_id, document.case_number))
