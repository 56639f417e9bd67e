import Foundation
import Testing

/// The pages of the gallery in a browser, tried against WCAG 2.2 AA with axe-core: each at one of the widths and schemes, by
/// its place in the alphabet; `look.py` tries all at all of them.
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
    let build = await nabla("build", Self.root + "/Notebooks", "-o", folder.path("out"), "--to", "html")
    #expect(build.status == 0, "\(build.errors)")
    let look = Process()
    look.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    look.arguments = ["python3", Self.root + "/Tests/Tools/look.py", folder.path("out"), "--axe", "--rotate"]
    let output = Pipe()
    look.standardOutput = output
    try look.run()
    let found = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    look.waitUntilExit()
    #expect(look.terminationStatus == 0, "\(found)")
  }
}
