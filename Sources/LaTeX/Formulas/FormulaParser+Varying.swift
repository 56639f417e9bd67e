// By what a derivative is taken whose variable stands nowhere, and directions in square brackets: `D\operatorname{tr}(AX)[H]`.

import Diagnostics
import Expressions
import Syntax

extension FormulaParser {
  /// What varies in a function whose derivative names no variable.
  ///
  /// It is the one name that varies in the display, else the only name of the formula; nothing where neither is one.
  func varied(in function: SyntaxTree) -> [SyntaxTree] {
    let names = freeNames(of: function)
    var found = context.variables
    let inside = found.filter { name in names.contains { NameTable.key($0) == NameTable.key(name) } }
    if found.count > 1, inside.count == 1 { found = inside }
    if found.isEmpty, let only = names.first, names.count == 1, context.names[only]?.isDefined != true {
      found = [only]
    }
    return found.map { SyntaxTree(.name($0, latex: nil), function.range) }
  }

  /// The arguments of a call of a function that the vocabulary does not know: `f(X)`, `f(AX)`.
  func argumentsOfOwn(_ tree: SyntaxTree) -> [SyntaxTree]? {
    guard case .call(let name, _, _, let arguments) = tree.kind else { return nil }
    if case .function = context.names[name]?.kind { return arguments }
    return context.names.isKnown(function: name) ? nil : arguments
  }

  /// Whether a name stands in a formula.
  func occurs(_ name: SyntaxTree, in function: SyntaxTree) -> Bool {
    guard case .name(let name, _) = name.kind else { return false }
    return freeNames(of: function).contains { NameTable.key($0) == NameTable.key(name) }
  }

  /// The next factor, a square bracket after which is a direction and no argument.
  mutating func factorBeforeDirection() throws(UnreadableFormula) -> FormulaReading {
    let outer = bracketsAreDirections
    bracketsAreDirections = true
    defer { bracketsAreDirections = outer }
    return try factor()
  }

  /// `\partial_x f[h]`, `\partial_x f(x)[h]`: what has a name or is called, in the direction in the brackets.
  mutating func partialInDirection(_ atom: LaTeXAtom, _ wrt: SyntaxTree) throws(UnreadableFormula)
    -> FormulaReading?
  {
    guard !isTrial, case .name = wrt.kind, let first = peek, startsFactor(first) else { return nil }
    let start = self
    var trial = self
    trial.isTrial = true
    guard let function = try? trial.factorBeforeDirection(), isNamed(function.tree),
      trial.peek?.isSymbol("[") == true
    else { return nil }
    let whole = try factorBeforeDirection()
    guard peek?.isSymbol("[") == true else {
      self = start
      return nil
    }
    let (items, end) = try bracketItems()
    guard items.count == 1 else {
      throw UnreadableFormula("latex.derivative", "a first derivative has one direction", end)
    }
    let map = FormulaReading.Map(of: whole.tree, wrt: [wrt], takesFactor: true)
    return try frobenius(from: direction(map, items[0], from: atom.range))
  }

  /// Whether a formula is a call, or the name of a function or of something defined.
  private func isNamed(_ tree: SyntaxTree) -> Bool {
    switch tree.kind {
    case .call: return true
    case .name(let name, _):
      if case .function = context.names[name]?.kind { return true }
      return context.names[name]?.isDefined == true
    default: return false
    }
  }

  /// The names of a formula that may vary, each once: no sizes, no bound indices, no constants that nobody declared.
  private func freeNames(of tree: SyntaxTree) -> [String] {
    var names: [String] = []
    var work: [(tree: SyntaxTree, bound: [String])] = [(tree, boundIndices)]
    while let (next, bound) = work.popLast() {
      switch next.kind {
      case .name(let name, _):
        if !bound.contains(name), !names.contains(name), mayVary(name) { names.append(name) }
      case .indexed(_, let index, _, _): work += next.children.map { ($0, bound + [index]) }
      default: work += next.children.map { ($0, bound) }
      }
    }
    return names
  }

  private func mayVary(_ name: String) -> Bool {
    switch context.names[name]?.kind {
    case .size, .function: false
    case .scalar, .vector, .row, .matrix, .family, .other: true
    case nil: !["I", "e", "pi"].contains(name)
    }
  }
}
