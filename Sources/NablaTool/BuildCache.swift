// What was built before, so that it is not built again. Never needed: without it the same bytes are written.

import Foundation
import Reports

/// A folder with one small file for each notebook that was built and had nothing to say.
struct BuildCache: Sendable {
  /// The folder.
  let path: String
  /// What tells this build of the program from any other; the cache is of no use without.
  private let program: String

  /// The cache in a folder; nil when the program cannot tell which build of it this is.
  init?(_ path: String) {
    guard let executable = Bundle.main.executablePath,
      let attributes = try? FileManager.default.attributesOfItem(atPath: executable),
      let date = attributes[.modificationDate] as? Date, let size = attributes[.size] as? Int
    else { return nil }
    self.path = path
    program = "\(date.timeIntervalSince1970) \(size)"
  }

  /// Names everything that the reports of a notebook depend on.
  func key(of bytes: [UInt8], _ input: InputFile.Notebook, _ settings: BuildSettings) -> String {
    let parts = [
      program, input.path, input.name, settings.formats.map(\.rawValue).joined(separator: ","),
      settings.rawHTML == .escaped ? "escaped" : "verbatim", settings.embedding.rawValue,
      // Two different files that are not UTF-8 can decode to one text, but such a file is never kept here.
      String(decoding: bytes, as: UTF8.self),
    ]
    return RecordWriter().hash(of: parts.joined(separator: "\0"))
  }

  /// Whether the files are there as they were written.
  func isUpToDate(_ key: String, _ folder: OutputFolder) -> Bool {
    guard let data = FileManager.default.contents(atPath: path + "/" + key) else { return false }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    guard !lines.isEmpty else { return false }
    return lines.allSatisfy { line in
      let words = line.split(separator: " ", maxSplits: 1)
      guard words.count == 2, let data = FileManager.default.contents(atPath: folder.path + "/" + words[1])
      else { return false }
      return RecordWriter().hash(ofBytes: Array(data)) == words[0]
    }
  }

  /// Notes the hashes of the files that were written, by their names.
  func store(_ key: String, _ hashes: [String: String]) {
    let lines = hashes.keys.sorted().compactMap { name in hashes[name].map { "\($0) \(name)\n" } }
    _ = try? OutputFolder(path).write(lines.joined(), to: key)
  }
}
