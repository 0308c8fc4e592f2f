"""Support cases: trademark, packaging, labels, showroom."""
