// Calls by the words of other languages.

import Diagnostics
import Expressions

extension Scope {
  /// A call by a word that is no function of the language; nil where it is none of another language either.
  mutating func callOfOtherWord(
    _ name: String,
    _ nameRange: SourceRange,
    _ isElementwise: Bool,
    _ arguments: [SyntaxTree],
    _ range: SourceRange
  ) -> Value?? {
    if name == "norm" { return .some(norm(arguments, range)) }
    switch OtherWord.named(name) {
    case .function(let function):
      let call = SyntaxTree.Kind.call(
        name: function,
        nameRange: nameRange,
        isElementwise: isElementwise,
        arguments: arguments
      )
      return .some(value(of: SyntaxTree(call, range)))
    case .form(let form):
      guard let tree = form(arguments, range) else { return nil }
      return .some(value(of: tree))
    case .missing(let hints):
      report(.wordOfOtherLanguage(name, instead: hints, nameRange))
      return .some(nil)
    case nil: return nil
    }
  }

  /// `norm(x)` of a vector; of a matrix languages mean different norms.
  private mutating func norm(_ arguments: [SyntaxTree], _ range: SourceRange) -> Value? {
    guard let first = arguments.first, let operand = lower(first) else { return nil }
    var function: FunctionName = "norm2"
    if arguments.count == 2 {
      switch arguments[1].kind {
      case .number(1, _) where !graph.shape(operand).rows.isOne && graph.shape(operand).columns.isOne:
        function = "norm1"
      case .number(2, _) where graph.shape(operand).columns.isOne: function = "norm2"
      default:
        report(.normOfOrder(range))
        return nil
      }
    }
    let shape = graph.shape(operand)
    guard arguments.count <= 2, shape.rows.isOne || shape.columns.isOne else {
      report(arguments.count > 2 ? .normOfOrder(range) : .normOfMatrix(range))
      return nil
    }
    return (try? graph.apply(function, [operand])).map(Value.known)
  }
}
