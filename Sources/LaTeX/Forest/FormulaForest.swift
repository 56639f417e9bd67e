// The ways of a formula, from the innermost parts outward: what has no shape falls at once, where it stands.

import Diagnostics
import Expressions
import Syntax

/// Reads the ways of a formula against the names in scope.
///
/// No number is computed and nothing is verified here: shapes alone decide, by the same lowering that a formula goes
/// through in the end, so that no second table of shapes can differ from it.
struct FormulaForest {
  /// How many combinations of ways are formed for one formula.
  static let combinationBound = 4_000

  /// The names, and the shapes of parts that have been read, under names of their own.
  var scope: Scope
  /// Whether something was left out for want of room.
  var isCut = false
  /// The way of each habit that shapes leave open, or nil where each place is taken by itself.
  private let world: World?
  /// The habits that shapes left open somewhere, in the order they were met, with the ways they were taken in.
  private(set) var met: [(habit: String, way: Int)] = []
  private var combinations = 0
  private var placeholders: [Placeholder: String] = [:]

  private struct Placeholder: Hashable {
    let shape: Shape
    let place: Int
  }

  init(_ scope: Scope, world: World? = nil) {
    self.world = world
    self.scope = scope
    self.scope.diagnostics = []
  }

  // MARK: - Cells

  /// The ways to take a formula.
  mutating func cell(_ tree: SyntaxTree) -> [FormulaItem] {
    switch tree.kind {
    case .number, .name, .unreadable: return [FormulaItem(tree: tree, shape: shape(of: tree))]
    case .ambiguous(let name, let ways): return keep(self.ways(name, ways, tree.range))
    case .binary: return spine(tree)
    case .parenthesized(let inner):
      return cell(inner).map { item in
        var item = item
        item.tree = SyntaxTree(.parenthesized(item.tree), tree.range)
        return item
      }
    case .indexed(let operation, let index, let upTo, let body):
      return cell(body).map { item in
        var item = item
        item.tree = SyntaxTree(.indexed(operation, index: index, upTo: upTo, body: item.tree), tree.range)
        return item
      }
    case .evaluated(let inner, let bindings):
      return cell(inner).map { item in
        var item = item
        item.tree = SyntaxTree(.evaluated(item.tree, at: bindings), tree.range)
        return item
      }
    case .argument:
      // An axis, a range or a comparison has no shape of its own; what it stands in is probed with it.
      let cells = tree.children.map { cell($0) }
      return keep(
        combined(cells).map { unprobed(tree.with(parts: $0.map(\.tree)), nil, $0.flatMap(\.uses)) }
      )
    case .negative, .transpose, .differential, .call, .entry, .matrix, .derivative, .directional:
      let cells = tree.parts.map { cell($0) }
      var found: [FormulaItem] = []
      for parts in combined(cells) { found += items(tree, parts) }
      return keep(found)
    }
  }

  private mutating func ways(_ name: String, _ ways: [SyntaxTree], _ range: SourceRange) -> [FormulaItem] {
    guard let habit = Habit.named(name) else { return ways.first.map { cell($0) } ?? [] }
    guard let world, habit.isUniform else {
      return ways.indices.flatMap { items(habit, $0, ways[$0], range) }
    }
    if let way = world.ways[name], ways.indices.contains(way) {
      let found = items(habit, way, ways[way], range)
      if found.contains(where: { !$0.isClash }) {
        meet(habit, way)
        return found
      }
    }
    let found = ways.indices.map { items(habit, $0, ways[$0], range) }
    let fitting = found.indices.filter { place in found[place].contains { !$0.isClash } }
    guard let first = fitting.first else { return found.flatMap { $0 } }
    if fitting.count > 1 { meet(habit, first) }
    return found[first]
  }

  private mutating func items(_ habit: Habit, _ way: Int, _ tree: SyntaxTree, _ range: SourceRange)
    -> [FormulaItem]
  {
    cell(tree).map { item in
      var item = item
      item.uses.append(HabitUse(habit, way, range))
      return item
    }
  }

  /// The way that this world gives to a habit made by two shapes, all of which fit; nil where places differ.
  mutating func openWay(_ habit: Habit) -> Int? {
    guard let world else { return nil }
    let way = world.ways[habit.name] ?? 0
    meet(habit, way)
    return way
  }

  private mutating func meet(_ habit: Habit, _ way: Int) {
    if !met.contains(where: { $0.habit == habit.name }) { met.append((habit.name, way)) }
  }

  mutating func keep(_ items: [FormulaItem]) -> [FormulaItem] {
    let (kept, isCut) = items.pruned()
    if isCut { self.isCut = true }
    return kept
  }

  /// All combinations of one way of each part, as far as there is room.
  mutating func combined(_ cells: [[FormulaItem]]) -> [[FormulaItem]] {
    var result: [[FormulaItem]] = [[]]
    for cell in cells {
      var longer: [[FormulaItem]] = []
      for front in result {
        for item in cell {
          guard combinations < FormulaForest.combinationBound else {
            isCut = true
            break
          }
          // One way of each part is no choice: a long row of plain parts is read whatever its length.
          if result.count > 1 || cell.count > 1 { combinations += 1 }
          longer.append(front + [item])
        }
      }
      result = longer
    }
    return result
  }

  /// A chain of binary operators, folded from the left without recursion along the chain.
  private mutating func spine(_ tree: SyntaxTree) -> [FormulaItem] {
    var steps: [(operation: SyntaxTree.BinaryOperator, right: SyntaxTree, range: SourceRange)] = []
    var first = tree
    while case .binary(let operation, let left, let right) = first.kind {
      steps.append((operation, right, first.range))
      first = left
    }
    var result = cell(first)
    /// The factors of the product that is being read, for products that fit no other way.
    var factors = [result]
    for step in steps.reversed() {
      let right = cell(step.right)
      factors = step.operation == .multiply ? factors + [right] : [[]]
      var found: [FormulaItem] = []
      for pair in combined([result, right]) {
        found += items(step.operation, pair[0], pair[1], step.range)
      }
      result = keep(found)
      if step.operation != .multiply { factors = [result] }
      if result.allSatisfy(\.isClash), factors.count > 2, let grouped = numberTakenFirst(factors) {
        result = grouped
      }
    }
    return result
  }

  // MARK: - Items

  /// The ways of a formula with the given parts decided.
  private mutating func items(_ tree: SyntaxTree, _ parts: [FormulaItem]) -> [FormulaItem] {
    if case .call(_, _, true, _) = tree.kind, parts.contains(where: isIdentityBeside) { return [] }
    let result = probed(tree.with(parts: parts.map(\.tree)), parts, parts.flatMap(\.uses))
    guard result.isClash, case .call("tr", _, _, _) = tree.kind, let inner = parts.first,
      let traces = traceOfTerms(tree, inner)
    else { return [result] }
    return [traces]
  }

  /// The ways of an operator on two parts; where their shapes clash, habits may still give them a meaning.
  mutating func items(
    _ operation: SyntaxTree.BinaryOperator,
    _ left: FormulaItem,
    _ right: FormulaItem,
    _ range: SourceRange
  ) -> [FormulaItem] {
    if operation == .elementwiseMultiply || operation == .elementwiseDivide,
      isIdentityBeside(left) || isIdentityBeside(right)
    {
      // `(1 - A) ⊙ B`: beside an entrywise product the 1 stands in every place.
      return []
    }
    let uses = left.uses + right.uses
    let tree = SyntaxTree(.binary(operation, left.tree, right.tree), range)
    let plain = probed(tree, [left, right], uses)
    var found = [plain]
    if plain.isClash {
      switch operation {
      case .add, .subtract:
        found += numberBeside(operation, left, right, range) + onesBeside(operation, left, right, range)
      case .power: found += powerOfVector(left, right, range)
      case .divide: if let quotient = quotientByVector(left, right, range) { found.append(quotient) }
      case .multiply: if let product = productOfColumns(left, right, range) { found.append(product) }
      case .elementwiseMultiply, .elementwiseDivide, .elementwisePower, .elementwiseAdd,
        .elementwiseSubtract, .frobenius, .kronecker, .dot:
        break
      }
    }
    if operation == .divide, plain.shape == nil, !plain.isClash, scope.isFillable(left.tree),
      let quotient = quotientByVector(left, right, range)
    {
      found = [quotient]
    }
    if operation == .multiply, let ones = oneAtTheEnd(left, right, range) { found.append(ones) }
    return found
  }

  /// A formula with its parts decided, and its shape.
  func unprobed(_ tree: SyntaxTree, _ shape: Shape?, _ uses: [HabitUse]) -> FormulaItem {
    FormulaItem(tree: tree, shape: shape, uses: uses)
  }

  /// A formula with its shape, found by lowering it with names in place of the parts whose shape is known.
  mutating func probed(_ tree: SyntaxTree, _ parts: [FormulaItem], _ uses: [HabitUse]) -> FormulaItem {
    var item = FormulaItem(tree: tree, uses: uses)
    if let base = parts.first, base.isClash || parts.contains(where: \.isClash) {
      item.isClash = true
      return item
    }
    switch tree.kind {
    case .differential, .negative:
      item.shape = parts.first?.shape
      return item
    case .entry(let base, let indices) where !indices.contains(where: \.isRange):
      item.shape = entryShape(base, parts.first?.shape, indices.count)
      return item
    default: break
    }
    let places = tree.parts
    guard places.count == parts.count else {
      item.shape = shape(of: tree)
      return item
    }
    let small = tree.with(
      parts: zip(places, parts).enumerated().map { place, pair in standIn(for: pair.1, place, pair.0.range) }
    )
    scope.budget = Scope.expansionBound
    guard let value = scope.value(of: small) else {
      let problems = scope.takeDiagnostics()
      item.isClash =
        problems.contains { $0.code.hasPrefix("shape.") && $0.code != "shape.identity" }
        && parts.allSatisfy { $0.shape != nil || $0.tree.isWrittenNumber }
      return item
    }
    scope.diagnostics = []
    if case .known(let expression) = value { item.shape = scope.graph.shape(expression) }
    return item
  }

  /// A name with the shape of a part; numbers, names and parts of unknown shape stand for themselves.
  private mutating func standIn(for item: FormulaItem, _ place: Int, _ range: SourceRange) -> SyntaxTree {
    guard let shape = item.shape, !item.tree.isWrittenNumber else { return item.tree }
    if case .name = item.tree.kind { return item.tree }
    let key = Placeholder(shape: shape, place: place)
    if let name = placeholders[key] { return SyntaxTree(.name(name, latex: nil), range) }
    let name = "\u{F8FF}\(placeholders.count)"
    scope.bindings[name] = .symbol(scope.graph.declare(Symbol(name: name, shape: shape)))
    placeholders[key] = name
    return SyntaxTree(.name(name, latex: nil), range)
  }

  /// The shape of a formula in which nothing is open.
  mutating func shape(of tree: SyntaxTree) -> Shape? {
    scope.budget = Scope.expansionBound
    defer { scope.diagnostics = [] }
    guard case .known(let expression)? = scope.value(of: tree) else { return nil }
    return scope.graph.shape(expression)
  }

  private func entryShape(_ base: SyntaxTree, _ shape: Shape?, _ count: Int) -> Shape? {
    if case .name(let name, _) = base.kind, case .family(let family, _)? = scope.bindings[name] {
      return count == 1 ? scope.graph[family].shape : .scalar
    }
    if case .name("I", _) = base.kind, scope.bindings["I"] == nil { return .scalar }
    guard let shape else { return nil }
    return count == 2 || shape.columns.isOne || shape.rows.isOne ? .scalar : nil
  }
}
