// The module NablaTool.
