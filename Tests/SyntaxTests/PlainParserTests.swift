// The grammar of cells: every form, the precedences, and what happens to texts that are none.

import Diagnostics
import Expressions
import TestSupport
import Testing

@testable import Syntax

@Suite("The grammar of cells") struct PlainParserTests {
  static let context = PlainParser.Context(
    functions: ["f", "tr", "exp", "sum", "prod", "inv", "kron", "sin"],
    names: ["A", "B", "C", "W", "X", "x", "y", "n", "phi", "Sigma", "t", "a"]
  )

  @Test(
    "gives every operator its place",
    arguments: [
      ("A * B'", "(A * B')"), ("A'B", "(A' * B)"), ("A B C", "((A * B) * C)"),
      ("1/2 x'*y", "(((1 / 2) * x') * y)"), ("A * B + C", "((A * B) + C)"),
      ("A : B + C : X", "((A : B) + (C : X))"), ("A + B : C", "(A + (B : C))"),
      ("A*B : C*X", "((A * B) : (C * X))"), ("-x^2", "(-(x ^ 2))"), ("-A*B", "((-A) * B)"),
      ("A^2'", "(A ^ 2)'"), ("A'^2", "(A' ^ 2)"), ("2^n", "(2 ^ n)"), ("x .^ -1", "(x .^ (-1))"),
      ("X^-1", "(X ^ (-1))"), ("X^(1/2)", "(X ^ (1 / 2))"), ("d W^2", "d{(W ^ 2)}"),
      ("d W * W", "(d{W} * W)"), ("dW * W", "(d{W} * W)"), ("dSigma", "d{Sigma}"), ("d d x", "d{d{x}}"),
      ("d(X*W)", "d{(X * W)}"), ("2 d x", "(2 * d{x})"), ("f (x)", "f(x)"), ("x (y)", "(x * y)"),
      ("A(B + C)", "(A * (B + C))"), ("exp.(X)", "exp.(X)"), ("f(x)'", "f(x)'"), ("X[1, 2]'", "X[1, 2]'"),
      ("A [1, 2; 3, 4]", "(A * [1, 2; 3, 4])"), ("A ./ B .* C", "((A ./ B) .* C)"),
      ("A ⊗ B * C", "((A ⊗ B) * C)"), ("A .+ 1 - B", "((A .+ 1) - B)"), ("A ⊙ B ⊘ C", "((A .* B) ./ C)"),
      ("Aᵀ", "A'"), ("x²", "(x ^ 2)"), ("X⁻¹", "(X ^ -1)"), ("Σ·x", "(Sigma * x)"), ("A − B", "(A - B)"),
      ("2.*x", "(2 .* x)"), ("1./x", "(1 ./ x)"), (".5 x", "(.5 * x)"), ("1e-3 x", "(1e-3 * x)"),
      ("W_1 + W1 + W₁", "((W1 + W1) + W1)"), ("λ x", "(lambda * x)"), ("2 * -x", "(2 * (-x))"),
      ("sum(i in 1..n, x[i])", "sum{i to n: x[i]}"), ("prod(i in 1..3, x[i])", "product{i to 3: x[i]}"),
      ("sum(X)", "sum(X)"), ("gradient f(X) wrt X", "gradient{f(X) / X}"),
      ("gradient -x'*x wrt x", "gradient{((-x') * x) / x}"),
      ("(gradient phi wrt X)' * A", "(gradient{phi / X}' * A)"), ("tr(X)^2", "(tr(X) ^ 2)"),
      ("directional phi wrt X along A", "directional{phi / X / A}"), ("A\n  * B", "(A * B)"),
    ]
  )
  func precedence(_ text: String, _ expected: String) {
    let read = PlainParser.expression(text, in: PlainParserTests.context)
    #expect(bracketed(read.tree) == expected)
    #expect(read.diagnostics.isEmpty, "\(read.diagnostics.map(\.message))")
  }

  @Test("keeps numbers exact")
  func numbers() {
    let expected: [(String, Rational)] = [
      ("0.1", Rational(1, 10)), (".25", Rational(1, 4)), ("1e-3", Rational(1, 1000)), ("12", 12),
      ("3.141592653589793", Rational(3_141_592_653_589_793, 1_000_000_000_000_000)),
    ]
    for (text, value) in expected {
      let tree = PlainParser.expression(text, in: .init()).tree
      #expect(tree.kind == .number(value, text: text))
    }
  }

  @Test("tells declared names from differentials, functions and the prefix d")
  func declaredNames() {
    var context = PlainParserTests.context
    for name in ["dX", "d"] { context.names.insert(name) }
    #expect(bracketed(PlainParser.expression("dX", in: context).tree) == "dX")
    #expect(bracketed(PlainParser.expression("d X", in: context).tree) == "(d * X)")
    #expect(bracketed(PlainParser.expression("dW", in: context).tree) == "d{W}")
    #expect(bracketed(PlainParser.expression("2^d det", in: context).tree) == "((2 ^ d) * det)")
  }

  private static let kinds: [(String, String)] = [
    ("W : matrix(n, n)", "declaration"), ("x, y : vector(n)", "declaration"), ("t : scalar", "declaration"),
    ("S : matrix(n, n) positive-definite symmetric symmetric", "declaration"),
    ("S : symmetric matrix(n, n)", "declaration"), ("x[i] : vector(2*n + 1)", "declaration"),
    ("A = W^2", "definition"), ("f(X, y) = tr(X' * C * X)", "definition"),
    ("e[i] = y[i] - x[i]'*w", "definition"), ("gradient f wrt X, y", "question"),
    ("hessian f wrt x along U, V", "question"), ("directional f wrt X along V", "question"),
    ("evaluate A at W = [1, 2; 3, 4], n = 2", "question"), ("simplify A + A", "question"),
    ("stationary f wrt x", "question"), ("differential f", "question"), ("claim A == B == C", "claim"),
    ("claim gradient f wrt X == A", "claim"), ("claim A\n  == B", "claim"),
    ("proof\n d phi == 2*y : dy because squared-norm\n == A : dW\nqed", "proof"),
    ("A = [1,\n 2]", "definition"), ("A = B +\n C", "definition"), ("A = B # a comment", "definition"),
    ("A = B;", "definition"),
    ("given tr(A) > 0", "given"), ("given = 2", "definition"),
  ]

  @Test("knows every kind of line", arguments: kinds)
  func statements(_ text: String, _ kind: String) {
    let read = PlainParser.cell(text, in: PlainParserTests.context)
    #expect(read.diagnostics.isEmpty, "\(read.diagnostics.map(\.message))")
    #expect(read.statements.map(PlainParserTests.name) == [kind])
  }

  static func name(_ statement: Statement) -> String {
    switch statement.kind {
    case .declaration: "declaration"
    case .definition: "definition"
    case .question: "question"
    case .claim: "claim"
    case .given: "given"
    case .proof: "proof"
    case .unreadable: "unreadable"
    }
  }

  @Test("reads a proof row by row, with reasons")
  func proof() throws {
    let text = "proof\n  d phi == 2*y : dy because squared norm\n\n  == A : dW\nqed\nB = A"
    let read = PlainParser.cell(text, in: PlainParserTests.context)
    guard case .proof(let rows) = try #require(read.statements.first).kind else {
      Issue.record("no proof")
      return
    }
    #expect(rows.count == 2)
    #expect(rows[0].formulas.count == 2)
    #expect(rows[0].reason?.text == "squared norm")
    #expect(rows[1].continues && rows[1].formulas.count == 1)
    #expect(read.statements.count == 2)
  }

  @Test(
    "says what was found, what was expected, and where",
    arguments: [
      ("A = (B + C", "syntax.unclosed", 4, 5, "add ')'"),
      ("A = B * ", "syntax.unexpected", 8, 8, nil),
      ("A = 2x", "syntax.juxtaposition", 5, 6, "write '2*x'"),
      ("W : matirx(n, n)", "syntax.type", 4, 10, "did you mean 'matrix'?"),
      ("W : matrix(n*m)", "syntax.unexpected", 14, 15, "a column is 'vector(n)'"),
      ("S : matrix(n, n) symetric", "syntax.attribute", 17, 25, "did you mean 'symmetric'?"),
      ("gradiant f wrt X", "syntax.statement", 0, 16, "did you mean 'gradient'?"),
      ("directional phi along V", "syntax.unexpected", 23, 23, "directional f wrt X"),
      ("A == B", "syntax.statement", 0, 1, "write 'claim' before it"),
      ("claim A = B", "syntax.unexpected", 8, 9, "a claim compares with '=='"),
      ("A = {B}", "syntax.character", 4, 5, "group with round brackets: (…)"),
      ("proof\nA == B", "syntax.proof", 0, 5, "end the proof with a line 'qed'"),
    ] as [(String, String, Int, Int, String?)]
  )
  func messages(_ text: String, _ code: String, _ start: Int, _ end: Int, _ hint: String?) throws {
    let read = PlainParser.cell(text, in: PlainParserTests.context)
    let first = try #require(read.diagnostics.first)
    #expect(first.code == code)
    #expect(first.range == SourceRange(start, end))
    if let hint { #expect(first.hints.contains(hint), "\(first.hints)") }
  }

  @Test("reports every wrong line of a cell, and reads the right ones")
  func manyErrors() {
    let read = PlainParser.cell("A = (B\nC = A + \n\nW : matrix(n, n)\nx = )\ny = W", in: .init())
    #expect(read.diagnostics.count == 3, "\(read.diagnostics.map(\.message))")
    #expect(read.statements.map(PlainParserTests.name).suffix(1) == ["definition"])
  }

  @Test("bounds nesting, length and numbers, and says which bound it is")
  func bounds() {
    let deep = String(repeating: "(", count: 10_000)
    let cases = [
      (String(repeating: "(", count: 1_000_000), "bound.cell"), ("A = " + deep, "bound.nesting"),
      ("A = " + deep + "x" + String(repeating: ")", count: 10_000), "bound.nesting"),
      ("A = " + String(repeating: "-", count: 5_000) + "x", "bound.nesting"),
      ("A = x" + String(repeating: "'", count: 5_000), "bound.nesting"),
      ("A = " + String(repeating: "d ", count: 5_000) + "x", "bound.nesting"),
      ("A = " + String(repeating: "[", count: 5_000), "bound.nesting"),
      ("A = " + String(repeating: "f(", count: 5_000), "bound.nesting"),
      ("A = x^" + String(repeating: "-", count: 5_000), "bound.nesting"),
      ("A = " + String(repeating: "gradient ", count: 5_000) + "x", "bound.nesting"),
      ("A = x" + String(repeating: " + x", count: 50_000), "bound.operators"),
      ("A = " + String(repeating: "9", count: 5_000), "bound.number"), ("A = 1e99999", "bound.number"),
    ]
    for (text, code) in cases {
      let read = PlainParser.cell(text, in: PlainParserTests.context)
      #expect(read.diagnostics.map(\.code) == [code], "\(text.prefix(20))")
    }
  }

  @Test("ends for every text: each word of each example dropped, and random words")
  func garbage() {
    let words = [
      "W", "x", "d", "(", ")", "[", "]", ",", ";", ":", "=", "==", "+", "-", "*", "/", "^", "'", ".*", ".(",
      "1", "2.5", "..", "matrix", "vector", "claim", "proof", "qed", "because", "gradient", "wrt", "along",
      "at", "\n", "²", "ᵀ", "λ", "@", "sum", "in", "f", "symmetric", "dW", "⊗", "#", "I",
    ]
    var generator = SeededGenerator(seed: 3)
    var texts = PlainParserTests.kinds.flatMap { text, _ in
      let words = text.split(separator: " ", omittingEmptySubsequences: false)
      return words.indices.map { place in
        words.enumerated().filter { $0.offset != place }.map(\.element).joined(separator: " ")
      }
    }
    for _ in 0..<600 {
      texts.append(
        (0..<generator.below(24)).map { _ in words[generator.below(words.count)] }.joined(separator: " ")
      )
      texts.append((0..<generator.below(24)).map { _ in words[generator.below(words.count)] }.joined())
    }
    for text in texts {
      let read = PlainParser.cell(text, in: PlainParserTests.context)
      let unread = read.statements.contains { $0.kind == .unreadable }
      #expect(!unread || !read.diagnostics.isEmpty, "\(text) is unreadable without a reason")
      for diagnostic in read.diagnostics {
        let range = diagnostic.range ?? SourceRange(0, 0)
        #expect(range.start >= 0 && range.end <= text.utf8.count)
      }
      var scope = notebook()
      _ = scope.perform(cell: text)
      #expect(scope.graph.checkInvariants())
    }
  }

  /// `claim sum(X[1:2, 1:3]) == X[2, 3]` held: the range was read as a Frobenius product of two numbers.
  @Test(
    "reads ranges among indices, and a colon elsewhere as the Frobenius product",
    arguments: [
      ("x[1:2]", "x[1..2]"), ("X[1:2, 1:3]", "X[1..2, 1..3]"), ("X[1, :]", "X[1, ..]"),
      ("X[:, 2]", "X[.., 2]"), ("x[2:n - 1]'*x", "(x[2..(n - 1)]' * x)"), ("x[:end]", "x[..]"),
      ("X[(A : B), 2:]", "X[(A : B), 2..]"),
      ("X[1, 2] + (A[1, 2] : B[2, 1])", "(X[1, 2] + (A[1, 2] : B[2, 1]))"),
      ("sum(X, rows)", "sum(X, rows)"), ("where(x > 0, x, y)", "where((x > 0), x, y)"),
    ]
  )
  func ranges(_ text: String, _ expected: String) {
    let (tree, problems) = PlainParser.expression(text, in: Self.context)
    #expect(problems.map(\.message) == [])
    #expect(bracketed(tree) == expected)
  }

  @Test(
    "names what a range and an argument cannot be",
    arguments: [
      ("x[1:2:5]", "syntax.range"), ("sum(X, axis=1)", "syntax.axis"), ("sum(X, dims=1)", "syntax.axis"),
      ("sum(X, keepdims=1)", "syntax.argument"),
    ]
  )
  func unreadArguments(_ text: String, _ code: String) {
    let (_, problems) = PlainParser.expression(text, in: Self.context)
    #expect(problems.map(\.code) == [code])
    #expect(problems.allSatisfy { !$0.hints.isEmpty })
  }
}
