// Stationary points: the gradient is set to zero and solved where the unknown enters linearly, through its inverse,
// as a power, or through an invertible elementwise function; on the orthogonal matrices by the polar factor.
//
// Each line is an equation that holds at the point found, which has a name of its own: x̂.

package import Expressions
package import Findings
import Functions

extension Calculus {
  /// The point at which the gradient vanishes, line by line, with the second-order test where it can be decided.
  ///
  /// - Throws: as the gradient does, and when the unknown enters in none of the known ways.
  package mutating func stationaryPoint(
    of function: ExpressionID,
    wrt variable: ExpressionID,
    structured convention: StructureConvention = .projected
  ) throws(DerivationFailure) -> Derivation {
    guard graph.shape(function).isScalar else {
      throw DerivationFailure(
        code: "derivation.not-scalar",
        "a stationary point is asked of a \(graph.shape(function)), which is not a scalar"
      )
    }
    guard depends(function) else {
      throw DerivationFailure(
        code: "stationary.constant",
        "the function does not depend on the variable, so that every point is stationary"
      )
    }
    // On the orthogonal matrices the solver takes the free gradient, whose tangent part it knows.
    let first = try structuredGradient(of: function, wrt: variable, convention)
    let isOrthogonal = graph.properties(variable).contains(.orthogonal)
    let free = isOrthogonal ? try gradient(of: function, wrt: variable).result : first.result
    var steps = first.steps
    var solver = StationarySolver(variable: variable)
    let gradient = unfoldingVaryingNames(free)
    let solution = try solver.solve(gradient, &self)
    let hat = hatted(variable, solution.value)
    let point = graph.symbol(hat)
    for (left, right, rule) in solution.equations {
      let there = graph.substitute([variable: point], in: left)
      if steps.last?.left == there, steps.last?.right == right { continue }
      steps.append(Step(left: there, right: right, rules: [rule]))
    }
    if steps.last?.left != point || steps.last?.right != solution.value {
      steps.append(Step(left: point, right: solution.value, rules: takeRules([solution.rule])))
    }
    if let (hessian, rule) = secondOrder(solution, variable) {
      let left = graph.derivative(.hessian, of: function, wrt: variable)
      steps.append(Step(left: left, right: hessian, rules: [rule]))
    }
    var conditions = first.conditions
    for condition in solution.conditions + self.conditions(of: solution.value)
    where !conditions.contains(condition) && !depends(condition.subject) {
      conditions.append(condition)
    }
    conditions = needed(conditions)
    return Derivation(
      of: function,
      variable: variable,
      steps: steps,
      result: solution.value,
      helpers: first.helpers + [hat],
      conditions: conditions
    )
  }

  /// A value of a variable at which an expression vanishes, whether it is the only one where the conditions are met (it is
  /// where the expression is linear in the variable), and the conditions: the matrices that the solution inverts are regular.
  ///
  /// - Throws: when no way to solve is known.
  package mutating func zero(
    of expression: ExpressionID,
    in variable: ExpressionID
  ) throws(DerivationFailure) -> (value: ExpressionID, isOnly: Bool, conditions: [Condition]) {
    guard graph.shape(variable).isScalar == graph.shape(expression).isScalar else {
      throw DerivationFailure(
        code: "stationary.no-pattern",
        "a \(graph.shape(expression)) is not solved for a \(graph.shape(variable))"
      )
    }
    var solver = StationarySolver(variable: variable)
    let solution = try solver.solve(unfoldingVaryingNames(expression), &self)
    return (solution.value, solution.hessian != nil, solution.conditions)
  }

  /// The point's own name: the variable's with a hat.
  private mutating func hatted(_ variable: ExpressionID, _ value: ExpressionID) -> SymbolID {
    guard case .symbol(let symbol) = graph[variable] else { return introduce(["point"], for: value) }
    let latex = graph[symbol].latex.map { "\\hat{\($0)}" }
    return introduce([graph[symbol].name + "_hat"], for: value, latex: latex)
  }

  /// The expression with the definitions that vary put in.
  private mutating func unfoldingVaryingNames(_ id: ExpressionID) -> ExpressionID {
    var result = id
    // Each round unfolds one level of names; a notebook nests them at most as deep as it has definitions.
    for _ in 0..<64 {
      var replacements: [ExpressionID: ExpressionID] = [:]
      for node in graph.reachable(from: [result]) {
        if case .symbol(let symbol) = graph[node], !isVariable(node),
          let definition = graph.definition(of: symbol), depends(node)
        {
          replacements[node] = definition
        }
      }
      if replacements.isEmpty { break }
      result = graph.substitute(replacements, in: result)
    }
    return result
  }

  /// The Hessian of a function whose gradient is linear, with what its definiteness says; nil when nothing is known.
  private mutating func secondOrder(_ solution: StationarySolution, _ variable: ExpressionID) -> (
    ExpressionID, RuleReference
  )? {
    guard let (left, right) = solution.hessian else { return nil }
    let shape = graph.shape(variable)
    let transposed = graph.writtenTranspose(right)
    let hessian: ExpressionID
    if shape.columns.isOne {
      hessian = left
    } else if shape.rows.isOne {
      hessian = transposed
    } else {
      hessian = graph.kronecker(transposed, left)
    }
    let short = shortened(hessian)
    let known = graph.properties(short)
    let opposite = graph.negative(short)
    let negative = graph.properties(opposite)
    let verdict: String
    if known.contains(.positiveDefinite) || shape.isScalar && known.contains(.positive) {
      verdict = "positive definite: the minimum"
    } else if known.contains(.positiveSemidefinite) || shape.isScalar && known.contains(.nonnegative) {
      verdict = "positive semidefinite: a minimum"
    } else if negative.contains(.positiveDefinite) || shape.isScalar && negative.contains(.positive) {
      verdict = "negative definite: the maximum"
    } else if negative.contains(.positiveSemidefinite) || shape.isScalar && negative.contains(.nonnegative) {
      verdict = "negative semidefinite: a maximum"
    } else {
      return nil
    }
    return (short, RuleReference("second-order test, \(verdict)", .magnusNeudecker("ch. 7")))
  }
}

/// What solving the gradient for the unknown gives.
struct StationarySolution {
  /// The point.
  var value: ExpressionID
  /// Equations in the variable that hold at the point, with their reasons.
  var equations: [(left: ExpressionID, right: ExpressionID, rule: RuleReference)]
  /// How the last equation was solved.
  var rule: RuleReference
  /// What must hold for the solution to exist.
  var conditions: [Condition] = []
  /// L and R of the Hessian V ↦ L V R, when the gradient is linear in the unknown.
  var hessian: (left: ExpressionID, right: ExpressionID)?
}

extension RuleReference {
  static let stationary = RuleReference("at a stationary point the gradient is zero", .calculus)
  static let constantsMoved = RuleReference(
    "move the constant terms to the other side",
    Source("ring laws")
  )
  static let linearSolved = RuleReference("solve the linear equation", Source("ring laws"))
  static let sylvesterSolved = RuleReference("solve the Sylvester equation", .definition)
  static let vecSolved = RuleReference("solve the linear equation on vec", .magnusNeudecker("ch. 2"))
  static let inverseCleared = RuleReference("multiply by the unknown on both sides", Source("ring laws"))
  static let rootTaken = RuleReference("take the root", .calculus)
  static let functionInverted = RuleReference("invert the function entry by entry", .calculus)
  static let polarFactor = RuleReference(
    "the polar factor makes a product symmetric",
    Source("Golub & Van Loan, Matrix Computations, section 6.4")
  )
}
