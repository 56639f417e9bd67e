// The module Functions.
