// What is emitted for a question, before it is text: a function and its derivatives, and an instance that tests them.

package import Expressions

/// A function and its derivatives, to be written as a file of code.
package struct Emission: Sendable {
  /// What one emitted function computes.
  package enum Role: Sendable, Hashable {
    /// The function itself.
    case value
    /// The gradient by a name, in the shape of the name.
    case gradient(SymbolID)
    /// The Jacobian by a name, on `vec` where a matrix takes part.
    case jacobian(SymbolID)
    /// The Hessian by a name, on `vec` for a matrix.
    case hessian(SymbolID)
    /// The Hessian by a name times a direction, in the shape of the name.
    case hessianProduct(SymbolID, along: SymbolID)
  }

  /// One emitted function.
  package struct Part: Sendable {
    /// What it computes.
    package let role: Role
    /// Its name.
    package let name: String
    /// Its value.
    package let expression: ExpressionID
    /// What it is in words, a sentence: `The gradient of phi with respect to W.`.
    package let summary: String
    /// The value as the cell language writes it.
    package let formula: String
    /// The verdict on it and the evidence: `holds, exact`.
    package let verdict: String

    /// A function to be emitted.
    package init(
      _ role: Role,
      name: String,
      _ expression: ExpressionID,
      summary: String,
      formula: String,
      verdict: String
    ) {
      self.role = role
      self.name = name
      self.expression = expression
      self.summary = summary
      self.formula = formula
      self.verdict = verdict
    }
  }

  /// Numbers at which every part has a value, as an independent evaluator gives it.
  package struct Instance: Sendable {
    /// The size of each name.
    package let sizes: [String: Int]
    /// The value of each declared name, row by row, as fractions; of a family, of each member.
    package let arguments: [SymbolID: [[[String]]]]
    /// The value of each part, row by row, as decimals.
    package let values: [[[String]]]

    /// An instance.
    package init(sizes: [String: Int], arguments: [SymbolID: [[[String]]]], values: [[[String]]]) {
      self.sizes = sizes
      self.arguments = arguments
      self.values = values
    }
  }

  /// Where it comes from.
  package struct Source: Sendable, Hashable {
    /// The notebook and the label: `notes.md#eq-loss`.
    package let place: String
    /// The file name of the record beside the report.
    package let record: String

    /// A place.
    package init(place: String, record: String) {
      self.place = place
      self.record = record
    }
  }

  /// The graph of the expressions.
  package let graph: Graph
  /// The functions, the value first.
  package let parts: [Part]
  /// The definitions that the formulas use: `y = (W^2)'*x`.
  package let definitions: [String]
  /// The conditions under which it holds.
  package let conditions: [String]
  /// What could not be emitted, in sentences.
  package let omissions: [String]
  /// Where it comes from.
  package let source: Source
  /// Numbers for the tests; nil where none were found.
  package let instance: Instance?

  /// What is to be emitted.
  package init(
    graph: Graph,
    parts: [Part],
    definitions: [String],
    conditions: [String],
    omissions: [String],
    source: Source,
    instance: Instance?
  ) {
    self.graph = graph
    self.parts = parts
    self.definitions = definitions
    self.conditions = conditions
    self.omissions = omissions
    self.source = source
    self.instance = instance
  }

  /// The name of a module for a label: `eq_quartic` for `eq-quartic`, `eq_quartic_2` for its second result.
  package static func stem(label: String, result: Int) -> String {
    PythonName.identifier(label) + (result > 1 ? "_\(result)" : "")
  }

  /// The name that the function of an expression gets: that of the expression, or `value`.
  package static func valueName(_ name: String?) -> String {
    var taken = Set<String>()
    return PythonName.unused(PythonName.identifier(name ?? "value"), &taken)
  }
}

/// A file of code with its test.
package struct EmittedFiles: Sendable, Hashable {
  /// The text of the module.
  package let module: String
  /// The text of its test; nil where there is no instance to test it with.
  package let test: String?
}

/// Why nothing is emitted, in words.
package struct EmissionFailure: Error, Sendable, Hashable {
  /// A sentence without a full stop.
  package let reason: String

  /// A reason.
  package init(_ reason: String) { self.reason = reason }
}

extension Emission.Role {
  /// The direction that the function takes as well.
  package var direction: SymbolID? {
    if case .hessianProduct(_, let direction) = self { direction } else { nil }
  }
}
