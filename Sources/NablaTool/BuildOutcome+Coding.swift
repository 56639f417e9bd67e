// A build's outcome as the cache keeps it: JSON with sorted keys, the same bytes for the same outcome.

import Diagnostics
import Findings
import Foundation
import Reports

/// The form in which an outcome is kept; failures have none, since what failed is tried again.
private struct KeptOutcome: Codable {
  struct Said: Codable {
    var code: String
    var isError: Bool
    var message: String
    var range: [Int]?
    var notes: [String]
    var hints: [String]
  }

  var status: Int32
  var standing: Int
  var checksNothing: Bool
  var summary: String
  /// The text of the notebook where it is not that of the file: of a document that was turned into Markdown.
  var text: String?
  var said: [Said]
  var read: [String: String?]
  var entry: GalleryEntry?
  var written: [String: String]
}

extension BuildOutcome {
  /// The outcome of a notebook with the bytes, from what the cache kept; nil when it is no such thing.
  init?(kept: [UInt8], _ input: InputFile.Notebook, _ bytes: [UInt8]) {
    guard let outcome = try? JSONDecoder().decode(KeptOutcome.self, from: Data(kept)),
      let status = ExitStatus(rawValue: outcome.status),
      Standing.allCases.indices.contains(outcome.standing)
    else { return nil }
    self.init(
      status: status,
      standing: Standing.allCases[outcome.standing],
      checksNothing: outcome.checksNothing,
      summary: outcome.summary,
      file: SourceFile(path: input.path, text: outcome.text ?? String(decoding: bytes, as: UTF8.self)),
      diagnostics: outcome.said.map { said in
        Diagnostic(
          code: said.code,
          severity: said.isError ? .error : .warning,
          message: said.message,
          range: said.range.flatMap { $0.count == 2 ? SourceRange($0[0], $0[1]) : nil },
          notes: said.notes,
          hints: said.hints
        )
      },
      filesRead: FilesRead(hashes: outcome.read),
      entry: outcome.entry,
      written: outcome.written
    )
  }

  /// What the cache keeps of the outcome of a notebook with the bytes; nil for one that is to be tried again.
  func kept(_ bytes: [UInt8]) -> [UInt8]? {
    guard failures.isEmpty, let place = Standing.allCases.firstIndex(of: standing) else { return nil }
    let outcome = KeptOutcome(
      status: status.rawValue,
      standing: place,
      checksNothing: checksNothing,
      summary: summary,
      text: file.text == String(decoding: bytes, as: UTF8.self) ? nil : file.text,
      said: diagnostics.map {
        KeptOutcome.Said(
          code: $0.code,
          isError: $0.severity == .error,
          message: $0.message,
          range: $0.range.map { [$0.start, $0.end] },
          notes: $0.notes,
          hints: $0.hints
        )
      },
      read: filesRead.hashes,
      entry: entry,
      written: written
    )
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(outcome)).map(Array.init)
  }
}
