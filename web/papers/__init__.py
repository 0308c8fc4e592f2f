"""Papers of a contest as Word documents by Nghị định 30/2020/NĐ-CP, from what is on record."""
