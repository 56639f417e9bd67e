// What there is to say about shapes and sizes that do not fit.

import Diagnostics
import Expressions

extension Diagnostic {
  /// Shapes that do not fit: code `shape.…`, both shapes in the notes, mends in the hints.
  static func shapes(
    _ code: String,
    _ message: String,
    _ range: SourceRange,
    notes: [String],
    hints: [String]
  )
    -> Diagnostic
  {
    Diagnostic(code: "shape.\(code)", message: message, range: range, notes: notes, hints: hints)
  }

  static func claimShapes(_ range: SourceRange, _ first: Shape, _ found: Shape, notes: [String])
    -> Diagnostic
  {
    .shapes(
      "claim",
      "found a \(found), but the formula it is compared with is a \(first)",
      range,
      notes: notes,
      hints: found == first.transposed ? ["the transpose would fit"] : []
    )
  }

  static func attributeNeedsSquare(_ attribute: Statement.Name, _ shape: Shape) -> Diagnostic {
    .shapes(
      "attribute",
      "only a square matrix can be \(attribute.text), found a \(shape)",
      attribute.range,
      notes: [],
      hints: []
    )
  }

  /// A derivative by an expression of whose names something is left.
  static func leftOver(_ text: String, _ names: [String], _ range: SourceRange) -> Diagnostic {
    let left = names.map { "'\($0)'" }.joined(separator: ", ")
    return .shapes(
      "left-over",
      "the function still depends on \(left) beside \(quoted(text)), by which it is differentiated",
      range,
      notes: [
        "a derivative by an expression treats each occurrence of it as one new variable, and \(quoted(text)) does not "
          + "determine \(left)"
      ],
      hints: ["write all of the function in \(quoted(text)), or differentiate by \(left)"]
    )
  }

  static func unitNeedsVector(_ attribute: Statement.Name, _ shape: Shape) -> Diagnostic {
    .shapes("attribute", "only a vector can be unit, found a \(shape)", attribute.range, notes: [], hints: [])
  }

  static func identityWithoutSize(_ range: SourceRange) -> Diagnostic {
    .shapes(
      "identity",
      "nothing here says which size the identity 'I' has",
      range,
      notes: [],
      hints: ["write 'eye(n)'"]
    )
  }

  static func identityNotSquare(_ shape: Shape, _ range: SourceRange) -> Diagnostic {
    .shapes("identity", "an identity is square, but here a \(shape) is needed", range, notes: [], hints: [])
  }

  static func identityBesideScalar(_ range: SourceRange) -> Diagnostic {
    .shapes(
      "identity",
      "cannot add the identity 'I' and a scalar",
      range,
      notes: [],
      hints: ["a scalar times the identity is 't*eye(n)'"]
    )
  }

  static func divisionByMatrix(_ divisor: String, _ range: SourceRange) -> Diagnostic {
    .shapes(
      "division",
      "cannot divide by the matrix \(quoted(divisor))",
      range,
      notes: [],
      hints: [
        "multiply by \(quoted("inv(\(divisor))")) on the left or on the right", "'./' divides entry by entry",
      ]
    )
  }

  static func divisionByZero(_ range: SourceRange) -> Diagnostic {
    Diagnostic(code: "value.zero", message: "the divisor is zero", range: range)
  }

  static func exponentNotScalar(_ exponent: String, _ hint: String?, _ range: SourceRange) -> Diagnostic {
    .shapes(
      "exponent",
      "an exponent is a scalar, but \(quoted(exponent)) is a matrix",
      range,
      notes: [],
      hints: hint.map { [$0] } ?? ["'.^' raises entry by entry"]
    )
  }

  static func powerOfRectangular(
    _ base: String,
    _ shape: Shape,
    _ range: SourceRange,
    notes: [String],
    isVector: Bool
  ) -> Diagnostic {
    .shapes(
      "power",
      "only a square matrix has powers, but \(quoted(base)) is a \(shape)",
      range,
      notes: notes,
      hints: ["'.^' raises entry by entry"]
        + (isVector ? ["the square of its length is \(quoted("norm2(\(base))^2"))"] : [])
    )
  }

  static func exponentBound(_ bound: Int, isMatrix: Bool, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "bound.exponent",
      message: "a number as exponent of a \(isMatrix ? "matrix" : "scalar") is at most \(bound)",
      range: range,
      hints: ["a symbolic exponent has no bound: 'k : scalar', 'X^k'"]
    )
  }

  static func needsDot(_ name: String, _ shape: Shape, _ range: SourceRange, hints: [String]) -> Diagnostic {
    .shapes("elementwise", "'\(name)' of a \(shape) has no meaning", range, notes: [], hints: hints)
  }

  static func notElementwise(_ name: String, _ range: SourceRange) -> Diagnostic {
    .shapes(
      "elementwise",
      "'\(name)' does not work entry by entry",
      range,
      notes: [],
      hints: ["write '\(name)(…)' without the dot"]
    )
  }

  static func ownFunctionNotElementwise(_ name: String, _ shape: Shape, _ range: SourceRange) -> Diagnostic {
    .shapes(
      "elementwise",
      "'\(name).' needs scalars, found a \(shape)",
      range,
      notes: ["only functions of the language work entry by entry"],
      hints: ["define '\(name)' with dotted functions and call it without the dot"]
    )
  }

  static func sizeNotPositive(_ value: Int, _ range: SourceRange) -> Diagnostic {
    Diagnostic(code: "size.positive", message: "a size is at least 1, found \(value)", range: range)
  }

  static func sizeTooLarge(_ range: SourceRange) -> Diagnostic {
    Diagnostic(code: "bound.size", message: "a fixed size is at most 1000000", range: range)
  }

  static func notASize(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "size.form",
      message: "a size is a name, an integer, or a sum or product of them",
      range: range
    )
  }

  static func sizeTwice(_ name: String, _ first: Int, _ second: Int, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "size.conflict",
      message: "the size '\(name)' would be both \(first) and \(second)",
      range: range
    )
  }

  static func nameNotSize(_ name: String, _ origin: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "size.name",
      message: "'\(name)' is not a size",
      range: range,
      notes: ["'\(name)' is \(origin)"],
      hints: ["a size needs no declaration; it is a number wherever it stands alone"]
    )
  }

  // MARK: - Indices

  static func indexCount(_ name: String, _ shape: Shape, _ found: Int, _ range: SourceRange) -> Diagnostic {
    .shapes(
      "index",
      "'\(name)' is a \(shape) and cannot take \(found) ind\(found == 1 ? "ex" : "ices")",
      range,
      notes: [],
      hints: []
    )
  }

  static func indexNotScalar(_ shape: Shape, _ range: SourceRange) -> Diagnostic {
    .shapes("index", "an index is a scalar, found a \(shape)", range, notes: [], hints: [])
  }

  static func indexValue(_ value: String, _ range: SourceRange) -> Diagnostic {
    .shapes(
      "index",
      "indices are integers from 1, found \(value)",
      range,
      notes: [],
      hints: value.hasPrefix("-") ? ["the last of n entries is 'x[n]'"] : ["the first entry is 'x[1]'"]
    )
  }

  static func indexPastEnd(_ value: Int, _ name: String, _ bound: Int, _ range: SourceRange) -> Diagnostic {
    .shapes("index", "the index \(value) is past the end of '\(name)', \(bound)", range, notes: [], hints: [])
  }

  static func indexRanges(
    _ index: String,
    _ bound: Size,
    _ name: String,
    _ size: Size,
    _ range: SourceRange,
    notes: [String]
  ) -> Diagnostic {
    .shapes(
      "index",
      "'\(index)' runs to \(bound), but '\(name)' has indices up to \(size)",
      range,
      notes: notes,
      hints: []
    )
  }

  static func sizeAsIndex(_ index: String, _ name: String, _ size: Size, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "scope.size-as-index",
      message: "'\(index)' is a size, and '\(name)' has indices up to \(size)",
      range: range,
      hints: ["take another letter for an index"]
    )
  }

  static func rangeMissing(_ index: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "scope.range",
      message: "nothing here says how far '\(index)' runs",
      range: range,
      hints: ["write 'sum(\(index) in 1..m, …)'"]
    )
  }

  static func emptyLiteral(_ range: SourceRange) -> Diagnostic {
    .shapes(
      "literal",
      "a matrix literal has at least one entry",
      range,
      notes: [],
      hints: ["write 'zeros(n, m)'"]
    )
  }

  static func raggedLiteral(_ first: Int, _ found: Int, _ range: SourceRange) -> Diagnostic {
    .shapes(
      "literal",
      "a row has \(found) entr\(found == 1 ? "y" : "ies"), but the first row has \(first)",
      range,
      notes: [],
      hints: []
    )
  }

  // MARK: - Derivatives

  static func gradientOfNonScalar(_ range: SourceRange, _ shape: Shape, variable: String) -> Diagnostic {
    .shapes(
      "gradient",
      "a gradient is of a scalar, found a \(shape)",
      range,
      notes: [],
      hints: ["ask for the Jacobian: 'jacobian … wrt \(variable)'"]
    )
  }

  static func needsScalar(_ what: String, _ range: SourceRange, _ shape: Shape) -> Diagnostic {
    .shapes("scalar", "'\(what)' needs a scalar, found a \(shape)", range, notes: [], hints: [])
  }

  static func directionShape(_ range: SourceRange, _ found: Shape, _ variable: String, _ shape: Shape)
    -> Diagnostic
  {
    .shapes(
      "direction",
      "the direction is a \(found), but \(quoted(variable)) is a \(shape)",
      range,
      notes: [],
      hints: []
    )
  }

  static func directionCount(_ range: SourceRange, _ bound: Int) -> Diagnostic {
    Diagnostic(
      code: "question.directions",
      message: "there can be \(bound) direction\(bound == 1 ? "" : "s") here",
      range: range
    )
  }

  static func directionalOfMatrix(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "question.directional",
      message: "a directional derivative inside a formula is of a scalar, or of a vector by a vector",
      range: range,
      hints: ["write the line with differentials: 'd F'", "ask for it in a line of its own: 'directional …'"]
    )
  }

  static func evaluatedDifferential(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "question.evaluated",
      message: "a differential can only be taken at another name, not at a value",
      range: range,
      hints: ["write the differential out, then put in the value"]
    )
  }

  static func noValue(_ divisor: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "question.evaluated",
      message: "there is no value here: '\(divisor)', by which is divided, is zero",
      range: range
    )
  }

  static func entryOfValue(_ entry: String, _ whole: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "question.variables",
      message: "'\(entry)' is an entry of '\(whole)', which has a value, and does not vary by itself",
      range: range,
      hints: ["ask for the derivative by '\(whole)': its entry is the one by '\(entry)'"]
    )
  }

  static func oneVariable(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "question.variables",
      message: "a derivative inside a formula has one variable",
      range: range
    )
  }

  /// A derivative in a formula of which nothing says by what it is taken.
  static func unsaidVariable(_ form: SyntaxTree.DerivativeForm, _ range: SourceRange) -> Diagnostic {
    let spelling =
      switch form {
      case .gradient: #"$\nabla_x$"#
      case .hessian: #"$\nabla_x^2$"#
      case .jacobian, .fraction: "$D_x$"
      }
    return Diagnostic(
      code: "question.variables",
      message: "by what this is differentiated is not said",
      range: range,
      hints: ["write the name below the sign: \(spelling) for a derivative by $x$"]
    )
  }

  static func notAVariable(_ text: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(code: "question.variable", message: "\(quoted(text)) does not vary", range: range)
  }
}
