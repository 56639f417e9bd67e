// A habit of writing: a place of a formula that can be read in more than one way, and who decides.

/// A habit of writing: a place of a formula that can be read in more than one way.
///
/// Each is a value in a file of its own, with a name, the ways to read the place and how to write each so that nobody
/// can take it for the other.
package struct Habit: Sendable {
  /// Who decides between the ways.
  package enum Kind: Sendable, Hashable {
    /// Shapes alone: one way at most has a shape, so that nothing needs to be said.
    case shapes
    /// Shapes, the plain way first: another way is taken only where the plain one has no shape.
    case typing
    /// Nobody: all ways are in print. Where they differ, the row is undecided.
    case print
    /// A convention: the first row of a display that needs one fixes it.
    case convention
    /// A slip of writing: never a reading, only tried to explain a row that is wrong.
    case excuse
    /// A notation of other pages: never a reading, but a row that it alone makes right is not called wrong.
    case foreign
  }

  /// A formula of the habit and what it is read as, in the cell language.
  ///
  /// Examples stand in a scope with `A, B : matrix(n, n)`, `X : matrix(m, n)`, `u, v, x, y : vector(n)`, `a, b, c, t :
  /// scalar`, `f(x) = x'*A*x` and `g(t) = t^3`; the row joins the formula with the text.
  package struct Example: Sendable {
    /// The row, in LaTeX.
    package let row: String
    /// What the row says, a claim of the cell language for each reading.
    package let readings: [String]

    init(_ row: String, _ readings: String...) {
      self.row = row
      self.readings = readings
    }
  }

  /// What the habit is called, in reports and records.
  package let name: String
  /// Who decides between the ways.
  package let kind: Kind
  /// What each way takes the place for, and how to write it so that it can be nothing else, the plain way first.
  package let ways: [String]
  /// Rows that show the habit.
  package let examples: [Example]

  init(_ name: String, _ kind: Kind, ways: [String], examples: [Example]) {
    self.name = name
    self.kind = kind
    self.ways = ways
    self.examples = examples
  }

  /// Whether a reading in the given way is told to the reader.
  package func isTold(_ way: Int) -> Bool {
    switch kind {
    case .shapes: false
    case .typing, .convention: way > 0
    case .print, .excuse, .foreign: true
    }
  }

  /// Whether a writer who leaves the habit open means one way of it everywhere.
  var isUniform: Bool {
    switch kind {
    case .print, .convention, .shapes: true
    case .typing, .excuse, .foreign: false
    }
  }

  /// The habit of a name.
  package static func named(_ name: String) -> Habit? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
