// A row with more places than anybody could look through is read in bounded work, and says so.

import Answers
import Functions
import Testing

@testable import Expressions
@testable import LaTeX
@testable import Syntax

@Suite("A row of three thousand signs with forty places that can be read in two ways")
struct AmbiguityBoundTests {
  /// Forty quotients with two ways each, and plain terms between them.
  private static func row(places: Int, signs: Int) -> String {
    let padding = String(repeating: " + a", count: (signs - 4 * places) / (2 * places))
    return Array(repeating: "a/bc" + padding, count: places).joined(separator: " + ") + " = t"
  }

  @Test("is undecided, with the habit named and a hint", arguments: [40, 80])
  func undecided(_ places: Int) throws {
    var session = Session()
    _ = session.run(cell: "a, b, c, t : scalar")
    let text = Self.row(places: places, signs: 3000)
    let request = DisplayRequest(text: text, roles: [.check], subject: nil, variables: [], macros: "")
    let result = session.run(display: request)
    guard case .checked(let statement)? = result.outcomes.last else {
      Issue.record("the display is not checked")
      return
    }
    #expect(statement.lines.map(\.verdict) == [.undecided])
    #expect(statement.lines[0].message.contains("a slash before several factors"))
    let problem = try #require(result.diagnostics.first { $0.code == "latex.ambiguous" })
    #expect(!problem.hints.isEmpty)
  }

  /// The expressions that are made while shapes are looked for measure the work.
  @Test("takes work in proportion to its length, and keeps few ways of each part")
  func bounded() throws {
    func work(_ places: Int) throws -> Int {
      var scope = Scope(vocabulary: Catalogue.vocabulary)
      _ = scope.perform(cell: "a, b, c, t : scalar")
      let left = Self.row(places: places, signs: 75 * places).replacing(" = t", with: "")
      let tree = try #require(LaTeXReader(scope: scope).formula(left).tree)
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
