"""The demonstration: published recognitions beside a simulated province."""
