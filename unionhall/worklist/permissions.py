from enum import StrEnum


class Worklist(StrEnum):
    """What can be allowed about the one list."""

    VIEW = "worklist.item.view"
    ISSUE = "worklist.item.issue"  # write and issue items (province; local items below)
    SPLIT = "worklist.share.split"  # give the units beneath their targets
    REPORT = "worklist.share.report"  # accept one's own share, hand in evidence, explain slips
    DECIDE = "worklist.evidence.decide"  # accept or return the evidence of the level beneath
