"""The one kind of error whose text may be shown to the person who caused it."""


class Refusal(Exception):
    """Something a person asked for cannot be done; `text` says why, and what to do instead, in their words."""

    text: object  # a sentence, mostly lazily translated

    def __init__(self, text: object = "") -> None:
        super().__init__(text)
        self._given = text

    def __str__(self) -> str:
        return self.message

    @property
    def message(self) -> str:
        """The sentence to show, in the reader's language at the time it is shown."""
        return str(self._given or getattr(self, "text", "") or self.__class__.__name__)
