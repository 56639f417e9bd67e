import Foundation
import Testing

@testable import NablaTool

@Suite("PDF", .timeLimit(.minutes(4)))
struct PDFTests {
  private static let hasLaTeX = FileManager.default.isExecutableFile(atPath: "/usr/bin/latexmk")

  @Test("one that is missing or changed is built again, another one is not", .enabled(if: hasLaTeX))
  func repaired() async throws {
    let folder = try TestFolder()
    try folder.write("# First\n", to: "in/a.md")
    try folder.write("# Second\n", to: "in/b.md")
    func build() async -> CommandResult {
      await nabla(
        "build",
        folder.path("in"),
        "-o",
        folder.path("out"),
        "--to",
        "pdf",
        "--cache",
        folder.path("cache")
      )
    }
    #expect(await build().status == 0)
    let (first, second) = (folder.path("out/a.pdf"), folder.path("out/b.pdf"))
    let whole = try #require(FileManager.default.contents(atPath: first))
    try FileManager.default.removeItem(atPath: first)
    try Data("changed".utf8).write(to: URL(fileURLWithPath: second))
    #expect(await build().status == 0)
    #expect(FileManager.default.contents(atPath: first)?.prefix(5) == whole.prefix(5))
    #expect(FileManager.default.contents(atPath: second)?.prefix(5) == whole.prefix(5))
    #expect(await build().output.contains("up to date"))
  }

  @Test("two builds of one folder at once do not disturb each other", .enabled(if: hasLaTeX))
  func atOnce() async throws {
    let folder = try TestFolder()
    try folder.write("# First\n", to: "in/a/b.md")
    try folder.write("# Second\n", to: "in/a-b.md")
    let arguments = [
      "build", folder.path("in"), "-o", folder.path("out"), "--to", "pdf", "--force", "--no-cache",
    ]
    async let one = nabla(arguments)
    async let other = nabla(arguments)
    #expect(await [one.status, other.status] == [0, 0])
    #expect(folder.files("out") == ["a-b.pdf", "a/b.pdf"])
  }

  @Test("a program that takes too long ends with everything that it started")
  func group() throws {
    let folder = try TestFolder()
    let script = "(sleep 300 & echo $! > child; wait) & echo $! > nested; sleep 300"
    let output = ChildProcess.run("/bin/sh", ["-c", script], in: folder.path, seconds: 1)
    #expect(output == nil)
    for name in ["child", "nested"] {
      let text = try #require(folder.text(name)).trimmingCharacters(in: .whitespacesAndNewlines)
      let process = try #require(Int32(text))
      // A process that has ended and waits to be noticed is no running one.
      for _ in 0..<200 where Self.isRunning(process) { usleep(10_000) }
      #expect(!Self.isRunning(process), "\(name)")
    }
  }

  private static func isRunning(_ process: Int32) -> Bool {
    guard kill(process, 0) == 0 else { return false }
    let status = FileManager.default.contents(atPath: "/proc/\(process)/stat")
    return status.map { !String(decoding: $0, as: UTF8.self).contains(") Z ") } ?? false
  }
}
