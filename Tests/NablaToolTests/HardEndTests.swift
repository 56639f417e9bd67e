// Builds that are ended, crowded or starved: what is there afterwards is whole, and what failed is said.

import Foundation
import Testing

@Suite("A build under hard conditions") struct HardEndTests {
  private static let notebook = """
    # Notes

    ```{nabla}
    #| label: eq-loss
    W : matrix(n, n)
    x : vector(n)
    y = (W^2)' * x
    gradient y' * y wrt W
    ```
    """

  /// A folder with three notebooks, and the files that a build of them makes.
  private func prepared() async throws -> (folder: TestFolder, files: [String: Data]) {
    let folder = try TestFolder()
    for name in ["one", "two", "three"] { try folder.write(Self.notebook, to: "in/\(name).md") }
    let arguments = ["build", "in", "-o", "right", "--to", "html,latex,record", "--no-cache"]
    let run = try ProgramRun.run(arguments, in: folder)
    #expect(run.status == 0, "\(run.errors)")
    return (folder, contents(folder, "right"))
  }

  private func contents(_ folder: TestFolder, _ path: String) -> [String: Data] {
    var files: [String: Data] = [:]
    for name in folder.files(path) {
      files[name] = FileManager.default.contents(atPath: folder.path("\(path)/\(name)"))
    }
    return files
  }

  /// How many moments are tried; `NABLA_MOMENTS=200` tries more.
  private static let moments =
    ProcessInfo.processInfo.environment["NABLA_MOMENTS"].flatMap { Int($0) } ?? 8

  @Test("that is killed at any moment leaves whole files alone, and the next build makes all of them")
  func killed() async throws {
    let (folder, right) = try await prepared()
    var ended = 0
    for moment in 0..<Self.moments {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: try #require(KernelTests.program))
      process.arguments = [
        "build", "in", "-o", "out", "--to", "html,latex,record", "--force", "--cache", folder.path("cache"),
      ]
      process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32(20_000 + moment * 1_000_000 / Self.moments))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { ended += 1 }
      for (name, bytes) in contents(folder, "out") where right[name] != nil {
        #expect(bytes == right[name], "moment \(moment): \(name) is not whole")
      }
    }
    #expect(ended > 0)
    let again = try ProgramRun.run(
      ["build", "in", "-o", "out", "--to", "html,latex,record", "--cache", folder.path("cache")],
      in: folder
    )
    #expect(again.status == 0, "\(again.errors)")
    let after = contents(folder, "out")
    for (name, bytes) in right { #expect(after[name] == bytes, "\(name)") }
    #expect(Set(after.keys) == Set(right.keys), "nothing is left over")
  }

  @Test("beside another one of the same notebooks makes the same files")
  func two() async throws {
    let (folder, right) = try await prepared()
    let arguments = [
      "build", "in", "-o", "out", "--to", "html,latex,record", "--cache", folder.path("cache"),
    ]
    async let first = ProgramRun.run(arguments, in: folder)
    async let second = ProgramRun.run(arguments, in: folder)
    let statuses = try await [first.status, second.status]
    #expect(statuses == [0, 0])
    #expect(contents(folder, "out") == right)
  }

  @Test(
    "with too few files open, too short files or no right to write says so and leaves no half file",
    arguments: ["ulimit -n 20", "ulimit -f 4"]
  )
  func starved(_ bound: String) async throws {
    let (folder, right) = try await prepared()
    let run = try ProgramRun.run(
      ["build", "in", "-o", "out", "--to", "html,latex,record", "--no-cache", "--jobs", "1"],
      in: folder,
      under: bound
    )
    #expect(!run.isKilled, "\(bound): a signal ended it")
    #expect([0, 2].contains(run.status), "\(bound): \(run.status) \(run.errors)")
    #expect(run.status == 0 || !run.errors.isEmpty)
    for (name, bytes) in contents(folder, "out") where right[name] != nil {
      #expect(bytes == right[name], "\(bound): \(name) is not whole")
    }
  }

  @Test("into a place that is no folder says so")
  func noFolder() async throws {
    let (folder, _) = try await prepared()
    try folder.write("a file", to: "taken")
    let run = try ProgramRun.run(["build", "in", "-o", "taken"], in: folder)
    #expect(run.status == 2 && run.errors.contains("output."), "\(run.errors)")
    #expect(folder.text("taken") == "a file")
  }
}
