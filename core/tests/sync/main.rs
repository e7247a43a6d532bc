//! What waits for a person after a pull: conflicts and held entries, shown and decided through the
//! commands of the screens. The rows of the server are laid in their tables as a pull leaves them.

mod common;
mod conflicts;
mod held;
mod mass;
