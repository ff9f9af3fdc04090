.DEFAULT_GOAL := help
.PHONY: help serve build test check core size browser lighthouse judge bench fuzz release clean

help:
	@echo "make serve    serve the page at http://127.0.0.1:8080, built anew when a source changes"
	@echo "make test     run every test; a part of them each:"
	@echo "              make check (format, lints), core, build, size, browser, lighthouse, judge"
	@echo "make build    write the optimised page to dist/"
	@echo "make bench    print sizes, timings and memory; AGAINST=DIR compares with another built page, JSON=FILE keeps the figures"
	@echo "make fuzz     look for texts that break the core, a minute a target (SECONDS=300: five); needs nightly Rust"
	@echo "make release  build twice from what is committed, compare, write archives and their sums to release/"
	@echo "make clean    remove what was built (the tools stay)"
	@echo "Each sets up first what is missing."

serve:
	@scripts/serve

build:
	@scripts/build

test:
	@scripts/test

check:
	@scripts/check

core:
	@scripts/test-core

size:
	@scripts/check-size

browser:
	@scripts/test-browser

lighthouse:
	@scripts/test-lighthouse

judge:
	@scripts/judge

bench:
	@AGAINST="$(AGAINST)" READY="$(READY)" ONLY="$(ONLY)" JSON="$(JSON)" scripts/bench

fuzz:
	@SECONDS_EACH="$(or $(SECONDS),60)" scripts/fuzz

release:
	@scripts/release

clean:
	rm -rf target dist release
