"""Links the plugin of this checkout into a QGIS profile, the default one unless another folder is given."""

from __future__ import annotations

import sys
from pathlib import Path

from stage import NAME, STAGED, link

PROFILES = Path.home() / ".local" / "share" / "QGIS"


def default_profiles() -> list[Path]:
    """The default profile of each QGIS generation on this machine; QGIS 3's where none has run yet."""
    found = [PROFILES / version / "profiles" / "default" for version in ("QGIS3", "QGIS4")]
    return [profile for profile in found if profile.exists()] or found[:1]


def link_into(profile: Path, staged: Path = STAGED) -> Path:
    """Puts a link to the staged plugin into the profile; refuses to replace an installed copy."""
    target = profile / "python" / "plugins" / NAME
    if target.exists() and not target.is_symlink():
        sys.exit(
            f"{target} is an installed copy of the plugin: remove it in QGIS's plugin manager, and run this again."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    target.symlink_to(link(staged))
    return target


if __name__ == "__main__":
    for folder in [Path(argument) for argument in sys.argv[1:]] or default_profiles():
        print(f"{link_into(folder)}: switch it on in QGIS with Plugins > Manage and Install Plugins > Installed.")
