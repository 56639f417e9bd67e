// What stands only inside brackets: the ranges of an entry, the axis of a reduction, the condition of a choice.

import Diagnostics
import Expressions

extension PlainParser {
  /// The functions whose first argument is a comparison.
  private static let choosing: Set<String> = ["where"]
  /// The words with which other languages number an axis.
  private static let axisWords: Set<String> = ["axis", "dim", "dims"]

  /// The indices of an entry, ranges among them; the opening bracket has been taken.
  mutating func indices(opened open: Token) -> [SyntaxTree] {
    if take("]") { return [] }
    depth += 1
    let outer = isAmongIndices
    isAmongIndices = true
    defer {
      depth -= 1
      isAmongIndices = outer
    }
    var items: [SyntaxTree] = []
    repeat { items.append(index()) } while take(",")
    close("]", opened: open)
    return items
  }

  /// An index, or a range `a:b` with ends that may be left out.
  private mutating func index() -> SyntaxTree {
    let start = current.range
    var first: SyntaxTree?
    if current.mark != ":" {
      let index = sum()
      guard current.mark == ":" else { return index }
      first = index
    }
    advance()
    let last = endsIndex ? nil : sum()
    if current.mark == ":", !isGivenUp {
      report(.rangeWithStep(SourceRange(start.start, current.range.end)))
      isGivenUp = true
    }
    let range = SourceRange(start.start, max(lastEnd, start.end))
    return SyntaxTree(.argument(.range(from: first, to: last.flatMap(end))), range)
  }

  private var endsIndex: Bool { current.mark == "," || current.mark == "]" }

  /// The last index of a range; `end`, where it is no name of the author, is the size.
  private func end(_ tree: SyntaxTree) -> SyntaxTree? {
    if case .name("end", _) = tree.kind, !context.names.contains("end") { return nil }
    return tree
  }

  /// An argument of a call: a formula, an axis at the end, or a comparison.
  mutating func argument(of name: String, isFirst: Bool) -> SyntaxTree {
    if !isFirst, let axis = axis() { return axis }
    let operand = sum()
    guard isFirst, PlainParser.choosing.contains(name), let mark = current.mark,
      let relation = Statement.Assumption.Relation(rawValue: mark)
    else { return operand }
    advance()
    let other = sum()
    return SyntaxTree(
      .argument(.comparison(relation, operand, other)),
      operand.range.union(other.range)
    )
  }

  /// `rows` or `columns` as the last argument; `axis=1` is reported with what to write.
  private mutating func axis() -> SyntaxTree? {
    guard let word = current.name, !context.names.contains(word) else { return nil }
    if token(after: 1).mark == ")", let axis = SyntaxTree.Axis(rawValue: word) {
      let range = current.range
      advance()
      return SyntaxTree(.argument(.axis(axis)), range)
    }
    guard token(after: 1).mark == "=" else { return nil }
    let start = current.range.start
    let isAxis = PlainParser.axisWords.contains(word)
    advance()
    advance()
    _ = sum()
    let range = SourceRange(start, lastEnd)
    report(isAxis ? .numberedAxis(word, range) : .namedArgument(word, range))
    isGivenUp = true
    return SyntaxTree(.unreadable, range)
  }
}

extension Diagnostic {
  static func rangeWithStep(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "syntax.range",
      message: "a range of indices has no step",
      range: range,
      hints: ["write 'a:b', both ends included", "other entries are a literal: '[x[1]; x[3]]'"]
    )
  }

  static func numberedAxis(_ word: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "syntax.axis",
      message: "'\(word)' is written by its name here, since languages number axes differently",
      range: range,
      hints: [
        "'rows' gives one value a row: 'sum(X, rows)' (axis=1 in NumPy, dims=2 in Julia, 2 in MATLAB)",
        "'columns' gives one value a column: 'sum(X, columns)' (axis=0 in NumPy, dims=1 in Julia, 1 in MATLAB)",
      ]
    )
  }

  static func namedArgument(_ word: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "syntax.argument",
      message: "arguments have no names here",
      range: range,
      hints: ["leave '\(word) = …' out"]
    )
  }
}
