import Foundation
import Testing

/// Two pages of the gallery in a browser, tried against WCAG 2.2 AA with axe-core; `look.py` tries all of them.
@Suite("The pages of the gallery")
struct AccessibilityTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  private static let canLook =
    FileManager.default.fileExists(atPath: root + "/.build-cache/axe.min.js")
    && FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")

  @Test(
    "break no rule of accessibility, and are never wider than the window, on phones and desks, by day and by night",
    .enabled(if: canLook)
  )
  func everybody() async throws {
    let folder = try TestFolder()
    let notebooks = ["quartic-form", "common-mistakes"].map { Self.root + "/Notebooks/\($0).md" }
    let build = await nabla(["build"] + notebooks + ["-o", folder.path("out"), "--to", "html"])
    #expect(build.status == 0, "\(build.errors)")
    for (widths, schemes) in [("320,1280", "light"), ("390", "dark")] {
      let look = Process()
      look.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      look.arguments = [
        "python3", Self.root + "/Tests/Tools/look.py", folder.path("out"), "--axe", "--widths", widths,
        "--schemes", schemes,
      ]
      let output = Pipe()
      look.standardOutput = output
      try look.run()
      let found = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      look.waitUntilExit()
      #expect(look.terminationStatus == 0, "\(found)")
    }
  }
}
