// What a reader is told to write is read, and in one way only.

import Expressions
import Functions
import Syntax
import Testing

@testable import LaTeX

/// A formula that a way of a habit offers.
struct OfferedSpelling: Sendable, CustomTestStringConvertible {
  let habit: Habit
  let way: Int
  let latex: String

  var testDescription: String { "\(habit.name): \(latex)" }

  static let all = Habit.all.flatMap { habit in
    habit.ways.enumerated().flatMap { way, text in
      text.split(separator: "$", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }
        .map { OfferedSpelling(habit: habit, way: way, latex: String($0.element)) }
    }
  }
}

@Suite("What is offered") struct OfferedSpellingTests {
  private static let scope: Scope = {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    _ = scope.perform(
      cell: """
        A, B, H, V, X : matrix(n, n)
        v, w, x, y : vector(n)
        a, b, c, k, p, q, s, t : scalar
        f(x) = x'*A*x
        """
    )
    return scope
  }()

  private static func readings(_ latex: String) -> [RowReading] {
    var scope = scope
    let reader = LaTeXReader(scope: scope, variables: ["A", "X"])
    let rows = reader.rows(of: latex)
    guard rows.count == 1, rows[0].diagnostics.isEmpty,
      case .chain(let formulas, _)? = rows[0].statements.first?.kind,
      case .read(let readings, isCut: false) = scope.readings(of: formulas, range: rows[0].range)
    else { return [] }
    return readings
  }

  @Test("by a way of a habit is read in one way, without a habit", arguments: OfferedSpelling.all)
  func offered(_ spelling: OfferedSpelling) {
    let readings = Self.readings(spelling.latex)
    #expect(readings.count == 1)
    for use in readings.flatMap(\.uses) {
      #expect(Habit.named(use.habit)?.isTold(use.way) == false, "\(use.habit)")
    }
  }

  @Test("by a way of a habit is typeset between two dollars or plain", arguments: Habit.all)
  func typeset(_ habit: Habit) {
    for way in habit.ways {
      let parts = way.split(separator: "$", omittingEmptySubsequences: false)
      #expect(parts.count % 2 == 1)
      for (place, part) in parts.enumerated() where place % 2 == 0 {
        #expect(!part.contains { "\\^_{}".contains($0) }, "\(way)")
      }
    }
  }
}

@Suite("The words of functions") struct FunctionWordTests {
  @Test("lead to a function of the catalogue", arguments: Catalogue.vocabulary.words)
  func known(_ word: String) throws {
    let name = try #require(Catalogue.vocabulary.function(called: word))
    #expect(Catalogue[name] != nil)
  }

  @Test("belong to one function each") func unique() {
    let words = Catalogue.all.flatMap(\.words)
    #expect(Set(words).count == words.count)
  }

  @Test("are read as commands, as names of operators, and in plain letters before a bracket")
  func read() {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    _ = scope.perform(cell: "A : matrix(n, n)\nt : scalar")
    let reader = LaTeXReader(scope: scope)
    for word in Catalogue.vocabulary.words where !["abs", "norm", "sqrt", "sum", "vec"].contains(word) {
      for written in ["\\\(word)(A)", "\\operatorname{\(word)}(A)", "\(word)(A)"] {
        let (tree, diagnostics) = reader.formula(written)
        #expect(tree != nil, "\(written): \(diagnostics.map(\.message))")
      }
    }
  }

  @Test(
    "and the signs of spectra and of entrywise functions mean what they say",
    arguments: [
      (#"\arcsin(t)"#, "arcsin(t)"), (#"\operatorname{arsinh} t"#, "arsinh(t)"), (#"\arctan t"#, "arctan(t)"),
      (#"\sigma_{\max}(A)"#, "spectral(A)"), (#"\sigma_{\min}(A)"#, "singval(A, n)"),
      (#"\lambda_{\max}(S)"#, "eigmax(S)"), (#"\lambda_{\mathrm{min}}(S)"#, "eigmin(S)"),
      (#"\|A\|_{\mathrm{op}}"#, "spectral(A)"), (#"\exp_\odot(A)"#, "exp.(A)"),
      (#"\log_{\odot} A"#, "log.(A)"),
    ]
  )
  func meaning(latex: String, plain: String) throws {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    _ = scope.perform(cell: "A : matrix(n, n)\nS : matrix(n, n) symmetric\nt : scalar")
    let tree = try #require(LaTeXReader(scope: scope).formula(latex).tree)
    guard
      case .read(let readings, isCut: false) = scope.readings(
        of: [DisplayFormula(tree, range: tree.range)],
        range: tree.range
      )
    else {
      Issue.record("not read")
      return
    }
    #expect(readings.count == 1)
    #expect(readings.first?.row.formulas.first?.expression == scope.lower(text: plain))
  }
}
