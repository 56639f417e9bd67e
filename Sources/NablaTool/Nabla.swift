// The commands as a library; the executable is one call.

public import ArgumentParser
import Foundation

/// The command `nabla`.
public struct Nabla: ParsableCommand {
  /// Name, summary and subcommands.
  public static let configuration = CommandConfiguration(
    commandName: "nabla",
    abstract: "Derives gradients line by line, checks every line, and writes reports.",
    subcommands: [DeriveCommand.self, CheckCommand.self]
  )

  /// The command without arguments prints its help.
  public init() {}

  /// Runs the command line; returns the exit code: 0 all as expected, 1 something is not, 2 usage or files.
  public static func run(_ arguments: [String]) -> Int32 {
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      return 0
    } catch let code as ExitCode {
      return code.rawValue
    } catch {
      let isUsage = exitCode(for: error) != .success
      let text = fullMessage(for: error)
      if isUsage { Output.error(text) } else { Output.print(text) }
      return isUsage ? 2 : 0
    }
  }
}

/// What the commands write, in one place.
enum Output {
  static func print(_ text: String) { write(text, to: .standardOutput) }
  static func error(_ text: String) { write(text, to: .standardError) }

  private static func write(_ text: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
  }
}

extension ExitCode {
  /// Something is not as expected.
  static let unexpected = ExitCode(1)
  /// The command line or a file is at fault.
  static let usage = ExitCode(2)
}
