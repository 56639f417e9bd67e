// Layouts by their names: the same derivative in three layouts is the same or the transpose, in value, shape and code,
// and what is right in one is a mixture where another is fixed.

import Diagnostics
import Expressions
import Findings
import Testing

@testable import Answers
import Judging

@Suite("Layouts") struct LayoutTests {
  private static let names = """
    A : matrix(p, q)
    a, z : vector(q)
    X : matrix(n, m)
    B : matrix(m, n)
    t : scalar

    """

  private func run(_ line: String, _ layout: LayoutConvention) -> (Outcome?, [Diagnostic]) {
    var session = Session()
    var options = AnswerOptions()
    options.layout = layout
    options.fixesLayout = true
    options.drawsFigures = false
    let result = session.run(cell: Self.names + line, options: options)
    return (result.outcomes.last, result.diagnostics)
  }

  private func answer(_ line: String, _ layout: LayoutConvention) throws -> Answer {
    guard case .answer(let answer)? = run(line, layout).0 else { throw MissingAnswer() }
    return answer
  }

  private struct MissingAnswer: Error {}

  private static let questions: [(kind: String, of: String, wrt: String, transposedIn: LayoutConvention)] = [
    ("gradient", "a'*z + z'*z", "z", .numerator), ("gradient", "tr(B*X)", "X", .numerator),
    ("jacobian", "A*z", "z", .denominator), ("jacobian", "X*B*X", "X", .denominator),
    ("jacobian", "t^2*a", "t", .denominator),
  ]

  @Test("transpose value, shape and code where they differ, and nothing else", arguments: questions)
  func transposes(
    _ question: (kind: String, of: String, wrt: String, transposedIn: LayoutConvention)
  ) throws {
    let text = "\(question.kind) \(question.of) wrt \(question.wrt)"
    let mixed = try answer(text, .mixed)
    #expect(mixed.verdict == .holds)
    for layout in LayoutConvention.allCases {
      let found = try answer(text, layout)
      #expect(found.verdict == .holds && found.layout == layout)
      let isTransposed = layout == question.transposedIn
      #expect(found.shape == (isTransposed ? mixed.shape.reversed() : mixed.shape))
      #expect((found.value == mixed.value) == !isTransposed)
      // The value, transposed back, is that of the mixed layout.
      let value = found.value?.plain ?? ""
      let claim = "claim (\(value))\(isTransposed ? "'" : "") == \(mixed.value?.plain ?? "")"
      guard case .checked(let statement)? = run(claim, .mixed).0 else { throw MissingAnswer() }
      #expect(statement.verdict == .holds, "\(claim)")
    }
  }

  @Test("make a claim of what they answer, and refute it where another layout is fixed", arguments: questions)
  func claims(_ question: (kind: String, of: String, wrt: String, transposedIn: LayoutConvention)) throws {
    let text = "\(question.kind) \(question.of) wrt \(question.wrt)"
    for layout in LayoutConvention.allCases {
      let value = try answer(text, layout).value?.plain ?? ""
      for claimed in LayoutConvention.allCases {
        guard case .checked(let statement)? = run("claim (\(text)) == \(value)", claimed).0 else {
          throw MissingAnswer()
        }
        let agrees = (layout == question.transposedIn) == (claimed == question.transposedIn)
        #expect(statement.verdict == (agrees ? .holds : .refuted), "\(text), \(layout) in \(claimed)")
        guard !agrees else { continue }
        #expect(statement.lines[0].fault == .layout)
        #expect(statement.lines[0].message.contains("'layout: \(claimed.rawValue)' is in force"))
      }
    }
  }

  @Test("hold for displays too, which name the layout of a row that is in another")
  func displays() {
    var session = Session()
    _ = session.run(cell: Self.names)
    func verdicts(_ text: String, _ layout: LayoutConvention) -> [Verdict] {
      var options = AnswerOptions()
      options.layout = layout
      options.fixesLayout = true
      let request = DisplayRequest(text: text, roles: [.check], subject: nil, variables: [], macros: "")
      guard case .checked(let statement)? = session.run(display: request, options: options).outcomes.last
      else {
        return []
      }
      return statement.lines.map(\.verdict)
    }
    let jacobian = #"\frac{\partial (Az)}{\partial z} = A"#
    let row = #"\frac{\partial\, a^\top z}{\partial z} = a^\top"#
    #expect(verdicts(jacobian, .numerator) == [.holds] && verdicts(jacobian, .denominator) == [.refuted])
    #expect(verdicts(row, .numerator) == [.holds] && verdicts(row, .denominator) == [.refuted])
    #expect(verdicts(row, .mixed) == [.refuted])
  }

  @Test("say once what they mean for Jacobians") func warning() {
    var session = Session()
    var options = AnswerOptions()
    options.layout = .denominator
    options.fixesLayout = true
    var codes: [String] = []
    for line in ["gradient a'*z wrt z", "jacobian A*z wrt z", "claim jacobian A*z wrt z == A'"] {
      codes += session.run(cell: codes.isEmpty ? Self.names + line : line, options: options).diagnostics.map(
        \.code
      )
      if codes.isEmpty { session = Session() }
    }
    #expect(codes == ["layout.jacobian"])
  }
}
