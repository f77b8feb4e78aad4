from .directory import DirectoryEntry
from .factor import SecondFactor
from .role import Delegation, RoleHeld
from .user import User

__all__ = ["Delegation", "DirectoryEntry", "RoleHeld", "SecondFactor", "User"]
