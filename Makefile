# Every target does its own set-up and can be the first command on a fresh machine. `make help` lists them.

HEADLESS_PYTHON := .venv/bin/python
# Where QGIS is, once it is installed: left to itself it asks /proc, which a container need not have.
QGIS_PREFIX = $(patsubst %/bin/qgis_process,%,$(shell command -v qgis_process))
QGIS_PYTHON = env QGIS_PREFIX_PATH="$(QGIS_PREFIX)" QT_QPA_PLATFORM=offscreen \
	XDG_RUNTIME_DIR=$(CURDIR)/build/runtime .venv-qgis/bin/python
NOT_SLOW := -m "not slow"
# What reckons is tested with QGIS's older numpy too; the rest of the core needs nothing of either.
RECKONING := tests/core/space tests/core/statistics tests/core/methods
# Two processes share the tests, file by file. They must see sets in the same order, which is another one in each run.
PYTEST = -m pytest -q -n 2 --dist loadfile $(NOT_SLOW)
export PYTHONHASHSEED := $(shell shuf -i 1-4294967295 -n 1)
BOUNDARIES :=
PROFILE :=
CASES :=
SIZES :=

.PHONY: help setup demo run test test-full lint bench bench-desktop bench-scale package dev-link styles layouts screenshots web-pictures help-pages sample-data click-words lock

help: ## these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## QGIS, system packages and the two Python environments; a second call ends at once
	@tools/setup.sh

demo: setup ## the whole chain into build/demo; BOUNDARIES=file for village boundaries of your own
	@$(QGIS_PYTHON) tools/demo.py $(if $(BOUNDARIES),--boundaries "$(BOUNDARIES)")

run: setup ## QGIS with the plugin and the demo's project, in a profile of its own
	@test -e build/demo/klaster.qgz || $(MAKE) --no-print-directory demo
	@tools/run_qgis.sh build/demo/klaster.qgz

test: setup ## every test but the slow ones
	$(HEADLESS_PYTHON) $(PYTEST) tests --ignore=tests/qgis
	$(QGIS_PYTHON) $(PYTEST) $(RECKONING) tests/qgis

test-full: ## every test
	@$(MAKE) --no-print-directory test NOT_SLOW= RECKONING=tests/core

lint: package ## style, types, and the checks that the plugin site makes of an upload
	$(HEADLESS_PYTHON) -m ruff check .
	$(HEADLESS_PYTHON) -m ruff format --check .
	$(HEADLESS_PYTHON) -m mypy
	$(HEADLESS_PYTHON) tools/check_package.py build/ir_plugin.zip

bench: setup ## how fast, beside others: build/bench.json and a table; CASES=scan for a part
	@QGIS_PREFIX_PATH="$(QGIS_PREFIX)" $(HEADLESS_PYTHON) tools/bench/run.py $(CASES)
	@$(if $(CASES),,-$(MAKE) --no-print-directory bench-desktop)

bench-desktop: setup ## how long the window keeps a person with 200,000 businesses
	@KLASTER_IR_COPIES=79 $(QGIS_PYTHON) -m pytest -q -s tests/qgis/gui/test_pauses.py

bench-scale: setup ## how time and memory grow to ten million businesses: build/bench_scale.json and tables; SIZES="100000" for others
	@$(HEADLESS_PYTHON) tools/bench/scale.py $(SIZES)

package: setup ## build/ir_plugin.zip, which QGIS installs
	@$(HEADLESS_PYTHON) tools/package.py build/ir_plugin.zip

dev-link: setup ## the plugin in your own QGIS, straight from this checkout; PROFILE=folder for another profile
	@$(HEADLESS_PYTHON) tools/dev_link.py $(if $(PROFILE),"$(PROFILE)")

styles: setup ## styles/layers, written anew from the class tables
	@$(QGIS_PYTHON) tools/make_styles.py

layouts: setup ## styles/layouts of the other papers, derived anew from the A3 template drawn by hand
	@$(HEADLESS_PYTHON) tools/make_layouts.py

screenshots: setup ## docs/images/*_id.png and *_en.png, the window as it looks now, for docs/TOUR.md
	@QGIS_PREFIX_PATH="$(QGIS_PREFIX)" .venv-qgis/bin/python tools/window/screenshots.py

web-pictures: demo ## docs/images/katalog_*.png, the demo's web catalogue as it looks
	@$(HEADLESS_PYTHON) tools/web_pictures.py build/demo/web

help-pages: setup ## build/help: the help page of every algorithm in both languages
	@$(HEADLESS_PYTHON) tools/make_help.py build/help

sample-data: setup ## sample_data, generated anew
	@tools/coastline.sh
	@$(HEADLESS_PYTHON) -m sample_data.generator

click-words: setup ## processing_scripts/locale, compiled anew from click_words.py
	@$(HEADLESS_PYTHON) tools/make_click_words.py

lock: setup ## requirements/*.txt, resolved anew from requirements/*.in
	@tools/lock.sh
