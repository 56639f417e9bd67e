// A row with more places than anybody could look through is read in bounded work, and says so.

import Answers
import Judging
import Diagnostics
import Findings
import Functions
import Testing

@testable import Expressions
@testable import LaTeX
@testable import Syntax

@Suite("A row with forty places that can be read in two ways") struct AmbiguityBoundTests {
  /// Quotients with two ways each, and plain terms after each of them.
  private static func sum(places: Int, terms: Int) -> String {
    let padding = String(repeating: " + a", count: terms)
    return Array(repeating: "a/bc" + padding, count: places).joined(separator: " + ")
  }

  private func checked(_ row: String) throws -> (line: CheckedLine, diagnostics: [Diagnostic]) {
    var session = Session()
    _ = session.run(cell: "a, b, c, t : scalar")
    let request = DisplayRequest(text: row, roles: [.check], subject: nil, variables: [], macros: "")
    let result = session.run(display: request)
    guard case .checked(let statement)? = result.outcomes.last else { throw NothingChecked() }
    return (try #require(statement.lines.first), result.diagnostics)
  }

  private struct NothingChecked: Error {}

  @Test("is undecided, with the habit named and a hint") func undecided() throws {
    let (line, diagnostics) = try checked(Self.sum(places: 40, terms: 0) + " = t")
    #expect(line.verdict == .undecided)
    #expect(line.message.contains(Habit.slashReach.name))
    let problem = try #require(diagnostics.first { $0.code == "latex.ambiguous" })
    #expect(!problem.hints.isEmpty)
  }

  @Test("and three thousand signs is undecided too, and says so") func long() throws {
    let row = Self.sum(places: 40, terms: 17) + " = t"
    #expect(row.count >= 3000)
    let (line, diagnostics) = try checked(row)
    #expect(!line.isTicked && !line.isCalledWrong)
    withKnownIssue("a sum of many terms with open places is unread, and the reason is not given") {
      #expect(line.verdict == .undecided)
      #expect(diagnostics.contains { $0.code == "latex.ambiguous" })
    }
  }

  /// The expressions that are made while shapes are looked for measure the work.
  @Test("takes work in proportion to its length, and keeps few ways of each part")
  func bounded() throws {
    func work(_ places: Int) throws -> Int {
      var scope = Scope(vocabulary: Catalogue.vocabulary)
      _ = scope.perform(cell: "a, b, c, t : scalar")
      let sum = Self.sum(places: places, terms: 4)
      let tree = try #require(LaTeXReader(scope: scope).formula(sum).tree)
      let before = scope.graph.nodes.count
      var forest = FormulaForest(scope)
      #expect(forest.cell(tree).count <= [FormulaItem].bound)
      #expect(forest.isCut)
      return forest.scope.graph.nodes.count - before
    }
    let (some, twice) = (try work(20), try work(40))
    #expect(some > 0 && twice <= 3 * some, "\(some), \(twice)")
  }
}
