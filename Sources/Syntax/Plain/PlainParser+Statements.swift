// Lines of a cell: declarations, definitions, questions, claims and proofs.

import Diagnostics
import Expressions

extension PlainParser {
  private static let types: [String] = ["matrix", "scalar", "vector"]
  private static let attributes: [String] = Properties.named.map(\.name)
  private static let openings: Set<String> = ["claim", "proof"]

  /// All statements of the text.
  mutating func statements() -> [Statement] {
    joinLines()
    var result: [Statement] = []
    while current.kind != .end {
      if current.kind == .newline || current.mark == ";" {
        advance()
        continue
      }
      result.append(line())
    }
    return result
  }

  /// Removes the line breaks that do not end a statement: in open brackets and after an operator.
  private mutating func joinLines() {
    var kept: [Token] = []
    var open = 0
    for (place, token) in tokens.enumerated() {
      switch token.kind {
      case .mark("("), .mark("["), .mark(".("): open += 1
      case .mark(")"), .mark("]"): open = max(0, open - 1)
      case .newline:
        // A bracket left open must not swallow the lines that follow.
        if open > 0, !beginsStatement(place + 1) { continue }
        if let mark = kept.last?.mark, PlainParser.trailing.contains(mark),
          mark == "," || !beginsDefinition(afterBlankLines: place)
        {
          continue
        }
        if tokens[place + 1].mark == "==", kept.last?.kind != .newline, !isInProof(kept) { continue }
        open = 0
      case .name, .number, .mark, .superscript, .invalid, .end: break
      }
      kept.append(token)
    }
    tokens = kept
  }

  private static let trailing: Set<String> = [
    "+", "-", "*", "/", "^", ".*", "./", ".^", ".+", ".-", "⊗", ":", "=", "==", ",",
  ]

  /// Whether the next line that is not blank is a definition or a declaration, which an operator left over at the
  /// end of a line must not swallow.
  private func beginsDefinition(afterBlankLines place: Int) -> Bool {
    let next = tokens[place...].firstIndex { $0.kind != .newline } ?? place
    guard next + 1 < tokens.count, let name = tokens[next].name else { return false }
    let isQuestion = Statement.Question.Kind(rawValue: name) != nil || name == "claim"
    return !isQuestion && beginsStatement(next)
  }

  /// Whether the last line that opens or ends a proof opens one.
  private func isInProof(_ kept: [Token]) -> Bool {
    let last = kept.last { $0.name == "proof" || $0.name == "qed" }
    return last?.name == "proof"
  }

  /// Whether a line that begins at this place can only be a statement of its own.
  private func beginsStatement(_ place: Int) -> Bool {
    guard place + 1 < tokens.count, let name = tokens[place].name else { return false }
    let next = tokens[place + 1]
    if next.mark == "=" { return true }
    if next.mark == ":" || next.mark == ",", let type = typeWord(from: place) {
      return PlainParser.types.contains(type)
    }
    let isQuestion = Statement.Question.Kind(rawValue: name) != nil || name == "claim"
    return (isQuestion && next.name != nil) || (PlainParser.openings.contains(name) && next.kind == .newline)
  }

  /// The word after the colon of `a, b : word`, where a line begins at the place.
  private func typeWord(from place: Int) -> String? {
    var place = place
    while place + 2 < tokens.count, tokens[place].name != nil {
      if tokens[place + 1].mark == "[", place + 4 < tokens.count, tokens[place + 3].mark == "]" { place += 3 }
      if tokens[place + 1].mark == ":" {
        // Attributes may stand before the type word.
        var word = place + 2
        while word < tokens.count, let text = tokens[word].name {
          if PlainParser.types.contains(text) { return text }
          guard attribute(at: word) != nil else { break }
          word += attribute(at: word)?.width ?? 1
        }
        return tokens[place + 2].name
      }
      guard tokens[place + 1].mark == "," else { return nil }
      place += 2
    }
    return nil
  }

  // MARK: - One line

  private mutating func line() -> Statement {
    let start = current.range.start
    isGivenUp = false
    operatorCount = 0
    depth = 0
    stops = []
    let kind = statement()
    if !isAtLineEnd {
      if case .unreadable = kind {} else { expected("the end of the line", hints: endHints) }
      while !isAtLineEnd { advance() }
    }
    stops = []
    return Statement(kind, SourceRange(start, lastEnd))
  }

  private var endHints: [String] {
    current.mark == "=" ? ["a definition begins its line; a claim compares with '=='"] : []
  }

  private mutating func statement() -> Statement.Kind {
    if let word = current.name {
      if let type = typeWord(from: position) {
        let isType = PlainParser.types.contains(type)
        // `A : B` is a Frobenius product; `A : matirx(n, n)` is a misspelt declaration.
        let isMisspelt =
          !context.names.contains(type) && !context.functions.contains(type) && type.count > 3
          && !Diagnostic.nearestNames(to: type, among: PlainParser.types).isEmpty
        if isType || isMisspelt { return declaration() }
      }
      if word == "claim" { return claim() }
      if word == "proof", endsLine(token(after: 1)) { return proof() }
      if let equals = definitionMark() { return definition(equals) }
      if let kind = Statement.Question.Kind(rawValue: word) { return question(kind) }
    }
    return noStatement()
  }

  private func endsLine(_ token: Token) -> Bool { token.kind == .newline || token.kind == .end }

  /// The place of the `=` of a definition on this line.
  private func definitionMark() -> Int? {
    var place = position
    while place < tokens.count {
      switch tokens[place].kind {
      case .mark("="): return place
      case .mark("=="), .newline, .end: return nil
      case .name("at"): return nil
      default: place += 1
      }
    }
    return nil
  }

  private mutating func noStatement() -> Statement.Kind {
    let start = current.range.start
    let first = current
    let formula = sum()
    guard !isGivenUp else { return .unreadable }
    let range = SourceRange(start, max(lastEnd, first.range.end))
    if current.mark == "==" {
      report(.notAStatement(range, hints: ["write 'claim' before it"]))
    } else if let word = first.name, case .binary(.multiply, _, _) = formula.kind,
      let near = Diagnostic.nearestNames(
        to: word,
        among: Statement.Question.Kind.allCases.map(\.rawValue) + ["claim", "proof"]
      ).first, word.count > 3, !context.names.contains(word)
    {
      report(.notAStatement(range, hints: ["did you mean '\(near)'?"]))
    } else if !isAtLineEnd {
      expected("an operator or '='")
    } else {
      report(.notAStatement(range, hints: ["ask with 'simplify' or 'evaluate', or name it: 'A = …'"]))
    }
    isGivenUp = true
    return .unreadable
  }

  // MARK: - Declarations

  private mutating func declaration() -> Statement.Kind {
    var names: [Statement.Name] = []
    var index: Statement.Name?
    repeat {
      guard let name = takeName() else { return .unreadable }
      names.append(name)
      if take("[") {
        guard let inner = takeName() else { return .unreadable }
        index = inner
        if !take("]") {
          expected("']'")
          return .unreadable
        }
      }
    } while take(",")
    _ = take(":")
    var attributes: [Statement.Name] = []
    var type: Statement.TypeForm?
    while let word = current.name {
      if PlainParser.types.contains(word), type == nil {
        type = self.type(word)
        if type == nil { return .unreadable }
      } else if let found = attribute(at: position) {
        let range = SourceRange(current.range.start, token(after: found.width - 1).range.end)
        attributes.append(Statement.Name(found.name, range: range))
        for _ in 0..<found.width { advance() }
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
    return .declaration(names: names, index: index, type: type, attributes: attributes)
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
  private func attribute(at place: Int) -> (name: String, width: Int)? {
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
      expected("'(' and a size, as in '\(word)(\(word == "vector" ? "n" : "n, m"))'")
      return nil
    }
    depth += 1
    defer { depth -= 1 }
    let first = sum()
    addSizes(first)
    if word == "vector" {
      close(")", opened: open)
      return isGivenUp ? nil : .vector(first)
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

  /// Size names are names: `d` as a size is no longer the prefix of a differential.
  private mutating func addSizes(_ tree: SyntaxTree) {
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

  private mutating func takeName() -> Statement.Name? {
    guard let name = current.name else {
      expected("a name")
      return nil
    }
    defer { advance() }
    return Statement.Name(name, range: current.range)
  }

  // MARK: - Definitions

  private mutating func definition(_ equals: Int) -> Statement.Kind {
    let before = position
    guard let name = takeName() else { return .unreadable }
    var parameters: [Statement.Name]?
    var index: Statement.Name?
    if take("(") {
      var found: [Statement.Name] = []
      repeat {
        guard let parameter = takeName() else { return .unreadable }
        found.append(parameter)
      } while take(",")
      if !take(")") {
        expected("')'")
        return .unreadable
      }
      parameters = found
    } else if take("[") {
      guard let inner = takeName() else { return .unreadable }
      index = inner
      if !take("]") {
        expected("']'")
        return .unreadable
      }
    }
    guard position == equals, take("=") else {
      if current.mark == "==" || position < equals, before < equals {
        let range = SourceRange(tokens[before].range.start, tokens[equals].range.end)
        report(
          .notAStatement(
            range,
            hints: ["only a name, f(X) or x[i] can be defined", "a claim compares with 'claim … == …'"]
          )
        )
        isGivenUp = true
      }
      return .unreadable
    }
    let local = (parameters ?? []).map(\.text) + (index.map { [$0.text] } ?? [])
    let added = local.filter { context.names.insert($0).inserted }
    // A parameter named like a function is a name inside the body: f(diag) is rare, f(e) is not.
    let body = sum()
    for name in added { context.names.remove(name) }
    if parameters != nil { context.functions.insert(name.text) }
    context.names.insert(name.text)
    if isGivenUp, case .unreadable = body.kind { return .unreadable }
    return .definition(name: name, parameters: parameters, index: index, body: body)
  }

  // MARK: - Questions

  private mutating func question(_ kind: Statement.Question.Kind) -> Statement.Kind {
    advance()
    stops = ["wrt", "along", "at"]
    let formula = sum()
    var variables: [SyntaxTree] = []
    var directions: [SyntaxTree] = []
    var bindings: [Statement.Binding] = []
    while !isGivenUp, let clause = current.name, stops.contains(clause) {
      advance()
      repeat {
        switch clause {
        case "wrt": variables.append(sum())
        case "along": directions.append(sum())
        default:
          guard let binding = binding() else { return .unreadable }
          bindings.append(binding)
        }
      } while take(",")
    }
    if isGivenUp { return .unreadable }
    switch kind {
    case .gradient, .jacobian, .hessian, .directional, .stationary:
      if variables.isEmpty {
        expected("'wrt' and a variable", hints: ["\(kind.rawValue) f wrt X"])
        return .unreadable
      }
    case .differential, .simplify, .evaluate: break
    }
    if kind == .directional, directions.isEmpty {
      expected("'along' and a direction", hints: ["directional f wrt X along V"])
      return .unreadable
    }
    return .question(
      Statement.Question(
        kind: kind,
        of: formula,
        variables: variables,
        along: directions,
        bindings: bindings
      )
    )
  }

  private mutating func binding() -> Statement.Binding? {
    guard let name = takeName() else { return nil }
    guard take("=") else {
      expected("'=' and a value, as in 'at W = [1, 2; 3, 4]'")
      return nil
    }
    return Statement.Binding(name: name, value: sum())
  }

  // MARK: - Claims and proofs

  private mutating func claim() -> Statement.Kind {
    advance()
    var formulas = [sum()]
    while current.mark == "==" || current.mark == "=" {
      if current.mark == "=" {
        report(.unexpected(current, expected: "'=='", hints: ["a claim compares with '=='"]))
      }
      advance()
      formulas.append(sum())
    }
    if isGivenUp { return .unreadable }
    guard formulas.count > 1 else {
      expected("'==' and what it is equal to")
      return .unreadable
    }
    return .claim(formulas)
  }

  private mutating func proof() -> Statement.Kind {
    let opening = current
    advance()
    var rows: [Statement.ProofRow] = []
    while true {
      if current.kind == .newline || current.mark == ";" {
        advance()
      } else if current.name == "qed" {
        advance()
        break
      } else if current.kind == .end {
        isGivenUp = false
        report(
          Diagnostic(
            code: "syntax.proof",
            message: "found the end of the text, expected 'qed'",
            range: opening.range,
            hints: ["end the proof with a line 'qed'"]
          )
        )
        break
      } else {
        rows.append(proofRow())
      }
    }
    return .proof(rows)
  }

  private mutating func proofRow() -> Statement.ProofRow {
    let start = current.range.start
    isGivenUp = false
    operatorCount = 0
    depth = 0
    stops = ["because"]
    let continues = take("==") || take("=")
    var formulas = [sum()]
    while take("==") || take("=") { formulas.append(sum()) }
    var reason: Statement.Name?
    if !isGivenUp, current.name == "because" {
      advance()
      let from = current.range.start
      while !isAtLineEnd { advance() }
      let range = SourceRange(from, lastEnd)
      if range.start == range.end {
        expected("the name of a rule")
      } else {
        reason = Statement.Name(slice(range), range: range)
      }
    }
    if !isAtLineEnd {
      expected("the end of the line")
      while !isAtLineEnd { advance() }
    }
    return Statement.ProofRow(
      formulas: formulas,
      continues: continues,
      reason: reason,
      range: SourceRange(start, lastEnd)
    )
  }

  private func slice(_ range: SourceRange) -> String {
    String(decoding: text.utf8.dropFirst(range.start).prefix(range.end - range.start), as: UTF8.self)
  }
}
