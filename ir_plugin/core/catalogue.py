"""All algorithms, in the order of an analyst's work. Both faces, their help and their tests are made from this list."""

from __future__ import annotations

from .cartography.export_atlas import OPERATION as EXPORT_ATLAS
from .cartography.export_map import OPERATION as EXPORT_MAP
from .cartography.export_report import OPERATION as EXPORT_REPORT
from .declaration import Algorithm
from .methods.attribute_clusters import METHOD as ATTRIBUTE_CLUSTERS
from .methods.colocation import METHOD as COLOCATION
from .methods.concentration import METHOD as CONCENTRATION
from .methods.density_clusters import METHOD as DENSITY_CLUSTERS
from .methods.density_surface import METHOD as DENSITY_SURFACE
from .methods.explain_place import METHOD as EXPLAIN_PLACE
from .methods.global_autocorrelation import METHOD as GLOBAL_AUTOCORRELATION
from .methods.hotspot_getis_ord import METHOD as HOTSPOT_GETIS_ORD
from .methods.leading_product import METHOD as LEADING_PRODUCT
from .methods.local_geary import METHOD as LOCAL_GEARY
from .methods.local_join_count import METHOD as LOCAL_JOIN_COUNT
from .methods.local_moran import METHOD as LOCAL_MORAN
from .methods.location_quotient import METHOD as LOCATION_QUOTIENT
from .methods.regionalise import METHOD as REGIONALISE
from .methods.scan_clusters import METHOD as SCAN_CLUSTERS
from .methods.self_test import METHOD as SELF_TEST
from .methods.sentra import METHOD as SENTRA
from .methods.stability_map import METHOD as STABILITY_MAP
from .methods.weights import METHOD as WEIGHTS
from .publishing.check_catalogue import OPERATION as CHECK_CATALOGUE
from .publishing.publish_catalogue import OPERATION as PUBLISH_CATALOGUE
from .register.accept_finding import OPERATION as ACCEPT_FINDING
from .register.aggregate import OPERATION as AGGREGATE
from .register.check_register import OPERATION as CHECK_REGISTER
from .register.classify import OPERATION as CLASSIFY
from .register.create_register import OPERATION as CREATE_REGISTER
from .register.create_shared_register import OPERATION as CREATE_SHARED_REGISTER
from .register.decide_duplicate import OPERATION as DECIDE_DUPLICATE
from .register.export_dictionary import OPERATION as EXPORT_DICTIONARY
from .register.export_package import OPERATION as EXPORT_PACKAGE
from .register.export_register import OPERATION as EXPORT_REGISTER
from .register.export_tables import OPERATION as EXPORT_TABLES
from .register.export_xlsform import OPERATION as EXPORT_XLSFORM
from .register.import_boundaries import OPERATION as IMPORT_BOUNDARIES
from .register.import_figures import OPERATION as IMPORT_FIGURES
from .register.import_survey import OPERATION as IMPORT_SURVEY
from .register.keep_result import OPERATION as KEEP_RESULT
from .register.merge_package import OPERATION as MERGE_PACKAGE
from .register.read_shared_register import OPERATION as READ_SHARED_REGISTER
from .register.register_project import OPERATION as REGISTER_PROJECT
from .register.remove_result import OPERATION as REMOVE_RESULT
from .register.repair_finding import OPERATION as REPAIR_FINDING
from .register.resolve_conflict import OPERATION as RESOLVE_CONFLICT
from .register.shared_project import OPERATION as SHARED_PROJECT
from .register.upgrade_register import OPERATION as UPGRADE_REGISTER
from .register.withdraw_consent import OPERATION as WITHDRAW_CONSENT

ALGORITHMS: tuple[Algorithm, ...] = (
    CREATE_REGISTER,
    UPGRADE_REGISTER,
    REGISTER_PROJECT,
    IMPORT_BOUNDARIES,
    IMPORT_FIGURES,
    IMPORT_SURVEY,
    DECIDE_DUPLICATE,
    CHECK_REGISTER,
    ACCEPT_FINDING,
    REPAIR_FINDING,
    CLASSIFY,
    WITHDRAW_CONSENT,
    EXPORT_REGISTER,
    PUBLISH_CATALOGUE,
    CHECK_CATALOGUE,
    EXPORT_PACKAGE,
    MERGE_PACKAGE,
    RESOLVE_CONFLICT,
    CREATE_SHARED_REGISTER,
    SHARED_PROJECT,
    READ_SHARED_REGISTER,
    AGGREGATE,
    KEEP_RESULT,
    REMOVE_RESULT,
    EXPORT_TABLES,
    EXPORT_XLSFORM,
    EXPORT_DICTIONARY,
    WEIGHTS,
    GLOBAL_AUTOCORRELATION,
    HOTSPOT_GETIS_ORD,
    LOCAL_MORAN,
    LOCAL_GEARY,
    LOCAL_JOIN_COUNT,
    STABILITY_MAP,
    SCAN_CLUSTERS,
    DENSITY_CLUSTERS,
    DENSITY_SURFACE,
    SENTRA,
    ATTRIBUTE_CLUSTERS,
    REGIONALISE,
    LOCATION_QUOTIENT,
    LEADING_PRODUCT,
    CONCENTRATION,
    COLOCATION,
    EXPLAIN_PLACE,
    SELF_TEST,
    EXPORT_MAP,
    EXPORT_ATLAS,
    EXPORT_REPORT,
)
