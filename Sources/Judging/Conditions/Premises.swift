// What is granted to a row: expressions that are zero, each in the forms that rows or assumptions gave it.

import Expressions
import Findings

/// The conditions under which an equation is judged, with what varies and the conventions in force.
struct Premises {
  /// What is zero, in all its forms.
  var conditions: [[ExpressionID]]
  /// The symbols that vary.
  var variables: Set<SymbolID>
  /// The conventions.
  var options: AnswerOptions
  /// Where the conditions are stated, for messages: "the condition of a row before".
  var source: String
  /// Whether the equation must imply the condition, too.
  var isEquivalence = false

  /// The factors by which people multiply a condition.
  static let factors = [
    Rational(1), Rational(-1), Rational(2), Rational(-2), Rational(1, 2), Rational(-1, 2),
  ]
}
