// A derivation as somebody wrote it, as a notebook whose rows have been judged.

/// A derivation as somebody wrote it.
struct QuestionRecord: Decodable, Sendable {
  /// What is known of a row.
  enum RowJudgement: String, Decodable, Sendable {
    case right, wrong, definition
    /// Not literally true, but harmless.
    case loose
    case unclear

    /// Whether a verdict against the row is a false alarm.
    var isRight: Bool { self == .right || self == .definition }
  }

  let id: String
  /// The derivation as a notebook; its rows are those of the last checked display.
  let notebook: String?
  /// A judgement for each row.
  let rows: [RowJudgement]
  /// Why no honest notebook can be written.
  let unsupported: String?
  /// Other rows, from 0, that may be called the first wrong one.
  let alternatives: [Int]

  private enum CodingKeys: String, CodingKey {
    case id, notebook, rows, unsupported
    case alternatives = "first_wrong_step_alternatives"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    notebook = try container.decodeIfPresent(String.self, forKey: .notebook)
    rows = try container.decodeIfPresent([RowJudgement].self, forKey: .rows) ?? []
    unsupported = try container.decodeIfPresent(String.self, forKey: .unsupported)
    alternatives = try container.decodeIfPresent([Int].self, forKey: .alternatives) ?? []
  }

  /// Whether it can be run.
  var isUsable: Bool { notebook != nil && (unsupported ?? "").isEmpty }

  /// The rows that may be called the first wrong one; empty when nothing is wrong.
  var firstWrongRows: Set<Int> {
    guard let first = rows.firstIndex(of: .wrong) else { return [] }
    return Set([first] + alternatives)
  }
}
