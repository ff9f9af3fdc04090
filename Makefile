.PHONY: help serve build test check core browser judge bench

help:
	@echo "make serve   serve the page at http://127.0.0.1:8080"
	@echo "make test    run every test (make check, core, build, browser and judge run a part each)"
	@echo "make build   write the optimised dist/"
	@echo "make bench   print the figures"

serve:
	@scripts/serve

build:
	@scripts/build

test: check core build browser judge

# Formatting and lints, for the core and for the page.
check:
	@scripts/check

# The core: native, without a browser.
core:
	@cargo test --quiet --no-default-features

# The built page in a real browser.
browser:
	@scripts/test-browser

# What is generated, before the real tools.
judge:
	@scripts/judge

bench: build
	@scripts/bench
