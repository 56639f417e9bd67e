// Where the commands write, and with what they end: values, so that tests run commands as a shell does.

import ArgumentParser
import Diagnostics
import Foundation
import Synchronization

/// The two streams that a command writes to.
package struct Console: Sendable {
  private let output: @Sendable (String) -> Void
  private let errors: @Sendable (String) -> Void
  private let lost: @Sendable () -> String?
  private let progress: (@Sendable (String) -> Void)?
  /// How results are written.
  let style: TerminalRenderer.Style
  /// How what is wrong is written, which may go elsewhere.
  let errorStyle: TerminalRenderer.Style

  /// A console that hands texts on, each whole; `progress` is a line that is written over, where there is a terminal for it.
  package init(
    output: @escaping @Sendable (String) -> Void,
    errors: @escaping @Sendable (String) -> Void,
    progress: (@Sendable (String) -> Void)? = nil,
    isColoured: Bool = false
  ) {
    self.output = output
    self.errors = errors
    lost = { nil }
    self.progress = progress
    style = isColoured ? .coloured : .plain
    errorStyle = style
  }

  private init() {
    let environment = ProcessInfo.processInfo.environment
    output = { Console.write($0, to: STDOUT_FILENO) }
    errors = { Console.write($0, to: STDERR_FILENO) }
    lost = { Console.failure.withLock { $0 } }
    let hasTerminal = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
    progress = hasTerminal ? Console.overwrite : nil
    style = .of(isTerminal: isatty(STDOUT_FILENO) == 1, environment)
    errorStyle = .of(isTerminal: isatty(STDERR_FILENO) == 1, environment)
  }

  /// Standard output and standard error.
  package static let standard = Console()

  /// Writes a result, with a line break at its end.
  func write(_ text: String) { output(text.hasSuffix("\n") ? text : text + "\n") }

  /// Writes what is wrong, with a line break at its end.
  func writeError(_ text: String) { errors(text.hasSuffix("\n") ? text : text + "\n") }

  /// Whether somebody sees how far a command is.
  var showsProgress: Bool { progress != nil }

  /// Writes how far a command is, in place of what was said before; empty when it is done.
  func writeProgress(_ text: String) { progress?(text) }

  /// Goes back to the first column, empties the line and writes into it.
  @Sendable
  private static func overwrite(_ text: String) { write("\r\u{1b}[K" + text, to: STDERR_FILENO) }

  /// Why something that was written to standard output is lost; nil where nothing is.
  var lostOutput: String? { lost() }

  /// Why the first text was not written to standard output.
  private static let failure = Mutex<String?>(nil)

  /// A reader that went away, such as `head`, is no fault; a full disk is.
  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        let code = errno
        if descriptor == STDOUT_FILENO, code != EPIPE {
          failure.withLock { $0 = $0 ?? String(cString: strerror(code)) }
        }
        return
      }
    }
  }
}

extension TerminalRenderer.Style {
  /// Colours for terminals, unless `NO_COLOR` is set or the terminal has none; everywhere when `CLICOLOR_FORCE` is set.
  static func of(isTerminal: Bool, _ environment: [String: String]) -> TerminalRenderer.Style {
    if !(environment["NO_COLOR"] ?? "").isEmpty { return .plain }
    if !["", "0"].contains(environment["CLICOLOR_FORCE"] ?? "") { return .coloured }
    return isTerminal && environment["TERM"] != "dumb" ? .coloured : .plain
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
