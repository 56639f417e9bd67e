import Foundation
import JSON

/// The records of the gallery, as they are committed.
enum Gallery {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The records whose sums over families and printed differentials neither checker reads back in full yet.
  static let unread: Set = ["losses.record.json"]

  /// The records by their paths below `Output`, but for those not read in full.
  static let records: [(path: String, text: [UInt8])] = {
    let files = FileManager.default.enumerator(atPath: root + "/Output")?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".record.json") && !unread.contains($0) }.sorted().map { path in
      (path, Array(FileManager.default.contents(atPath: root + "/Output/" + path) ?? Data()))
    }
  }()
}
