// The module CodeGeneration.
