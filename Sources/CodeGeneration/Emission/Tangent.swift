// In which directions a declared variable may move, as far as a test can say it in a line.

import Expressions

/// The directions in which a declared variable may move, where they are a simple linear space.
enum Tangent {
  case free, symmetric, skew, diagonal, upper, lower

  init?(_ properties: Properties) {
    if !properties.isDisjoint(with: [.orthogonal, .unit, .toeplitz]) { return nil }
    if properties.contains(.diagonal) {
      self = .diagonal
    } else if properties.contains(.symmetric) {
      self = .symmetric
    } else if properties.contains(.skew) {
      self = .skew
    } else if properties.contains(.upperTriangular) {
      self = .upper
    } else if properties.contains(.lowerTriangular) {
      self = .lower
    } else {
      self = .free
    }
  }
}
