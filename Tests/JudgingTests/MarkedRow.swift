// A row of a display with marked places, and the rows that come of it when one place is written otherwise.

import Testing

/// A row with places marked `«as it is¦otherwise¦…»`, and the notebook before it.
struct MarkedRow: Sendable, CustomTestStringConvertible {
  /// The rows of the display before it.
  let before: [String]
  let text: String
  let names: String
  let varying: [String]

  init(_ text: String, after before: [String] = [], names: String = "", varying: [String] = []) {
    self.text = text
    self.before = before
    self.names = names
    self.varying = varying
  }

  var testDescription: String { plain }
  /// The cell before.
  var cell: String { names.isEmpty ? Self.declarations : Self.declarations + "\n" + names }
  /// The row as it is.
  var plain: String { written { $0[0] } }

  /// The rows with one place written otherwise.
  var variants: [String] {
    places.enumerated().flatMap { place, ways in
      ways.indices.dropFirst().map { way in
        var current = -1
        return written { alternatives in
          current += 1
          return alternatives[current == place ? way : 0]
        }
      }
    }
  }

  /// The ways to write each place.
  private var places: [[String]] {
    var found: [[String]] = []
    _ = written { ways in
      found.append(ways)
      return ""
    }
    return found
  }

  private func written(_ choose: ([String]) -> String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "«"), let close = rest[open...].firstIndex(of: "»") {
      let inside = rest[rest.index(after: open)..<close]
      result += rest[..<open]
      result += choose(inside.split(separator: "¦", omittingEmptySubsequences: false).map(String.init))
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private static let declarations = """
    A, B : matrix(n, n)
    X : matrix(n, n) invertible
    S : matrix(n, n) symmetric positive-definite
    R : matrix(m, n)
    x, u, v : vector(n)
    b : vector(m)
    a, t : scalar
    """
}
