"""The command line as a wheel: its version out of metadata.txt, and inside the plugin what the plugin's zip carries."""

from __future__ import annotations

import configparser
import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "tools"))

from stage import shipped  # noqa: E402  tools/ is no package


class BuildWithPlugin(build_py):
    """Adds what is no code, such as styles and region codes: the command line needs them, and QGIS where it runs it."""

    def run(self) -> None:
        super().run()
        for inside, source in () if self.editable_mode else shipped().items():
            target = Path(self.build_lib, inside)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


def version() -> str:
    """The version of the plugin."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


setup(version=version(), cmdclass={"build_py": BuildWithPlugin})
