// What there is to say about names.

import Diagnostics
import Expressions

extension Diagnostic {
  static func undeclared(
    _ name: String,
    _ range: SourceRange,
    near: [String],
    _ expected: Scope.ExpectedValue
  ) -> Diagnostic {
    var hints = expected == .any ? near.map { "did you mean '\($0)'?" } : []
    if name == "T" { hints.insert("a transpose is written with a prime: X'", at: 0) }
    if name == "d" { hints.insert("a differential is followed by what it is of: 'd X'", at: 0) }
    switch expected {
    case .any where name.count <= 2 || near.isEmpty:
      hints.append("declare it: '\(name) : matrix(n, m)', or as a vector or scalar")
    case .any: break
    case .number:
      hints += [
        "declare it: '\(name) : scalar'", "a size comes with a name of that size: 'x : vector(\(name))'",
      ]
    case .size: hints += ["a size comes with a name of that size: 'x : vector(\(name))'"]
    }
    return Diagnostic(
      code: "scope.undeclared",
      message: "'\(name)' is not declared",
      range: range,
      notes: expected == .any ? ["its shape does not follow from the formula"] : [],
      hints: hints
    )
  }

  /// A question about a name that means nothing; `shape` is the one that fits its use, where there is one.
  static func unknownVariable(_ name: Statement.Name, near: [String], _ shape: Shape?) -> Diagnostic {
    // Any letter is near to any other, unless it is the same one, large or small.
    let similar = near.first { name.text.count > 1 || $0.lowercased() == name.text.lowercased() }
    let hint =
      shape.map { "declare it: '\(name.text) : \($0)'" } ?? similar.map { "did you mean '\($0)'?" }
      ?? "declare it: '\(name.text) : vector(n)', or as a matrix or scalar"
    return Diagnostic(
      code: "question.undeclared",
      message: "'\(name.text)' is neither declared nor defined, so no derivative of it or by it can be asked",
      range: name.range,
      hints: [hint]
    )
  }

  /// A question without `wrt` where no name or several could be meant.
  static func variableMissing(_ kind: String, _ names: [String], _ range: SourceRange) -> Diagnostic {
    let which =
      names.isEmpty ? "nothing declared varies in it" : "it could be any of \(names.joined(separator: ", "))"
    return Diagnostic(
      code: "question.which-variable",
      message: "the question does not say by which variable, and \(which)",
      range: range,
      hints: (names.isEmpty ? ["X"] : Array(names.prefix(3))).map { "\(kind) f wrt \($0)" }
    )
  }

  static func unknownFunction(_ name: String, _ range: SourceRange, near: [String]) -> Diagnostic {
    Diagnostic(
      code: "scope.function",
      message: "there is no function '\(name)'",
      range: range,
      hints: near.map { "did you mean '\($0)'?" } + ["a product needs '*' or a space: '\(name) * (…)'"]
    )
  }

  static func notAFunction(_ name: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(code: "scope.function", message: "'\(name)' is not a function", range: range)
  }

  static func usedBeforeDefinition(_ name: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "scope.order",
      message: "'\(name)' is used before its definition",
      range: range,
      hints: ["move the definition of '\(name)' up"]
    )
  }

  static func cycle(_ names: [String], _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "scope.cycle",
      message: "the definition goes in a circle: \(names.map { "'\($0)'" }.joined(separator: " needs "))",
      range: range
    )
  }

  static func nameTaken(_ name: Statement.Name, _ origin: String) -> Diagnostic {
    Diagnostic(
      code: "scope.taken",
      message: "'\(name.text)' has a meaning already",
      range: name.range,
      notes: ["'\(name.text)' is \(origin)"],
      hints: [
        "choose another name, or begin a fresh scope with '#| scope: new' ('scope=new' behind a display)"
      ]
    )
  }

  static func nameIsSize(_ name: Statement.Name, _ use: String) -> Diagnostic {
    Diagnostic(
      code: "scope.taken",
      message: "'\(name.text)' is a size already",
      range: name.range,
      notes: ["size '\(name.text)' is first used \(use)"],
      hints: ["choose another name"]
    )
  }

  static func parameterTwice(_ name: Statement.Name) -> Diagnostic {
    Diagnostic(
      code: "scope.parameter",
      message: "the parameter '\(name.text)' occurs twice",
      range: name.range
    )
  }

  static func parameterNotDeclared(_ name: Statement.Name, of function: String, _ range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      code: "scope.parameter",
      message: "'\(function)' alone stands for its value at '\(name.text)', which is not declared",
      range: range,
      hints: ["declare '\(name.text)'", "call the function: '\(function)(…)'"]
    )
  }

  static func dependsOnFailed(_ name: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "scope.failed",
      message: "this depends on '\(name)', which has errors of its own",
      range: range
    )
  }

  static func familyWithoutIndex(_ name: String, _ shape: Shape, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "scope.family",
      message: "'\(name)' is a family of members, each a \(shape)",
      range: range,
      hints: ["write '\(name)[i]' inside 'sum(i in 1..m, …)'"]
    )
  }

  static func inferred(_ name: Statement.Name, _ shape: Shape) -> Diagnostic {
    Diagnostic(
      code: "scope.inferred",
      severity: .warning,
      message: "'\(name.text)' is not declared; it is taken as a \(shape), the only shape that fits",
      range: name.range,
      hints: ["declare it: '\(name.text) : \(shape)'"]
    )
  }

  /// Ones whose length nothing beside them tells.
  static func unsizedOnes(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "scope.arguments",
      message: "the length of these ones does not follow from what stands beside them",
      range: range,
      hints: ["write 'ones(n)', or $\\mathbf 1_n$ in a display"]
    )
  }

  static func argumentCount(
    _ name: String,
    _ arity: ClosedRange<Int>,
    _ found: Int,
    _ range: SourceRange,
    hints: [String] = []
  ) -> Diagnostic {
    let expected =
      arity.lowerBound == arity.upperBound
      ? "\(arity.lowerBound)" : "\(arity.lowerBound) to \(arity.upperBound)"
    return Diagnostic(
      code: "scope.arguments",
      message: "'\(name)' takes \(expected) argument\(arity.upperBound == 1 ? "" : "s"), found \(found)",
      range: range,
      hints: hints
    )
  }

  static func expansionBound(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "bound.expansion",
      message: "with its calls expanded the line has more than \(Scope.expansionBound) parts",
      range: range,
      hints: ["name a part of it in a line of its own"]
    )
  }

  static func callDepth(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "bound.calls",
      message: "calls are nested more than \(Scope.callDepthBound) deep",
      range: range
    )
  }
}
