// Declarations: names, a type, attributes.

import Diagnostics
import Expressions

extension PlainParser {
  mutating func declaration() -> Statement.Kind {
    var names: [Statement.Name] = []
    var indices: [String: Statement.Name] = [:]
    repeat {
      guard let name = takeName() else { return .unreadable }
      names.append(name)
      if take("[") {
        guard let inner = takeName() else { return .unreadable }
        indices[name.text] = inner
        if !take("]") {
          expected("']'")
          return .unreadable
        }
      }
    } while take(",")
    if let type = membership() {
      for name in names { context.names.insert(name.text) }
      var attributes: [Statement.Name] = []
      _ = take(",")
      while let found = attribute(at: position) {
        attributes.append(take(found))
        _ = take(",")
      }
      return isGivenUp
        ? .unreadable : .declaration(names: names, indices: indices, type: type, attributes: attributes)
    }
    _ = take(":")
    var attributes: [Statement.Name] = []
    var type: Statement.TypeForm?
    while let word = current.name {
      if PlainParser.types.contains(word), type == nil {
        type = self.type(word)
        if type == nil { return .unreadable }
      } else if let found = attribute(at: position) {
        attributes.append(take(found))
      } else if type == nil {
        report(.unknownWord("type", word, current.range, among: PlainParser.types))
        isGivenUp = true
        return .unreadable
      } else {
        reportAttribute()
      }
      _ = take(",")
    }
    guard let type else {
      expected("a type: scalar, vector(n) or matrix(n, m)")
      return .unreadable
    }
    for name in names { context.names.insert(name.text) }
    return .declaration(names: names, indices: indices, type: type, attributes: attributes)
  }

  /// Takes the words of an attribute that stands here.
  private mutating func take(_ found: (name: String, width: Int)) -> Statement.Name {
    let range = SourceRange(current.range.start, token(after: found.width - 1).range.end)
    for _ in 0..<found.width { advance() }
    return Statement.Name(found.name, range: range)
  }

  private mutating func reportAttribute() {
    let start = current.range.start
    var word = current.name ?? ""
    advance()
    while current.mark == "-", !current.isSpaced, let next = token(after: 1).name {
      word += "-" + next
      advance()
      advance()
    }
    let range = SourceRange(start, lastEnd)
    report(.unknownWord("attribute", word, range, among: PlainParser.attributes))
  }

  /// The attribute that stands at the place: `upper-triangular`, or `positive definite` in two words.
  func attribute(at place: Int) -> (name: String, width: Int)? {
    guard place < tokens.count, let first = tokens[place].name else { return nil }
    if place + 2 < tokens.count, tokens[place + 1].mark == "-", let second = tokens[place + 2].name,
      PlainParser.attributes.contains(first + "-" + second)
    {
      return (first + "-" + second, 3)
    }
    if place + 1 < tokens.count, let second = tokens[place + 1].name,
      PlainParser.attributes.contains(first + "-" + second)
    {
      return (first + "-" + second, 2)
    }
    return PlainParser.attributes.contains(first) ? (first, 1) : nil
  }

  private mutating func type(_ word: String) -> Statement.TypeForm? {
    advance()
    if word == "scalar" { return .scalar }
    let open = current
    guard take("(") else {
      expected("'(' and a size, as in '\(word)(\(word == "matrix" ? "n, m" : "n"))'")
      return nil
    }
    depth += 1
    defer { depth -= 1 }
    let first = sum()
    addSizes(first)
    if word != "matrix" {
      close(")", opened: open)
      return isGivenUp ? nil : word == "index" ? .index(first) : .vector(first)
    }
    if current.mark == ")", let (rows, columns) = squareOrTimes(first) {
      close(")", opened: open)
      return isGivenUp ? nil : .matrix(rows, columns)
    }
    guard take(",") else {
      expected("',' and the number of columns, as in 'matrix(n, m)'", hints: ["a column is 'vector(n)'"])
      return nil
    }
    let second = sum()
    addSizes(second)
    close(")", opened: open)
    return isGivenUp ? nil : .matrix(first, second)
  }

  /// The sizes of `matrix(n)`, which is square, and of `matrix(n × m)`; nil for a product, which is no pair.
  func squareOrTimes(_ tree: SyntaxTree) -> (SyntaxTree, SyntaxTree)? {
    switch tree.kind {
    case .name, .number: return (tree, tree)
    case .binary(.multiply, let rows, let columns):
      let between = text.utf8.dropFirst(rows.range.end).prefix(max(0, columns.range.start - rows.range.end))
      let sign = String(decoding: between, as: UTF8.self).filter { $0 != " " }
      return sign == "×" ? (rows, columns) : nil
    default: return nil
    }
  }

  /// Size names are names: `d` as a size is no longer the prefix of a differential.
  mutating func addSizes(_ tree: SyntaxTree) {
    var work = [tree]
    while let next = work.popLast() {
      switch next.kind {
      case .name(let name, _): context.names.insert(name)
      case .binary(_, let a, let b): work += [a, b]
      case .parenthesized(let inner): work.append(inner)
      default: break
      }
    }
  }

  mutating func takeName() -> Statement.Name? {
    guard let name = current.name else {
      expected("a name")
      return nil
    }
    defer { advance() }
    return Statement.Name(name, range: current.range)
  }
}
