// Derivatives by one entry of a matrix or vector: the derivative along the matrix that has a 1 there.

import Derivation
import Expressions
import Findings
import Judging
import Syntax

extension AnswerBuilder {
  /// Whether a variable is an entry of a declared name, by which the whole name does not vary otherwise.
  func isEntryOfName(_ variable: ExpressionID) -> Bool {
    guard case .entry(let whole, _, _) = scope.graph[variable], case .symbol(let symbol) = scope.graph[whole]
    else { return false }
    return scope.graph[symbol].role == .declared && !scope.graph[symbol].properties.contains(.constant)
  }

  /// - Throws: where a declared number stands for an index, which is whole and within a range.
  private func refuseScalars(asIndices places: [ExpressionID], of whole: ExpressionID)
    throws(DerivationFailure)
  {
    for (place, size) in zip(places, [scope.graph.shape(whole).rows, scope.graph.shape(whole).columns]) {
      guard case .symbol(let symbol) = scope.graph[place], scope.graph[symbol].role == .declared else {
        continue
      }
      let name = scope.graph[symbol].name
      throw DerivationFailure(
        code: "derivation.index",
        "'\(name)' is declared as a scalar, and an entry is named by indices",
        hints: ["declare it as '\(name) : index(\(size))', or not at all"]
      )
    }
  }

  /// ∂F/∂X_ij = DF(X)[e_i e_j'], the entries that a structure ties to this one moving as its convention says.
  mutating func derived(byEntry variable: ExpressionID) -> Outcome {
    guard case .entry(let whole, let row, let column) = scope.graph[variable],
      case .symbol(let symbol) = scope.graph[whole]
    else { return .failure(question.range) }
    let shape = scope.graph.shape(whole)
    let (function, convention) = (question.of, options.structured)
    do throws(DerivationFailure) {
      try refuseScalars(asIndices: [row, column], of: whole)
      let (unit, derivation) = try workspace.derive(varying: [symbol]) {
        calculus throws(DerivationFailure) -> (ExpressionID, Derivation) in
        let unit = try calculus.unitMatrix(shape, row: row, column: column)
        let direction = try calculus.structured(unit, whole, convention)?.0 ?? unit
        let moved = try calculus.directional(of: function, wrt: whole, along: direction)
        return (unit, calculus.byEntry(variable, moved))
      }
      var along = question
      along.kind = .directional
      // The check takes the derivative by the whole matrix, under the same convention, along one entry.
      along.along = [unit]
      let inquiry = Inquiry(
        question: along,
        function: function,
        variable: whole,
        symbols: [symbol],
        options: options
      )
      var result = answer(.directional, inquiry, derivation, options)
      if result.isFaulty { return .answer(result) }
      let printer = FormulaPrinter(scope)
      result.kind = question.kind
      result.wrt = printer.formula(variable)
      result.left = printer.derivative(
        question.kind == .gradient ? .gradient : .jacobian,
        of: derivation.of,
        wrt: variable,
        plain: "\(question.kind.rawValue) \(result.of.plain) wrt \(printer.formula(variable).plain)"
      )
      return .answer(result)
    } catch {
      return failure(.derivationFailed(error, question.range))
    }
  }
}
