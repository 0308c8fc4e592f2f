"""A simulator of jurors in a hall where everything fails: `make faults RUNS=200 SEED=1`."""
