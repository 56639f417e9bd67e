// What a derivation is: a list of lines from a question to an answer, as data.

package import Expressions
package import Functions

/// The name of a rule with the place where it is printed.
package struct RuleReference: Sendable, Hashable {
  /// The name, as `nabla rules` lists it.
  package let name: String
  /// Where the rule is printed.
  package let source: Source

  /// A rule with its source.
  package init(_ name: String, _ source: Source) {
    self.name = name
    self.source = source
  }
}

/// One line of a derivation.
package struct Step: Sendable, Hashable {
  /// The left side where the line states one; nil where the line goes on from the one before with `=`.
  package let left: ExpressionID?
  /// The right side.
  package let right: ExpressionID
  /// The rules used on the way from the line before, the main one first.
  package let rules: [RuleReference]
  /// The parts of the line that the next line rewrites.
  package let rewritten: [ExpressionID]
  /// The defined names that this line unfolds or introduces.
  package let definitions: [SymbolID]
  /// What varies in this line; nil for what varies in the derivation that it is a line of.
  package let varying: SymbolID?

  /// A line.
  package init(
    left: ExpressionID?,
    right: ExpressionID,
    rules: [RuleReference],
    rewritten: [ExpressionID] = [],
    definitions: [SymbolID] = [],
    varying: SymbolID? = nil
  ) {
    self.varying = varying
    self.left = left
    self.right = right
    self.rules = rules
    self.rewritten = rewritten
    self.definitions = definitions
  }
}

extension Step {
  /// The line inside another derivation, where its own variable goes on to vary in it.
  package func varying(_ symbol: SymbolID) -> Step {
    Step(
      left: left,
      right: right,
      rules: rules,
      rewritten: rewritten,
      definitions: definitions,
      varying: varying ?? symbol
    )
  }
}

/// A condition under which a result holds, as a relation in the language or in words.
package struct Condition: Sendable, Hashable {
  /// The expression the condition speaks of.
  package let subject: ExpressionID
  /// What must be true of it.
  package let relation: Relation

  /// The relations that occur.
  package enum Relation: Sendable, Hashable {
    /// Not zero (a scalar), no entry zero (a matrix).
    case nonzero
    /// det ≠ 0.
    case invertible
    /// Above zero, entry by entry.
    case positive
    /// At least zero, entry by entry.
    case nonnegative
    /// Between −1 and 1, entry by entry.
    case insideUnitInterval
    /// cos ≠ 0, entry by entry.
    case cosineNonzero
    /// Symmetric.
    case symmetric
    /// Not the zero matrix or vector.
    case notZero
    /// Compared with another expression, entry by entry: the sign `!=`, `>`, `>=`, `<` or `<=` and the other side.
    case compared(String, ExpressionID)
    /// A condition in words; the argument's name in braces stands for the subject.
    case words(String)
  }

  /// A condition on an expression.
  package init(_ subject: ExpressionID, _ relation: Relation) {
    self.subject = subject
    self.relation = relation
  }
}

/// A derivation: the question, the lines and the answer.
package struct Derivation: Sendable, Hashable {
  /// What is derived.
  package let of: ExpressionID
  /// The variable; nil for a differential in several variables.
  package let variable: ExpressionID?
  /// The lines, the first with its left side.
  package let steps: [Step]
  /// The answer.
  package let result: ExpressionID
  /// The names that the derivation introduced, in order.
  package let helpers: [SymbolID]
  /// When the answer holds.
  package let conditions: [Condition]

  /// Whether the answer is put together from entries, each times its unit matrix, for want of a translation.
  package var isSpelledOut: Bool { steps.last?.rules.contains(.sumOfUnits) ?? false }

  /// A derivation.
  package init(
    of: ExpressionID,
    variable: ExpressionID?,
    steps: [Step],
    result: ExpressionID,
    helpers: [SymbolID],
    conditions: [Condition]
  ) {
    self.of = of
    self.variable = variable
    self.steps = steps
    self.result = result
    self.helpers = helpers
    self.conditions = conditions
  }

  /// The derivation with another result, which its last line states, from the left side of that line, by some rules.
  package func ending(in value: ExpressionID, left: ExpressionID?, by rules: [RuleReference]) -> Derivation {
    Derivation(
      of: of,
      variable: variable,
      steps: steps.dropLast() + [Step(left: left, right: value, rules: rules)],
      result: value,
      helpers: helpers,
      conditions: conditions
    )
  }
}

/// Why there is no derivation, in words for a diagnostic.
package struct DerivationFailure: Error, Sendable, Hashable {
  /// A stable code such as `derivation.no-rule`.
  package let code: String
  /// One sentence, lower case, without a full stop.
  package let message: String
  /// What the user can do.
  package let hints: [String]

  /// A failure.
  package init(code: String, _ message: String, hints: [String] = []) {
    self.code = code
    self.message = message
    self.hints = hints
  }
}
