import ArgumentParser

/// `nabla explain`: what a diagnostic means and what to do.
struct ExplainCommand: NablaCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains a diagnostic by its code.",
    discussion: """
      The code stands in brackets after every message. Without a code, all are listed.

        nabla explain shape.mismatch
      """
  )

  @Argument(help: "The code of a diagnostic.")
  var code: String?

  func run(on console: Console) async -> ExitStatus {
    guard let code else {
      console.write(DiagnosticExplanations.all.map(\.code).joined(separator: "\n"))
      return .asExpected
    }
    guard let explanation = DiagnosticExplanations.all.first(where: { $0.code == code }) else {
      console.writeError(
        FunctionsCommand.unknown("diagnostic", code, DiagnosticExplanations.all.map(\.code), "explain")
      )
      return .usage
    }
    console.write("\(explanation.code)\n\n\(explanation.text)")
    return .asExpected
  }
}
