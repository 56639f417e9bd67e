// Whoever doubts the verdict on a row pastes its reading into a cell after the notebook's, and gets the same one.

import Findings
import Testing

@Suite("The reading of a row, pasted into a cell") struct PastedRowLawTests {
  /// Displays with conditions: what follows from a gradient that vanishes has no claim of its own yet.
  private static let conditional: Set<String> = [
    "a gradient set to zero, and what follows", "a gradient that vanishes, without saying so first",
    "an equation that the rows below differentiate", "a vanishing quotient, multiplied out",
  ]

  private static let samples = (DisplaySample.all + DisplaySample.usage).filter {
    !conditional.contains($0.name) && $0.macros.isEmpty
  }

  /// Rows whose readings are known to lack something, by what they lack.
  private static let known: [(lack: Comment, verdict: Verdict, rows: Set<String>)] = [
    (
      "a reading does not say which names are held constant, and in a cell all that stand under d vary",
      .holds,
      [
        #"\mathrm d\, x^\top A x = x^\top(A + A^\top)\,\mathrm dx"#, #"df = 2(UV^T - M):d(UV^T)"#,
        #"= 2(UV^T - M):dU\,V^T"#, #"df = 2(UV^T - M):(dU\,V^T + U\,dV^T)"#, #"df = 2(UV^T - M)^TU:dV"#,
        #"df = {\rm vec}(dF) = (A^T\otimes A)\,dx"#, #"df = Mz:dz + M^Tz:dz + 2a:da"#,
        #"dY = \frac{\partial Y}{\partial W}:dW"#, #"df = G:dX"#, #"d(AX) = A\,dX"#, #"\mathbf{dW = R.dY}"#,
        #"\mathbf{= 2R'.(R.Y-A):dY}"#,
        #"dY = -\underbrace{AX^{-1}}_{:=\tilde A}\,dX\,\underbrace{X^{-1}B}_{=:C} = -\tilde A\,dX\,C"#,
        #"\operatorname{vec}(dY) = -(C^T\otimes\tilde A)\operatorname{vec}(dX)"#,
        #"K_{k+1} \in \mathbb R^{n\times n},\quad d(K_{k+1}S) = dK_{k+1}\,S"#,
      ]
    ),
    (
      "a reading lacks the definitions of names that stand later in the display, or that the cell declared",
      .holds,
      [
        #"f = \operatorname{tr}(M^TM), \quad M = X - X^T"#, #"df = 2M:(dX - dX^T)"#,
        #"\frac{\partial f}{\partial X} = 4M"#, #"g = \nabla_x (u^Tu)"#, #"u = Ax"#,
        #"\frac{\partial L}{\partial W} = \left((a - t)\odot a\odot(1 - a)\right)x^T"#,
        #"g^T = \frac{\partial f}{\partial x^T} = 2x^TA^TA"#, #"g = 2A^TAx"#,
      ]
    ),
    (
      "a reading lacks the definitions of names that the cell declared, stand later, or are bound at a place",
      .refuted,
      [
        #"\frac{\partial L}{\partial W} = \left((a - t)\odot a\right)x^T"#,
        #"\frac{\partial f}{\partial X} = 2M"#,
        #"\left.\frac{d}{dt}\right|_{t=0}\operatorname{tr}\left((A+tB)^2\right) = \operatorname{tr}(AB)"#,
      ]
    ),
    (
      "a reading lacks the sums over repeated indices, the powers and the remainders",
      .holds,
      [
        #"f = (A_{ij}x_j - y_i)(A_{ik}x_k - y_i)"#,
        #"\frac{\partial f}{\partial x_l} = 2A_{il}(A_{ij}x_j - y_i)"#,
        #"d\operatorname{tr}(X^p) = p\operatorname{tr}(X^{p-1}dX)"#,
        #"f(X+\Delta X) \approx f(X) + \operatorname{tr}(\Delta X AX) + \operatorname{tr}(XA\Delta X)"#,
      ]
    ),
  ]

  @Test("has the verdict of the row, when it is one of a derivation", arguments: samples)
  func derivations(_ sample: DisplaySample) throws {
    let varying = sample.variable.split(separator: ", ").map(String.init)
    try compare(sample.cell, sample.rows.map(\.0), sample.subject, varying)
  }

  @Test(
    "has the verdict of the row, in whichever way its habit was decided",
    arguments: RowPair.all.filter { $0.decision != .print && $0.habit != nil } + RowPair.differentials
  )
  func pairs(_ pair: RowPair) throws {
    for row in pair.rows { try compare(pair.cell, [row], nil, pair.varying) }
  }

  private static func lack(of line: CheckedLine) -> Comment? {
    known.first { $0.verdict == line.verdict && $0.rows.contains(line.latex) }?.lack
  }

  private func compare(_ cell: String, _ rows: [String], _ subject: String?, _ varying: [String]) throws {
    let notebook = try SmallNotebook(cell)
    for line in try notebook.lines(rows, of: subject, varying: varying)
    where line.isTicked || line.isCalledWrong {
      let pasted = line.reading.flatMap { notebook.verdict(ofCell: $0) }
      if let lack = Self.lack(of: line) {
        withKnownIssue(lack) { #expect(pasted == line.verdict) }
      } else {
        #expect(pasted == line.verdict, "\(line.latex): \(line.reading ?? "no reading")")
      }
    }
  }
}
