// Lines of a cell: declarations, definitions, questions, claims, assumptions and proofs.

import Diagnostics
import Findings
import Expressions

extension PlainParser {
  static let types: [String] = ["index", "matrix", "scalar", "vector"]
  static let attributes: [String] = Properties.named.map(\.name)
  static let openings: Set<String> = ["claim", "proof"]

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
    if current.mark == "=" { return ["a definition begins its line; a claim compares with '=='"] }
    return assumptionHints
  }

  /// What to do with a `!=` or `>` where only `==` can stand.
  var assumptionHints: [String] {
    let relation = current.mark.flatMap(Statement.Assumption.Relation.init(rawValue:))
    guard let relation, relation != .equal else { return [] }
    return ["'\(relation.rawValue)' is assumed with 'given', not claimed"]
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
      if declaresMembership { return declaration() }
      if word == "claim" { return claim() }
      if word == "given", !definesNameHere { return assumption() }
      if word == "proof", endsLine(token(after: 1)) { return proof() }
      if let equals = definitionMark() { return definition(equals) }
      if let kind = QuestionKind(rawValue: word) { return question(kind) }
      if let kind = PlainParser.otherQuestions[word], !context.names.contains(word),
        !context.functions.contains(word)
      {
        return question(kind)
      }
    }
    return noStatement()
  }

  /// Whether the line defines its first word: `given = 2`, `given(x) = x + 1`.
  private var definesNameHere: Bool {
    switch token(after: 1).mark {
    case "=": true
    case "(": definitionMark() != nil
    default: false
    }
  }

  private func endsLine(_ token: Token) -> Bool { token.kind == .newline || token.kind == .end }

  /// The place of the `=` of a definition on this line.
  private func definitionMark() -> Int? {
    var place = position
    var depth = 0
    while place < tokens.count {
      switch tokens[place].kind {
      // Between brackets it names an argument: `sum(X, axis=1)`.
      case .mark("=") where depth <= 0: return place
      case .mark("("), .mark(".("), .mark("["):
        depth += 1
        place += 1
      case .mark(")"), .mark("]"):
        depth -= 1
        place += 1
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
        among: QuestionKind.allCases.map(\.rawValue) + ["claim", "given", "proof"]
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

  // MARK: - Definitions

  mutating func definition(_ equals: Int) -> Statement.Kind {
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
    let added = local.filter { context.names.insert($0) }
    // A parameter named like a function is a name inside the body: f(diag) is rare, f(e) is not.
    let body = sum()
    for name in added { context.names.remove(name) }
    if parameters != nil { context.functions.insert(name.text) }
    context.names.insert(name.text)
    if isGivenUp, case .unreadable = body.kind { return .unreadable }
    return .definition(name: name, parameters: parameters, index: index, body: body)
  }
}
