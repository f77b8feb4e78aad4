"""The real-name roll as a file: which columns it has, how a row is read, judged against the register, and written.

Reading and checking need no database (they also run in a child program, see `child`); judging and writing do.
"""
