"""A contest: level, territory, round, rules, dates, stage, scoring frame."""
