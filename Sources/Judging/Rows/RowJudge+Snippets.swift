// What a row was read as, as the text of a cell: whoever doubts the verdict pastes it and gets the same one.

import Expressions
import Findings
import LaTeX
import Syntax

extension RowJudge {
  /// Puts what a row was read as beside its verdict.
  mutating func tell(_ reading: Reading, continuing previous: ExpressionID?) {
    for way in reading.alternatives.isEmpty ? [reading] : reading.alternatives {
      if let text = snippet(way, continuing: previous) { line.addReading(text) }
    }
    for use in reading.uses + reading.openUses {
      guard let habit = Habit.named(use.habit), habit.isTold(use.way), !line.habits.contains(habit.name)
      else {
        continue
      }
      line.habits.append(habit.name)
    }
  }

  /// The reading of a row as a cell after those of the notebook.
  func snippet(_ reading: Reading, continuing previous: ExpressionID?) -> String? {
    var sides = reading.trees
    if let previous {
      let further = reading.followed.flatMap { parsed($0) }
      guard let before = reading.treeBefore ?? further ?? state.previousTree ?? parsed(previous) else {
        return nil
      }
      sides.insert(before, at: 0)
    }
    guard sides.count > 1 else { return sides.first.flatMap { state.notebook.text(of: $0) } }
    // A name that the notebook declares cannot be given a value in a cell; it goes by another one there.
    let names = releasedNames
    let written = sides.map { $0.renaming(names) }
    // What a row sets to zero is granted, not claimed.
    let isGranted = reading.verdict == .definition
    var snippet = Snippet(isGranted ? .assumption(written[0], written[written.count - 1]) : .claim(written))
    snippet.options = workspace.conventions(options)
    // Beside a mixture the layout in force is said, since a cell without it would try the others.
    if reading.layout != .mixed || reading.mixture != nil, !options.fixesLayout {
      snippet.options.append(Snippet.Option("layout", reading.layout.rawValue))
    }
    let definitions = definitions(in: sides)
    snippet.definitions = definitions.map { $0.renaming(names) }
    let free = scope.freeIndexRanges(in: sides + definitions.map(\.body))
    snippet.indices = free.sorted { $0.key < $1.key }.map { Snippet.Index($0.key, upTo: $0.value) }
    snippet.declarations = reading.inferred
    for declaration in declarations(in: sides + definitions.map(\.body))
    where !snippet.declarations.contains(where: { $0.name == declaration.name }) {
      snippet.declarations.append(declaration)
    }
    snippet.assumptions =
      state.rowConditions + heldNames(in: reading, sides).map { "d \($0) == 0" } + reading.granted
    return snippet.text(after: state.notebook) ?? spelledAlone(sides)
  }

  /// The names that rows of the display declare, in words or as the bound variable of a limit or a place.
  private func declarations(in trees: [SyntaxTree]) -> [Snippet.Declaration] {
    var seen = Set<String>()
    return trees.flatMap(\.names).compactMap { name in
      guard seen.insert(name).inserted, state.notebook.symbol(named: name) == nil,
        !state.released.contains(name), let symbol = scope.symbol(named: name),
        case .declared = scope.graph[symbol].role
      else { return nil }
      return Snippet.Declaration(name, .value(scope.graph[symbol].shape))
    }
  }

  /// New names for those that the notebook only declares and a row gives a value.
  private var releasedNames: [String: String] {
    var names: [String: String] = [:]
    for name in state.released.sorted() {
      var number = 1
      while scope.symbol(named: "\(name)\(number)") != nil { number += 1 }
      names[name] = "\(name)\(number)"
    }
    return names
  }

  /// The declared names that stand in a row with differentials and do not move in it; in a cell they would.
  private func heldNames(in reading: Reading, _ sides: [SyntaxTree]) -> [String] {
    guard sides.contains(where: \.hasDifferential) else { return [] }
    let symbols = scope.graph.symbols(in: reading.chain, throughDefinitions: true)
    return symbols.filter { symbol in
      guard !state.moving.contains(symbol), !scope.graph[symbol].properties.contains(.constant),
        !scope.graph[symbol].isIntroduced, !state.released.contains(scope.graph[symbol].name)
      else { return false }
      switch scope.graph[symbol].role {
      case .declared: return true
      case .family, .defined, .index, .definedFamily: return false
      }
    }.map { scope.graph[$0].name }.sorted()
  }

  /// The sides without what they need, where a line before them has no meaning in a cell.
  private func spelledAlone(_ sides: [SyntaxTree]) -> String? {
    let texts = sides.compactMap { scope.text(of: $0) ?? PlainTreePrinter.text($0, in: scope.context) }
    return texts.count == sides.count ? "claim " + texts.joined(separator: " == ") : nil
  }

  /// The names that rows of the display define and that formulas rest on, in the order in which they were defined.
  private func definitions(in sides: [SyntaxTree]) -> [Snippet.Definition] {
    var wanted = Set(sides.flatMap(\.names))
    var found: [Snippet.Definition] = []
    for definition in state.definitions.reversed() where wanted.contains(definition.name) {
      found.append(definition)
      wanted.formUnion(definition.body.names)
    }
    return found.reversed()
  }

  /// What a row was read as that has no meaning as a whole: its formulas as they are written, beside what they are compared with.
  func plainReading(of row: DisplayRow, after before: SyntaxTree?) -> String? {
    guard let statement = row.statements.first(where: { !$0.formulas.isEmpty }) else { return nil }
    var sides = statement.formulas.map(\.tree.plainWay)
    switch statement.continuation {
    case .none:
      if sides.count == 1, let subject = state.subject, let variable = state.variable {
        let kind: DerivativeKind = scope.graph.shape(subject).isScalar ? .gradient : .jacobian
        var trial = scope
        let asked = trial.graph.derivative(kind, of: subject, wrt: variable)
        let text = PlainPrinter.text(asked, in: trial.graph)
        let read = PlainParser.expression(text, in: scope.context)
        if read.diagnostics.isEmpty { sides.insert(read.tree, at: 0) }
      }
    case .relation, .terms: if let before { sides.insert(before.plainWay, at: 0) }
    }
    let texts = sides.compactMap { scope.text(of: $0) ?? PlainTreePrinter.text($0, in: scope.context) }
    guard texts.count == sides.count else { return nil }
    return texts.count > 1 ? "claim " + texts.joined(separator: " == ") : texts.first
  }

  /// An expression as a formula; nil when its text is not read as it was printed.
  func parsed(_ expression: ExpressionID) -> SyntaxTree? {
    let text = PlainPrinter.text(expression, in: scope.graph)
    let read = PlainParser.expression(text, in: scope.context)
    return read.diagnostics.isEmpty ? read.tree : nil
  }

  /// The names that were declared by their use in a row.
  func inferredNames(_ row: RowReading, besides outer: Scope) -> [Snippet.Declaration] {
    var seen = Set<String>()
    return row.trees.flatMap(\.names).compactMap { name in
      guard outer.symbol(named: name) == nil, let symbol = row.scope.symbol(named: name),
        seen.insert(name).inserted
      else { return nil }
      return Snippet.Declaration(name, .value(scope.graph[symbol].shape))
    }
  }
}

extension Snippet.Definition {
  /// The definition with names replaced.
  fileprivate func renaming(_ names: [String: String]) -> Snippet.Definition {
    Snippet.Definition(
      names[name] ?? name,
      parameters: parameters,
      index: index,
      body: body.renaming(names.filter { !parameters.contains($0.key) })
    )
  }
}

extension CheckedLine {
  /// Adds what another statement of the row was read as; lines that stand there already are not said again.
  fileprivate mutating func addReading(_ text: String) {
    guard let before = reading else {
      reading = text
      return
    }
    let known = before.split(separator: "\n")
    let added = text.split(separator: "\n").filter { !known.contains($0) }
    reading = (known + added).joined(separator: "\n")
  }
}
