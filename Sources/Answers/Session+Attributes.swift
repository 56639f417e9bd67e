// What `of=` and `wrt=` of a display name: an expression and names that mean something where the display stands.

public import Diagnostics
import Syntax

extension Session {
  /// What is wrong with the text of `of=` or of one name of `wrt=`, in the cell language; ranges are offsets of the text.
  ///
  /// No shape is taken from use here: a derivative of or by a name that nobody gave a meaning is no derivative.
  public func problems(ofAttribute text: String) -> [Diagnostic] {
    var trial = scope
    _ = trial.takeDiagnostics()
    let read = PlainParser.expression(text, in: trial.context)
    let problems = read.diagnostics.filter { $0.severity == .error }
    guard problems.isEmpty else { return problems }
    guard trial.knowsNames(in: [read.tree]) else { return trial.takeDiagnostics() }
    _ = trial.lower(text: text)
    return trial.takeDiagnostics().filter { $0.severity == .error }
  }
}
