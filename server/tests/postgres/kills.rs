//! Servers and databases that end in the middle: sync.md 18.3, I2, I7.
