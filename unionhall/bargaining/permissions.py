from enum import StrEnum


class Bargaining(StrEnum):
    """What can be allowed about collective bargaining, workers' congresses and disclosure."""

    VIEW = "bargaining.round.view"
    WORK = "bargaining.round.work"  # lead a round: offers, delegates, meetings, drafts, signing, filing
    SIGN = "bargaining.paper.sign"  # sign the union's letters off
    CONGRESS = "bargaining.congress.work"  # congresses, sessions, motions
    DISCLOSE = "bargaining.disclosure.work"  # the calendar of disclosure and answers to opinions
