"""Signs people put between things they type, in both scripts."""

COMMAS = "，,;；、\n"
BARS = "｜|"


def parted(text: str, signs: str) -> list[str]:
    """The parts of a text between any of these signs, without blanks and empty ones."""
    for sign in signs[1:]:
        text = text.replace(sign, signs[0])
    return [part.strip() for part in text.split(signs[0]) if part.strip()]


def names_in(text: str) -> list[str]:
    """The names of a line, whatever stands between them; each once."""
    return list(dict.fromkeys(parted(text, COMMAS)))
