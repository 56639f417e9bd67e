// Ranges of indices: rows of an identity before and behind a matrix, `X[a:b, c:d]` = selection(m, a, b)*X*selection(n, c, d)'.

import Diagnostics
import Expressions

extension Scope {
  /// What an entry with a range among its indices stands for.
  mutating func slice(of base: SyntaxTree, _ indices: [SyntaxTree], _ range: SourceRange) -> Value? {
    guard let matrix = lower(base) else { return nil }
    let shape = graph.shape(matrix)
    let isVector = shape.columns.isOne || shape.rows.isOne
    guard indices.count == 2 || (indices.count == 1 && isVector), !shape.isScalar else {
      report(.indexCount(text(matrix), shape, indices.count, range))
      return nil
    }
    let name = text(matrix)
    var result = matrix
    for (place, tree) in indices.enumerated() {
      let isRow = indices.count == 2 ? place == 0 : shape.columns.isOne
      let size = isRow ? shape.rows : shape.columns
      guard let picked = picked(tree, upTo: size, of: name) else { return nil }
      guard let rows = picked.rows else { continue }
      if isRow {
        result = graph.product([rows, result])
      } else {
        let columns = graph.transpose(rows)
        result = graph.product([result, columns])
      }
    }
    return .known(result)
  }

  /// The rows of an identity that one index or range picks; nil inside for all of them.
  private mutating func picked(_ tree: SyntaxTree, upTo size: Size, of name: String) -> (
    rows: ExpressionID?, Void
  )? {
    guard case .argument(.range(let from, let to)) = tree.kind else {
      guard let index = index(tree, upTo: size, of: name) else { return nil }
      let length = graph.size(size)
      guard let unit = try? graph.apply("basis", [length, index]) else {
        report(.notAPlace(tree.range))
        return nil
      }
      return (graph.transpose(unit), ())
    }
    guard let first = end(from, or: .one, of: name), let last = end(to, or: size, of: name) else {
      return nil
    }
    if first.isOne, last == size { return (nil, ()) }
    if let failure = rangeFailure(first, last, size, name, tree.range) {
      report(failure)
      return nil
    }
    let arguments = [size, first, last].map { graph.size($0) }
    let units = first == last ? try? graph.apply("basis", [arguments[0], arguments[1]]) : nil
    if let units { return (graph.transpose(units), ()) }
    guard let rows = try? graph.apply("selection", arguments) else {
      report(.notAPlace(tree.range))
      return nil
    }
    return (rows, ())
  }

  /// The end of a range, a size or a number.
  private mutating func end(_ tree: SyntaxTree?, or size: Size, of name: String) -> Size? {
    guard let tree else { return size }
    let moves = tree.names.contains { name in
      if case .symbol(let symbol) = bindings[name], case .index = graph[symbol].role { true } else { false }
    }
    guard !moves else {
      report(.rangeOverIndex(tree.range))
      return nil
    }
    return declaredSize(tree, for: name)
  }

  /// Why a range with ends that are numbers picks nothing, or more than there is.
  private func rangeFailure(_ first: Size, _ last: Size, _ size: Size, _ name: String, _ range: SourceRange)
    -> Diagnostic?
  {
    if let beyond = (last - size).constant, beyond > 0 {
      return .rangePastEnd(last, name, size, range)
    }
    if let count = (last - first).constant, count < 0 { return .rangeEmpty(first, last, range) }
    return nil
  }
}

extension Diagnostic {
  static func notAPlace(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "shape.index",
      message: "a range of indices has sizes and numbers as its ends",
      range: range,
      hints: ["write 'a:b' with a size or a number on each side"]
    )
  }

  static func rangeOverIndex(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "shape.index",
      message: "the end of a range moves with the index of a sum, so that the range has no one size",
      range: range,
      hints: ["a sum over the entries takes them one by one: 'sum(j in 1..n, x[j])'"]
    )
  }

  static func rangePastEnd(_ last: Size, _ name: String, _ size: Size, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "shape.index",
      message: "the range ends at \(last), past the end of '\(name)', \(size)",
      range: range,
      hints: ["indices run from 1, and a range takes both of its ends"]
    )
  }

  static func rangeEmpty(_ first: Size, _ last: Size, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "shape.index",
      message: "the range from \(first) to \(last) is empty",
      range: range,
      hints: ["a range goes from its first index to its last one, both included"]
    )
  }

  static func misplacedArgument(_ form: SyntaxTree.ArgumentForm, _ range: SourceRange) -> Diagnostic {
    let (message, hint) =
      switch form {
      case .axis(let axis):
        ("this function takes no axis", "'sum(X, \(axis.rawValue))', and likewise \(Scope.reductionList)")
      case .range: ("a range stands only among the indices of an entry", "'x[2:5]', 'X[1:2, :]'")
      case .comparison:
        ("a comparison stands only in 'where'", "'where(x > 0, y, z)'; an assumption is 'given x > 0'")
      }
    return Diagnostic(code: "syntax.argument", message: message, range: range, hints: [hint])
  }
}
