// The module Syntax.
