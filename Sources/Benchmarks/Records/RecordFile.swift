// Files of records: one JSON object a line.

import ArgumentParser
import Foundation

/// A file of records, one JSON object a line.
struct RecordFile {
  /// Why a file gives no records.
  enum Failure: Error, Equatable, CustomStringConvertible {
    case missing(String)
    case unreadable(String, line: Int, reason: String)

    var description: String {
      switch self {
      case .missing(let path):
        "there is no file '\(path)'; name a file of records, one JSON object a line"
      case .unreadable(let path, let line, let reason): "\(path):\(line): \(reason)"
      }
    }
  }

  /// Where the file is.
  let path: String

  /// The records, in the order of the lines; empty lines are passed over.
  func records<Record: Decodable>(_ type: Record.Type) throws(Failure) -> [Record] {
    guard let data = FileManager.default.contents(atPath: path) else { throw .missing(path) }
    let decoder = JSONDecoder()
    var records: [Record] = []
    for (place, line) in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    where !line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) {
      do {
        records.append(try decoder.decode(type, from: Data(line)))
      } catch {
        throw .unreadable(path, line: place + 1, reason: RecordFile.reason(error))
      }
    }
    return records
  }

  /// The records; a file that gives none ends the command with 2.
  func recordsOrExit<Record: Decodable>(_ type: Record.Type) throws -> [Record] {
    do throws(Failure) {
      return try records(type)
    } catch {
      FileHandle.standardError.write(Data("error: \(error)\n".utf8))
      throw ExitCode(2)
    }
  }

  private static func reason(_ error: any Error) -> String {
    func place(_ path: [any CodingKey]) -> String {
      path.isEmpty ? "the record" : "'\(path.map(\.stringValue).joined(separator: "."))'"
    }
    switch error {
    case DecodingError.keyNotFound(let key, _): return "the record has no '\(key.stringValue)'"
    case DecodingError.typeMismatch(_, let context): return "\(place(context.codingPath)) has another type"
    case DecodingError.valueNotFound(_, let context): return "\(place(context.codingPath)) is null"
    case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
      return "\(place(context.codingPath)) has no value that is known"
    default: return "this is not a JSON object"
    }
  }
}

/// A size of a record: a name or a number, as text.
struct RecordedSize: Decodable, Sendable, Hashable {
  let text: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      text = String(number)
    } else {
      text = try container.decode(String.self)
    }
  }
}
