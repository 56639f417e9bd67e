// The examples of the help are run as they stand there.

import Foundation
import Testing

@Suite("The examples in the help") struct HelpExampleTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// A folder with all that the examples name.
  private func prepared() async throws -> TestFolder {
    let folder = try TestFolder()
    let notebook = { (power: Int) in
      "```{nabla}\n#| label: eq-loss\nx : vector(n)\nloss = (x' * x)^\(power)\ngradient loss wrt x\n```\n"
    }
    for (place, power) in [("notes.md", 1), ("notes/a.md", 1), ("notes/b.md", 2)] {
      try folder.write(notebook(power), to: place)
    }
    for (output, power) in [("Output", 1), ("old", 2)] {
      let path = try folder.write(notebook(power), to: "\(output)-source/quartic-form.md")
      let run = await nabla("build", path, "-o", folder.path(output), "--to", "record", "--no-cache")
      #expect(run.status == 0, "\(run.errors)")
    }
    for shard in ["1", "2"] {
      let run = try ProgramRun.run(
        ["check", "notes", "--shard", "\(shard)/2", "--format", "json"],
        in: folder
      )
      try folder.write(run.output, to: "\(shard).json")
    }
    return folder
  }

  @Test("of verify, diff, emit and merge end as they say", arguments: ["verify", "diff", "emit", "merge"])
  func examples(_ command: String) async throws {
    let folder = try await prepared()
    let help = await nabla(command, "--help").output
    let lines = help.split(separator: "\n").filter { $0.hasPrefix("  nabla \(command)") }
    #expect(!lines.isEmpty)
    for line in lines {
      // What the example does stands behind two blanks or more.
      let text = String(line.dropFirst(2)).split(separator: "  ")[0]
      let setting = "nabla() { \"\(try #require(KernelTests.program))\" \"$@\"; } && \(text)"
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments = ["-c", setting]
      process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
      let errors = Pipe()
      process.standardOutput = FileHandle.nullDevice
      process.standardError = errors
      try process.run()
      let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      // 'diff' ends with 1 where something changed.
      let expected: [Int32] = command == "diff" ? [0, 1] : [0]
      #expect(expected.contains(process.terminationStatus), "\(text): \(process.terminationStatus) \(said)")
    }
  }
}
