"""The register: establishments and their products."""
