"""The register: establishments, who belongs to them, their products and pictures."""
