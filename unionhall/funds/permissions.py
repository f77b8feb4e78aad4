from enum import StrEnum


class Funds(StrEnum):
    """What can be allowed about money a union owes."""

    VIEW = "funds.payable.view"
    APPROVE = "funds.payable.approve"  # never one's own proposal
    PAY = "funds.payable.pay"  # never what one has approved oneself
