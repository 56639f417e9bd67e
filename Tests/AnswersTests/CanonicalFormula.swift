// The formulas that every textbook derives, with the number of lines and the form that is asked of an answer.

/// A question with what its answer is held to.
struct CanonicalFormula: Sendable, CustomStringConvertible {
  /// What the formula is called.
  let description: String
  /// The cell with its question on the last line.
  let cell: String
  /// The values in the form asked for, one for each variable.
  let values: [String]
  /// The greatest number of lines between the opening and the reading-off.
  let lines: Int

  init(_ name: String, _ cell: String, _ values: [String], lines: Int) {
    description = name
    self.cell = cell
    self.values = values
    self.lines = lines
  }

  /// The cell without its question.
  var premises: String {
    cell.split(separator: "\n").dropLast().joined(separator: "\n")
  }

  /// The question.
  var question: String { cell.split(separator: "\n").last.map(String.init) ?? "" }

  /// The left sides of claims about the values: `gradient f wrt A`, then `gradient f wrt B`.
  var leftSides: [String] {
    guard let range = question.firstRange(of: " wrt "), !question.contains(" along "), values.count > 1 else {
      return [question]
    }
    let variables = question[range.upperBound...].split(separator: ",")
    return variables.map { question[..<range.upperBound] + $0.drop { $0 == " " } }.map { String($0) }
  }

  static let all = [
    CanonicalFormula(
      "quartic form",
      """
      W : matrix(n, n)
      x : vector(n)
      y = (W^2)' * x
      phi = y' * y
      gradient phi wrt W
      """,
      ["2*(x*y'*W' + W'*x*y')"],
      lines: 5
    ),
    CanonicalFormula(
      "least squares",
      """
      A : matrix(m, n)
      x : vector(n)
      b : vector(m)
      gradient norm2(A*x - b)^2 wrt x
      """,
      ["2*A'*(A*x - b)"],
      lines: 3
    ),
    CanonicalFormula(
      "log determinant",
      "X : matrix(n, n) invertible\ngradient logdet(X) wrt X",
      ["inv(X)'"],
      lines: 5
    ),
    CanonicalFormula(
      "form of an inverse",
      "X : matrix(n, n) invertible\na, b : vector(n)\ngradient a'*inv(X)*b wrt X",
      ["-inv(X)'*a*b'*inv(X)'"],
      lines: 5
    ),
    CanonicalFormula(
      "trace of a power",
      "X : matrix(n, n)\ngradient tr(X^5) wrt X",
      ["5*(X')^4"],
      lines: 5
    ),
    CanonicalFormula(
      "trace of a quadratic form",
      "X : matrix(m, n)\nA : matrix(m, m)\nB : matrix(n, n)\ngradient tr(X'*A*X*B) wrt X",
      ["A*X*B + A'*X*B'"],
      lines: 5
    ),
    CanonicalFormula(
      "logistic regression",
      """
      A : matrix(m, n)
      w : vector(n)
      y : vector(m)
      gradient sum(log.(1 .+ exp.(-y .* (A*w)))) wrt w
      """,
      ["-A'*(y .* sigmoid.(-y .* (A*w)))"],
      lines: 5
    ),
    CanonicalFormula(
      "softmax regression",
      """
      W : matrix(m, n)
      x : vector(n)
      y : vector(m)
      gradient log(sum(exp.(W*x))) - y'*W*x wrt W
      """,
      ["(softmax(W*x) - y)*x'"],
      lines: 5
    ),
    CanonicalFormula(
      "Gaussian likelihood",
      """
      A : matrix(n, n) symmetric
      X : matrix(n, k)
      gradient 1/2*logdet(A + X*X') wrt X
      """,
      ["inv(A + X*X')*X"],
      lines: 5
    ),
    CanonicalFormula(
      "matrix factors, both at once",
      """
      A : matrix(m, n)
      B : matrix(n, p)
      C : matrix(m, p)
      f = normF(A*B - C)^2
      gradient f wrt A, B
      """,
      ["2*(A*B - C)*B'", "2*A'*(A*B - C)"],
      lines: 3
    ),
    CanonicalFormula(
      "scalar variable",
      "A : matrix(n, n)\nx : vector(n)\nt : scalar\ngradient t*x'*(A + t*eye(n))*x wrt t",
      ["x'*(A*x + 2*t*x)"],
      lines: 3
    ),
    CanonicalFormula(
      "differential",
      "A : matrix(m, n)\nX : matrix(n, n)\nC : matrix(n, m)\ndifferential tr(A*X^2*C) wrt X",
      ["(A'*C'*X' + X'*A'*C') : dX"],
      lines: 3
    ),
    CanonicalFormula(
      "directional derivative",
      "x, v : vector(n)\nA : matrix(m, n)\nb : vector(m)\ndirectional norm2(A*x - b)^2 wrt x along v",
      ["2*A'*(A*x - b) : v"],
      lines: 3
    ),
  ]
}
