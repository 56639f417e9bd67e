// What a division is to a reader: a callout, a theorem with its number, a proof, something to be unfolded. The words are those
// of Quarto, MyST, R Markdown and GitHub; a division of any other kind is shown by its content.

import Diagnostics
import Markdown

/// What a division is to a reader.
enum DivisionRole: Sendable, Hashable {
  /// A box that stands out, with a heading.
  case callout(Callout)
  /// A statement with a number.
  case theorem(String)
  /// A text that belongs to a statement: a proof, a remark, a solution.
  case proof(String)
  /// Content that a page shows on demand.
  case details
  /// The place where the bibliography stands.
  case bibliography
  /// The content alone.
  case plain

  /// The kinds of callouts.
  enum Callout: String, Sendable, Hashable {
    case note, tip, important, caution, warning

    /// The heading where the author gives none.
    var heading: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
  }

  init(_ attributes: Attributes) {
    let classes = attributes.classes.map { $0.text.lowercased() }
    let label = attributes.identifier?.text ?? ""
    let prefix = label.prefix { $0 != "-" && $0 != ":" }
    if label == "refs" || classes.contains("refs") || classes.contains("bibliography") {
      self = .bibliography
    } else if let name = classes.lazy.compactMap({ Self.theorems[$0] }).first {
      self = .theorem(name)
    } else if label.count > prefix.count, let name = Self.labels[String(prefix)] {
      self = .theorem(name)
    } else if let name = classes.lazy.compactMap({ Self.proofs[$0] }).first {
      self = .proof(name)
    } else if let callout = classes.lazy.compactMap({ Self.callouts[$0] }).first {
      self = .callout(callout)
    } else if classes.contains("details") || classes.contains("dropdown") {
      self = .details
    } else if classes.contains(where: { $0.hasPrefix("callout") || $0 == "admonition" || $0 == "card" }) {
      self = .callout(.note)
    } else {
      self = .plain
    }
  }

  private static let labels = [
    "thm": "Theorem", "lem": "Lemma", "cor": "Corollary", "prp": "Proposition", "prop": "Proposition",
    "cnj": "Conjecture", "def": "Definition", "exm": "Example", "ex": "Example", "exr": "Exercise",
    "alg": "Algorithm",
    "exercise": "Exercise",
  ]

  private static let theorems = [
    "theorem": "Theorem", "lemma": "Lemma", "corollary": "Corollary", "proposition": "Proposition",
    "conjecture": "Conjecture", "definition": "Definition", "example": "Example", "exercise": "Exercise",
    "algorithm": "Algorithm", "axiom": "Axiom", "criterion": "Criterion", "property": "Property",
    "observation": "Observation", "assumption": "Assumption",
  ]

  private static let proofs = ["proof": "Proof", "remark": "Remark", "solution": "Solution"]

  private static let callouts: [String: Callout] = {
    var table: [String: Callout] = [:]
    let names: [(Callout, [String])] = [
      (.note, ["note", "info", "seealso", "hint", "todo", "abstract"]), (.tip, ["tip", "success"]),
      (.important, ["important", "attention"]), (.caution, ["caution"]),
      (.warning, ["warning", "danger", "error"]),
    ]
    for (callout, words) in names {
      for word in words {
        table[word] = callout
        table["callout-\(word)"] = callout
      }
    }
    return table
  }()
}

extension Division {
  /// What the division is to a reader.
  var role: DivisionRole { DivisionRole(attributes) }
}

extension Block {
  /// What tells a numbered block from the others of its file.
  var key: String {
    let kind =
      switch content {
      case .figure: "figure"
      case .table: "table"
      case .division: "division"
      case .codeBlock: "code"
      default: ""
      }
    return "\(kind) \(range.start) \(range.end)"
  }
}
