"""Whose report a matter's papers came from: asked of those who would sign, send or open them (decision 17)."""

from unionhall.documents.kinds import Sender

from . import queries

REPORTED = Sender(of=lambda document: queries.reported_by(document.subject_type, document.desk_id, document.subject_id))
