// Textbook formulas are answered in few lines, in the form that a textbook prints, and every line is checked.

import Answers
import Findings
import Functions
import Syntax
import Testing

@Suite("A canonical formula") struct CanonicalDerivationTests {
  @Test("is derived in few lines, each with its evidence", arguments: CanonicalFormula.all)
  func lines(_ formula: CanonicalFormula) throws {
    let answers = try formula.answers()
    #expect(answers.count == formula.values.count)
    for answer in answers {
      #expect(answer.verdict == .holds)
      // A gradient is read off in a line of its own, and so is a derivative along a direction.
      let readingOff = [.gradient, .directional].contains(answer.kind) ? 1 : 0
      let printed = answer.steps.map { "\($0.left?.plain ?? "") = \($0.right.plain)" }
      #expect(answer.steps.count - readingOff <= formula.lines, "\(printed)")
      #expect(!answer.steps.isEmpty)
      for (step, text) in zip(answer.steps, printed) {
        #expect(step.verdict == .holds, "\(text)")
        let kind = try #require(step.evidence?.kind, "\(text)")
        #expect([.proved, .exact, .enclosed].contains(kind), "\(text): \(kind)")
        #expect(!step.rules.isEmpty, "\(text)")
        #expect(step.rules.allSatisfy { !$0.source.isEmpty }, "\(text)")
      }
      #expect(answer.checks.contains { [.exact, .enclosed].contains($0.evidence.kind) })
    }
  }

  @Test("has an answer equal to the form of textbooks, and not longer", arguments: CanonicalFormula.all)
  func form(_ formula: CanonicalFormula) throws {
    for (answer, demanded) in zip(try formula.answers(), formula.values) {
      let value = try #require(answer.value).plain
      var session = Session()
      let result = session.run(cell: formula.premises + "\nclaim \(value) == \(demanded)")
      #expect(result.diagnostics.map(\.message) == [])
      guard case .checked(let claim) = try #require(result.outcomes.last) else {
        Issue.record("no verdict on \(value)")
        continue
      }
      #expect(claim.verdict == .holds, "\(value) == \(demanded)")
      let (own, asked) = (try formula.tree(value).leaves, try formula.tree(demanded).leaves)
      #expect(own <= asked, "\(value) has \(own) leaves, \(demanded) has \(asked)")
    }
  }
}

extension CanonicalFormula {
  /// The answers to the question of the cell.
  func answers() throws -> [Answer] {
    var session = Session()
    let result = session.run(cell: cell)
    #expect(result.diagnostics.map(\.message) == [])
    return result.outcomes.compactMap { if case .answer(let answer) = $0 { answer } else { nil } }
  }

  /// The statements of the premises and the formula as a tree.
  func read(_ text: String) throws -> (statements: [Statement], tree: SyntaxTree) {
    let context = Scope(vocabulary: Catalogue.vocabulary).context
    let read = PlainParser.cell(premises + "\nclaim \(text) == \(text)", in: context)
    #expect(read.diagnostics.map(\.message) == [])
    guard case .claim(let sides) = try #require(read.statements.last).kind else {
      throw UnreadableFormula(text: text)
    }
    return (read.statements.dropLast(), try #require(sides.first))
  }

  /// The formula as a tree.
  func tree(_ text: String) throws -> SyntaxTree { try read(text).tree }
}

/// A formula that the reader does not read.
struct UnreadableFormula: Error { let text: String }

extension SyntaxTree {
  /// The number of names and numbers.
  var leaves: Int {
    switch kind {
    case .number, .name, .unreadable: 1
    default: children.reduce(0) { $0 + $1.leaves }
    }
  }
}
