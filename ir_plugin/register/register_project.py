"""``registerproject`` and ``sharedproject`` in QGIS: the project of a register, of a file with its forms in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping

from qgis.core import QgsProcessingContext

from ..core.declaration import Context, Note, Results
from ..core.errors import UserError
from ..core.register.geopackage import reading
from ..core.register.registers import require_register
from ..core.texts import Text
from .form_layers import Dress, keep_forms
from .project import write_project
from .shared_register import SharedRegister
from .sources import FileRegister

WRITTEN = Text("Proyek ditulis ke {path}.", "The project was written to {path}.")
NOT_BESIDE = Text(
    "Proyek tidak berada di folder register; salin keduanya bersama-sama, atau tulis proyek di samping register.",
    "The project is not in the register's folder; copy both together, or write the project beside the register.",
)


def register_project(
    dress: Dress, values: Mapping[str, Any], context: Context, qgis_context: QgsProcessingContext
) -> Results:
    """Writes the forms into REGISTER and the project OUTPUT. Must run in the main thread, as map layers do."""
    register, output = Path(values["REGISTER"]).resolve(), Path(values["OUTPUT"]).resolve()
    with reading(str(register)) as connection:
        require_register(connection, str(register))
    notes = [Note(WRITTEN.format(path=str(output)))]
    try:
        keep_forms(FileRegister(register), context.language, dress)
    except UserError as error:  # a register that is only to be looked at can have a project all the same
        notes.append(Note(error.sentence, warning=True))
    context.progress(0.4)
    write_project(FileRegister(register), output, context.language, dress).clear()
    context.progress(1.0)
    if output.parent != register.parent:
        notes.append(Note(NOT_BESIDE, warning=True))
    return Results(strings={"OUTPUT": str(output)}, notes=tuple(notes))


def shared_project(
    dress: Dress, values: Mapping[str, Any], context: Context, qgis_context: QgsProcessingContext
) -> Results:
    """Writes the project OUTPUT of what CONNECTION may read. Must run in the main thread, as map layers do."""
    output = Path(values["OUTPUT"]).resolve()
    write_project(SharedRegister(values["CONNECTION"]), output, context.language, dress).clear()
    context.progress(1.0)
    return Results(strings={"OUTPUT": str(output)}, notes=(Note(WRITTEN.format(path=str(output))),))
