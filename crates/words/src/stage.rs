//! The short words in the picture: captions of tiles, counts, and names of things.
