// What the plain reader has to say about a text it cannot read.

import Diagnostics

extension Diagnostic {
  static func unreadableCharacter(_ scalar: Unicode.Scalar, _ range: SourceRange) -> Diagnostic {
    let hints: [String] =
      switch scalar {
      case "{", "}": ["group with round brackets: (…)"]
      case "|": ["the absolute value of a number is 'abs(x)', the norm of a vector 'norm2(x)'"]
      case "∇": ["a gradient is asked with 'gradient f wrt x'"]
      case "∂": ["a derivative is asked with 'gradient f wrt x' or 'jacobian f wrt x'"]
      case "%": ["a comment begins with '#'"]
      case "&": ["conditions are not combined: nest 'where(…)'"]
      case "\\":
        [
          "LaTeX belongs into a formula between dollar signs; cells use names: lambda, Sigma",
          "'inv(A)*b' solves A x = b",
        ]
      case "!": ["an assumption such as 'given t != 0' can be an inequality; a claim needs '=='"]
      case "$": ["cells are written without dollar signs"]
      default: []
      }
    return Diagnostic(
      code: "syntax.character",
      message: "the character '\(scalar)' has no meaning here",
      range: range,
      hints: hints
    )
  }

  static func numberTooLong(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "bound.number",
      message: "a number has at most \(Lexer.digitBound) digits and an exponent of at most 4096",
      range: range
    )
  }

  static func unexpected(_ token: Token, expected: String, hints: [String] = []) -> Diagnostic {
    Diagnostic(
      code: "syntax.unexpected",
      message: "found \(token.description), expected \(expected)",
      range: token.range,
      hints: hints
    )
  }

  static func unclosed(_ open: Token, found: Token, close: String) -> Diagnostic {
    Diagnostic(
      code: "syntax.unclosed",
      message: "found \(found.description), expected '\(close)'",
      range: found.range.start == found.range.end ? open.range : found.range,
      notes: ["it closes the bracket '\(open.mark ?? "(")' opened before"],
      hints: ["add '\(close)'"]
    )
  }

  static func tooDeep(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "bound.nesting",
      message: "the formula is nested more than \(PlainParser.nestingBound) deep",
      range: range,
      hints: ["name a part of it in a line of its own"]
    )
  }

  static func tooManyOperators(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "bound.operators",
      message: "the line has more than \(PlainParser.operatorBound) operators",
      range: range,
      hints: ["name a part of it in a line of its own"]
    )
  }

  static func cellTooLong(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "bound.cell",
      message: "a cell has at most \(PlainParser.cellBound) bytes",
      range: range
    )
  }

  static func gluedFactors(_ token: Token, left: String, right: String) -> Diagnostic {
    Diagnostic(
      code: "syntax.juxtaposition",
      message: "found \(token.description) directly after a number, expected an operator or a space",
      range: token.range,
      hints: ["write '\(left)*\(right)'"]
    )
  }

  static func notAStatement(_ range: SourceRange, hints: [String]) -> Diagnostic {
    Diagnostic(
      code: "syntax.statement",
      message: "the line is neither a declaration, a definition, a question nor a claim",
      range: range,
      hints: hints
    )
  }

  static func unknownWord(
    _ kind: String,
    _ word: String,
    _ range: SourceRange,
    among known: [String]
  )
    -> Diagnostic
  {
    let near = Diagnostic.nearestNames(to: word, among: known)
    return Diagnostic(
      code: "syntax.\(kind)",
      message: "there is no \(kind) '\(word)'",
      range: range,
      notes: ["known: \(known.joined(separator: ", "))"],
      hints: (instead[word].map { [$0] } ?? []) + near.map { "did you mean '\($0)'?" }
    )
  }

  /// What to write for words that other languages have.
  private static let instead: [String: String] = [
    "complex": "variables are real: write the real and the imaginary part as two variables",
    "hermitian": "of real matrices it is 'symmetric'", "unitary": "of real matrices it is 'orthogonal'",
    "spd": "'positive-definite'", "psd": "'positive-semidefinite'",
    "tensor": "a family of matrices is 'A[i] : matrix(n, m)'",
  ]
}
