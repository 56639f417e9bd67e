// The examples of the CommonMark specification, read from the file that a script fetches.

import Foundation
import Testing

/// An example of the specification.
struct SpecificationExample: CustomStringConvertible {
  let number: Int
  let markdown: String
  let html: String

  var description: String { "example \(number)" }
}

enum CommonMarkSpecification {
  /// The examples in order; a missing file is an error that names the command which fetches it.
  static func examples(file: String = #filePath) throws -> [SpecificationExample] {
    let root = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = root.appendingPathComponent(".build-cache/commonmark.txt")
    let text = try #require(
      try? String(contentsOf: path, encoding: .utf8),
      "the CommonMark specification is missing: run 'Tests/Tools/fetch-commonmark-spec.sh'"
    )
    let fence = String(repeating: "`", count: 32)
    var examples: [SpecificationExample] = []
    var lines = text.components(separatedBy: "\n")[...]
    while let line = lines.popFirst() {
      guard line.hasPrefix(fence + " example") else { continue }
      var parts: [[String]] = [[], []]
      var part = 0
      while let line = lines.popFirst(), line != fence {
        if line == ".", part == 0 { part = 1 } else { parts[part].append(line) }
      }
      let texts = parts.map { $0.map { $0 + "\n" }.joined().replacingOccurrences(of: "→", with: "\t") }
      examples.append(SpecificationExample(number: examples.count + 1, markdown: texts[0], html: texts[1]))
    }
    return examples
  }
}
