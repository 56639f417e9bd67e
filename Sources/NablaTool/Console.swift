// Where the commands write, and with what they end: values, so that tests run commands as a shell does.

import ArgumentParser
import Foundation

/// The two streams that a command writes to.
public struct Console: Sendable {
  private let output: @Sendable (String) -> Void
  private let errors: @Sendable (String) -> Void
  /// Whether results go to a terminal that shows colours.
  let isTerminal: Bool

  /// A console that hands texts on, each whole.
  public init(output: @escaping @Sendable (String) -> Void, errors: @escaping @Sendable (String) -> Void) {
    self.output = output
    self.errors = errors
    isTerminal = false
  }

  private init() {
    output = { Console.write($0, to: .standardOutput) }
    errors = { Console.write($0, to: .standardError) }
    isTerminal =
      isatty(STDOUT_FILENO) == 1 && isatty(STDERR_FILENO) == 1
      && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  }

  /// Standard output and standard error.
  public static let standard = Console()

  /// Writes a result, with a line break at its end.
  func write(_ text: String) { output(text.hasSuffix("\n") ? text : text + "\n") }

  /// Writes what is wrong, with a line break at its end.
  func writeError(_ text: String) { errors(text.hasSuffix("\n") ? text : text + "\n") }

  /// A reader that went away, such as `head`, is no fault.
  private static func write(_ text: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data(text.utf8))
  }
}

/// With what a command ends.
enum ExitStatus: Int32, Sendable, Comparable {
  /// All is as its author expects.
  case asExpected = 0
  /// Something is not.
  case unexpected = 1
  /// The command line or a file is at fault.
  case usage = 2

  static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.rawValue < right.rawValue }
}

/// A command of the program.
protocol NablaCommand: ParsableCommand {
  /// Does what the command is for; total, everything wrong is said on the console.
  func run(on console: Console) async -> ExitStatus
}
