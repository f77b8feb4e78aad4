"""The numbers by which rosters are kept and given out, each with its source."""

KEEP_STAGED_DAYS = 14  # rows of a file checked but not written, and error sheets of one written (minimum keeping, §1)
EXPORT_DAYS = 7  # a file taken out expires (data-protection.md §2)
ALONE_ROWS = 10_000  # more rows than this, or plain numbers, need a second person (data-protection.md §2)
LEAST_PURPOSE = 6  # characters
TRIES = 4  # of one chunk, when someone else has just taken a number of it
