// The module Verification.
