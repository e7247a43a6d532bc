//! Rules of the house that can be checked are checked: who may know what, what crosses the seam
//! to the window, and what is written down. Each test's name is its rule.

mod knows_nothing_of;
mod repository;
mod seams;
mod webview;
mod words;
