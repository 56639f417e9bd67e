// The Python that tests compare with: the judge that shares no code with the program.

import Foundation

/// The interpreter that `NABLA_PYTHON` names, or the one of the project's own environment.
package enum PythonInterpreter {
  /// A script that ended with an error.
  package struct Failure: Error, CustomStringConvertible {
    /// The exit status.
    package let status: Int32
    /// What it had written until then.
    package let printed: String
    /// Both in a sentence.
    package var description: String { "Python ended with \(status) after: \(printed)" }
  }

  /// What Python prints when it runs the script.
  ///
  /// Throws a `Failure` when the script does not end with 0; what Python wrote to standard error is then above it.
  package static func output(of script: String, with interpreter: String? = nil) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [interpreter ?? path, "-"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(script.utf8))
    try input.fileHandleForWriting.close()
    let printed = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(status: process.terminationStatus, printed: printed)
    }
    return printed
  }

  /// A text as a literal of Python.
  package static func literal(_ text: String) -> String {
    let escaped: [Character: String] = ["\\": "\\\\", "\"": "\\\"", "\n": "\\n"]
    return "\"" + text.map { escaped[$0] ?? String($0) }.joined() + "\""
  }

  /// The interpreter that has PyTorch: that of the tests, or that of the benchmarks beside other systems; nil for none.
  package static let torch: String? = [path, root.appending(path: ".venv-peers/bin/python").path].first {
    (try? output(of: "import torch\nprint('found')", with: $0))?.contains("found") ?? false
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static var path: String {
    let own = root.appending(path: ".venv/bin/python").path
    return ProcessInfo.processInfo.environment["NABLA_PYTHON"]
      ?? (FileManager.default.isExecutableFile(atPath: own) ? own : "python3")
  }
}
