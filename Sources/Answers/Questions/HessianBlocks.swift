// `hessian f wrt x, y`: a block for each pair of variables, and the whole.

import Derivation
import Expressions
import Findings
import Functions
import Judging
import Syntax
import Verification

extension RuleReference {
  static let blocksTogether = RuleReference("the blocks of the Hessian beside one another", .definition)
}

extension AnswerBuilder {
  /// The most variables of which all blocks are asked for at once.
  private static let variableBound = 6

  /// One block for each pair of variables, row by row, ∂²f/∂x∂y with its rows along x, then the whole.
  mutating func hessianBlocks() -> [Outcome] {
    guard question.variables.count <= AnswerBuilder.variableBound else {
      return [
        failure(
          .derivationFailed(
            DerivationFailure(
              code: "derivation.expansion-limit",
              "a Hessian is given in blocks of at most \(AnswerBuilder.variableBound) variables"
            ),
            question.range
          )
        )
      ]
    }
    var moved: [MovingVariable] = []
    for variable in question.variables {
      guard let next = moving(variable) else { return [.failure(question.range)] }
      moved.append(next)
    }
    // By an expression there is no block beside another: the function is written in one of them alone.
    guard moved.allSatisfy({ $0.expression == nil }) else {
      return question.variables.flatMap { answers(by: $0) }
    }
    var outcomes: [Outcome] = []
    var blocks: [ExpressionID] = []
    for first in moved {
      for second in moved {
        var values: [MethodValue] = []
        var found: [Outcome] = []
        for method in methods {
          found.append(
            first.symbol == second.symbol && first.variable == second.variable
              ? derived(by: first, method, &values) : mixed(first, second, method, &values)
          )
        }
        outcomes += agreeing(found, values, second.symbol)
        if let block = values.first { blocks.append(block.value) }
      }
    }
    if blocks.count == moved.count * moved.count { outcomes.append(whole(moved, blocks)) }
    return outcomes
  }

  /// ∂²f/∂x∂y: the Jacobian by y of the gradient by x, on vec where a matrix takes part.
  private mutating func mixed(
    _ first: MovingVariable,
    _ second: MovingVariable,
    _ method: DerivationMethod,
    _ values: inout [MethodValue]
  ) -> Outcome {
    let gradient = scope.graph.derivative(.gradient, of: question.of, wrt: first.variable)
    guard let column = scope.graph.column(gradient) else { return .failure(question.range) }
    let outer = MovingVariable(
      function: column,
      variable: second.variable,
      symbol: second.symbol,
      expression: nil
    )
    let asked = question
    let jacobian = LoweredQuestion(
      kind: .jacobian,
      of: column,
      ofName: nil,
      variables: [second.variable],
      along: [],
      bindings: [],
      range: asked.range
    )
    let (builder, outcome) = answering(jacobian) { $0.derived(by: outer, method, &values) }
    workspace = builder.workspace
    guard case .answer(var answer) = outcome else { return outcome }
    let printer = FormulaPrinter(scope)
    answer.kind = .hessian
    answer.of = printed(asked.of, printer)
    answer.wrt = printer.formula(first.variable)
    answer.and = printer.formula(second.variable)
    return .answer(answer)
  }

  /// The matrix of all blocks.
  private mutating func whole(_ moved: [MovingVariable], _ blocks: [ExpressionID]) -> Outcome {
    var nodes: [ExpressionID] = []
    for first in moved {
      for second in moved { nodes.append(node(first.variable, second.variable)) }
    }
    let left = scope.graph.block(columns: moved.count, nodes)
    let right = scope.graph.block(columns: moved.count, blocks)
    let (symbols, function) = (moved.map(\.symbol), question.of)
    let conditions = workspace.derive(varying: symbols) { calculus in
      calculus.conditions(calculus.conditions(of: function), and: calculus.conditions(of: right))
    }
    let derivation = Derivation(
      of: function,
      variable: nil,
      steps: [Step(left: left, right: right, rules: [.blocksTogether])],
      result: right,
      helpers: [],
      conditions: conditions
    )
    let form = QuestionForm(
      kind: .hessian,
      derive: { _, _, _ throws(DerivationFailure) in derivation },
      equation: { _, _, _ in Equation(left, right) },
      leftSide: { _, _, printer, _ in printer.formula(left) }
    )
    var answer = answer(form, about(question.of, by: nil, varying: symbols), derivation, options)
    let printer = FormulaPrinter(scope)
    let names = moved.map { printer.formula($0.variable) }
    answer.wrt = Formula(
      plain: names.map(\.plain).joined(separator: ", "),
      latex: names.map(\.latex).joined(separator: ", "),
      unicode: names.map(\.unicode).joined(separator: ", ")
    )
    return .answer(answer)
  }

  /// The second derivative that a block is, a matrix with its rows along the first variable.
  private mutating func node(_ first: ExpressionID, _ second: ExpressionID) -> ExpressionID {
    if first == second { return scope.graph.derivative(.hessian, of: question.of, wrt: first) }
    let gradient = scope.graph.derivative(.gradient, of: question.of, wrt: first)
    let column = scope.graph.column(gradient) ?? gradient
    return scope.graph.derivative(.jacobian, of: column, wrt: second)
  }

  /// Another question answered by a builder in the same workspace.
  private func answering(_ other: LoweredQuestion, _ body: (inout AnswerBuilder) -> Outcome) -> (
    AnswerBuilder, Outcome
  ) {
    // A block of a Hessian stands in no layout.
    var conventions = options
    conventions.layout = .mixed
    var builder = AnswerBuilder(workspace: workspace, question: other, options: conventions)
    let outcome = body(&builder)
    return (builder, outcome)
  }
}
