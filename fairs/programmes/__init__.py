"""Programmes: promotion plans, their budgets and what was delivered."""
