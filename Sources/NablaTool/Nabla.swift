// The commands as a library; the executable is one call.

package import ArgumentParser
import Diagnostics

/// The command `nabla`.
package struct Nabla: ParsableCommand {
  /// Name, summary and subcommands.
  package static let configuration = CommandConfiguration(
    commandName: "nabla",
    abstract: "Derives gradients line by line, checks every line, and writes reports.",
    discussion: """
      A notebook is a Markdown file with cells of matrix calculus. 'nabla new NAME' writes a small one to start \
      from. The commands end with 0 when all is as expected, with 1 when something is not, and with 2 when the \
      command line or a file is at fault.

        nabla new first && nabla build first.md
        nabla serve Notebooks
      """,
    version: "nabla \(Nabla.version)",
    subcommands: [
      BuildCommand.self, CheckCommand.self, DeriveCommand.self, FunctionsCommand.self, RulesCommand.self,
      ExplainCommand.self, NewCommand.self, AdoptCommand.self, FilterCommand.self,
      EmitCommand.self, MergeCommand.self, ServeCommand.self,
      VerifyCommand.self, DiffCommand.self,
    ]
  )

  /// The command without arguments prints its help.
  package init() {}

  /// The version of the program; records have one of their own.
  static let version = "0.2.0"

  /// Runs the command line; returns the exit code: 0 all as expected, 1 something is not, 2 usage or files.
  package static func run(_ arguments: [String], on console: Console = .standard) async -> Int32 {
    let status = await perform(arguments, on: console)
    // Whoever reads a verdict from a file must not get half of one, and 0.
    guard let reason = console.lostOutput else { return status }
    let problem = LocatedDiagnostic(.lostOutput(reason), in: SourceFile(path: "-", text: ""))
    console.writeError(TerminalRenderer(style: .plain).long(problem))
    return ExitStatus.usage.rawValue
  }

  /// The exit code where this process cannot do its work, said on the console; nil where it can.
  ///
  /// It is asked before anything else: what Swift's runtime opens for a task ends the process where it cannot.
  package static func refusal(of arguments: [String], on console: Console = .standard) -> Int32? {
    guard let count = OpenFiles.shortage() else { return nil }
    say(.tooFewOpenFiles(count), of: arguments, on: console) {
      TerminalRenderer(style: .plain).long(LocatedDiagnostic($0, in: SourceFile(path: "-", text: "")))
    }
    return ExitStatus.usage.rawValue
  }

  private static func perform(_ arguments: [String], on console: Console) async -> Int32 {
    do {
      if let problem = unknownCommand(arguments) { throw problem }
      var command = try parseAsRoot(arguments)
      if let command = command as? any NablaCommand { return await command.run(on: console).rawValue }
      // What remains is help, which is thrown as a text.
      try command.run()
      return ExitStatus.asExpected.rawValue
    } catch {
      guard exitCode(for: error) != .success else {
        console.write(fullMessage(for: error))
        return ExitStatus.asExpected.rawValue
      }
      report(error, of: arguments, on: console)
      return ExitStatus.usage.rawValue
    }
  }

  /// A first word that is no command, with the nearest that is.
  private static func unknownCommand(_ arguments: [String]) -> ValidationError? {
    guard let first = arguments.first, !first.hasPrefix("-") else { return nil }
    let known = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard !known.contains(first) else { return nil }
    let nearest = Diagnostic.nearestNames(to: first, among: known)
    let hint = nearest.isEmpty ? "" : " Did you mean '\(nearest[0])'?"
    return ValidationError("There is no command '\(first)'.\(hint)")
  }

  private static func report(_ error: any Error, of arguments: [String], on console: Console) {
    let diagnostic = Diagnostic(
      code: "usage.arguments",
      message: message(for: error),
      range: nil,
      hints: arguments.first.map { ["'nabla \($0) --help' explains the arguments"] } ?? []
    )
    say(diagnostic, of: arguments, on: console) { _ in fullMessage(for: error) }
  }

  /// Who asked for JSON gets JSON, also when the command line is at fault.
  private static func say(
    _ diagnostic: Diagnostic,
    of arguments: [String],
    on console: Console,
    inWords words: (Diagnostic) -> String
  ) {
    guard let command = arguments.first, arguments.asksForJSON, ["check", "derive"].contains(command) else {
      console.writeError(words(diagnostic))
      return
    }
    let located = LocatedDiagnostic(diagnostic, in: SourceFile(path: "", text: ""))
    console.write(FailureJSON(command: command).text([located]))
  }
}

extension Diagnostic {
  fileprivate static func lostOutput(_ reason: String) -> Diagnostic {
    Diagnostic(code: "output.lost", message: "the output could not be written: \(reason)", range: nil)
  }

  fileprivate static func tooFewOpenFiles(_ count: Int) -> Diagnostic {
    Diagnostic(
      code: "bound.open-files",
      message: "this process may open \(count) more files, and \(OpenFiles.needed) are needed",
      range: nil,
      hints: ["'ulimit -n 256' in a shell before the command raises the bound, where the system grants it"]
    )
  }
}

extension [String] {
  /// Whether the arguments ask for JSON, whatever else is wrong with them.
  fileprivate var asksForJSON: Bool {
    contains("--format=json") || zip(self, dropFirst()).contains { $0 == "--format" && $1 == "json" }
  }
}
