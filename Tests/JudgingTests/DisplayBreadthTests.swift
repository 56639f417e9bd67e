// Derivations in the notations people use, right and wrong, with the verdict that each row deserves.

import Answers
import Judging
import Findings
import Testing

/// A display of rows, each with what it is worth.
struct DisplaySample: CustomTestStringConvertible, Sendable {
  /// What a row deserves; a definition may also be found to hold.
  enum Worth: Sendable {
    case right, wrong, open
    /// Right only with something granted that the display does not say.
    case undecided
  }

  let name: String
  let cell: String
  var macros = ""
  var subject: String?
  let variable: String
  let rows: [(String, Worth)]

  var testDescription: String { name }

  static let all: [DisplaySample] = [
    DisplaySample(
      name: "a helper matrix named in the same row, after its use",
      cell: "X : matrix(n, n)",
      variable: "X",
      rows: [
        (#"f = \operatorname{tr}(M^TM), \quad M = X - X^T"#, .right),
        (#"df = 2M:(dX - dX^T)"#, .right),
        (#"\frac{\partial f}{\partial X} = 4M"#, .right),
        (#"\frac{\partial f}{\partial X} = 2M"#, .wrong),
      ]
    ),
    DisplaySample(
      name: "a name that was only declared gets its value in a row",
      cell: "x : vector(n)\nz, a, b : vector(k)\nW : matrix(k, n)\nt : vector(k)",
      variable: "W",
      rows: [
        (#"z = Wx + b"#, .right), (#"a = \sigma(z)"#, .right), (#"L = \tfrac12\|a - t\|^2"#, .right),
        (#"\frac{\partial L}{\partial W} = \left((a - t)\odot a\odot(1 - a)\right)x^T"#, .right),
        (#"\frac{\partial L}{\partial W} = \left((a - t)\odot a\right)x^T"#, .wrong),
      ]
    ),
    DisplaySample(
      name: "a claim about a declared name is no definition when nothing follows it",
      cell: "A : matrix(m, n)\nx : vector(n)\nb : vector(m)",
      variable: "x",
      rows: [(#"f = \|Ax - b\|^2"#, .right), (#"x = A^Tb"#, .open)]
    ),
    DisplaySample(
      name: "second derivatives of a vector by a number",
      cell: "A : matrix(n, n)\nx : vector(n)\nt : scalar",
      variable: "t",
      rows: [
        (#"g(t) = e^{tA}x"#, .right), (#"\frac{dg}{dt} = Ae^{tA}x"#, .right),
        (#"\frac{d^2g}{dt^2} = A^2e^{tA}x"#, .right), (#"\frac{d^2g}{dt^2} = Ae^{tA}x"#, .wrong),
      ]
    ),
    DisplaySample(
      name: "one differential for each of two names, the other held constant",
      cell: "M : matrix(n, m)\nU : matrix(n, k)\nV : matrix(m, k)",
      variable: "U, V",
      rows: [
        (#"f = \|M - UV^T\|_F^2"#, .right), (#"df = 2(UV^T - M):d(UV^T)"#, .right),
        (#"= 2(UV^T - M):dU\,V^T"#, .undecided), (#"= 2(UV^T - M)V:dU"#, .right),
        (#"df = 2(UV^T - M)^TU:dV"#, .undecided), (#"df = 2(UV^T - M)U:dV^T"#, .wrong),
      ]
    ),
    DisplaySample(
      name: "nothing is held constant that a differential in the row depends on",
      cell: "M, X : matrix(n, n)\na, b : vector(n)",
      variable: "X, a",
      rows: [
        (#"z = Xb"#, .right), (#"f = z^TMz + a^Ta"#, .right),
        (#"df = Mz:dz - M^Tz:dz + 2a:da"#, .wrong), (#"df = Mz:dz + M^Tz:dz + 2a:da"#, .right),
      ]
    ),
    DisplaySample(
      name: "a term that is dropped is missed, though its name could be held constant",
      cell: "M : matrix(n, m)\nU : matrix(n, k)\nV : matrix(m, k)",
      variable: "U, V",
      rows: [
        (#"f = \|M - UV^T\|_F^2"#, .right),
        (#"df = 2(UV^T - M):(dU\,V^T + U\,dV^T)"#, .right), (#"= 2(UV^T - M):dU\,V^T"#, .wrong),
      ]
    ),
    DisplaySample(
      name: "a helper defined two rows later",
      cell: "A : matrix(m, n)\nx : vector(n)",
      variable: "x",
      rows: [
        (#"g = 2A^Tu"#, .right), (#"g = \nabla_x (u^Tu)"#, .right), (#"u = Ax"#, .right),
      ]
    ),
    DisplaySample(
      name: "macros and colours",
      cell: "A : matrix(m, n)\nX : matrix(n, p)\nB : matrix(p, q)\nC : matrix(m, q)",
      macros:
        #"\def\LR#1{\left(#1\right)} \def\c#1{\color{red}{#1}} \def\grad#1#2{\frac{\partial #1}{\partial #2}}"#,
      variable: "X",
      rows: [
        (#"Y = AXB - C"#, .right), (#"\phi = Y:Y"#, .right),
        (#"d\phi = 2Y:\LR{A\,\c{dX}\,B}"#, .right), (#"= 2\LR{A^TYB^T}:\c{dX}"#, .right),
        (#"\grad{\phi}{X} = 2AYB^T"#, .wrong),
      ]
    ),
    DisplaySample(
      name: "a differential of vec, with names for the vectors",
      cell: "A : matrix(m, n)\nX : matrix(n, m)\nx = vec(X)",
      variable: "X",
      rows: [
        (#"F = AXA,\quad f = {\rm vec}(F)"#, .right), (#"df = {\rm vec}(dF) = (A^T\otimes A)\,dx"#, .right),
        (#"\frac{\partial f}{\partial x} = A^T\otimes A"#, .right),
      ]
    ),
    DisplaySample(
      name: "a derivative by a transposed variable",
      cell: "A : matrix(m, n)\nB : matrix(p, q)\nX : matrix(n, p)\nx : vector(n)",
      variable: "x",
      rows: [
        (#"\frac{\partial\, x^TA^TAx}{\partial x^T} = 2x^TA^TA"#, .right),
        (#"\frac{\partial\operatorname{vec}(AXB)}{\partial\operatorname{vec}(X)^T} = B^T\otimes A"#, .right),
        (#"\frac{\partial\, x^TA^TAx}{\partial x^T} = x^TA^TA"#, .wrong),
      ]
    ),
    DisplaySample(
      name: "a colon contracts a derivative with four indices",
      cell: "W, A : matrix(n, n)",
      variable: "W",
      rows: [
        (#"Y = WAW"#, .right), (#"\phi = \operatorname{tr}(AY)"#, .right),
        (#"dY = \frac{\partial Y}{\partial W}:dW"#, .right), (#"= dW\,AW + WA\,dW"#, .right),
        (
          #"\frac{\partial\phi}{\partial W} = \frac{\partial\phi}{\partial Y}:\frac{\partial Y}{\partial W}"#,
          .right
        ),
        (
          #"\frac{\partial\phi}{\partial W} = \frac{\partial\phi}{\partial Y}\frac{\partial Y}{\partial W}"#,
          .wrong
        ),
      ]
    ),
    DisplaySample(
      name: "a gradient set to zero, and what follows",
      cell: "X : matrix(n, p)\ny : vector(n)\nw : vector(p)\nlambda : scalar positive",
      variable: "w",
      rows: [
        (#"J(w) = \|Xw-y\|_2^2 + \lambda\|w\|_2^2"#, .right),
        (#"\nabla_w J = 2X^T(Xw-y) + 2\lambda w = 0"#, .right),
        (#"\implies (X^TX + \lambda I)w = X^Ty"#, .right),
        (#"w = (X^TX+\lambda I)^{-1}X^Ty"#, .right),
      ]
    ),
    DisplaySample(
      name: "Einstein sums in products of sums",
      cell: "A : matrix(m, n)\nx : vector(n)\ny : vector(m)",
      variable: "x",
      rows: [
        (#"f = (Ax-y)^T(Ax-y)"#, .right),
        (#"f = (A_{ij}x_j - y_i)(A_{ik}x_k - y_i)"#, .right),
        (#"\frac{\partial f}{\partial x_l} = 2A_{il}(A_{ij}x_j - y_i)"#, .right),
      ]
    ),
    DisplaySample(
      name: "a sample whose size only the sum names",
      cell: "x[i] : vector(d)\nmu : vector(d)\nS : matrix(d, d) symmetric positive-definite",
      variable: "mu",
      rows: [
        (#"\ell = -\frac n2\log|S| - \frac12\sum_{i=1}^n (x_i-\mu)^TS^{-1}(x_i-\mu)"#, .right),
        (#"\nabla_\mu\ell = \sum_{i=1}^n S^{-1}(x_i-\mu)"#, .right),
        (#"\nabla_\mu\ell = \sum_{i=1}^n S^{-1}(\mu-x_i)"#, .wrong),
      ]
    ),
    DisplaySample(
      name: "numbers beside vectors, ones beside scalars",
      cell: "x : vector(n)\nA : matrix(m, n)",
      variable: "x",
      rows: [
        (#"y = \tanh(Ax)"#, .right),
        (#"\frac{\partial y}{\partial x} = \operatorname{diag}(1-y\odot y)A"#, .right),
        (#"\beta = {\tt1}:\exp(x)"#, .right),
        (#"d\log\beta = \frac1\beta{\tt1}:(\exp(x)\odot dx)"#, .right),
        (#"\frac{\partial y}{\partial x} = \operatorname{diag}(1+y\odot y)A"#, .wrong),
      ]
    ),
    DisplaySample(
      name: "commutation matrices named by their sizes",
      cell: "X : matrix(m, n)",
      variable: "X",
      rows: [
        (#"\operatorname{vec}(X^T) = K_{mn}\operatorname{vec}(X)"#, .right),
        (#"\frac{\partial\operatorname{vec}(X^T)}{\partial\operatorname{vec}(X)} = K_{mn}"#, .right),
        (#"\frac{\partial\operatorname{vec}(X^T)}{\partial\operatorname{vec}(X)} = I_{mn}"#, .wrong),
      ]
    ),
    DisplaySample(
      name: "second directional derivatives",
      cell: "X, H, K : matrix(n, n) invertible\nf(X) = logdet(X)",
      subject: "f",
      variable: "X",
      rows: [
        (#"Df(X)[H] = \operatorname{tr}(X^{-1}H)"#, .right),
        (#"D^2f(X)[H,K] = -\operatorname{tr}(X^{-1}KX^{-1}H)"#, .right),
        (#"D^2f(X)[H,K] = \operatorname{tr}(X^{-1}KX^{-1}H)"#, .wrong),
      ]
    ),
    DisplaySample(
      name: "the operator reaches over the whole form",
      cell: "S : matrix(n, n) symmetric\nx, a : vector(n)",
      variable: "x",
      rows: [
        (#"\frac{\partial}{\partial x}(x-a)^TS(x-a) = 2S(x-a)"#, .right),
        (#"\frac{\partial}{\partial x}(x-a)^TS(x-a) = S(x-a)"#, .wrong),
      ]
    ),
    DisplaySample(
      name: "a wrong row that names something does not spoil the rows after it",
      cell: "A, X : matrix(n, n)",
      variable: "X",
      rows: [
        (#"f = \operatorname{tr}(X^TAX)"#, .right), (#"G = \frac{\partial f}{\partial X} = 2AX"#, .wrong),
        (#"df = G:dX"#, .right),
      ]
    ),
    DisplaySample(
      name: "products without one meaning are not judged",
      cell: "X, A : matrix(n, n)",
      variable: "X",
      rows: [
        (#"\frac{\partial AX}{\partial X} = A\star\mathcal{E}"#, .open), (#"A\boxtimes X = AX"#, .open),
        (#"d\phi = 2AX:dX"#, .open), (#"d(AX) = A\,dX"#, .right),
      ]
    ),
  ]
}

@Suite("Rows of displays in many notations")
struct DisplayBreadthTests {
  @Test("every row has the verdict it deserves", arguments: DisplaySample.all + DisplaySample.usage)
  func verdicts(of sample: DisplaySample) throws {
    let checked = try check(sample)
    try #require(checked.lines.count == sample.rows.count)
    for ((latex, worth), line) in zip(sample.rows, checked.lines) {
      let isWrong = line.verdict == .refuted || line.verdict == .illTyped
      let isRight = line.verdict == .holds || line.verdict == .definition
      switch worth {
      case .right: #expect(isRight, "\(latex): \(line.verdict) \(line.message)")
      case .wrong: #expect(isWrong, "\(latex): \(line.verdict) \(line.message)")
      case .open: #expect(!isWrong, "\(latex): \(line.verdict) \(line.message)")
      case .undecided: #expect(line.verdict == .undecided, "\(latex): \(line.verdict) \(line.message)")
      }
    }
  }

  @Test("a wrong row names its fault in words, and its repairs are whole equations")
  func faults() throws {
    for sample in DisplaySample.all + DisplaySample.usage {
      for line in try check(sample).lines where line.verdict == .refuted || line.verdict == .illTyped {
        #expect(line.fault != nil, "\(line.latex)")
        #expect(!line.message.isEmpty, "\(line.latex)")
        // A mixture of layouts is refuted by the convention, not by an instance.
        if line.verdict == .refuted, line.fault != .layout {
          #expect(line.evidence?.kind == .refuted, "\(line.latex)")
        }
        #expect(line.suggestions.allSatisfy { $0.contains(" = ") }, "\(line.latex)")
      }
    }
  }

  private func check(_ sample: DisplaySample) throws -> CheckedStatement {
    var session = Session()
    let declared = session.run(cell: sample.cell)
    #expect(declared.diagnostics.isEmpty)
    let request = DisplayRequest(
      text: sample.rows.map(\.0).joined(separator: " \\\\\n"),
      roles: [.check],
      subject: sample.subject,
      variables: [sample.variable],
      macros: sample.macros
    )
    let result = session.run(display: request)
    for case .checked(let statement) in result.outcomes { return statement }
    throw NothingChecked()
  }

  private struct NothingChecked: Error {}
}
