// The text of a cell that says what was read: pasted after the cells of its notebook, it gets the same verdict.

import Diagnostics
package import Expressions

/// A claim or a definition with all that it needs, as text of the cell language.
///
/// The lines stand in the order of a cell: options, free indices, declarations, assumptions, definitions, and the
/// claim or the definition that is meant.
package struct Snippet: Sendable, Hashable {
  /// An option line, `#| layout: numerator`.
  package struct Option: Sendable, Hashable {
    /// The name of the option.
    package let key: String
    /// Its value.
    package let value: String

    /// An option.
    package init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// An index for all values of which a row is stated.
  package struct Index: Sendable, Hashable {
    /// The name.
    package let name: String
    /// The last value; the first is 1.
    package let size: Size

    /// An index.
    package init(_ name: String, upTo size: Size) {
      self.name = name
      self.size = size
    }
  }

  /// A name whose shape was found from its use.
  package struct Declaration: Sendable, Hashable {
    /// What a declared name is.
    package enum Form: Sendable, Hashable {
      /// A number, vector or matrix of the shape.
      case value(Shape)
      /// Members of the shape, which have an index.
      case family(Shape, index: String)
    }
    /// The name.
    package let name: String
    /// What it is.
    package let form: Form

    /// A declaration.
    package init(_ name: String, _ form: Form) {
      self.name = name
      self.form = form
    }
  }

  /// A name with what it stands for: `A = W^2`, `f(X) = …`, `e[i] = …`.
  package struct Definition: Sendable, Hashable {
    /// The name.
    package let name: String
    /// The parameters of a function.
    package let parameters: [String]
    /// The index of a family.
    package let index: String?
    /// What it stands for.
    package let body: SyntaxTree

    /// A definition.
    package init(_ name: String, parameters: [String] = [], index: String? = nil, body: SyntaxTree) {
      self.name = name
      self.parameters = parameters
      self.index = index
      self.body = body
    }
  }

  /// What is said at last.
  package enum Conclusion: Sendable, Hashable {
    /// `claim a == b == c`, at least two formulas.
    case claim([SyntaxTree])
    /// A definition.
    case definition(Definition)
    /// `given a == b`, which claims nothing.
    case assumption(SyntaxTree, SyntaxTree)
  }

  /// The options in force.
  package var options: [Option] = []
  /// The free indices with the sizes up to which they run.
  package var indices: [Index] = []
  /// The names that nobody declared.
  package var declarations: [Declaration] = []
  /// The assumptions in force, as texts without their `given`.
  package var assumptions: [String] = []
  /// The definitions on which the conclusion rests and that the notebook lacks.
  package var definitions: [Definition] = []
  /// What is said at last.
  package var conclusion: Conclusion

  /// A snippet that needs nothing but its conclusion.
  package init(_ conclusion: Conclusion) { self.conclusion = conclusion }

  /// The text of the cell after a scope; nil where a formula has no spelling or a line no meaning there.
  ///
  /// Each line is performed on a copy of the scope, since the spelling of the next one depends on the names.
  package func text(after scope: Scope) -> String? {
    var trial = scope
    _ = trial.takeDiagnostics()
    var lines = options.map { "#| \($0.key): \($0.value)" }
    for line in indexLines + declarationLines + assumptions.map({ "given \($0)" }) {
      guard Snippet.perform(line, &trial) else { return nil }
      lines.append(line)
    }
    for definition in definitions {
      guard let line = Snippet.line(definition, trial), Snippet.perform(line, &trial) else { return nil }
      lines.append(line)
    }
    switch conclusion {
    case .definition(let definition):
      guard let line = Snippet.line(definition, trial),
        PlainParser.cell(line, in: trial.context).diagnostics.isEmpty
      else { return nil }
      lines.append(line)
    case .assumption(let left, let right):
      guard let leftText = trial.text(of: left), let rightText = trial.text(of: right) else { return nil }
      let line = "given \(leftText) == \(rightText)"
      guard Snippet.perform(line, &trial) else { return nil }
      lines.append(line)
    case .claim(let formulas):
      var sides: [String] = []
      for formula in formulas {
        guard let side = trial.text(of: formula) else { return nil }
        sides.append(side)
      }
      guard sides.count > 1 else { return nil }
      lines.append("claim " + sides.joined(separator: " == "))
    }
    return lines.joined(separator: "\n")
  }

  private static func perform(_ line: String, _ scope: inout Scope) -> Bool {
    _ = scope.perform(cell: line)
    return scope.takeDiagnostics().allSatisfy { $0.severity != .error }
  }

  private static func line(_ definition: Definition, _ scope: Scope) -> String? {
    var left = definition.name
    if !definition.parameters.isEmpty { left += "(\(definition.parameters.joined(separator: ", ")))" }
    if let index = definition.index { left += "[\(index)]" }
    guard let body = scope.text(of: definition.body) else { return nil }
    return "\(left) = \(body)"
  }

  /// `i, j : index(n)`, the indices of one size in one line.
  private var indexLines: [String] {
    var sizes: [Size] = []
    for index in indices where !sizes.contains(index.size) { sizes.append(index.size) }
    return sizes.map { size in
      let names = indices.filter { $0.size == size }.map(\.name)
      return "\(names.joined(separator: ", ")) : index(\(size))"
    }
  }

  /// `x, y : vector(n)`, the names of one form in one line.
  private var declarationLines: [String] {
    var forms: [Declaration.Form] = []
    for declaration in declarations where !forms.contains(declaration.form) { forms.append(declaration.form) }
    return forms.map { form in
      let names = declarations.filter { $0.form == form }.map(\.name)
      switch form {
      case .value(let shape): return "\(names.joined(separator: ", ")) : \(shape)"
      case .family(let shape, let index):
        return "\(names.map { "\($0)[\(index)]" }.joined(separator: ", ")) : \(shape)"
      }
    }
  }
}
