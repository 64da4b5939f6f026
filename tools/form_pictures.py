"""Writes docs/images/form_*.png, the forms as they look; run by ``make form-pictures`` with the Python of QGIS."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "qgis")]
WIDTH, HEIGHT = 1250, 760
A_SECOND = 1000
ANSWERS = (("nama_usaha", "Kemplang Ibu Siti"), ("kode_desa", "19.01.01.1001"), ("lokasi_produksi", "RMH"))
A_BAD_YEAR = 1200


def main() -> None:
    """A new business with an answer that is refused, and an observation with its class, in both languages."""
    from qgis.core import QgsApplication, QgsProject
    from qgis.gui import QgsGui

    from ir_plugin.cartography.register_styles import dress
    from ir_plugin.gui import editor_widgets
    from ir_plugin.qgis_support.language import set_language
    from ir_plugin.register.links import whole_tables
    from ir_plugin.register.project import write_project
    from ir_plugin.register.sources import FileRegister

    application = QgsApplication([], True)
    application.initQgis()
    QgsGui.editorWidgetRegistry().initEditors()
    editor_widgets.start()
    with TemporaryDirectory() as folder:
        register = Path(shutil.copy(ROOT / "sample_data" / "register_contoh.gpkg", Path(folder) / "register.gpkg"))
        for language in ("id", "en"):
            set_language(language)
            project = register.with_name(f"{language}.qgz")
            write_project(FileRegister(register), project, language, dress).clear()
            QgsProject.instance().read(str(project))
            layers = whole_tables(QgsProject.instance(), str(register))
            owner = next(layers["ir_pemilik"].getFeatures())["pemilik_id"]
            take_new_business(layers["ir_usaha"], owner, ROOT / "docs" / "images" / f"form_new_{language}.png")
            take_class(layers["ir_pengamatan"], ROOT / "docs" / "images" / f"form_class_{language}.png")
            QgsProject.instance().clear()
    set_language("")
    editor_widgets.stop()
    application.exitQgis()


def take_new_business(layer: object, owner: str, path: Path) -> None:
    """A business half filled in, whose year is refused."""
    from form_driver import OpenForm
    from qgis.core import QgsGeometry, QgsPointXY

    form = OpenForm(layer, at=QgsGeometry.fromPointXY(QgsPointXY(106.12, -1.86)), given={"pemilik_id": owner})
    for name, value in ANSWERS:
        form.fill(name, value)
    form.fill("tahun_mulai", A_BAD_YEAR)
    take(form, path)


def take_class(layer: object, path: Path) -> None:
    """An observation of the sample, with class, completeness and evidence."""
    from form_driver import OpenForm

    take(OpenForm(layer, next(layer.getFeatures())), path)


def take(form: object, path: Path) -> None:
    """Writes the dialog in 256 colours, which is enough for it, and closes it."""
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtGui import QImage
    from qgis.PyQt.QtTest import QTest

    form.dialog.resize(WIDTH, HEIGHT)
    QTest.qWait(A_SECOND)  # QGIS fetches the names of owners meanwhile
    image = form.dialog.grab().toImage()
    plain = Qt.ImageConversionFlag.AvoidDither | Qt.ImageConversionFlag.ThresholdDither
    image.convertToFormat(QImage.Format.Format_Indexed8, plain).save(str(path), quality=0)
    form.close()


if __name__ == "__main__":
    main()
