import Foundation
import Testing

/// The readings of the rows of whole notebooks: whoever doubts a verdict pastes the reading below its display.
@Suite("The reading of a row, pasted below its display,")
struct PastedGalleryTests {
  private static let folder =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path + "/Notebooks"

  /// The notebooks of the gallery with checked displays, by their names.
  private static let gallery: [String] = {
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".md") && !ends(ofDisplaysIn: text(folder + "/" + $0)).isEmpty }
      .sorted()
  }()

  /// Small notebooks, one JSON object a line, from the file that the environment names.
  private static let cases: [String] = {
    guard let path = ProcessInfo.processInfo.environment["NABLA_CASES"], !path.isEmpty else { return [] }
    return text(path).split(separator: "\n").compactMap { line in
      let record = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
      return record?["notebook"] as? String
    }
  }()

  private static func text(_ path: String) -> String {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Where the checked displays of a text end, behind their attributes.
  private static func ends(ofDisplaysIn text: String) -> [String.Index] {
    let display = #/\$\$(?s:.*?)\$\$[ \t]*(?<attributes>\{[^}\n]*\})?/#
    return text.matches(of: display).filter { $0.output.attributes?.contains(".check") == true }
      .map(\.range.upperBound)
  }

  @Test("can be tried, since the gallery has checked displays") func present() {
    #expect(Self.gallery.count > 3)
  }

  @Test("has the verdict of the row in the gallery", arguments: gallery)
  func inGallery(_ name: String) async throws {
    try await compare(Self.text(Self.folder + "/" + name))
  }

  @Test("has the verdict of the row in every case that was handed over", .enabled(if: !cases.isEmpty))
  func inCases() async throws {
    for notebook in Self.cases { try await compare(notebook) }
  }

  private func compare(_ text: String) async throws {
    let folder = try TestFolder()
    let whole = await nabla("check", try folder.write(text, to: "whole.md"), "--format", "json")
    let displays = Self.results(whole).filter { $0["kind"] as? String == "display" }
    let ends = Self.ends(ofDisplaysIn: text)
    guard displays.count == ends.count else { return }
    for (display, end) in zip(displays, ends) {
      for line in display["lines"] as? [[String: Any]] ?? [] {
        guard let verdict = line["verdict"] as? String,
          ["holds", "refuted", "ill-typed"].contains(verdict)
        else { continue }
        let latex = line["latex"] as? String ?? ""
        guard let reading = line["reading"] as? String else {
          Issue.record("no reading of \(latex)")
          continue
        }
        let pasted = text[..<end] + "\n\n```{nabla}\n\(reading)\n```\n"
        let result = await nabla("check", try folder.write(String(pasted), to: "row.md"), "--format", "json")
        let claims = Self.results(result).filter { $0["kind"] as? String == "claim" }
        let last = (claims.last?["lines"] as? [[String: Any]])?.last
        #expect(last?["verdict"] as? String == verdict, "\(latex): \(reading)")
      }
    }
  }

  private static func results(_ result: CommandResult) -> [[String: Any]] {
    let notebooks = result.object?["notebooks"] as? [[String: Any]] ?? []
    return notebooks.flatMap { $0["results"] as? [[String: Any]] ?? [] }
  }
}
