// Derivations as people write them, right and wrong: the first wrong row is named, and the edit offered mends it.

import Answers
import Judging
import Findings
import Testing

/// A derivation of our own in somebody's notation.
struct WrittenDerivation: Sendable, CustomStringConvertible {
  let description: String
  let premises: String
  let rows: [String]
  /// The first wrong row and the kind of its fault; nil when all is right.
  let fault: (row: Int, kind: Fault)?

  init(_ name: String, _ premises: String, _ rows: [String], fault: (row: Int, kind: Fault)? = nil) {
    description = name
    self.premises = premises
    self.rows = rows
    self.fault = fault
  }

  static let right = [
    WrittenDerivation(
      "nabla with a subscript",
      "A : matrix(m, n)\nx : vector(n)\nb : vector(m)",
      [
        #"\nabla_x \|Ax-b\|_2^2 &= \nabla_x\, (Ax-b)^\top(Ax-b)"#,
        #"&= \nabla_x \left(x^\top A^\top A x - 2\, b^\top A x + b^\top b\right)"#,
        #"&= 2A^\top A x - 2A^\top b"#, #"&= 2A^T(Ax-b)"#,
      ]
    ),
    WrittenDerivation(
      "a half before the norm",
      "A : matrix(m, n)\nx : vector(n)\nb : vector(m)",
      [
        #"d\, \tfrac12 \|Ax-b\|^2 &= (Ax-b)^\top A\, dx"#,
        #"\frac{\partial}{\partial x} \frac{1}{2} \|Ax-b\|^2 &= A^\top(Ax-b)"#,
        #"\nabla_x \tfrac12 \|Ax-b\|^2 &= A^\top(Ax-b)"#,
      ]
    ),
    WrittenDerivation(
      "trace and angle brackets",
      "X : matrix(n, n) invertible",
      [
        #"\mathrm d \ln\det X &= \operatorname{tr}\left(X^{-1}\,\mathrm dX\right)"#,
        #"&= \langle X^{-\top}, \mathrm dX\rangle"#, #"\frac{\partial \ln\det X}{\partial X} &= X^{-\top}"#,
      ]
    ),
    WrittenDerivation(
      "Frobenius products with a colon",
      "W : matrix(n, n)\nx : vector(n)",
      [
        #"y &= (W^2)^T x, \qquad \phi = y^T y"#, #"d\phi &= 2y : dy"#, #"&= 2 y x^T : d(W^2)^T"#,
        #"&= 2 x y^T : (dW\, W + W\, dW)"#, #"&= 2\left(x y^T W^T + W^T x y^T\right) : dW"#,
      ]
    ),
    WrittenDerivation(
      "components",
      "A : matrix(n, n)\nx : vector(n)",
      [
        #"\frac{\partial}{\partial x_k} \sum_{i,j} x_i A_{ij} x_j &= \sum_j A_{kj} x_j + \sum_i x_i A_{ik}"#,
        #"&= \left((A + A^\top) x\right)_k"#,
      ]
    ),
    WrittenDerivation(
      "statistics",
      "S : matrix(n, n) symmetric positive-definite\nx, mu : vector(n)",
      [
        #"\ell(\mu) &= -\tfrac12 (x-\mu)^\top S^{-1} (x-\mu)"#, #"\nabla_\mu \ell &= S^{-1}(x-\mu)"#,
      ]
    ),
    WrittenDerivation(
      "a directional derivative in brackets",
      "A : matrix(n, n)\nx, h : vector(n)",
      [
        #"f(x) &= x^\top A x"#, #"Df(x)[h] &= h^\top A x + x^\top A h"#,
        #"&= \langle (A + A^\top) x, h\rangle"#,
      ]
    ),
  ]

  static let wrong = [
    WrittenDerivation(
      "a transpose forgotten",
      "A : matrix(n, n)\nx, b : vector(n)",
      [
        #"f &= \tfrac12 \|Ax-b\|^2"#, #"df &= (Ax-b)^\top A\, dx"#,
        #"&= \left(A^\top (Ax-b)\right)^\top dx"#, #"\nabla f &= A(Ax-b)"#,
      ],
      fault: (3, .transpose)
    ),
    WrittenDerivation(
      "the sign of the inverse",
      "X : matrix(n, n) invertible\na, b : vector(n)",
      [
        #"d\left(a^\top X^{-1} b\right) &= a^\top\, d(X^{-1})\, b"#, #"&= a^\top X^{-1}\, dX\, X^{-1} b"#,
        #"&= X^{-\top} a b^\top X^{-\top} : dX"#,
      ],
      fault: (1, .sign)
    ),
    WrittenDerivation(
      "a factor of a symmetric form",
      "S : matrix(n, n) symmetric\nx : vector(n)",
      [#"d(x^\top S x) &= dx^\top S x + x^\top S\, dx"#, #"&= x^\top S\, dx"#],
      fault: (1, .factor)
    ),
    WrittenDerivation(
      "factors swapped under a trace",
      "A, B, X : matrix(n, n)",
      [
        #"d \operatorname{tr}(A X B) &= \operatorname{tr}(A\, dX\, B)"#,
        #"&= \operatorname{tr}(A B\, dX)"#, #"&= (AB)^\top : dX"#,
      ],
      fault: (1, .order)
    ),
    WrittenDerivation(
      "drops one term of the product rule",
      "M : matrix(n, m)\nU : matrix(n, k)\nV : matrix(m, k)",
      [
        #"f &= \|M - UV^T\|_F^2"#, #"df &= 2(UV^T - M) : (dU\,V^T + U\,dV^T)"#,
        #"&= 2(UV^T - M) : dU\,V^T"#,
      ],
      fault: (2, .missingTerm)
    ),
    WrittenDerivation(
      "takes a sign wrong in a differential that holds one name constant",
      "c, mu : vector(m)\nS : matrix(m, m) symmetric positive-definite",
      [
        #"f &= (c-\mu)^TS^{-1}(c-\mu)"#, #"df &= (c-\mu)^TS^{-1}dS\,S^{-1}(c-\mu)"#,
        #"\frac{\partial f}{\partial\mu} &= -2S^{-1}(c-\mu)"#,
      ],
      fault: (1, .sign)
    ),
    WrittenDerivation(
      "one of two terms",
      "A : matrix(n, n)\nx, h : vector(n)",
      [
        #"D_x(x^\top A x)[h] &= h^\top A x + x^\top A h"#, #"\nabla_x(x^\top A x) &= A x"#,
      ],
      fault: (1, .missingTerm)
    ),
  ]
}

@Suite("A derivation in a display") struct DisplayTests {
  private func check(_ premises: String, _ rows: [String]) throws -> CheckedStatement {
    var session = Session()
    #expect(session.run(cell: premises).diagnostics.map(\.message) == [])
    let text = "\\begin{aligned}\n" + rows.joined(separator: " \\\\\n") + "\n\\end{aligned}"
    let request = DisplayRequest(text: text, roles: [.check], subject: nil, variables: [], macros: "")
    guard case .checked(let statement) = try #require(session.run(display: request).outcomes.first) else {
      throw NoVerdict()
    }
    #expect(statement.lines.count == rows.count)
    return statement
  }

  @Test("holds in every row when it is right", arguments: WrittenDerivation.right)
  func right(_ derivation: WrittenDerivation) throws {
    let statement = try check(derivation.premises, derivation.rows)
    #expect(statement.verdict == .holds)
    #expect(statement.lines.contains { $0.verdict == .holds })
    for line in statement.lines {
      #expect(line.verdict == .holds || line.verdict == .definition, "\(line.latex): \(line.message)")
      #expect(line.verdict == .definition || line.evidence?.isExact == true, "\(line.latex)")
    }
  }

  @Test("has its first wrong row named, and an edit that mends it", arguments: WrittenDerivation.wrong)
  func wrong(_ derivation: WrittenDerivation) throws {
    let fault = try #require(derivation.fault)
    let statement = try check(derivation.premises, derivation.rows)
    #expect(statement.verdict == .refuted)
    let first = statement.lines.firstIndex { $0.verdict != .holds && $0.verdict != .definition }
    try #require(first == fault.row)
    let line = statement.lines[fault.row]
    #expect(line.verdict == .refuted)
    #expect(line.fault == fault.kind)
    let counterexample = try #require(line.counterexample)
    #expect(counterexample.left != counterexample.right)
    // One slip is one error: what follows from the wrong row is right by itself.
    #expect(statement.lines[(fault.row + 1)...].allSatisfy { $0.verdict == .holds })
    // Every row offered holds in the place of the wrong one.
    #expect(!line.suggestions.isEmpty)
    for suggestion in line.suggestions {
      let again = try check(derivation.premises, Array(derivation.rows[..<fault.row]) + [suggestion])
      #expect(again.verdict == .holds, "\(suggestion)")
    }
  }

  @Test("with matrices that do not fit is ill-typed, with the shapes in words")
  func shapes() throws {
    let statement = try check(
      "A : matrix(m, n)\nx : vector(n)\nb : vector(m)",
      [#"\nabla_x \|Ax-b\|^2 &= 2A^\top(Ax-b)"#, #"&= 2A(Ax-b)"#]
    )
    #expect(statement.lines.map(\.verdict) == [.holds, .illTyped])
    #expect(statement.lines[1].fault == .shape)
    #expect(
      statement.lines[1].message.contains("matrix(m, n) by a vector(m)"),
      "\(statement.lines[1].message)"
    )
  }

  @Test("that multiplies a derivative of a matrix by a matrix is told of its four indices")
  func chainRule() throws {
    let statement = try check(
      "W : matrix(n, n)\nx : vector(n)",
      [
        #"\frac{\partial \mathbf x^T \mathbf W^2 (\mathbf W^2)^T \mathbf x}{\partial \mathbf W} "#
          + #"&= \frac{\partial \mathbf W^2}{\partial \mathbf W} "#
          + #"\frac{\partial \mathbf x^T \mathbf W^2 (\mathbf W^2)^T \mathbf x}{\partial \mathbf W^2}"#
      ]
    )
    #expect(statement.verdict == .illTyped)
    #expect(statement.lines[0].fault == .chainRule)
    #expect(statement.lines[0].message.contains("four indices"))
    #expect(statement.lines[0].message.contains("\\sum_{i,j}"))
  }

  @Test("and the cell before it are a notebook that checks clean")
  func sampleNotebook() throws {
    var session = Session()
    let cell = "W : matrix(n, n)\nx : vector(n)\ny   = (W^2)' * x\nphi = y' * y\ngradient phi wrt W"
    let asked = session.run(cell: cell)
    #expect(asked.diagnostics.map(\.message) == [])
    let (value, problems) = session.inline("gradient phi wrt W")
    #expect(problems.map(\.message) == [])
    guard case .answer(let answer) = try #require(asked.outcomes.last) else { throw NoVerdict() }
    #expect(value == answer.value)
    for (text, expected) in [
      (#"\mathrm d\phi = 2\,y x^\top : \mathrm d (W^2)^\top"#, Findings.Expectation.holds),
      (
        #"\frac{\partial \phi}{\partial W} = "#
          + #"\frac{\partial W^2}{\partial W}\,\frac{\partial \phi}{\partial W^2}"#,
        .refuted
      ),
    ] {
      var options = AnswerOptions()
      options.expected = expected
      let request = DisplayRequest(text: text, roles: [.check], subject: nil, variables: [], macros: "")
      let result = session.run(display: request, options: options)
      #expect(result.diagnostics.map(\.message) == [])
      guard case .checked(let statement) = try #require(result.outcomes.first) else { throw NoVerdict() }
      #expect(statement.isAsExpected)
    }
  }

  /// `$$ X_{1:2, 1:3} = X_{2,3} $$` was undecided as an entry of X at Frobenius products of numbers.
  @Test(
    "read a range of indices as the entries it picks",
    arguments: [
      ("X_{1:2,1:3} = X_{2,3}", Verdict.illTyped),
      ("X_{1:2,1:3} = (I_4)_{1:2,:} X (I_5)_{:,1:3}", .holds),
      ("X_{2,:} X_{2,:}^\\top = (X X^\\top)_{22}", .holds),
      ("x_{2:n}^\\top x_{2:n} = x^\\top x", .refuted), ("x_{2:n}^\\top x_{2:n} + x_1^2 = x^\\top x", .holds),
    ]
  )
  func slices(_ text: String, _ verdict: Verdict) {
    var session = Session()
    _ = session.run(cell: "X : matrix(4, 5)\nx : vector(n)")
    let request = DisplayRequest(text: text, roles: [.check], subject: nil, variables: [], macros: "")
    let result = session.run(display: request)
    guard case .checked(let statement)? = result.outcomes.last else {
      Issue.record("the display is not checked")
      return
    }
    #expect(statement.verdict == verdict, "\(result.diagnostics.map(\.message))")
  }
}

/// A display that came back without a verdict.
private struct NoVerdict: Error {}
