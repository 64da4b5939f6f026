#!/bin/bash
# Opens QGIS with the plugin of this checkout in a profile of its own (build/profile); arguments go to QGIS.
set -euo pipefail
cd "$(dirname "$0")/.."

SETTINGS=build/profile/profiles/klaster/QGIS/QGIS3.ini
if [ ! -e $SETTINGS ]; then
    mkdir -p "$(dirname $SETTINGS)"
    cat >$SETTINGS <<'INI'
[PythonPlugins]
ir_plugin=true

[core]
httpsfeedqgisorg\disabled=true
NewsFeed\httpsfeedqgisorg\disabled=true

[plugins]
checkOnStart=false
INI
fi
PLUGINS=$(dirname "$(.venv/bin/python tools/stage.py)")
exec env QGIS_PLUGINPATH="$PLUGINS" qgis --profiles-path build/profile --profile klaster --nologo "$@"
