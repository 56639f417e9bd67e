// A cell beside its outcomes: each outcome is that of its statement, whose text is read again by the plain reader.

import Expressions
import Findings
import JSON
import Syntax
import Verification

/// The outcomes of one cell, compared with what its text says.
struct RecordedCell {
  /// The names before the cell.
  let before: RecordScope
  /// The names after it, with which its results were found.
  let after: RecordScope
  let part: JSONValue
  let place: String

  /// What is not as the text says.
  func findings(_ statements: [LoweredStatement], _ outcomes: [JSONValue]) -> [RecordFinding] {
    var findings: [RecordFinding] = []
    func note(_ message: String) {
      findings.append(RecordFinding(kind: .outcome, place: place, message: message))
    }
    // Names are read line by line, as the outcomes list them.
    var listed = before
    listed.scope.layout = after.scope.layout
    var rest = outcomes[...]
    for statement in statements {
      switch statement {
      case .declaration, .definition, .given, .function(_, .some):
        guard let outcome = rest.popFirst(), let line = outcome["plain"]?.string else {
          note("a name of the cell is not among its outcomes")
          return findings
        }
        let read = listed.perform(line)
        if read?.count != 1 || !says(read?.first, in: listed, statement) {
          note("'\(line)' is not what the cell says")
        }
      case .function(_, nil): continue
      case .question(let question):
        let answers = answers(to: question, &rest)
        if answers.isEmpty { note("a question has no answer") }
        for answer in answers where !isAnswer(answer, to: question) {
          note("'\(answer["kind"]?.string ?? "") \(answer["of"]?.string ?? "")' is not what the cell asks")
        }
        if let missing = unanswered(question, answers) { note("there is no answer by '\(missing)'") }
      case .claim(let row): check([row], rest.popFirst(), note)
      case .proof(let rows): check(rows, rest.popFirst(), note)
      case .failed: return findings
      }
    }
    if !rest.isEmpty { note("it has more outcomes than its text has statements") }
    return findings
  }

  // MARK: - Names

  /// Whether a line that was read says what a statement of the cell says.
  private func says(_ line: LoweredStatement?, in listed: RecordScope, _ statement: LoweredStatement) -> Bool
  {
    switch (line, statement) {
    case (.declaration(let told)?, .declaration(let said)):
      return told.count == said.count
        && zip(told, said).allSatisfy { listed.scope.graph[$0].says(after.scope.graph[$1], assuming: after) }
    case (.definition(let told)?, .definition(let said)),
      (.definition(let told)?, .function(_, let said?)), (.function(_, let told?)?, .function(_, let said?)):
      let names = [listed.scope.graph[told].name, after.scope.graph[said].name]
      guard names[0] == names[1], let own = after.scope.graph.definition(of: said),
        let body = listed.scope.graph.definition(of: told)
      else { return false }
      // The text of the listed body, read with the names of the cell.
      var inside = after
      guard listed.scope.graph.shape(body) == after.scope.graph.shape(own),
        let again = inside.expression(PlainPrinter.text(body, in: listed.scope.graph))
      else { return false }
      return inside.areEqual(own, again)
    case (.given(let told)?, .given(let said)):
      return told.relation == said.relation && areSame(told.left, said.left, listed)
        && areSame(told.right, said.right, listed)
    default: return false
    }
  }

  private func areSame(_ told: ExpressionID, _ said: ExpressionID, _ listed: RecordScope) -> Bool {
    var inside = after
    guard let again = inside.expression(PlainPrinter.text(told, in: listed.scope.graph)) else { return false }
    return inside.areEqual(said, again)
  }

  // MARK: - Questions

  /// The answers at the front that belong to a question: as long as they are about the same thing.
  private func answers(to question: LoweredQuestion, _ rest: inout ArraySlice<JSONValue>) -> [JSONValue] {
    var answers: [JSONValue] = []
    let count =
      question.kind == .hessian && question.along.isEmpty && question.variables.count > 1
      ? question.variables.count * question.variables.count + 1 : max(question.variables.count, 1)
    let methods = part["options"]?["method"]?.string == "all" && question.along.isEmpty ? 3 : 1
    while answers.count < count * methods, let next = rest.first, next["steps"] != nil {
      answers.append(next)
      rest.removeFirst()
      // Questions that one method alone answers have fewer.
      if methods > 1, answers.count == count, rest.first?["steps"] == nil { break }
    }
    return answers
  }

  private func isAnswer(_ answer: JSONValue, to question: LoweredQuestion) -> Bool {
    guard let kind = answer["kind"]?.string, let of = answer["of"]?.string,
      let names = names(of: answer)
    else { return false }
    let isDerivative =
      ["gradient", "jacobian"].contains(kind) && [.gradient, .jacobian].contains(question.kind)
    guard kind == question.kind.rawValue || isDerivative, names.isText(of, for: question.of) else {
      return false
    }
    if !question.variables.isEmpty, let wrt = answer["wrt"]?.string, answer["kind"]?.string != "differential"
    {
      let names = names
      let asked = [wrt] + [answer["and"]?.string].compactMap { $0 }
      let isWhole = asked == [question.variables.map { names.text($0) }.joined(separator: ", ")]
      guard
        isWhole || asked.allSatisfy({ text in question.variables.contains { names.isText(text, for: $0) } })
      else { return false }
    }
    let along = answer["along"]?.strings ?? []
    // By an entry the direction is the unit matrix, which the question does not name.
    if !question.along.isEmpty || ["hessian", "directional"].contains(kind) {
      guard along.count == question.along.count,
        zip(along, question.along).allSatisfy({ names.isText($0, for: $1) })
      else { return false }
    }
    let bindings = answer["at"]?.array ?? []
    return bindings.count == question.bindings.count
      && zip(bindings, question.bindings).allSatisfy { told, said in
        let name =
          switch said.target {
          case .size(let name): name
          case .symbol(let symbol): after.scope.graph[symbol].name
          }
        return told["name"]?.string == name && names.isText(told["value"]?.string ?? "", for: said.value)
      }
  }

  private func names(of answer: JSONValue) -> RecordScope? {
    var inside = after
    for helper in answer["helpers"]?.strings ?? [] {
      guard inside.perform(helper) != nil else { return nil }
    }
    return inside
  }

  /// A variable of the question for which there is no answer.
  private func unanswered(_ question: LoweredQuestion, _ answers: [JSONValue]) -> String? {
    switch question.kind {
    case .gradient, .jacobian, .hessian, .directional, .stationary: break
    case .differential, .simplify, .evaluate: return nil
    }
    for variable in question.variables {
      let isAnswered = answers.contains { answer in
        guard let wrt = answer["wrt"]?.string, let names = names(of: answer) else { return false }
        // The index of a member of a family is another one in each text, under one letter.
        return names.isText(wrt, for: variable) || wrt == after.text(variable) || wrt.contains(",")
      }
      if !isAnswered { return after.text(variable) }
    }
    return nil
  }

  // MARK: - Rows

  private func check(_ rows: [LoweredRow], _ outcome: JSONValue?, _ note: (String) -> Void) {
    guard let lines = outcome?["lines"]?.array, lines.count == rows.count else {
      return note("the rows of a claim or proof are not those of the cell")
    }
    var previous: ExpressionID?
    for (row, line) in zip(rows, lines) {
      let own = (row.continues ? [previous] : []) + row.formulas.map(\.expression)
      previous = row.formulas.last?.expression
      guard let reading = line["reading"]?.string else { continue }
      let texts = RecordReplay.claimedSides(of: reading)
      guard texts.count == own.count else {
        note("'\(reading)' has not the formulas of its row")
        continue
      }
      for (text, expression) in zip(texts, own) {
        guard let expression, !after.isText(text, for: expression) else { continue }
        note("'\(text)' is not the formula of the cell")
      }
    }
  }
}

extension RecordScope {
  /// Whether a text spells an expression, or one that is equal to it.
  func isText(_ text: String, for expression: ExpressionID) -> Bool {
    var inside = self
    guard let read = inside.expression(text) else { return false }
    var graph = inside.scope.graph
    let resolved = [read, expression].map { graph.resolvingDerivatives($0) }
    inside.scope.graph = graph
    return inside.areEqual(resolved[0], resolved[1])
  }

  /// The text of an expression.
  func text(_ expression: ExpressionID) -> String { PlainPrinter.text(expression, in: scope.graph) }
}

extension Symbol {
  /// Whether a declaration says of a name what another one says; assumptions of the cell may have added to it since.
  fileprivate func says(_ other: Symbol, assuming names: RecordScope) -> Bool {
    guard name == other.name, shape == other.shape else { return false }
    switch (role, other.role) {
    // How many members a family has is found where a sum runs over them.
    case (.family(nil), .family): break
    default: guard role == other.role else { return false }
    }
    return properties == other.properties
      || other.properties.isSuperset(of: properties)
        && properties != other.properties && names.hasAttributes
  }
}
