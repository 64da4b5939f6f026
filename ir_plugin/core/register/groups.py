"""The heading of the toolbox under which the register's operations stand."""

from __future__ import annotations

from ..declaration import Group
from ..texts import Text

REGISTER = Group("register", Text("Register", "Register"))
