import Foundation
import Testing

@testable import Reports

@Suite("The output folder")
struct OutputFolderTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("nabla-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test("holds what was written, nothing half, and leaves equal files alone")
  func writing() throws {
    try withFolder { path in
      let folder = OutputFolder(path + "/out")
      let changes = try ["one", "one", "two"].map { try folder.write($0, to: "a/b.html") }
      #expect(changes == [.written, .unchanged, .written])
      let content = try String(contentsOfFile: path + "/out/a/b.html", encoding: .utf8)
      let names = try FileManager.default.contentsOfDirectory(atPath: path + "/out/a")
      #expect(content == "two" && names == ["b.html"])
    }
  }

  @Test("is never left", arguments: ["../x", "a/../../x", "", "/etc/x", "a//b", "./x", "a/.."])
  func leaving(_ name: String) throws {
    try withFolder { path in
      #expect(throws: OutputFolder.Failure.outside(path: name)) {
        try OutputFolder(path + "/out").write("x", to: name)
      }
    }
  }

  @Test("is not left through a link either")
  func links() throws {
    try withFolder { path in
      for name in ["out", "elsewhere"] {
        try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
      }
      try FileManager.default.createSymbolicLink(
        atPath: path + "/out/link",
        withDestinationPath: path + "/elsewhere"
      )
      #expect(throws: OutputFolder.Failure.outside(path: "link/x")) {
        try OutputFolder(path + "/out").write("x", to: "link/x")
      }
      let outside = try FileManager.default.contentsOfDirectory(atPath: path + "/elsewhere")
      #expect(outside.isEmpty)
    }
  }

  @Test("says why a file cannot be written")
  func unwritable() throws {
    try withFolder { path in
      try Data().write(to: URL(fileURLWithPath: path + "/file"))
      let failure = #expect(throws: OutputFolder.Failure.self) {
        try OutputFolder(path + "/file").write("x", to: "a.html")
      }
      #expect(failure?.diagnostic.code == "output.unwritable")
    }
  }

  @Test("names reports as the notebooks are named")
  func names() {
    #expect(OutputFolder.name(ofNotebookAt: "Notebooks/deep/a.md", below: "Notebooks") == "deep/a")
    #expect(OutputFolder.name(ofNotebookAt: "Notebooks/deep/a.md") == "a")
    #expect(OutputFolder.name(ofNotebookAt: "a.md") == "a")
  }
}
