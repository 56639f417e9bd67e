// What a wrong row is told: the line that was meant, the row that brought the fault in, what follows all the same.

import Answers
import Judging
import Findings
import Testing

@Suite("A wrong row of a display") struct MendTests {
  private struct NoVerdict: Error {}

  private func check(_ premises: String, _ rows: [String]) throws -> [CheckedLine] {
    var session = Session()
    #expect(session.run(cell: premises).diagnostics.map(\.message) == [])
    let text = rows.joined(separator: " \\\\\n")
    let request = DisplayRequest(text: text, roles: [.check], subject: nil, variables: [], macros: "")
    guard case .checked(let statement) = try #require(session.run(display: request).outcomes.first) else {
      throw NoVerdict()
    }
    return statement.lines
  }

  struct Slip: Sendable, CustomStringConvertible {
    let description: String
    let premises: String
    let row: String
    let meant: String
  }

  static let slips = [
    Slip(
      description: "the scalar rule for a square",
      premises: "X : matrix(n, n)",
      row: #"d(X^2) = 2X\,dX"#,
      meant: #"X\,\mathrm dX + \mathrm dX\,X"#
    ),
    Slip(
      description: "the scalar rule for an inverse",
      premises: "X : matrix(n, n) invertible",
      row: #"d(X^{-1}) = -X^{-2}\,dX"#,
      meant: #"-X^{-1}\,\mathrm dX\,X^{-1}"#
    ),
    Slip(
      description: "a determinant forgotten",
      premises: "X : matrix(n, n) invertible",
      row: #"\frac{\partial \det X}{\partial X} = X^{-\top}"#,
      meant: #"\det(X)\,X^{-\top}"#
    ),
    Slip(
      description: "the norm forgotten in its gradient",
      premises: "A : matrix(m, n)\nx : vector(n)\nb : vector(m)",
      row: #"\nabla_x \|Ax-b\|_2 = A^\top(Ax-b)"#,
      meant: #"\frac{A^\top(Ax - b)}{\|Ax - b\|_2}"#
    ),
    Slip(
      description: "the derivative of the inner function forgotten",
      premises: "A : matrix(m, n)\nx : vector(n)\nc : vector(m)\nf = c' * exp.(A * x)",
      row: #"\nabla_x f = A^\top c"#,
      meant: #"A^\top(c \odot \exp(Ax))"#
    ),
    Slip(
      description: "a matrix not transposed where only the transpose fits",
      premises: "A : matrix(m, n)\nx : vector(n)\nb : vector(m)",
      row: #"\nabla_x \tfrac12\|Ax-b\|_2^2 = A(Ax-b)"#,
      meant: #"A^\top(Ax - b)"#
    ),
    Slip(
      description: "a row added to a column",
      premises: "A : matrix(n, n)\nx, b : vector(n)",
      row: #"\nabla_x (x^\top A x + b^\top x) = (A + A^\top) x + b^\top"#,
      meant: #"\left(A + A^\top\right)x + b"#
    ),
    Slip(
      description: "an inner product for an outer one",
      premises: "A : matrix(n, n)\nx : vector(n)",
      row: #"\frac{\partial x^\top A x}{\partial A} = x x"#,
      meant: #"xx^\top"#
    ),
  ]

  @Test("is shown the line that was meant", arguments: slips)
  func meant(_ slip: Slip) throws {
    let line = try check(slip.premises, [slip.row])[0]
    #expect(line.verdict == .refuted || line.verdict == .illTyped)
    #expect(line.fault != nil)
    #expect(line.suggestions.contains { $0.hasSuffix(slip.meant) }, "\(line.suggestions)")
    for suggestion in line.suggestions {
      #expect(try check(slip.premises, [suggestion])[0].verdict == .holds, "\(suggestion)")
    }
  }

  @Test("of a statement over several rows is the one whose part fails")
  func parts() throws {
    let premises = "A : matrix(m, n)\nx, c : vector(n)\nb : vector(m)\nmu : scalar"
    let lines = try check(
      premises,
      [#"\nabla_x (\|Ax-b\|_2^2 + c^\top x + \mu x^\top x) = 2A^\top(Ax - b)"#, #"- c"#, #"+ 2\mu x"#]
    )
    #expect(lines.map(\.verdict) == [.holds, .refuted, .holds])
    #expect(lines[1].fault == .sign)
    let shapes = try check(
      "A : matrix(n, n)\nX, C : matrix(n, m)",
      [
        #"\nabla_X (\operatorname{tr}(X^\top A X) + \operatorname{tr}(C^\top X)) = AX + A^\top X"#,
        #"+ C^\top"#,
      ]
    )
    #expect(shapes.map(\.verdict) == [.holds, .illTyped])
    #expect(!shapes[1].suggestions.isEmpty)
  }

  @Test("is granted, so that the rows after it are told what they are worth")
  func granted() throws {
    let lines = try check(
      "A : matrix(n, n)\nx : vector(n)\nf = x' * A * x",
      [
        #"df = 2 x^\top A\,dx"#, #"= 2 (A^\top x)^\top dx"#, #"\frac{\partial f}{\partial x} = 2 A^\top x"#,
      ]
    )
    #expect(lines.map(\.verdict) == [.refuted, .holds, .refuted])
    #expect(lines[1].message.contains("row 1"))
    #expect(lines[2].message.contains("row 1 is granted"))
  }

  @Test("that should solve a condition is refuted by an instance that meets the condition")
  func conditions() throws {
    let lines = try check(
      "S : matrix(n, n) symmetric\nw : vector(n)\nlambda : scalar\nL = w' * S * w - lambda * w' * w",
      [
        #"\frac{\partial L}{\partial w} = 2Sw - 2\lambda w"#, #"\frac{\partial L}{\partial w} = 0"#,
        #"Sw = 2\lambda w"#,
      ]
    )
    #expect(lines.map(\.verdict) == [.holds, .definition, .refuted])
    #expect(lines[2].fault == .factor)
    #expect(lines[2].counterexample != nil)
    #expect(lines[2].suggestions == [#"Sw = \lambda w"#])
  }

  @Test("that is in another layout than the rows before it is a mixture")
  func layouts() throws {
    let lines = try check(
      "X, A, B : matrix(n, n)",
      [
        #"\frac{\partial}{\partial X} \operatorname{tr}(AX^\top) = A^\top"#,
        #"\frac{\partial}{\partial X} \operatorname{tr}(BX) = B^\top"#,
        #"\frac{\partial}{\partial X} \operatorname{tr}(AX^\top + BX + X^\top X) = A^\top + B^\top + 2X^\top"#,
      ]
    )
    #expect(lines.map(\.verdict) == [.holds, .refuted, .refuted])
    #expect(lines[1].fault == .layout)
    #expect(lines[1].message.contains("mixed layout"))
  }

  @Test("multiplies an object of four indices with matrices, and is told what was meant")
  func entries() throws {
    let lines = try check(
      "X : matrix(n, n) invertible",
      [
        #"\frac{\partial X^{-1}}{\partial X} = -X^{-1} \frac{\partial X}{\partial X} X^{-1}"#,
        #"= -X^{-2}"#,
      ]
    )
    #expect(lines[0].verdict == .illTyped)
    #expect(lines[0].fault == .chainRule)
    #expect(lines[1].verdict != .holds)
    let right = try check(
      "A : matrix(p, n)\nX : matrix(n, m)\nB : matrix(m, q)",
      [
        #"\frac{\partial AXB}{\partial X} = A \frac{\partial X}{\partial X} B"#, #"= B^\top \otimes A"#,
      ]
    )
    #expect(right[0].verdict == .illTyped)
    #expect(right[0].message.contains("four indices"))
  }
}
