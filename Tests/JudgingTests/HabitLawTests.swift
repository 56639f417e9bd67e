// The habits of writing: each is read as its examples say, with every function of the catalogue known.

import Expressions
import Foundation
import Functions
import Syntax
import LaTeX
import Testing

/// An example and the habit it belongs to.
struct HabitCase: Sendable, CustomTestStringConvertible {
  let habit: Habit
  let example: Habit.Example

  var testDescription: String { "\(habit.name): \(example.row)" }

  static let all = Habit.all.flatMap { habit in
    habit.examples.map { HabitCase(habit: habit, example: $0) }
  }
}

@Suite("A habit of writing") struct HabitLawTests {
  /// The scope of the examples, as `Habit.Example` documents it.
  private static let scope: Scope = {
    var scope = Scope(vocabulary: Catalogue.vocabulary)
    _ = scope.perform(
      cell: """
        A, B : matrix(n, n)
        X : matrix(m, n)
        u, v, x, y : vector(n)
        a, b, c, t : scalar
        f(x) = x'*A*x
        g(t) = t^3
        """
    )
    return scope
  }()

  /// What may vary while an example is read: nothing, or one name.
  private static let varying: [[String]] =
    [[]] + ["A", "B", "X", "u", "v", "x", "y", "a", "b", "c", "t"].map { [$0] }

  /// The readings of a row, over the graph of the scope; nil when none fits.
  private func readings(_ row: String, varying: [String], in scope: inout Scope) -> [RowReading]? {
    let reader = LaTeXReader(scope: scope, variables: varying)
    let rows = reader.rows(of: row)
    guard rows.count == 1, rows[0].diagnostics.isEmpty, let statement = rows[0].statements.first,
      case .chain(let formulas, _) = statement.kind,
      case .read(let readings, isCut: false) = scope.readings(of: formulas, range: rows[0].range)
    else { return nil }
    return readings
  }

  /// The sides of a claim of the cell language.
  private func sides(ofClaim text: String, in scope: inout Scope) -> [ExpressionID]? {
    guard case .claim(let row)? = scope.perform(cell: "claim \(text)").first, row.fits else { return nil }
    return row.formulas.compactMap(\.expression)
  }

  /// Whether a row has exactly the readings of an example, in their order.
  private func isAsSaid(_ example: Habit.Example, varying: [String]) -> [RowReading]? {
    var scope = Self.scope
    guard let found = readings(example.row, varying: varying, in: &scope) else { return nil }
    let expected = example.readings.map { sides(ofClaim: $0, in: &scope) }
    return found.map { $0.row.formulas.compactMap(\.expression) } == expected ? found : nil
  }

  /// `d(t^2)[s] = 2ts` was a product alone as long as nothing else said that t varies.
  @Test("is read as each of its examples says where nothing says what varies", arguments: HabitCase.all)
  func examples(_ sample: HabitCase) {
    #expect(isAsSaid(sample.example, varying: []) != nil)
  }

  @Test("is explained by an example that takes it", arguments: Habit.all)
  func shown(_ habit: Habit) {
    guard !habit.isNoReading, habit.kind != .shapes, let example = habit.examples.first else { return }
    let uses = (isAsSaid(example, varying: []) ?? []).flatMap(\.uses)
    #expect(uses.contains { $0.habit == habit.name && $0.way > 0 })
  }

  @Test("is taken in one of its examples, so that it is needed", arguments: Habit.all)
  func needed(_ habit: Habit) {
    guard !habit.isNoReading, habit.kind != .shapes else { return }
    let uses = habit.examples.flatMap { example in
      Self.varying.flatMap { isAsSaid(example, varying: $0) ?? [] }.flatMap(\.uses)
    }
    #expect(uses.contains { $0.habit == habit.name && $0.way > 0 })
  }

  @Test("in which nobody decides has an example with as many readings as ways", arguments: Habit.all)
  func open(_ habit: Habit) {
    guard habit.kind == .print else { return }
    #expect(habit.examples.contains { $0.readings.count == habit.ways.count })
  }

  @Test(
    "that shapes decide is not used where the plain way fits",
    arguments: [
      #"\operatorname{tr}(A(B + A)) = c"#, #"\operatorname{tr}(A)(B + A) = B"#, #"A \odot I = B"#,
      #"\operatorname{diag}(x) = B"#, #"\operatorname{diag}(A) = x"#, #"x^{\odot 2} = y"#, #"\|x\|^2 = c"#,
      #"a^2 = c"#, #"A^2 = B"#, #"\tanh^2 a = c"#, #"\mathbf 1 - x = y"#, "1 - a = c",
      #"x^\top\mathbf 1 = c"#,
      #"1x^\top = y^\top"#, #"\operatorname{tr}(A) - c = t"#, #"\operatorname{tr}(A - B) = t"#,
      #"y (x^\top A x) y^\top = B"#, #"y x^\top A = B"#, #"|A| = c"#, #"\det A = c"#, #"|a| = c"#,
      #"\partial_A \operatorname{tr}(AB) = A"#, #"\log(a)/b = c"#, #"\frac{a}{bc} = t"#, #"(dx)y^\top = A"#,
      #"d(x^\top x) = t"#, #"A + I = B"#, #"A^\top = B"#, #"\|A\|_F = c"#,
    ]
  )
  func plain(_ row: String) throws {
    var scope = Self.scope
    let found = try #require(readings(row, varying: [], in: &scope), "\(row)")
    #expect(found.count == 1)
    for use in found.flatMap(\.uses) { #expect(use.way == 0, "\(use.habit)") }
  }

  @Test("stands in a file of its own, and in the list of all")
  func complete() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/LaTeX/Habits")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
      .filter { $0.hasSuffix(".swift") && $0 != "Habit.swift" && $0 != "Habit+All.swift" }
    var names: [String] = []
    for file in files {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      let made = text.matches(of: #/= Habit\(\s*"([^"]+)"/#).map { String($0.output.1) }
      #expect(made.count == 1, "\(file)")
      names += made
    }
    #expect(names.sorted() == Habit.all.map(\.name).sorted())
    #expect(Set(names).count == names.count)
    for habit in Habit.all { #expect(habit.ways.count >= 2 && Habit.named(habit.name)?.kind == habit.kind) }
  }

  @Test("of typing, print or convention has an example", arguments: Habit.all)
  func exemplified(_ habit: Habit) {
    #expect(habit.isNoReading || habit.kind == .shapes || !habit.examples.isEmpty)
  }
}

extension Habit {
  /// Whether no row is read so: a slip, or a notation of other pages.
  fileprivate var isNoReading: Bool { kind == .excuse || kind == .foreign }
}
