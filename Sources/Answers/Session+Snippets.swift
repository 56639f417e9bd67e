// What a row was read as, as the text of a cell: whoever doubts the verdict pastes it and gets the same one.

import Expressions
import Findings
import LaTeX
import Syntax

extension Session {
  /// Puts what a row was read as beside its verdict.
  func tell(
    _ reading: Reading,
    continuing previous: ExpressionID?,
    _ state: DisplayState,
    _ options: AnswerOptions,
    _ line: inout CheckedLine
  ) {
    line.reading = line.reading ?? snippet(reading, continuing: previous, state, options)
    for use in reading.uses + reading.openUses {
      guard let habit = Habit.named(use.habit), habit.isTold(use.way), !line.habits.contains(habit.name)
      else {
        continue
      }
      line.habits.append(habit.name)
    }
  }

  /// A claim as it was read, with the conventions that its author fixed.
  func claim(_ sides: [SyntaxTree], _ options: AnswerOptions) -> String? {
    guard sides.count > 1 else { return nil }
    var snippet = Snippet(.claim(sides))
    snippet.options = conventions(options)
    return snippet.text(after: scope)
  }

  /// The option lines of the conventions that the author fixed.
  private func conventions(_ options: AnswerOptions) -> [Snippet.Option] {
    var lines: [Snippet.Option] = []
    if options.fixesLayout { lines.append(Snippet.Option("layout", options.layout.rawValue)) }
    if options.fixesStructure { lines.append(Snippet.Option("structured", options.structured.rawValue)) }
    return lines
  }

  /// The reading of a row as a cell after those of the notebook.
  private func snippet(
    _ reading: Reading,
    continuing previous: ExpressionID?,
    _ state: DisplayState,
    _ options: AnswerOptions
  ) -> String? {
    var sides = reading.trees
    if let previous {
      guard let before = state.previousTree ?? parsed(previous) else { return nil }
      sides.insert(before, at: 0)
    }
    guard sides.count > 1 else { return sides.first.flatMap { state.notebook.text(of: $0) } }
    var snippet = Snippet(.claim(sides))
    snippet.options = conventions(options)
    // Beside a mixture the layout in force is said, since a cell without it would try the others.
    if reading.layout != .mixed || reading.mixture != nil, !options.fixesLayout {
      snippet.options.append(Snippet.Option("layout", reading.layout.rawValue))
    }
    snippet.definitions = definitions(in: sides, state)
    let free = scope.freeIndexRanges(in: sides + snippet.definitions.map(\.body))
    snippet.indices = free.sorted { $0.key < $1.key }.map { Snippet.Index($0.key, upTo: $0.value) }
    snippet.declarations = reading.inferred
    return snippet.text(after: state.notebook)
      ?? spelledAlone(sides)
  }

  /// The sides without what they need, where a line before them has no meaning in a cell.
  private func spelledAlone(_ sides: [SyntaxTree]) -> String? {
    let texts = sides.compactMap { scope.text(of: $0) ?? PlainTreePrinter.text($0, in: scope.context) }
    return texts.count == sides.count ? "claim " + texts.joined(separator: " == ") : nil
  }

  /// The names that rows of the display define and that formulas rest on, in the order in which they were defined.
  private func definitions(in sides: [SyntaxTree], _ state: DisplayState) -> [Snippet.Definition] {
    var wanted = Set(sides.flatMap(\.names))
    var found: [Snippet.Definition] = []
    for definition in state.definitions.reversed() where wanted.contains(definition.name) {
      found.append(definition)
      wanted.formUnion(definition.body.names)
    }
    return found.reversed()
  }

  /// An expression as a formula; nil when its text is not read as it was printed.
  private func parsed(_ expression: ExpressionID) -> SyntaxTree? {
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
