// The readings of a row: the ways of its formulas that have one shape, without any that needs a habit where another needs none.

package import Diagnostics
package import Expressions
package import Syntax

/// One way to take a row.
package struct RowReading: Sendable {
  /// The formulas, every place decided.
  package let trees: [SyntaxTree]
  /// The formulas over the graph.
  package let row: LoweredRow
  /// The places that were decided.
  package let uses: [HabitUse]
  /// What was taken of names that nobody declared.
  package let inferred: [Diagnostic]
  /// The names in force while the row is judged.
  package var scope: Scope
}

/// What the formulas of a row were read as.
package enum RowReadings: Sendable {
  /// At least one way has shapes that fit; says whether there were more than are looked at.
  case read([RowReading], isCut: Bool)
  /// No way fits: the plain one, with what is wrong with it.
  case failed(RowReading)
}

extension Scope {
  /// How many ways of a whole row are looked at.
  static let rowBound = 64
  /// How many readings of a row are judged.
  static let readingBound = 16

  /// The ways to take the formulas of a row, which all have one shape; nothing is computed and nothing is verified.
  ///
  /// `settled` are the habits that another row of the display decides, with their ways.
  package mutating func readings(
    of formulas: [DisplayFormula],
    continuing previous: ExpressionID? = nil,
    settled: [String: Int] = [:],
    range: SourceRange
  ) -> RowReadings {
    let isCut = formulas.contains(where: \.isCut)
    let outer = self
    let isOpen = formulas.contains { $0.tree.isAmbiguous }
    if !isOpen {
      var trial = outer
      let plain = trial.lowered(formulas.map(\.tree), [], previous, range)
      adoptExpressions(of: trial)
      if plain.row.fits { return .read([plain], isCut: isCut) }
    }
    var (uniform, open) = uniformCells(formulas, previous)
    var wasCut = isCut || open > World.bound || uniform.contains(where: \.isCut)
    var found = read(uniform.flatMap(\.choices), previous, range, &wasCut)
    if found.isEmpty, open > 0 {
      // Shapes want one habit in two ways: each place is taken by itself.
      let free = cells(of: formulas, in: nil, previous).cells
      uniform = [free]
      wasCut =
        wasCut || free.isCut || formulas.contains { $0.tree.alternativeDepth >= FormulaParser.mixedBound }
      found = read(free.choices, previous, range, &wasCut)
    }
    found = Scope.narrowed(found, settled)
    if found.count > Scope.readingBound {
      found.removeLast(found.count - Scope.readingBound)
      wasCut = true
    }
    if !found.isEmpty { return .read(found, isCut: wasCut) }
    var trial = outer
    trial.adoptExpressions(of: self)
    // Where shapes leave a way that cannot be read, such as a derivative by nobody knows what, that is what is wrong.
    let unread = uniform.flatMap(\.choices).first
    let clash = zip(formulas, uniform[0].cells).enumerated().map { place, pair in
      unread?[place].tree ?? pair.1.first?.tree ?? pair.0.tree.plainWay
    }
    let uses = unread?.flatMap(\.uses) ?? uniform[0].cells.flatMap { $0.first?.uses ?? [] }
    let plain = trial.lowered(clash, uses, previous, range)
    adoptExpressions(of: trial)
    // Of what was left out, something may fit: nothing is called wrong for want of room.
    return wasCut && !plain.row.onlyLacksDeclarations ? .read([plain], isCut: true) : .failed(plain)
  }

  /// The ways of the formulas, every open habit taken alike at all places, and how many habits are open.
  private mutating func uniformCells(_ formulas: [DisplayFormula], _ previous: ExpressionID?)
    -> (cells: [RowCells], open: Int)
  {
    var open: [String] = []
    var taken: [World] = []
    var results: [RowCells] = []
    var isGrowing = true
    while isGrowing, open.count <= World.bound {
      isGrowing = false
      for world in World.all(of: open) where !taken.contains(where: { $0.isPart(of: world) }) {
        let (cells, met) = cells(of: formulas, in: world, previous)
        taken.append(World(ways: Dictionary(uniqueKeysWithValues: met)))
        results.append(cells)
        for (habit, _) in met where !open.contains(habit) {
          open.append(habit)
          isGrowing = true
        }
      }
    }
    return (results, open.count)
  }

  /// The ways of the formulas in one world, and the habits that are open in it.
  private mutating func cells(of formulas: [DisplayFormula], in world: World?, _ previous: ExpressionID?)
    -> (cells: RowCells, met: [(String, Int)])
  {
    var forest = FormulaForest(self, world: world)
    var cells: [[FormulaItem]] = []
    for formula in formulas { cells.append(forest.cell(formula.tree)) }
    var choices = forest.combined(cells).filter { choice in
      !choice.contains(where: \.isClash) && fitsTogether(choice, previous)
    }
    choices.sort { $0.flatMap(\.uses).typing.count < $1.flatMap(\.uses).typing.count }
    return (RowCells(cells: cells, choices: choices, isCut: forest.isCut), forest.met.map { ($0, $1) })
  }

  /// The choices whose formulas can be lowered and have one shape.
  private mutating func read(
    _ choices: [[FormulaItem]],
    _ previous: ExpressionID?,
    _ range: SourceRange,
    _ wasCut: inout Bool
  ) -> [RowReading] {
    if choices.count > Scope.rowBound { wasCut = true }
    var found: [RowReading] = []
    for choice in choices.prefix(Scope.rowBound) {
      var trial = self
      let reading = trial.lowered(choice.map(\.tree), choice.flatMap(\.uses), previous, range)
      adoptExpressions(of: trial)
      if reading.row.fits { found.append(reading) }
    }
    return found
  }

  /// Takes over the expressions of another scope that grew from this one, and the symbols of their indices.
  package mutating func adoptExpressions(of other: Scope) {
    graph = other.graph
    indexSymbols = other.indexSymbols
  }

  /// The readings with the least that shapes had to decide, that take one habit alike at all places, and that follow what
  /// other rows settle.
  private static func narrowed(_ readings: [RowReading], _ settled: [String: Int]) -> [RowReading] {
    var kept = readings
    let typing = kept.map(\.uses.typing)
    kept = zip(kept, typing).filter { _, mine in !typing.contains { $0.isStrictSubset(of: mine) } }.map(\.0)
    for (habit, way) in settled.sorted(by: { $0.key < $1.key }) {
      let following = kept.filter { $0.uses.allSatisfy { $0.habit != habit || $0.way == way } }
      if !following.isEmpty { kept = following }
    }
    let least = kept.map(\.uses.mixedHabits).min() ?? 0
    kept = kept.filter { $0.uses.mixedHabits == least }
    var seen: [[ExpressionID]] = []
    return kept.filter { reading in
      let values = reading.row.formulas.compactMap(\.expression)
      if seen.contains(values) { return false }
      seen.append(values)
      return true
    }
  }

  private func fitsTogether(_ choice: [FormulaItem], _ previous: ExpressionID?) -> Bool {
    var reference = previous.map { graph.shape($0) }
    for item in choice {
      guard let shape = item.shape, !item.tree.isZero else { continue }
      if let reference, reference != shape { return false }
      reference = shape
    }
    return true
  }

  private mutating func lowered(
    _ trees: [SyntaxTree],
    _ uses: [HabitUse],
    _ previous: ExpressionID?,
    _ range: SourceRange
  ) -> RowReading {
    let before = diagnostics
    diagnostics = []
    let row = lower(chain: trees, continuing: previous, range: range)
    let inferred = diagnostics.filter { $0.code == "scope.inferred" }
    diagnostics = before
    return RowReading(trees: trees, row: row, uses: uses, inferred: inferred, scope: self)
  }
}

extension LoweredRow {
  /// Whether every formula could be read and all have one shape.
  package var fits: Bool {
    formulas.allSatisfy { $0.expression != nil && $0.fits && $0.diagnostics.isEmpty }
  }

  /// Whether all that is wrong is that names are not declared.
  fileprivate var onlyLacksDeclarations: Bool {
    formulas.allSatisfy { formula in
      formula.diagnostics.allSatisfy { $0.code == "scope.undeclared" }
        && (formula.expression == nil) == !formula.diagnostics.isEmpty && formula.fits
    }
  }
}

extension SyntaxTree {
  /// Whether some place of the formula can be read in several ways.
  package var isAmbiguous: Bool {
    var work = [self]
    while let tree = work.popLast() {
      if case .ambiguous = tree.kind { return true }
      work.append(contentsOf: tree.children)
    }
    return false
  }

  /// How many open places stand inside the ways of each other, at most.
  fileprivate var alternativeDepth: Int {
    var deepest = 0
    var work: [(tree: SyntaxTree, depth: Int)] = [(self, 0)]
    while let (tree, depth) = work.popLast() {
      let isOpen = if case .ambiguous = tree.kind { true } else { false }
      deepest = max(deepest, isOpen ? depth + 1 : depth)
      for child in tree.children { work.append((child, isOpen ? depth + 1 : depth)) }
    }
    return deepest
  }

  /// The formula with the plain way taken at every place.
  package var plainWay: SyntaxTree {
    guard isAmbiguous else { return self }
    if case .ambiguous(_, let ways) = kind, let first = ways.first { return first.plainWay }
    return mapChildren { $0.plainWay }
  }

  fileprivate var isZero: Bool {
    if case .number(let value, _) = withoutBrackets.kind { return value.isZero }
    return false
  }
}
