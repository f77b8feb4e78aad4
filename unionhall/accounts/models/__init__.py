from .directory import DirectoryEntry, digest_of
from .factor import PastPassword, SecondFactor
from .role import Delegation, RoleHeld
from .user import User

__all__ = ["Delegation", "DirectoryEntry", "PastPassword", "RoleHeld", "SecondFactor", "User", "digest_of"]
