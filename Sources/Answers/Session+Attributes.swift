// What `of=` and `wrt=` of a display name: an expression and names that mean something where the display stands.

package import Diagnostics
package import Judging
import Findings
import LaTeX
import Syntax

extension Session {
  /// What is wrong with the text of `of=` or of one name of `wrt=`, in the cell language; ranges are offsets of the text.
  ///
  /// No shape is taken from use here: a derivative of or by a name that nobody gave a meaning is no derivative.
  package func problems(ofAttribute text: String, of request: DisplayRequest) -> [Diagnostic] {
    var trial = scope
    _ = trial.takeDiagnostics()
    let read = PlainParser.expression(text, in: trial.context)
    let problems = read.diagnostics.filter { $0.severity == .error }
    guard problems.isEmpty else { return problems }
    if trial.knowsNames(in: [read.tree]) { _ = trial.lower(text: text) }
    let errors = trial.takeDiagnostics().filter { $0.severity == .error }
    // What a row of the display gives its meaning has one when it is asked for; rows are read only where that matters.
    guard !errors.isEmpty, namesGiven(in: request).isDisjoint(with: read.tree.names) else { return [] }
    return errors
  }

  /// The names that rows of a checked display define or declare.
  private func namesGiven(in request: DisplayRequest) -> Set<String> {
    guard request.roles.contains(.check) else { return [] }
    var names = Set<String>()
    for statement in request.reader(in: scope).rows(of: request.text).flatMap(\.statements) {
      if let definition = statement.definition { names.insert(definition.name.text) }
      if case .declaration(let declaration) = statement.kind,
        case .declaration(let declared, _, _, _) = declaration.kind
      {
        names.formUnion(declared.map(\.text))
      }
    }
    return names
  }
}
