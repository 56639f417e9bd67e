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

  /// Starts the program and kills it after a while; whether it was still running.
  private func kill(_ arguments: [String], in folder: TestFolder, after time: Double) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(KernelTests.program))
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["XDG_CACHE_HOME": folder.path("home")],
      uniquingKeysWith: { $1 }
    )
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    usleep(UInt32(time * 1_000_000))
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  /// Moments of a run that takes some seconds, evenly.
  private func moments(_ count: Int, of seconds: Double) -> [Double] {
    (0..<count).map { 0.02 + seconds * Double($0) / Double(count) }
  }

  @Test("that is killed at any moment leaves whole files alone, and the next build makes all of them")
  func killed() async throws {
    let (folder, right) = try await prepared()
    let arguments = [
      "build", "in", "-o", "out", "--to", "html,latex,record", "--cache", folder.path("cache"),
    ]
    var ended = 0
    for moment in moments(Self.moments, of: 1) {
      if try kill(arguments + ["--force"], in: folder, after: moment) { ended += 1 }
      for (name, bytes) in contents(folder, "out") where right[name] != nil {
        #expect(bytes == right[name], "after \(moment) s: \(name) is not whole")
      }
    }
    #expect(ended > 0)
    let again = try ProgramRun.run(arguments, in: folder)
    #expect(again.status == 0, "\(again.errors)")
    let after = contents(folder, "out")
    for (name, bytes) in right { #expect(after[name] == bytes, "\(name)") }
    #expect(Set(after.keys) == Set(right.keys), "nothing is left over")
  }

  @Test(
    "of a PDF that is killed leaves a whole PDF or none",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/latexmk"))
  )
  func killedPDF() async throws {
    let folder = try TestFolder()
    try folder.write(Self.notebook, to: "in/one.md")
    let arguments = ["build", "in", "-o", "out", "--to", "pdf", "--cache", folder.path("cache")]
    func isWhole(_ bytes: Data) -> Bool {
      bytes.starts(with: Array("%PDF".utf8))
        && String(decoding: bytes.suffix(8), as: UTF8.self).contains("%%EOF")
    }
    for moment in moments(max(3, Self.moments / 4), of: 3) {
      _ = try kill(arguments + ["--force"], in: folder, after: moment)
      for (name, bytes) in contents(folder, "out") where name.hasSuffix(".pdf") && !name.hasPrefix(".") {
        #expect(isWhole(bytes), "after \(moment) s: \(name) is not whole")
      }
    }
    let again = try ProgramRun.run(arguments, in: folder)
    #expect(again.status == 0, "\(again.errors)")
    #expect(isWhole(try #require(contents(folder, "out")["one.pdf"])))
  }

  @Test("after a preview that was killed is the same, and the notebooks are as they were")
  func killedPreview() async throws {
    let (folder, right) = try await prepared()
    let notebooks = contents(folder, "in")
    var ended = 0
    for moment in moments(Self.moments, of: 2) where try kill(["serve", "in"], in: folder, after: moment) {
      ended += 1
    }
    #expect(ended == Self.moments)
    #expect(contents(folder, "in") == notebooks)
    let again = try ProgramRun.run(
      ["build", "in", "-o", "out", "--to", "html,latex,record", "--cache", folder.path("home/nabla")],
      in: folder
    )
    #expect(again.status == 0, "\(again.errors)")
    #expect(contents(folder, "out") == right)
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
    "and every other command, with too few files to open, says so and begins nothing",
    arguments: [5, 8, 14, 20, 40]
  )
  func fewFiles(_ count: Int) async throws {
    let (folder, _) = try await prepared()
    for arguments in [["build", "in", "-o", "out"], ["check", "in"], ["serve", "in"], ["rules"]] {
      let run = try ProgramRun.run(arguments, in: folder, under: "ulimit -n \(count)")
      #expect(!run.isKilled, "\(arguments): a signal ended it")
      #expect(run.status == 2 && run.errors.contains("[bound.open-files]"), "\(arguments): \(run.errors)")
    }
    let run = try ProgramRun.run(
      ["check", "in", "--format", "json"],
      in: folder,
      under: "ulimit -n \(count)"
    )
    #expect(run.status == 2 && run.output.contains("bound.open-files") && run.errors.isEmpty)
    #expect(folder.files("out").isEmpty)
  }

  @Test("raises a low bound on open files as far as the system grants it")
  func raised() async throws {
    let (folder, right) = try await prepared()
    let arguments = ["build", "in", "-o", "out", "--to", "html,latex,record", "--no-cache"]
    let run = try ProgramRun.run(arguments, in: folder, under: "ulimit -Sn 12")
    #expect(run.status == 0, "\(run.errors)")
    #expect(contents(folder, "out") == right)
  }

  @Test("whose files may not be as long as they are says so and leaves no half file")
  func shortFiles() async throws {
    let (folder, right) = try await prepared()
    let run = try ProgramRun.run(
      ["build", "in", "-o", "out", "--to", "html,latex,record", "--no-cache", "--jobs", "1"],
      in: folder,
      under: "ulimit -f 4"
    )
    #expect(!run.isKilled, "a signal ended it")
    #expect(run.status == 2 && run.errors.contains("[output.unwritable]"), "\(run.status) \(run.errors)")
    for (name, bytes) in contents(folder, "out") where right[name] != nil {
      #expect(bytes == right[name], "\(name) is not whole")
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
