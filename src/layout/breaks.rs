//! Where a line may end (UAX #14) and what Chinese typesetting adds and forbids.
