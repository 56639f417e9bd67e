import ArgumentParser

/// `nabla explain`: what a diagnostic means and what to do.
struct ExplainCommand: NablaCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains a diagnostic by its code, or a topic.",
    discussion: """
      The code stands in brackets after every message. Without a code, all are listed.

        nabla explain shape.product
        nabla explain ambiguous      what can be read in more than one way, and how to write it
        nabla explain reading        what a row was read as, and how to check it
      """
  )

  @Argument(help: "The code of a diagnostic, or a topic: ambiguous, reading.")
  var code: String?

  func run(on console: Console) async -> ExitStatus {
    let pages = DiagnosticExplanations.topics + DiagnosticExplanations.all
    guard let code else {
      console.write(pages.map(\.code).joined(separator: "\n"))
      return .asExpected
    }
    guard let explanation = pages.first(where: { $0.code == code }) else {
      console.writeError(FunctionsCommand.unknown("diagnostic", code, pages.map(\.code), "explain"))
      return .usage
    }
    console.write("\(explanation.code)\n\n\(explanation.text)")
    return .asExpected
  }
}
