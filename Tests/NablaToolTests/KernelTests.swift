import Foundation
import Testing

/// What is written must not depend on how a library sums on this processor.
@Suite("Kernels of the linear algebra")
struct KernelTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The built program stands beside the bundle of the tests, whose path is among the arguments.
  static var program: String? {
    let folders = CommandLine.arguments.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    let places = folders.map { $0.appendingPathComponent("nabla").path } + [root + "/.build/debug/nabla"]
    return places.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Builds notebooks with derivatives, eigenvalues and factorizations; every file with its bytes.
  private func build(_ surroundings: [String: String]) throws -> [String: Data] {
    let folder = try TestFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.program))
    let notebooks = ["quartic-form", "pca", "gaussian-likelihood", "newton-logistic"]
      .map { Self.root + "/Notebooks/\($0).md" }.filter { FileManager.default.fileExists(atPath: $0) }
    #expect(notebooks.count > 1)
    process.arguments =
      ["build"] + notebooks + ["-o", folder.path("out"), "--to", "record,latex", "--jobs", "1"]
    process.environment = ProcessInfo.processInfo.environment.merging(surroundings) { _, new in new }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    var files: [String: Data] = [:]
    for name in folder.files("out") {
      files[name] = FileManager.default.contents(atPath: folder.path("out/" + name))
    }
    return files
  }

  @Test("two kernels and two numbers of threads give the same bytes")
  func bytes() throws {
    let first = try build(["OPENBLAS_CORETYPE": "Prescott", "OPENBLAS_NUM_THREADS": "1"])
    let second = try build(["OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "2"])
    #expect(first.count > 2)
    #expect(Set(first.keys) == Set(second.keys))
    for name in first.keys.sorted() { #expect(first[name] == second[name], "\(name)") }
  }
}
