// What the LaTeX reader is told of the names in scope.

import Expressions
package import Syntax

extension Scope {
  /// The names in scope with roughly what they stand for, for the reader of LaTeX.
  package var nameTable: NameTable {
    var table = NameTable(vocabulary: graph.vocabulary)
    for name in sizeNames { table.insert(NameTable.Entry(name, .size)) }
    for (name, binding) in bindings.sorted(by: { $0.key < $1.key }) {
      table.insert(entry(name, binding))
    }
    return table
  }

  private func entry(_ name: String, _ binding: Binding) -> NameTable.Entry {
    switch binding {
    case .symbol(let symbol):
      guard case .defined(let definition) = graph[symbol].role else {
        return NameTable.Entry(name, kind(of: graph[symbol].shape))
      }
      return NameTable.Entry(
        name,
        kind(of: graph[symbol].shape),
        isDefined: true,
        parts: names(in: definition)
      )
    case .family(let symbol, let index):
      return NameTable.Entry(name, .family(kind(of: graph[symbol].shape)), isDefined: index != nil)
    case .function(let function):
      var value = function.symbol.map { kind(of: graph[$0].shape) }
      if value == nil {
        var trial = self
        trial.diagnostics = []
        value = trial.functionValue(name, function.body.range).map { kind(of: trial.graph.shape($0)) }
      }
      return NameTable.Entry(
        name,
        .function(parameters: function.parameters.map(\.text), value: value),
        isDefined: true,
        isEntrywise: isEntrywise(function)
      )
    case .failed: return NameTable.Entry(name, .other)
    }
  }

  /// How much of a definition is looked through for its names; every reader asks for those of all definitions.
  private static let partBound = 64

  /// The names in an expression, those of its first parts only where it is long.
  private func names(in definition: ExpressionID) -> Set<String> {
    var found: Set<String> = []
    var work = [definition]
    var place = 0
    while place < work.count, place < Scope.partBound {
      switch graph[work[place]] {
      case .symbol(let symbol), .member(let symbol, _): found.insert(graph[symbol].name)
      default: break
      }
      work.append(contentsOf: graph[work[place]].children)
      place += 1
    }
    return found
  }

  private func kind(of shape: Shape) -> NameTable.Kind {
    if shape.isScalar { return .scalar }
    if shape.columns.isOne { return .vector }
    return shape.rows.isOne ? .row : .matrix
  }
}

extension LaTeXReader {
  /// A reader that knows the names of a scope, with the `of=` and `wrt=` of the display.
  package init(macros: String = "", scope: Scope, subject: String? = nil, variables: [String] = []) {
    self.init(macros: macros, names: scope.nameTable, subject: subject, variables: variables)
  }
}
