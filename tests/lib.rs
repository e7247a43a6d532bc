//! Tests of the whole. `house_rules/` checks what the compiler cannot; `e2e/` drives the real
//! window from Node, see `docs/decisions/0002-driving-the-window.md`.
