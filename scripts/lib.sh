# Shared by the scripts: where things are, how to speak, and which tools are used. Sourced, never run.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# Programs that take minutes to build are shared between clones.
TOOLS="${XDG_CACHE_HOME:-$HOME/.cache}/airflow-image-configurator"
VENV="$ROOT/.venv"
WASM=wasm32-unknown-unknown

say() { printf '▸ %s\n' "$*" >&2; }
fail() {
  printf '✗ %s\n' "$*" >&2
  exit 1
}

# The version of a crate in Cargo.lock.
locked_version() { awk -F'"' -v name="$1" '$1 == "name = " && $2 == name { getline; print $2; exit }' "$ROOT/Cargo.lock"; }

is_debian() { [ -e /etc/debian_version ] && command -v apt-get >/dev/null; }
can_be_root() { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

# Installs the Debian packages that are missing; where that is not possible, says what to do.
apt_install() {
  local installed missing=() package
  installed=" $(dpkg-query -W -f='${db:Status-Status}:${Package} ' "$@" 2>/dev/null || true)"
  for package in "$@"; do [[ "$installed" == *" installed:$package "* ]] || missing+=("$package"); done
  [ "${#missing[@]}" -eq 0 ] && return 0
  is_debian || fail "Not on this machine, install with its package manager and try again: ${missing[*]}"
  can_be_root || fail "Run this, then try again: sudo apt-get install ${missing[*]}"
  say "installing Debian packages: ${missing[*]}"
  as_root apt-get -o DPkg::Lock::Timeout=300 update -qq >&2 || say "apt-get could not refresh its lists; trying with the old ones"
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    fail "apt-get could not install ${missing[*]}; the lines above say why."
}

# The npm packages of a folder, exactly as its lock file says.
npm_install() {
  local folder="$1" stamp="$1/node_modules/.installed-lock.json"
  cmp -s "$folder/package-lock.json" "$stamp" && return 0
  command -v npm >/dev/null || fail "npm is missing. Install Node.js 20 or later, then try again."
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] ||
    fail "Node.js 20 or later is needed, this is $(node --version). Install a newer one, then try again."
  say "installing the npm packages of ${folder#"$ROOT"/}"
  (cd "$folder" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --silent --no-audit --no-fund >&2) ||
    fail "npm could not install the packages of ${folder#"$ROOT"/}; the lines above say why. Without a network, try again with one."
  cp "$folder/package-lock.json" "$stamp"
}

# Whether a Rust compiler has the sources of its standard library, which is built with the page.
has_sources() { [ -e "$("$1" --print sysroot 2>/dev/null)/lib/rustlib/src/rust/library/std/Cargo.toml" ]; }
debian_has_sources() { [ -x /usr/bin/cargo ] && has_sources /usr/bin/rustc; }

# The toolchain that builds for the browser: the usual one, or Debian's where setup-wasm had to fall back to it.
# Each has a target folder of its own: shared, they would rebuild everything at each turn.
use_wasm_toolchain() {
  local folder=page
  if [ "${WASM_TOOLCHAIN:-}" = debian ] || ! has_sources rustc; then
    folder=page-debian
    export PATH="/usr/bin:$PATH"
    unset RUSTUP_TOOLCHAIN RUSTC CARGO
  fi
  export CARGO_TARGET_DIR="$ROOT/target/$folder"
  export PATH="$TOOLS/bin:$ROOT/scripts/node_modules/.bin:$PATH"
  # Trunk takes no other word, and some shells set NO_COLOR=1.
  [ -z "${NO_COLOR:-}" ] || export NO_COLOR=true
  build_library_for_size
  name_sources_alike
}

# The standard library is built with the page, for size, and a panic of a release says nothing but stops: a tenth of the
# program's first part (docs/performance.md). These are options that Cargo does not promise to keep; they are asked for
# here alone.
build_library_for_size() {
  export RUSTC_BOOTSTRAP=1
  export CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
  export CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT=true CARGO_PROFILE_RELEASE_PANIC=immediate-abort
}

# Panics and hashes of crates hold the names of source files: they are named alike wherever they lie, so that two machines
# build the same bytes.
name_sources_alike() {
  local sources flags="--remap-path-prefix=$ROOT=/source"
  cargo fetch --quiet --locked --manifest-path "$ROOT/Cargo.toml"
  flags+=" --remap-path-prefix=$(rustc --print sysroot)/lib/rustlib/src/rust=/rust"
  for sources in "${CARGO_HOME:-$HOME/.cargo}/registry/src"/*; do flags+=" --remap-path-prefix=$sources=/crates"; done
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$flags"
}

# The built page in dist/, unless it is there and newer than every source.
build_page() {
  local newer
  newer="$(cd "$ROOT" && [ -e dist/index.html ] &&
    find index.html src style catalog vendor widget offline Cargo.toml Cargo.lock Trunk.toml scripts/compress.mjs scripts/finish-page.mjs scripts/finishing -newer dist/index.html -print -quit || echo none)"
  [ -z "$newer" ] || "$ROOT/scripts/build"
}

# The command-line twin, which tests compare the page with and judges take projects from.
build_twin() { (cd "$ROOT" && cargo build --quiet --release --no-default-features --bin airflow-image-configurator); }

# The Chromium that tests drive, its path; nothing where there is none.
find_chromium() {
  local name
  if [ -n "${CHROMIUM:-}" ]; then command -v "$CHROMIUM" || true; return 0; fi
  for name in chromium chromium-browser google-chrome-stable google-chrome; do command -v "$name" && return 0; done
  node -e 'const { chromium } = require(process.argv[1]); const path = chromium.executablePath();
    if (require("fs").existsSync(path)) console.log(path)' "$ROOT/tests/browser/node_modules/playwright-core" 2>/dev/null || true
}
