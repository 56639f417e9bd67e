// Answers to questions: every line is an equation that holds, each goes on from the one before, and the value is the one asked for.

import Expressions
import Findings
import JSON
import Syntax
import Verification

extension RecordVerifier {
  mutating func checkAnswer(
    _ answer: JSONValue,
    _ replay: RecordReplay,
    _ options: JSONValue?,
    _ place: String
  ) {
    guard answer["verdict"]?.string == Verdict.holds.rawValue else { return }
    guard let names = replay.names(of: answer) else {
      return verdict.note(.reading, place, "a name that it introduces cannot be read")
    }
    verdict.counts.answers += 1
    guard let steps = answer["steps"]?.array else { return verdict.note(.form, place, "it has no steps") }
    let varying = answer["varying"]?.strings ?? []
    var lines = steps.compactMap { step in
      step["after"]?.string.map {
        KnownOutcomes.Line(text: $0, varying: step["varying"]?.strings ?? varying)
      }
    }
    guard lines.count == steps.count else { return verdict.note(.form, place, "a step has no line after") }
    if let claim = answer["claim"]?.string { lines.append(KnownOutcomes.Line(text: claim, varying: varying)) }
    let outcomes = known.outcomes(of: lines, in: answer, options, names, said: replay.said)
    checkSteps(answer, steps, outcomes, names, place)
    if answer["kind"]?.string == "evaluate" { return checkEvaluation(answer, names, options, place) }
    guard let value = answer["value"]?.string else { return verdict.note(.form, place, "it has no value") }
    checkClaim(answer, value, outcomes.last ?? nil, names, options, place)
    if answer["kind"]?.string == "stationary",
      answer["helpers"]?.strings?.last?.hasSuffix("= " + value) != true
    {
      verdict.note(.outcome, place, "its value is not the point that its lines find")
    }
  }

  private mutating func checkSteps(
    _ answer: JSONValue,
    _ steps: [JSONValue],
    _ outcomes: [KnownOutcomes.Outcome?],
    _ names: RecordScope,
    _ place: String
  ) {
    var before: String?
    var conditions: [NameCondition] = []
    for (number, (step, outcome)) in zip(steps, outcomes).enumerated() {
      let line = "\(place), step \(number + 1)"
      let after = step["after"]?.string ?? ""
      if step["before"]?.string != before {
        verdict.note(.chain, line, "it does not go on from the line before")
      }
      before = after
      guard let outcome else {
        verdict.note(.reading, line, "'\(after)' cannot be read")
        continue
      }
      verdict.counts.steps += 1
      checkParts(of: step, names, line)
      conditions += outcome.conditions
      note(outcome.verdict, outcome.reason, after, line)
    }
    checkConditions(conditions, answer["conditions"]?.strings ?? [], place)
  }

  /// The definitions and rewritten places of a step are formulas of its names.
  private mutating func checkParts(of step: JSONValue, _ names: RecordScope, _ line: String) {
    for definition in step["definitions"]?.strings ?? [] where !names.says(definition) {
      verdict.note(.outcome, line, "'\(definition)' is not what the name stands for")
    }
    // Inside sums a place has indices that mean nothing outside; it stands in the line before, letter for letter.
    let before = step["before"]?.string ?? ""
    var inside = names
    for part in step["places"]?.strings ?? [] where !before.contains(part) && inside.expression(part) == nil {
      verdict.note(.reading, line, "the place '\(part)' cannot be read")
    }
  }

  private mutating func note(_ found: Verdict, _ reason: String?, _ text: String, _ place: String) {
    guard found != .holds else { return }
    let because = reason.map { ": \($0)" } ?? ""
    verdict.note(found == .undecided ? .open : .equation, place, "'\(text)' is '\(found.rawValue)'\(because)")
  }

  /// The equation that the value fulfils: on one side what is asked for, on the other the value.
  private mutating func checkClaim(
    _ answer: JSONValue,
    _ value: String,
    _ outcome: KnownOutcomes.Outcome?,
    _ names: RecordScope,
    _ options: JSONValue?,
    _ place: String
  ) {
    let asked = RecordedQuestion(answer)
    guard let text = answer["claim"]?.string else {
      if asked.isPlain {
        verdict.note(.outcome, place, "nothing says that its value is the one asked for")
      }
      return
    }
    let sides = RecordReplay.sides(of: text)
    let varying = answer["varying"]?.strings ?? []
    guard sides.count == 2, let outcome,
      var claim = RecordReplay.equation(text, varying: varying, of: answer, options, in: names)
    else { return verdict.note(.reading, place, "'\(text)' cannot be read") }
    if !asked.values.contains(sides[1]), !claim.isSide(1, oneOf: asked.values) {
      verdict.note(.outcome, place, "the value '\(value)' is not that of its claim")
    }
    if let first = asked.forms.first, !claim.isSide(0, oneOf: asked.forms) {
      verdict.note(.outcome, place, "'\(sides[0])' is not what is asked for, '\(first)'")
    }
    note(outcome.verdict, outcome.reason, text, place)
    checkConditions(outcome.conditions, answer["conditions"]?.strings ?? [], place)
    checkInstance(answer["instance"], &claim, place)
  }

  private mutating func checkEvaluation(
    _ answer: JSONValue,
    _ names: RecordScope,
    _ options: JSONValue?,
    _ place: String
  ) {
    var names = names
    guard let of = answer["of"]?.string, let value = answer["value"]?.string,
      let bindings = answer["at"]?.array,
      let root = names.expression(of)
    else { return verdict.note(.form, place, "it does not say what is evaluated where") }
    var sizes = RecordReplay.sizes(options)
    var values: [SymbolID: ExpressionID] = [:]
    for binding in bindings {
      guard let name = binding["name"]?.string, let text = binding["value"]?.string,
        let number = names.expression(text)
      else { return verdict.note(.reading, place, "a value given to a name cannot be read") }
      guard let symbol = names.scope.symbol(named: name) else {
        sizes[name] = names.scope.graph.number(number)?.integer
        continue
      }
      values[symbol] = number
      let (declared, given) = (names.scope.graph[symbol].shape, names.scope.graph.shape(number))
      for (size, length) in [(declared.rows, given.rows), (declared.columns, given.columns)] {
        if let name = size.name, let length = length.constant { sizes[name] = length }
      }
    }
    let resolved = names.scope.graph.resolvingDerivatives(root)
    do throws(EvaluationFailure) {
      let found = try RecordScope.verifier(sizes: sizes)
        .value(of: resolved, at: values, sizes: sizes, in: names.scope.graph)
      verdict.counts.values += 1
      if RecordSeal.literal(found.rows) != value {
        verdict.note(.value, place, "the value is \(RecordSeal.literal(found.rows)), not \(value)")
      }
    } catch {
      verdict.note(.value, place, error.message)
    }
  }
}

extension RecordScope {
  /// Whether a definition `y = A*x` is the one that its name has.
  func says(_ definition: String) -> Bool {
    guard let sign = definition.firstRange(of: " = ") else { return false }
    let left = definition[..<sign.lowerBound]
    // The members of a family are defined by the letter of their index.
    let name = String(left.prefix { $0 != "[" && $0 != "(" })
    guard let symbol = scope.symbol(named: name), let known = scope.graph.definition(of: symbol) else {
      return false
    }
    if left.count != name.count { return true }
    var inside = self
    guard let body = inside.expression(String(definition[sign.upperBound...])) else { return false }
    return inside.areEqual(known, body)
  }
}

extension RecordedClaim {
  /// Whether a side is one of some formulas, or equal to one.
  func isSide(_ place: Int, oneOf texts: [String]) -> Bool {
    guard sides.indices.contains(place), let side = sides[place] else { return false }
    return texts.contains { text in
      var names = names
      guard let asked = names.expression(text) else { return false }
      let resolved = [asked, side].map { names.scope.graph.resolvingDerivatives($0) }
      if resolved[0] == resolved[1] { return true }
      guard names.scope.graph.shape(resolved[0]) == names.scope.graph.shape(resolved[1]) else { return false }
      return RecordScope.verifier(convention, sizes: sizes)
        .check(Equation(resolved[0], resolved[1]), in: names.scope.graph, variables: varying, free: free)
        .verdict == .holds
    }
  }
}
