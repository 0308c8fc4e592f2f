"""Support: help a producer asks for, and the steps each case takes."""
