// The derivations that textbooks print: as many lines as theirs or fewer, and the last line in their form.

import Derivation
import Expressions
import Testing

@Suite("The derivation of") struct CanonicalDerivationTests {
  /// A gradient with the most lines it may have (without the one that reads it off) and its last line.
  struct Case: Sendable, CustomTestStringConvertible {
    let declarations: String
    let function: String
    let variable: String
    let lines: Int
    let gradient: String
    var testDescription: String { function }
  }

  private static let cases: [Case] = [
    Case(
      declarations: "W : matrix(n, n)\nx : vector(n)\ny = (W^2)' * x\nphi = y' * y",
      function: "phi",
      variable: "W",
      lines: 5,
      gradient: "2*(x*y'*W' + W'*x*y')"
    ),
    Case(
      declarations: "A : matrix(m, n)\nx : vector(n)\nb : vector(m)",
      function: "norm2(A*x - b)^2",
      variable: "x",
      lines: 4,
      gradient: "2*A'*(A*x - b)"
    ),
    Case(
      declarations: "X : matrix(n, n)",
      function: "logdet(X)",
      variable: "X",
      lines: 5,
      gradient: "inv(X)'"
    ),
    Case(
      declarations: "X : matrix(n, n)\na, b : vector(n)",
      function: "a'*inv(X)*b",
      variable: "X",
      lines: 5,
      gradient: "-inv(X)'*a*b'*inv(X)'"
    ),
    Case(
      declarations: "X : matrix(n, n)",
      function: "tr(X^5)",
      variable: "X",
      lines: 5,
      gradient: "5*X'^4"
    ),
    Case(
      declarations: "X : matrix(n, m)\nA : matrix(n, n)\nB : matrix(m, m)",
      function: "tr(X'*A*X*B)",
      variable: "X",
      lines: 5,
      gradient: "A*X*B + A'*X*B'"
    ),
    Case(
      declarations: "A : matrix(m, n)\nw : vector(n)\ny : vector(m)",
      function: "sum(log.(1 .+ exp.(-y .* (A*w))))",
      variable: "w",
      lines: 5,
      gradient: "-A'*(y .* sigmoid.(-y .* (A*w)))"
    ),
    Case(
      declarations: "W : matrix(k, n)\nx : vector(n)\ny : vector(k)",
      function: "log(sum(exp.(W*x))) - y'*W*x",
      variable: "W",
      lines: 5,
      gradient: "(softmax(W*x) - y)*x'"
    ),
    Case(
      declarations: "A : matrix(n, n) symmetric\nX : matrix(n, m)",
      function: "1/2*logdet(A + X*X')",
      variable: "X",
      lines: 5,
      gradient: "inv(A + X*X')*X"
    ),
  ]

  @Test("a textbook's function has a textbook's length and last line", arguments: cases)
  func canonical(_ example: Case) throws {
    var work = try Worked(example.declarations)
    let function = try work.expression(example.function)
    let derivation = try work.derive(example.variable) { try $0.gradient(of: function, wrt: $1) }
    #expect(work.text(derivation.result) == example.gradient)
    #expect(derivation.steps.count - 1 <= example.lines)
    try work.expectLinesHold(derivation, wrt: example.variable, example.function)
  }
}
