// The module Derivation.
