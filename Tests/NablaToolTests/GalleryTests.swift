import Foundation
import Testing

/// The notebooks of the gallery and what is committed of their reports.
@Suite("The gallery")
struct GalleryTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The notebooks by their names; a gallery without any is a fault too.
  private static var notebooks: [String] {
    let files =
      FileManager.default.enumerator(atPath: root + "/Notebooks")?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".md") }.sorted()
  }

  @Test("Every notebook is as its author says")
  func check() async {
    let result = await nabla("check", Self.root + "/Notebooks")
    #expect(result.status == 0, "\(result.output)")
  }

  @Test("Records and LaTeX are those that are committed, byte for byte")
  func golden() async throws {
    let folder = try TestFolder()
    let result = await nabla(
      "build",
      Self.root + "/Notebooks",
      "-o",
      folder.path("out"),
      "--to",
      "record,latex",
      "--jobs",
      "1"
    )
    #expect(result.status == 0, "\(result.errors)")
    #expect(!Self.notebooks.isEmpty)
    let built = folder.files("out")
    #expect(built.count == 2 * Self.notebooks.count)
    for name in built {
      let committed = FileManager.default.contents(atPath: Self.root + "/Output/" + name)
        .map { String(decoding: $0, as: UTF8.self) }
      let text = folder.text("out/" + name)
      guard committed != text else { continue }
      Issue.record(
        """
        Output/\(name) is \(committed == nil ? "missing" : "not what its notebook gives now"); \
        run 'make accept' and look at the difference before you commit it\
        \(difference(committed ?? "", text ?? ""))
        """
      )
    }
    let names = Set(built)
    let stale =
      (FileManager.default.enumerator(atPath: Self.root + "/Output")?.compactMap { $0 as? String } ?? [])
      .filter { ($0.hasSuffix(".record.json") || $0.hasSuffix(".tex")) && !names.contains($0) }
    #expect(stale.sorted() == [], "these have no notebook any more")
  }

  private func difference(_ old: String, _ new: String) -> String {
    let before = old.split(separator: "\n", omittingEmptySubsequences: false)
    let after = new.split(separator: "\n", omittingEmptySubsequences: false)
    guard let line = zip(before, after).enumerated().first(where: { $0.element.0 != $0.element.1 }) else {
      return ""
    }
    return "\nline \(line.offset + 1)\n- \(line.element.0.prefix(200))\n+ \(line.element.1.prefix(200))"
  }
}
