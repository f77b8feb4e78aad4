from typing import Any, ClassVar, Self

from django.db import models

from unionhall.kit import access
from unionhall.kit.fields import EncryptedTextField
from unionhall.kit.placement import DeskQuerySet, DeskScoped, rows_by

from ..choices import STANDING, DocumentState
from ..kinds import DocumentKind, all_kinds, kind


class DocumentQuerySet(DeskQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Documents of units where `user` holds the permission their kind names for reading."""
        seen = models.Q(pk__in=[])
        for needs in sorted({one.needs for one in all_kinds()}):
            if user.may(needs):
                seen |= models.Q(needs=needs) & access.within(user, needs)
        return self.filter(seen)


class Document(DeskScoped):
    """One letter, agreement or notice of a union: drawn up, signed off with a number, delivered, answered."""

    kind_code = models.CharField(max_length=48)
    needs = models.CharField(max_length=48)  # the kind's permissions as they were, for lists
    signs = models.CharField(max_length=48)
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=DocumentState, default=DocumentState.DRAFT)
    title = models.CharField(max_length=120)
    number = models.CharField(max_length=60, blank=True)  # 浙工劳监意字〔2026〕7号, once signed off
    code = models.CharField(max_length=16, blank=True)  # by which anybody may ask whether it is genuine
    employer = models.ForeignKey("orgs.Employer", models.PROTECT, null=True, related_name="+")
    addressee = models.CharField(max_length=120, blank=True)  # as lists show it: a person's name is masked
    person_id = models.BigIntegerField(null=True)  # the worker it concerns, who may read it once it is signed
    case_number = models.CharField(max_length=24, blank=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=24, blank=True)
    sealed = EncryptedTextField(cls="C3", mask="hidden")  # JSON: facts, addressee, copies; the parts once signed
    drawn_by_id = models.BigIntegerField()
    drawn_by_name = models.CharField(max_length=60)
    drawn_at = models.DateTimeField()
    signed_by_id = models.BigIntegerField(null=True)
    signed_by_name = models.CharField(max_length=60, blank=True)
    signed_at = models.DateTimeField(null=True)
    post = models.CharField(max_length=60, blank=True)  # of who signed: 主席, 副主席
    file = models.CharField(max_length=200, blank=True)  # the PDF as signed, below the private files folder
    sha256 = models.CharField(max_length=64, blank=True)
    served_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer_read_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=60, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    version = models.IntegerField(default=0)

    objects: ClassVar[Any] = rows_by(DocumentQuerySet)

    class Meta(DeskScoped.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["desk_id", "-drawn_at", "-id"], name="doc_list"),
            models.Index(fields=["desk_id", "state", "-drawn_at", "-id"], name="doc_state"),
            models.Index(fields=["desk_id", "employer"], name="doc_employer"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["desk_id", "unit", "number"], condition=~models.Q(number=""), name="doc_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state=DocumentState.DRAFT, signed_at=None, number="", code="")
                | ~models.Q(state=DocumentState.DRAFT)
                & models.Q(signed_at__isnull=False)
                & ~models.Q(number="")
                & ~models.Q(code=""),
                name="doc_signed",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | models.Q(state=DocumentState.WITHDRAWN),
                name="doc_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title

    @property
    def kind(self) -> DocumentKind:
        return kind(self.kind_code)

    @property
    def is_draft(self) -> bool:
        return self.state == DocumentState.DRAFT

    @property
    def stands(self) -> bool:
        """Signed off and not withdrawn."""
        return self.state in STANDING
