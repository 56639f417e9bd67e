// Runs the built program in a process of its own, where its folder, its bounds and its end can be chosen.

import Foundation
import Testing

/// What the program came back with.
struct ProgramRun {
  var status: Int32
  /// Whether a signal ended it.
  var isKilled: Bool
  var output: String
  var errors: String

  /// Runs `nabla` with arguments in a folder, under what a shell says before it (`ulimit -n 20`).
  static func run(
    _ arguments: [String],
    in folder: TestFolder,
    under setting: String = "true"
  ) throws -> ProgramRun {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments =
      [
        "-c", "\(setting) && exec \"$0\" \"$@\"", try #require(KernelTests.program),
      ] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let places = ["stdout", "stderr"].map { folder.path(".\($0)-\(UUID().uuidString)") }
    for place in places { _ = FileManager.default.createFile(atPath: place, contents: nil) }
    process.standardOutput = FileHandle(forWritingAtPath: places[0])
    process.standardError = FileHandle(forWritingAtPath: places[1])
    try process.run()
    process.waitUntilExit()
    let texts = places.map { (try? String(contentsOfFile: $0, encoding: .utf8)) ?? "" }
    for place in places { try FileManager.default.removeItem(atPath: place) }
    return ProgramRun(
      status: process.terminationStatus,
      isKilled: process.terminationReason == .uncaughtSignal,
      output: texts[0],
      errors: texts[1]
    )
  }
}
