// Derivatives by one entry of a matrix or vector: the derivative along the matrix that has a 1 there.

import Derivation
import Expressions
import Findings
import Syntax

extension Session {
  /// Whether a variable is an entry of a declared name, by which the whole name does not vary otherwise.
  func isEntryOfName(_ variable: ExpressionID) -> Bool {
    guard case .entry(let whole, _, _) = scope.graph[variable], case .symbol(let symbol) = scope.graph[whole]
    else { return false }
    return scope.graph[symbol].role == .declared && !scope.graph[symbol].properties.contains(.constant)
  }

  /// ∂F/∂X_ij = DF(X)[e_i e_j'], the entries that a structure ties to this one moving as its convention says.
  mutating func derived(
    _ question: LoweredQuestion,
    byEntry variable: ExpressionID,
    _ options: AnswerOptions
  ) -> Outcome {
    guard case .entry(let whole, let row, let column) = scope.graph[variable],
      case .symbol(let symbol) = scope.graph[whole]
    else { return .failure(question.range) }
    let shape = scope.graph.shape(whole)
    var calculus = Calculus(graph: scope.graph, book: book, variables: [symbol])
    do throws(DerivationFailure) {
      let unit = try calculus.unitMatrix(shape, row: row, column: column)
      var direction = unit
      if let (tied, _) = try calculus.structured(direction, whole, options.structured) { direction = tied }
      let derivation = try calculus.directional(of: question.of, wrt: whole, along: direction)
      scope.graph = calculus.graph
      book = calculus.book
      var along = question
      along.kind = .directional
      // The check takes the derivative by the whole matrix, under the same convention, along one entry.
      along.along = [unit]
      var result = answer(along, .directional, derivation, whole, [symbol], options)
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
      scope.graph = calculus.graph
      diagnostics.append(.derivationFailed(error, question.range))
      return .failure(question.range)
    }
  }
}
