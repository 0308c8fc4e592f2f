"""The plan of a contest: its milestones, each with days and with who answers for it."""
