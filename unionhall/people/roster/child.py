"""Child program of `feeding`: reads and checks a roster on the other core, without a database.

Gets from standard input, pickled, the few settings it needs and which file to read; tells, as marshal messages on
standard output, what `reading.read_file` yields, and ("refused", words) or ("end", None) last.
"""

import marshal
import pickle
import sys
from typing import Any


def main() -> int:
    asked = pickle.load(sys.stdin.buffer)
    from django import setup
    from django.conf import settings

    settings.configure(INSTALLED_APPS=[], **asked["settings"])
    setup()
    from django.utils import translation

    from unionhall.kit.refusal import Refusal

    from .reading import read_file

    translation.activate(asked["language"])
    try:
        for message in read_file(asked["path"], asked["name"], asked["today"]):
            tell(message)
    except Refusal as refusal:
        tell(("refused", str(refusal)))
        return 0
    tell(("end", None))
    return 0


def tell(message: tuple[str, Any]) -> None:
    marshal.dump(message, sys.stdout.buffer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main())
