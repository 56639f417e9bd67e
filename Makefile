# `make reports` builds every notebook of the gallery; `make test` runs every test.
# Both install what they need first (Debian, as root or with sudo), and a second run finds it in place.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := reports
.NOTPARALLEL:

# The tests that compare with NumPy and JAX run this interpreter.
export NABLA_PYTHON := $(CURDIR)/.venv/bin/python

NABLA := .build/release/nabla

.PHONY: reports build test lint format accept catalogue bench package corpus peers hessians gradients fuzz doctor setup clean help

## reports: every notebook of Notebooks/ as HTML, LaTeX and record under Output/
reports: build
	$(NABLA) build Notebooks -o Output

## build: the program in release mode, as .build/release/nabla
build:
	@Tests/Tools/prepare.sh build
	swift build -c release --product nabla

## test: every test, with the browser, TeX Live, NumPy and JAX that they compare with
test:
	@Tests/Tools/prepare.sh test
	swift test

## lint: format and import rules
lint:
	@Tests/Tools/lint.sh

## format: all Swift files, in place
format:
	swift format -i --parallel -r Sources Tests Package.swift

## accept: renew the committed records and LaTeX under Output/; review the difference before committing
accept: build
	$(NABLA) build Notebooks -o Output --to record,latex --force
	@git status --short Output

## catalogue: the list of functions, after a file was added to Sources/Functions or taken away
catalogue:
	@text=$$(Tests/Tools/catalogue.sh) && printf '%s\n' "$$text" > Sources/Functions/Catalogue+Generated.swift

## bench: the times of single answers, and of whole builds beside pandoc, in release mode
bench:
	@Tests/Tools/prepare.sh build
	swift build -c release
	.build/release/Benchmarks timings
	.build/release/Benchmarks builds

# The folder of the records: published identities and people's own derivations, one JSON object a line.
CORPUS ?= ../shared/corpus

## corpus: the share of right answers on the records of the folder CORPUS, in release mode
corpus:
	@Tests/Tools/prepare.sh build
	swift build -c release --product Benchmarks
	.build/release/Benchmarks identities $(CORPUS)/identities.jsonl
	.build/release/Benchmarks questions $(CORPUS)/questions.jsonl

## peers: the times of derivatives beside SymPy, tensorgrad and PyTensor, which are installed into .venv-peers
peers:
	@Tests/Tools/prepare.sh peers
	swift run -c release Benchmarks peers

## hessians: the emitted code of two Hessians beside JAX, which is installed into .venv-peers
hessians:
	@Tests/Tools/prepare.sh peers
	swift run -c release Benchmarks hessians

## gradients: emitted gradients beside those of JAX and PyTorch, which are installed into .venv-peers
gradients: build
	@Tests/Tools/prepare.sh peers
	.venv-peers/bin/python Sources/Benchmarks/Python/emitted.py $(NABLA)

# How long each reader is tried.
SECONDS_EACH ?= 600

## fuzz: the readers and the whole build with mutated inputs, ten minutes each (SECONDS_EACH)
fuzz:
	@Tests/Tools/prepare.sh build
	Tests/Tools/fuzz.sh $(SECONDS_EACH)

## package: a Debian package of the program under .build/package, tried from an empty folder
package:
	@Tests/Tools/prepare.sh package
	swift build -c release --product nabla --static-swift-stdlib
	@package=$$(Tests/Tools/package.sh $(NABLA) .build/package) && Tests/Tools/try-package.sh "$$package" && echo "$$package"

## doctor: what is installed and what is missing
doctor:
	@Tests/Tools/prepare.sh doctor

## setup: everything that building and testing need, without building
setup:
	@Tests/Tools/prepare.sh test

## clean: remove what was built; the committed records and LaTeX stay
clean:
	rm -rf .build .build-cache .venv .venv-peers
	git clean -fdXq Output

help:
	@sed -n 's/^## //p' $(firstword $(MAKEFILE_LIST))
