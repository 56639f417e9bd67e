import Diagnostics
import Foundation
import Testing

@testable import NablaTool

@Suite("The filter for pandoc", .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/pandoc")))
struct FilterTests {
  static let hasPandoc = FileManager.default.isExecutableFile(atPath: "/usr/bin/pandoc")

  private static let notes = """
    ---
    title: T
    ---

    Before.

    ``` nabla
    A : matrix(n, n)
    gradient tr(A) wrt A
    ```

    > $$ A + A = 3 A $$ {.check}

    ``` python
    print(1)
    ```

    """

  private func pandoc(_ arguments: [String], _ input: String, in folder: TestFolder) throws -> String {
    let file = try folder.write(input, to: "input")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/pandoc")
    process.arguments = arguments + [file]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }

  /// The filter, run on a tree.
  private func filter(_ format: String, _ tree: String) throws -> (
    output: String, holds: Bool, codes: [String]
  ) {
    let object = try #require(JSONSerialization.jsonObject(with: Data(tree.utf8)) as? [String: Any])
    var pandoc = PandocTree(object, format: format)
    let (written, status, problems) = pandoc.filtered()
    let data = try JSONSerialization.data(withJSONObject: written)
    return (String(decoding: data, as: UTF8.self), status == .asExpected, problems.map(\.diagnostic.code))
  }

  @Test(
    "puts results into what pandoc writes, as blocks of its format, and keeps everything else",
    arguments: ["html", "latex"]
  )
  func formats(_ format: String) throws {
    let folder = try TestFolder()
    let tree = try pandoc(["-f", "markdown", "-t", "json"], Self.notes, in: folder)
    let result = try filter(format, tree)
    #expect(!result.holds && result.codes.contains("display.refuted"), "\(result.codes)")
    let written = try pandoc(["-f", "json", "-t", format, "-s"], result.output, in: folder)
    #expect(written.contains("Before.") && written.contains("print"))
    #expect(written.contains("refuted") && !written.contains("{.check}"))
    #expect(format == "html" ? written.contains("class=\"nabla\"") : written.contains("\\nablabad{"))
  }

  @Test("leaves a document without live parts, and one for another format, as it is")
  func nothing() throws {
    let folder = try TestFolder()
    let plain = try pandoc(["-f", "markdown", "-t", "json"], "Text with $x$.", in: folder)
    #expect(
      try pandoc(["-f", "json", "-t", "markdown"], filter("html", plain).output, in: folder)
        == "Text with $x$.\n"
    )
    let live = try pandoc(["-f", "markdown", "-t", "json"], Self.notes, in: folder)
    let docx = try filter("docx", live)
    #expect(docx.holds)
    #expect(
      try pandoc(["-f", "json", "-t", "plain"], docx.output, in: folder).contains("gradient tr(A) wrt A")
    )
  }
}
