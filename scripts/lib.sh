# Shared by the scripts: where things are, and how to speak. Sourced, never run.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
TOOLS="$ROOT/.tools"
VENV="$ROOT/.venv"

say() { printf '▸ %s\n' "$*" >&2; }
fail() {
  printf '✗ %s\n' "$*" >&2
  exit 1
}

# The version of a crate in Cargo.lock.
locked_version() { awk -v name="$1" '$0 == "name = \"" name "\"" { getline; gsub(/[^0-9.]/, ""); print; exit }' "$ROOT/Cargo.lock"; }

# Installs Debian packages that are missing; says what to do where that is not possible.
apt_install() {
  local missing=()
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ "${#missing[@]}" -eq 0 ] && return 0
  command -v apt-get >/dev/null || fail "Install these with your package manager, then try again: ${missing[*]}"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || fail "Run this, then try again: sudo apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  say "installing Debian packages: ${missing[*]}"
  "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=300 update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# The toolchain that builds for the browser: rustup's, or Debian's where setup-wasm had to fall back to it.
use_wasm_toolchain() {
  export CARGO_TARGET_DIR="$ROOT/target/page"
  if [ -e "$TOOLS/wasm-from-debian" ]; then
    export PATH="/usr/bin:$PATH" RUSTC=/usr/bin/rustc CARGO=/usr/bin/cargo CARGO_TARGET_DIR="$ROOT/target/page-debian"
    unset RUSTUP_TOOLCHAIN
  fi
  export PATH="$TOOLS/bin:$ROOT/scripts/node_modules/.bin:$PATH"
}
