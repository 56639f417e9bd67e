import Foundation
import Testing

@Suite("nabla build")
struct BuildCommandTests {
  @Test("Reports mirror the sub-folders of the notebooks, and nothing else is written")
  func mirrorsFolders() async throws {
    let folder = try TestFolder()
    try folder.write("# One\n", to: "in/one.md")
    try folder.write("# Two\n", to: "in/deep/er/two.md")
    try folder.write("# Hidden\n", to: "in/.hidden/three.md")
    try folder.write("no notebook", to: "in/text.txt")
    let before = folder.files("in")
    let result = await nabla("build", folder.path("in"), "-o", folder.path("out"))
    #expect(result.status == 0)
    #expect(
      folder.files("out") == [
        "deep/er/two.html", "deep/er/two.record.json", "deep/er/two.tex", "index.html", "one.html",
        "one.record.json", "one.tex",
      ]
    )
    #expect(folder.files("in") == before)
    #expect(folder.files("").allSatisfy { $0.hasPrefix("in/") || $0.hasPrefix("out/") })
    #expect(result.output.split(separator: "\n").count == 2)
  }

  @Test("Two builds write the same bytes, with one worker or with four")
  func isDeterministic() async throws {
    let folder = try TestFolder()
    for number in 1...4 { try folder.write(quarticNotebook, to: "in/note\(number).md") }
    let first = await nabla("build", folder.path("in"), "-o", folder.path("a"), "--jobs", "1")
    let second = await nabla("build", folder.path("in"), "-o", folder.path("b"), "--jobs", "4")
    #expect(first.status == 0)
    #expect(first.output.replacing("/a/", with: "/b/") == second.output)
    let names = folder.files("a")
    #expect(names.count == 13)
    #expect(names == folder.files("b"))
    for name in names { #expect(folder.text("a/" + name) == folder.text("b/" + name), "\(name)") }
  }

  @Test("A notebook with errors still gets its report, the others theirs, and the command ends with 1")
  func failedNotebook() async throws {
    let folder = try TestFolder()
    try folder.write("```{nabla}\ngradient f wrt x\n```\n", to: "in/bad.md")
    try folder.write(quarticNotebook, to: "in/good.md")
    let result = await nabla("build", folder.path("in"), "-o", folder.path("out"))
    #expect(result.status == 1)
    #expect(folder.files("out").count == 7)
    #expect(folder.text("out/bad.html")?.contains("question.undeclared") == true)
    #expect(result.errors.contains("bad.md:2:10"))
    #expect(result.output.contains("✗ \(folder.path("in/bad.md"))"))
    #expect(result.output.contains("✓ \(folder.path("in/good.md"))"))
  }

  @Test("Only the forms that are asked for are written")
  func formats() async throws {
    let folder = try TestFolder()
    let file = try folder.write("# One\n", to: "one.md")
    let result = await nabla("build", file, "-o", folder.path("out"), "--to", "record,latex")
    #expect(result.status == 0)
    #expect(folder.files("out") == ["one.record.json", "one.tex"])
    let wrong = await nabla("build", file, "-o", folder.path("out"), "--to", "htlm")
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("Did you mean 'html'?"))
  }

  @Test("Notebooks of one name are not built over each other")
  func clash() async throws {
    let folder = try TestFolder()
    let one = try folder.write("# One\n", to: "a/note.md")
    let two = try folder.write("# Two\n", to: "b/note.md")
    let result = await nabla("build", one, two, "-o", folder.path("out"))
    #expect(result.status == 2)
    #expect(result.errors.contains("[output.clash]"))
    #expect(folder.files("out").isEmpty)
  }

  @Test("An output folder that cannot be written is said, with the reason, and ends with 2")
  func unwritable() async throws {
    let folder = try TestFolder()
    let file = try folder.write("# One\n", to: "one.md")
    let blocked = try folder.write("a file where the folder would be", to: "blocked")
    for output in [blocked, blocked + "/deeper", "/proc/nabla"] {
      let result = await nabla("build", file, "-o", output)
      #expect(result.status == 2, "\(output)")
      #expect(result.errors.contains("[output.unwritable]"), "\(output)")
    }
    #expect(folder.text("blocked") == "a file where the folder would be")
  }

  @Test("A folder that is not yours is not written")
  func foreignFolder() async throws {
    // Root may write everywhere.
    guard geteuid() != 0 else { return }
    let folder = try TestFolder()
    let file = try folder.write("# One\n", to: "one.md")
    try FileManager.default.createDirectory(atPath: folder.path("out"), withIntermediateDirectories: false)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path("out"))
    let result = await nabla("build", file, "-o", folder.path("out"))
    #expect(result.status == 2)
    #expect(result.errors.contains("Permission denied"))
  }

  @Test("A link inside the output folder does not lead a build out of it")
  func link() async throws {
    let folder = try TestFolder()
    try folder.write("# One\n", to: "in/deep/one.md")
    try folder.write("", to: "outside/keep")
    try folder.write("", to: "out/keep")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("out/deep"),
      withDestinationPath: folder.path("outside")
    )
    let result = await nabla("build", folder.path("in"), "-o", folder.path("out"))
    #expect(result.status == 2)
    #expect(result.errors.contains("[output.outside]"))
    #expect(folder.files("outside") == ["keep"])
  }

  @Test("HTML in a notebook is shown, and passed on only when allowed")
  func rawHTML() async throws {
    let folder = try TestFolder()
    let file = try folder.write("<button>bold</button>\n\n<script>alert(1)</script>\n", to: "one.md")
    _ = await nabla("build", file, "-o", folder.path("a"), "--to", "html")
    _ = await nabla("build", file, "-o", folder.path("b"), "--to", "html", "--allow-html")
    #expect(folder.text("a/one.html")?.contains("<script>alert(1)") == false)
    #expect(folder.text("a/one.html")?.contains("&lt;script&gt;alert(1)") == true)
    #expect(folder.text("b/one.html")?.contains("<button>bold</button>") == true)
  }
}
