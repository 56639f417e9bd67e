// What is checked of an answer: every line with what varies in it, and the result by itself.

import Derivation
import Expressions
import Findings
import Judging
import Syntax
import Verification

extension AnswerBuilder {
  /// The equation that the result must fulfil by itself, as text of the cell language in the layout in force.
  func claim(_ form: QuestionForm, _ inquiry: Inquiry, _ derivation: Derivation) -> String? {
    var scope = scope
    guard let equation = form.equation(inquiry, derivation, &scope.graph) else { return nil }
    let printer = FormulaPrinter(scope)
    return "\(printer.formula(equation.left).plain) == \(printer.formula(equation.right).plain)"
  }

  /// What the verifier says of each line and of the result.
  func check(
    _ derivation: Derivation,
    _ form: QuestionForm,
    _ inquiry: Inquiry,
    _ options: AnswerOptions
  ) -> (steps: [CheckOutcome], result: CheckOutcome) {
    var rows: [(equation: Equation, varying: Set<SymbolID>)] = []
    let question = Set(inquiry.symbols)
    var left = derivation.of
    for step in derivation.steps {
      if let stated = step.left { left = stated }
      rows.append((Equation(left, step.right), step.varying.map { [$0] } ?? question))
    }
    var graph = scope.graph
    if let equation = form.equation(inquiry, derivation, &graph) { rows.append((equation, question)) }
    let verifier = Verifier(functions: workspace.table, options: workspace.verificationOptions(options))
    // Lines in which the same names move are checked together: they share most of what is computed.
    var outcomes = rows.map { _ in CheckOutcome.undecided(because: nil) }
    var open = rows.indices.map { $0 }
    while let first = open.first {
      let varying = rows[first].varying
      let places = open.filter { rows[$0].varying == varying }
      open.removeAll { rows[$0].varying == varying }
      let found = verifier.check(
        places.map { rows[$0].equation },
        in: graph,
        variables: varying,
        free: varying
      )
      for (place, outcome) in zip(places, found) { outcomes[place] = outcome }
    }
    let stepOutcomes = Array(outcomes.prefix(derivation.steps.count))
    let result = outcomes.last ?? CheckOutcome.undecided(because: nil)
    return (stepOutcomes, result)
  }
}
