// What libFuzzer calls with one input after the other: readers that must come back with a value for any bytes.
//
// `Tests/Tools/fuzz.sh` builds this with the sanitizer, takes the gallery for a beginning and names the reader in
// NABLA_FUZZED. It is no part of the ordinary build. What it finds becomes a test of the room that was at fault.

import Diagnostics
import Foundation
import Functions
import LaTeX
import Markdown
import Records
import Syntax

/// A reader of bytes that is tried.
private enum Fuzzed: String {
  case markdown, cell, latex, record

  /// The one that the environment names.
  static let chosen: Fuzzed = {
    let name = ProcessInfo.processInfo.environment["NABLA_FUZZED"] ?? ""
    guard let chosen = Fuzzed(rawValue: name) else {
      preconditionFailure("NABLA_FUZZED is markdown, cell, latex or record, not '\(name)'")
    }
    return chosen
  }()

  func read(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    switch self {
    case .markdown:
      _ = MarkdownDocument(SourceFile(path: "input.md", text: text))
    case .cell:
      var scope = Scope(vocabulary: Catalogue.vocabulary)
      _ = scope.perform(cell: text)
    case .latex:
      _ = LaTeXReader(macros: "", names: Fuzzed.names).rows(of: text)
      _ = LaTeXReader(macros: text).formula(text)
    case .record:
      _ = RecordVerifier.verdict(on: bytes)
    }
  }

  /// The names of a display, of each kind.
  private static let names: NameTable = {
    var names = NameTable()
    for name in ["x", "y", "w"] { names.insert(NameTable.Entry(name, .vector)) }
    for name in ["A", "X", "W"] { names.insert(NameTable.Entry(name, .matrix)) }
    for name in ["f", "t"] { names.insert(NameTable.Entry(name, .scalar)) }
    names.insert(NameTable.Entry("n", .size))
    return names
  }()
}

/// Reads one input; the library counts what ends the process, takes too long or takes too much memory.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Fuzzed.chosen.read(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
