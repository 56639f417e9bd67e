import Foundation
import JSON

/// The records of the gallery, as they are committed.
enum Gallery {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The records by their paths below `Output`.
  static let records: [(path: String, text: [UInt8])] = {
    let files = FileManager.default.enumerator(atPath: root + "/Output")?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".record.json") }.sorted().map { path in
      (path, Array(FileManager.default.contents(atPath: root + "/Output/" + path) ?? Data()))
    }
  }()
}
