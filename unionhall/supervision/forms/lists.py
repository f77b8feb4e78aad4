"""What the lists of this room are narrowed by, beside stage, state and words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.matters.desk import MatterFilter

from ..choices import Answered, Colour, LetterKind, Scope, Source

ANY = ("", _("全部"))


class InspectionFilter(MatterFilter):
    scope = forms.ChoiceField(label=_("监督事项"), choices=[ANY, *Scope.choices], required=False)
    source = forms.ChoiceField(label=_("线索来源"), choices=[ANY, *Source.choices], required=False)


class LetterFilter(MatterFilter):
    kind = forms.ChoiceField(label=_("种类"), choices=[ANY, *LetterKind.choices], required=False)
    answer = forms.ChoiceField(label=_("答复情况"), choices=[ANY, *Answered.choices], required=False)


class WarningFilter(MatterFilter):
    level = forms.ChoiceField(label=_("颜色"), choices=[ANY, *Colour.choices[1:]], required=False)
