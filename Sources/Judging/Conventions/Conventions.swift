// What the equalities of a cell or a display have needed so far: one convention is in force for all of them.

import Findings

/// The conventions that are fixed by the first equality that needs one.
struct Conventions {
  /// Whether a derivative stands transposed; nil while nothing needed either way.
  var isTransposed: Bool?
  /// How structured variables are treated; nil while nothing needed one way.
  var structure: StructureConvention?
}
