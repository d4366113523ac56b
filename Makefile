# Two commands do everything: make parity, make test.
.DEFAULT_GOAL := help
.PHONY: help setup setup-run parity report test quick test-versions \
        test-lowest bare-judge fresh fresh-bookworm fresh-trixie lint structure \
        coverage fire test-python test-r test-octave octave-package mutants \
        hard-cases functions fixtures fixtures-check certify certify-check \
        certified-page examples skeletons ports-page validate-examples docs \
        docs-check site check-wheel dist clean again
export OPENBLAS_NUM_THREADS ?= 1
MAKEFLAGS += --no-print-directory
BIN := .venv/bin
FIXTURES := $(shell cat fixtures/VERSION)

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Two roles, each with a stamp of its own: what is installed does not depend
# on which target came first.
setup-run: .venv/ready-run ## Install what a run needs

setup: .venv/ready-$(if $(CI),test-ci,test) ## Install what the tests need, too

# Who types set-up by name may have removed a package: it looks again.
.venv/ready-%: $(if $(filter setup setup-run,$(MAKECMDGOALS)),again) \
               pyproject.toml python/pyproject.toml scripts/setup.sh scripts/system-packages.txt
	@scripts/setup.sh $(patsubst test-ci,test,$*)

parity: setup-run ## Compare the three languages on every case (main job)
	$(BIN)/lockstep run --strict && $(BIN)/lockstep cases

report: setup-run ## Run everything and write report.html
	$(BIN)/lockstep report -o report.html

test: setup ## Run every test: four parts, with the time of each
	@scripts/parts.sh 'make lint' 'make test-octave' 'make test-r' \
	  'make test-python'

# Of each kind a little: mathematics, the judge, one case in every language.
QUICK := $(addprefix python/tests/firstprinciples/, \
           $(addprefix networks/test_, activations.py layers.py losses.py network.py) \
           results/test_metrics.py training/test_optimizers.py \
           training/test_training.py) \
         $(addprefix python/tests/lockstep/, cases/test_cases.py \
           compare/test_compare.py bounds/test_step.py bounds/test_statistics.py)

quick: setup ## The useful tests, in half a minute
	$(BIN)/pytest --quiet --numprocesses=auto --dist=loadfile $(QUICK)
	$(BIN)/lockstep run spiral-2x100x3_relu-gd softmax-ties --steps 20

# What other versions of Python, R, Octave or a library might break.
VERSIONS := python/tests/firstprinciples \
            $(addprefix parity_tests/, packages/test_layout.py \
              ports/test_bridge.py ports/test_lacks.py \
              agreement/test_operations.py agreement/test_trace.py) \
            $(addprefix python/tests/lockstep/, cli/test_cli.py \
              compare/test_pictures.py report/page report/test_curves.py \
              report/test_report.py)

test-versions: setup ## The tests that depend on versions of languages and libraries
	@scripts/parts.sh 'make test-octave' 'make test-r' \
	  '$(BIN)/pytest --numprocesses=auto --dist=loadfile $(VERSIONS)'

test-lowest: setup ## The same, with the oldest Python packages that are promised
	scripts/lowest-versions.sh $(VERSIONS)

fresh: ## Run make parity on fresh Debian systems (needs root)
	@$(MAKE) --jobs=2 --output-sync=target fresh-bookworm fresh-trixie

fresh-bookworm:
	@scripts/fresh-machine.sh bookworm

fresh-trixie:
	@scripts/fresh-machine.sh trixie

# No set-up: it would install R and Octave.
bare-judge: ## On a system without R and Octave, install the judge and judge a port
	scripts/bare-judge.sh

SCHEMA := $(BIN)/check-jsonschema --quiet --builtin-schema

lint: setup ## Check style, types and the files of CI
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(SCHEMA) vendor.github-workflows .github/workflows/*.yml
	$(SCHEMA) custom.github-workflows-require-timeout .github/workflows/*.yml
	$(SCHEMA) vendor.github-actions action.yml
	$(SCHEMA) vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(SCHEMA) vendor.github-issue-forms .github/ISSUE_TEMPLATE/[!c]*.yml
	$(SCHEMA) vendor.dependabot .github/dependabot.yml
	$(SCHEMA) vendor.citation-file-format CITATION.cff

structure: setup ## Measure how the house is built: figure, today, target
	-$(BIN)/python scripts/structure/structure.py

test-python: setup ## Python, the judge and parity (pytest)
	$(BIN)/pytest --numprocesses=auto --dist=loadfile

coverage: setup ## Report which branches of the Python code the tests take
	$(BIN)/pytest --numprocesses=auto --dist=loadfile --cov --cov-report=term \
	  --cov-report=html:build/coverage

fire: setup ## Kill, starve, flood and fuzz the judge, a thousand runs (an hour)
	LOCKSTEP_FIRE=1 $(BIN)/pytest --numprocesses=2 python/tests/fire

test-r: setup ## R's own tests, within R CMD check
	scripts/check-r.sh

test-octave: setup ## Octave's own tests (%!test blocks), and the package
	scripts/test-octave.sh
	scripts/check-octave-package.sh

octave-package: setup ## Install Octave's tarball and run pkg test
	scripts/check-octave-package.sh --test

SEED ?= 1
NETWORKS ?= 10000
SETTING ?= as installed

hard-cases: setup ## Judge right ports on 10,000 random networks (hours; goes on)
	$(BIN)/python scripts/bounds/hard_cases.py --seed $(SEED) \
	  --networks $(NETWORKS) --setting "$(SETTING)"

functions: setup ## Measure libraries' functions, write docs/measured-errors.md
	$(BIN)/python scripts/bounds/measure_functions.py --write

mutants: setup ## Break all that computes, write docs/mutants.md (hours; goes on)
	PYTHONPATH=parity_tests/meta $(BIN)/python -m mutation
	LOCKSTEP_MUTANTS=all $(BIN)/pytest \
	  parity_tests/meta/mutants/test_example_mutants.py \
	  parity_tests/meta/planted/test_named_mistakes.py

fixtures: setup ## Write the fixtures anew from their scripts
	$(BIN)/lockstep fixtures --write

fixtures-check: setup ## Make the fixtures anew and compare bytes
	$(BIN)/lockstep fixtures --check

certify: setup ## Prove values anew and keep them (half an hour)
	$(BIN)/lockstep certify --store
	$(BIN)/lockstep fixtures --write

certified-page: setup ## Write the tables of docs/certified-values.md
	mkdir -p build
	$(BIN)/lockstep run --steps 101 --json build/certified.json
	$(BIN)/python docs/certified_values.py --results build/certified.json

certify-check: setup ## Prove all stored values again (a quarter of an hour)
	$(BIN)/lockstep certify --check

examples: setup-run ## Run every lesson of the course in every language
	scripts/examples.sh

skeletons: setup ## Compile and judge the skeletons, that in Rust, too
	LOCKSTEP_SKELETONS=1 $(BIN)/pytest -n0 \
	  python/tests/lockstep/ports/test_new_port.py

EXAMPLES := $(notdir $(patsubst %/port.json,%,$(wildcard examples/*/port.json)))

COMPILED := $(dir $(wildcard examples/*/Makefile))

ports-page: setup ## Judge example ports quickly (EXAMPLES="go jax"), write docs/ports.md
	for port in $(COMPILED); do $(MAKE) -s -C $$port || exit; done
	mkdir -p build/ports
	for port in $(EXAMPLES); do $(BIN)/lockstep validate examples/$$port \
	  --quick --json build/ports/$$port.json || exit; done
	$(BIN)/python docs/ports_page.py --results build/ports

validate-examples: setup ## Judge every example port on every case, in full
	for port in $(COMPILED); do $(MAKE) -s -C $$port || exit; done
	for port in $(filter-out %/awk/port.json,$(wildcard examples/*/port.json)); \
	  do $(BIN)/lockstep validate $$port || exit; done
	$(BIN)/lockstep validate examples/awk --steps 20  # loops, not matrices

docs: setup ## Write the course's pages: new pictures, judge and snippets
	mkdir -p build
	$(BIN)/lockstep run --json build/parity.json
	$(BIN)/python docs/measured/lessons.py
	$(BIN)/python docs/build.py --results build/parity.json --pictures

# A run that diverges (1), or whose port could not be run (3), has a site, too:
# the last line ends with the same code, when all pages are written.
site: setup ## Write the static site into build/site (RESULTS=FILE: of that run)
	mkdir -p build
	[ -n "$(RESULTS)" ] || $(BIN)/lockstep run --json build/results.json --detail \
	  || case $$? in (1|3) ;; (*) exit 1 ;; esac
	$(BIN)/python scripts/site/build.py --output build/site \
	  --results $(or $(RESULTS),build/results.json)

docs-check: setup ## Are the pages what the sources say?
	$(BIN)/python docs/build.py --check
	$(BIN)/python docs/known_mistakes.py

check-wheel: setup ## Install the wheels elsewhere and use them
	scripts/check-wheel.sh

dist: setup ## Build packages for each language, and the fixtures' archive
	rm -rf dist
	mkdir -p build dist
	for folder in python .; do \
	  $(BIN)/python -m build --outdir dist/python $$folder >build/dist.log || \
	    { cat build/dist.log; exit 1; }; done
	$(BIN)/lockstep fixtures --export dist/lockstep-fixtures-$(FIXTURES)
	cd dist && tar -czf lockstep-fixtures-$(FIXTURES).tar.gz \
	    lockstep-fixtures-$(FIXTURES) && rm -r lockstep-fixtures-$(FIXTURES)
	cd dist && R CMD build --no-manual ../r
	$(MAKE) -C octave dist
	for file in octave/*.tar.gz; do \
	  mv "$$file" "dist/octave-$$(basename "$$file")"; done

clean: ## Remove what was built
	rm -rf .venv build dist *.Rcheck .pytest_cache .ruff_cache .mypy_cache
