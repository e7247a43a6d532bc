//! Which laptop of the school sends.
//!
//! The link is of one laptop, and only one of a school may have it on: two would tell the same twice
//! under other keys. Without a central server a laptop knows of itself alone, so the screen says
//! which laptop this is and asks the person. When laptops come to know each other, this is the one
//! place to answer for the others, too.

use super::messages::{LinkSettings, Sender};
use crate::laptop;

/// Which laptop sends, as far as this one knows.
pub(super) fn of(settings: LinkSettings) -> Sender {
    let laptop = laptop::name();
    match settings.on {
        true => Sender::This { laptop },
        false => Sender::NotThis { laptop },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_laptop_answers_for_itself_alone() {
        let laptop = laptop::name();
        let on = LinkSettings { on: true, ..LinkSettings::default() };
        assert_eq!(of(on), Sender::This { laptop: laptop.clone() });
        assert_eq!(of(LinkSettings::default()), Sender::NotThis { laptop });
    }
}
