"""A product's photographs, in the order its makers chose."""
