// Programs of others that are run for a report: within a time, and with everything they started ended with them.

import Foundation

enum ChildProcess {
  /// What a program came back with; nil where it could not be run or took too long.
  struct Output: Sendable {
    let status: Int32
    let bytes: [UInt8]
  }

  /// Where a program is on the search path.
  static func program(_ name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Runs a program until it ends or `seconds` are over.
  ///
  /// Input and output go through files of `folder`, so that no pipe fills up. At the time limit the whole process group ends.
  static func run(
    _ program: String,
    _ arguments: [String],
    input: [UInt8] = [],
    in folder: String,
    environment: [String: String] = [:],
    seconds: Int
  ) -> Output? {
    let inputPath = folder + "/.input"
    let outputPath = folder + "/.output"
    guard FileManager.default.createFile(atPath: inputPath, contents: Data(input)),
      FileManager.default.createFile(atPath: outputPath, contents: nil),
      let reading = FileHandle(forReadingAtPath: inputPath),
      let writing = FileHandle(forWritingAtPath: outputPath)
    else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = reading
    process.standardOutput = writing
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return nil }
    let deadline = Date().addingTimeInterval(TimeInterval(seconds))
    while process.isRunning, Date() < deadline { usleep(10_000) }
    guard !process.isRunning else {
      end(process.processIdentifier)
      process.waitUntilExit()
      return nil
    }
    let bytes = FileManager.default.contents(atPath: outputPath).map(Array.init) ?? []
    return Output(status: process.terminationStatus, bytes: bytes)
  }

  /// Ends a process and all that it started, which are one group.
  private static func end(_ process: Int32) {
    if getpgid(process) == process { kill(-process, SIGKILL) }
    kill(process, SIGKILL)
  }

  /// Calls `body` with a new folder that is removed afterwards.
  static func withFolder<Result>(_ body: (String) -> Result) -> Result? {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nabla-\(UUID().uuidString)")
      .path
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      return nil
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return body(folder)
  }
}
