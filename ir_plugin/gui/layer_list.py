"""The layers of the open register: QGIS's own layer tree, of which only they are shown, with their numbers of rows."""

from __future__ import annotations

from typing import Any, Dict, Optional

from qgis.core import QgsLayerTreeLayer, QgsLayerTreeModel, QgsLayerTreeNode, QgsMapLayer, QgsProject
from qgis.PyQt.QtCore import QModelIndex, QSortFilterProxyModel, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QTreeView

from ..core.figures import figure
from ..qgis_support.language import language
from ..register.marks import register_of


class LayerList(QTreeView):
    """A check box is that of QGIS's layer tree: both show the same tree, so neither can fall behind."""

    layer_chosen = pyqtSignal()

    def __init__(self, project: QgsProject, name: str) -> None:
        super().__init__()
        self._tree = QgsLayerTreeModel(project.layerTreeRoot(), self)
        self._tree.setFlags(QgsLayerTreeModel.Flags(QgsLayerTreeModel.Flag.AllowNodeChangeVisibility))
        self.shown = _OfRegister(self._tree, self)
        self.setModel(self.shown)
        self.setAccessibleName(name)
        self.setHeaderHidden(True)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setUniformRowHeights(True)
        self.selectionModel().currentChanged.connect(lambda *_: self.layer_chosen.emit())

    def show_register(self, path: str) -> None:
        """Shows the layers of a register, opened where QGIS's tree is."""
        self.shown.register = path
        self.shown.counts = {}
        self.shown.invalidateFilter()
        for row in range(self.shown.rowCount()):
            index = self.shown.index(row, 0)
            node = self.shown.node(index)
            self.setExpanded(index, node is not None and node.isExpanded())

    def show_counts(self, counts: Dict[str, int]) -> None:
        """The rows of layers by their ids."""
        self.shown.counts = counts
        self.viewport().update()

    def layer(self) -> Optional[QgsMapLayer]:
        """The layer that is chosen; None for a group or nothing."""
        node = self.shown.node(self.currentIndex())
        return node.layer() if isinstance(node, QgsLayerTreeLayer) else None

    def choose(self, layer: QgsMapLayer) -> None:
        """Makes a layer the chosen one."""
        node = self._tree.rootGroup().findLayer(layer.id())
        if node is not None:
            self.setCurrentIndex(self.shown.mapFromSource(self._tree.node2index(node)))


class _OfRegister(QSortFilterProxyModel):
    """The layers of one register with their groups."""

    def __init__(self, tree: QgsLayerTreeModel, parent: LayerList) -> None:
        super().__init__(parent)
        self.register = ""
        self.counts: Dict[str, int] = {}
        self._tree = tree
        self.setRecursiveFilteringEnabled(True)
        self.setSourceModel(tree)

    def node(self, index: QModelIndex) -> Optional[QgsLayerTreeNode]:
        """The node of QGIS's tree."""
        return self._tree.index2node(self.mapToSource(index))

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:
        node = self._tree.index2node(self._tree.index(row, 0, parent))
        layer = node.layer() if isinstance(node, QgsLayerTreeLayer) else None
        return layer is not None and bool(self.register) and register_of(layer) == self.register

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        value = super().data(index, role)
        if role == Qt.ItemDataRole.DisplayRole:
            node = self.node(index)
            count = self.counts.get(node.layerId()) if isinstance(node, QgsLayerTreeLayer) else None
            return value if count is None else f"{value} ({figure(count, 9).in_language(language())})"
        return value
