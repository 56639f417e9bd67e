// Formulas that were set before, so that none is set twice: in memory for all notebooks of a run, and in one file for the next
// run. Never needed: without it KaTeX answers the same.

import Diagnostics
import Foundation
import Hashing
import Synchronization

/// What KaTeX made of formulas, by everything it was made from.
package final class FormulaStore: Sendable {
  /// By what a formula is found again.
  struct Key: Sendable, Hashable {
    fileprivate let bytes: [UInt8]

    /// The key of a formula under the definitions in force.
    init(tex: String, display: Bool, definitions: String, origin: FormulaOrigin) {
      let mark =
        switch origin {
        case .notebook: "n"
        case .markedRow: "m"
        case .program: "p"
        }
      let parts = [display ? "d" : "i", mark, definitions, tex]
      bytes = Array(
        SHA256.digest(of: Array(parts.joined(separator: "\0").utf8)).bytes.prefix(FormulaFile.keyLength)
      )
    }

    init(_ bytes: [UInt8]) { self.bytes = bytes }
  }

  fileprivate struct State: ~Copyable {
    var memory: [Key: Result<String, KaTeXError>] = [:]
    var file: FormulaFile?
    /// What is in memory only and belongs into the file, in the order it came.
    var unsaved: [Key] = []
  }

  /// What the names of files with formulas begin with.
  package static let prefix = "formulas-"

  /// The formulas that are kept in memory; a page has some hundreds.
  fileprivate static let memoryBound = 20_000

  private let state: Mutex<State>

  /// A store for one run; with a folder also what earlier runs of a build of the program left there.
  ///
  /// What the program gives to KaTeX and what it makes of the answer changes with the program.
  package init(folder: String? = nil, of program: String = "") {
    var state = State()
    if let folder, case .success(let installation) = KaTeXInstallation.find() {
      let makers = SHA256.digest(of: Array((installation.fingerprint + program).utf8)).hexadecimal
      state.file = FormulaFile(folder + "/" + Self.prefix + makers.prefix(16))
    }
    self.state = Mutex(state)
  }

  /// What KaTeX made of a formula; nil when it was not asked yet.
  func known(_ key: Key) -> Result<String, KaTeXError>? {
    state.withLock { state in
      if let known = state.memory[key] { return known }
      guard let record = state.file?.record(of: key.bytes), let result = Self.decoded(record) else {
        return nil
      }
      state.keep(result, key)
      return result
    }
  }

  /// Keeps what KaTeX made of a formula.
  ///
  /// What may come out otherwise next time, such as after a time limit, is not kept.
  func keep(_ result: Result<String, KaTeXError>, for key: Key) {
    guard Self.encoded(result) != nil else { return }
    state.withLock { state in
      if state.memory[key] == nil { state.unsaved.append(key) }
      state.keep(result, key)
    }
  }

  /// Writes what is new into the file.
  package func save() {
    state.withLock { state in
      let records = state.unsaved.compactMap { key -> (key: [UInt8], body: [UInt8])? in
        guard let body = state.memory[key].flatMap(Self.encoded) else { return nil }
        return (key.bytes, body)
      }
      state.unsaved = []
      state.file?.append(records)
    }
  }

  // MARK: - Records

  private static func encoded(_ result: Result<String, KaTeXError>) -> [UInt8]? {
    func failure(_ kind: String, _ text: String, _ range: SourceRange?) -> [UInt8] {
      Array("\(kind) \(range?.start ?? -1) \(range?.end ?? -1) \(text)".utf8)
    }
    switch result {
    case .success(let html): return Array("h\(html)".utf8)
    case .failure(.syntax(let message, let range)): return failure("s", message, range)
    case .failure(.definitions(let message, let range)): return failure("d", message, range)
    case .failure(.refused(let command)): return failure("r", command, nil)
    case .failure(.missing), .failure(.unusable), .failure(.tooLarge): return nil
    }
  }

  private static func decoded(_ record: [UInt8]) -> Result<String, KaTeXError>? {
    let text = String(decoding: record, as: UTF8.self)
    if text.first == "h" { return .success(String(text.dropFirst())) }
    let words = text.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
    guard words.count == 4, let start = Int(words[1]), let end = Int(words[2]) else { return nil }
    let message = String(words[3])
    let range = start >= 0 ? SourceRange(start, end) : nil
    switch words[0] {
    case "s": return .failure(.syntax(message: message, range: range))
    case "d": return .failure(.definitions(message: message, range: range))
    case "r": return .failure(.refused(command: message))
    default: return nil
    }
  }
}

extension FormulaStore.State {
  fileprivate mutating func keep(_ result: Result<String, KaTeXError>, _ key: FormulaStore.Key) {
    if memory.count >= FormulaStore.memoryBound, unsaved.isEmpty { memory = [:] }
    memory[key] = result
  }
}
