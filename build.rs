//! The linker keeps the relocations of the page's program: by them it is cut in parts (scripts/finishing/parts.mjs).

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("TARGET").is_ok_and(|target| target.starts_with("wasm32")) {
        println!("cargo::rustc-link-arg-bin=page=--emit-relocs");
    }
}
