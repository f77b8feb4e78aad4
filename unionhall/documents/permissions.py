from enum import StrEnum


class Documents(StrEnum):
    """What can be allowed about documents of every kind; reading and signing one is asked for by its kind."""

    VIEW = "documents.document.view"  # the list of documents, of those kinds one may read; and plain letters
    WORK = "documents.document.work"  # write letters, deliver, write down receipts, send the employer a link
    SIGN = "documents.document.sign"  # sign off plain letters
