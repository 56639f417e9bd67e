import Foundation
import Testing

@Suite("A full disk")
struct FullDiskTests {
  /// A file system in memory that only this process sees, of some pages; nil where that is not allowed.
  private func smallDisk(at path: String) -> Bool {
    #if os(Linux)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/mount")
      process.arguments = ["-t", "tmpfs", "-o", "size=16k", "tmpfs", path]
      process.standardError = FileHandle.nullDevice
      guard (try? process.run()) != nil else { return false }
      process.waitUntilExit()
      return process.terminationStatus == 0
    #else
      return false
    #endif
  }

  @Test("is named as such, and leaves no half file")
  func full() async throws {
    let folder = try TestFolder()
    try folder.write(quarticNotebook, to: "in/one.md")
    try FileManager.default.createDirectory(atPath: folder.path("out"), withIntermediateDirectories: false)
    // Mounting is for the superuser.
    guard geteuid() == 0, smallDisk(at: folder.path("out")) else { return }
    defer { _ = umount2(folder.path("out"), Int32(MNT_DETACH)) }
    let result = await nabla("build", folder.path("in"), "-o", folder.path("out"), "--no-cache")
    #expect(result.status == 2)
    #expect(result.errors.contains("[output.unwritable]"))
    #expect(result.errors.contains("the disk is full"))
    #expect(folder.files("out").allSatisfy { !$0.hasPrefix(".") && $0 != "one.html" })
  }
}
