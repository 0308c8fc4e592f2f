"""History: old rounds and recognitions as an office or a public source keeps them."""
