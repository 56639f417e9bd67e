// A row with more places than anybody could look through is read in bounded work: one habit is taken alike everywhere,
// and more habits than are looked at together are said.

import Answers
import Judging
import Diagnostics
import Findings
import Functions
import Testing

@testable import Expressions
@testable import LaTeX
@testable import Syntax

@Suite("A row with many places that can be read in two ways") struct AmbiguityBoundTests {
  /// A term many times, and plain terms after each of them.
  private static func sum(of term: String, _ places: Int, terms: Int = 0) -> String {
    let padding = String(repeating: " + a", count: terms)
    return Array(repeating: term + padding, count: places).joined(separator: " + ")
  }

  private func checked(_ row: String) throws -> (line: CheckedLine, diagnostics: [Diagnostic]) {
    var session = Session()
    _ = session.run(cell: "A : matrix(n, n)\na, b, c, t : scalar")
    let request = DisplayRequest(text: row, roles: [.check], subject: nil, variables: [], macros: "")
    let result = session.run(display: request)
    guard case .checked(let statement)? = result.outcomes.last else { throw NothingChecked() }
    return (try #require(statement.lines.first), result.diagnostics)
  }

  private struct NothingChecked: Error {}

  private func readings(_ row: String, cut: Bool = false) throws -> [RowReading] {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    _ = scope.perform(cell: "A : matrix(n, n)\na, b, c, t : scalar")
    let rows = LaTeXReader(scope: scope).rows(of: row)
    guard case .chain(let formulas, _)? = rows.first?.statements.first?.kind,
      case .read(let readings, isCut: cut) = scope.readings(of: formulas, range: rows[0].range)
    else { throw NothingChecked() }
    return readings
  }

  @Test("of one habit has two readings, however many places", arguments: [1, 4, 9, 40])
  func oneHabit(places: Int) throws {
    #expect(try readings(Self.sum(of: "a/bc", places) + " = t").count == 2)
  }

  @Test("of k habits has 2^k readings, up to four habits")
  func severalHabits() throws {
    let terms = ["a/bc", #"\log a/b"#, #"\det(A + 1)"#, #"\|A\|_2"#]
    for count in 1...terms.count {
      let row = terms.prefix(count).map { Self.sum(of: $0, 3) }.joined(separator: " + ")
      #expect(try readings(row + " = t").count == 1 << count)
    }
  }

  @Test("and more than four habits is undecided, with the bound said and a hint") func tooMany() throws {
    let row = #"a/bc + \log a/b + \det(A + 1) + \|A\|_2 + \det(A^t) + \det\exp(A) = t"#
    let (line, diagnostics) = try checked(row)
    #expect(line.verdict == .undecided)
    #expect(line.message.contains(Habit.slashReach.name))
    let problem = try #require(diagnostics.first { $0.code == "latex.ambiguous" })
    #expect(!problem.hints.isEmpty)
  }

  @Test("is undecided where its two readings differ, and says how to write each") func undecided() throws {
    let (line, _) = try checked(Self.sum(of: "a/bc", 40) + #" = 40\frac{a}{b}c"#)
    #expect(line.verdict == .undecided)
    for way in Habit.slashReach.ways { #expect(line.message.contains(way)) }
  }

  @Test("is judged where its two readings agree") func agreed() throws {
    #expect(try checked(Self.sum(of: "a/bc", 6) + " = t").line.verdict == .refuted)
    #expect(try checked(Self.sum(of: "(a/bc - a/bc)", 6) + " = 0").line.verdict == .holds)
  }

  @Test("in three thousand signs is undecided, too") func long() throws {
    let row = Self.sum(of: "a/bc", 40, terms: 17) + " = "
    #expect(row.count >= 3000)
    #expect(try checked(row + #"40\frac{a}{b}c + 680a"#).line.verdict == .undecided)
  }

  /// The expressions that are made while shapes are looked for measure the work.
  @Test("takes work in proportion to its length, in a sum and in a product", arguments: [" + ", ""])
  func bounded(separator: String) throws {
    func work(_ places: Int) throws -> Int {
      var scope = Scope(vocabulary: Catalogue.vocabulary)
      _ = scope.perform(cell: "a, b, c, t : scalar")
      let row = Array(repeating: "a/bc", count: places).joined(separator: separator)
      let tree = try #require(LaTeXReader(scope: scope).formula(row).tree)
      var size = 0
      var forest = FormulaForest(scope, world: World())
      let before = forest.scope.graph.nodes.count
      #expect(forest.cell(tree).count == 1)
      #expect(!forest.isCut)
      var work = [tree]
      while let next = work.popLast() {
        size += 1
        work += next.children
      }
      return size + forest.scope.graph.nodes.count - before
    }
    let (some, twice) = (try work(20), try work(40))
    #expect(some > 0 && twice <= 3 * some, "\(some), \(twice)")
  }

  // From a display in which `exp(X)` stood twice: each place had been taken by itself.
  @Test("where shapes want a habit in two ways takes each place by itself") func byPlace() throws {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    _ = scope.perform(cell: "A, B : matrix(n, n)\nX : matrix(n, m)")
    let rows = LaTeXReader(scope: scope).rows(of: #"\exp(X) X^\top + \exp(A) = B"#)
    guard case .chain(let formulas, _)? = rows.first?.statements.first?.kind,
      case .read(let readings, isCut: false) = scope.readings(of: formulas, range: rows[0].range)
    else { throw NothingChecked() }
    #expect(!readings.isEmpty)
  }
}
