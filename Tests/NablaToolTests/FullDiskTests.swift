import Foundation
import Testing

@Suite("A full disk")
struct FullDiskTests {
  /// A file system in memory that only this process sees, of some pages; nil where that is not allowed.
  private func smallDisk(at path: String, _ option: String = "size=16k") -> Bool {
    #if os(Linux)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/mount")
      process.arguments = ["-t", "tmpfs", "-o", option, "tmpfs", path]
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

  @Test(
    "that may only be read is named as such by builds, by a cache that they keep, and by drafts of notebooks"
  )
  func readOnly() async throws {
    let folder = try TestFolder()
    let notebook = try folder.write(quarticNotebook, to: "in/one.md")
    let place = folder.path("out")
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    guard geteuid() == 0, smallDisk(at: place, "ro") else { return }
    defer { _ = umount2(place, Int32(MNT_DETACH)) }
    let result = await nabla("build", notebook, "-o", place, "--no-cache")
    #expect(result.status == 2 && result.errors.contains("[output.unwritable]"), "\(result.errors)")
    let new = await nabla("new", place + "/two")
    #expect(new.status == 2 && new.errors.contains("["), "\(new.errors)")
    // A cache is never needed.
    let cached = await nabla("build", notebook, "-o", folder.path("other"), "--cache", place + "/cache")
    #expect(cached.status == 0, "\(cached.errors)")
  }
}
