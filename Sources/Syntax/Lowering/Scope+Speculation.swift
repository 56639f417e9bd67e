// Trying something: on a value what was done stays, on none the scope is as it was.

package import Diagnostics
import Expressions

extension Scope {
  /// What stays of an attempt that gives a value.
  package enum Kept: Sendable, Hashable {
    /// Names, expressions and what there is to say.
    case everything
    /// Expressions alone: names mean what they meant, and nothing is said.
    case expressions
  }

  /// Does something to the scope and keeps it if it gives a value; else nothing has happened.
  package mutating func attempt<Value>(
    keeping kept: Kept = .everything,
    _ body: (inout Scope) -> Value?
  ) -> Value? {
    var trial = self
    guard let value = body(&trial) else { return nil }
    switch kept {
    case .everything: self = trial
    case .expressions: graph = trial.graph
    }
    return value
  }

  /// Performs a definition if that raises no error; whether it did.
  package mutating func define(_ name: Statement.Name, as body: SyntaxTree, _ range: SourceRange) -> Bool {
    attempt { trial -> Bool? in
      _ = trial.perform(
        Statement(.definition(name: name, parameters: nil, index: nil, body: body), range)
      )
      return trial.takeDiagnostics().allSatisfy { $0.severity != .error } ? true : nil
    } == true
  }
}
