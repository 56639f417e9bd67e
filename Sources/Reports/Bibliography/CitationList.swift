// The works that a report cites, as author and year or by numbers in the text and as a list at the end. This is a small part
// of what citation styles can do; what a style makes of citations comes from elsewhere, and the report says where it does not.

import Diagnostics
import Markdown

/// The cited works of a report.
struct CitationList: Sendable {
  /// The works that are cited, sorted by author and year.
  let works: [BibliographyEntry]
  /// The list of works as a style has it; nil where it is set here.
  let styledWorks: [StyledCitations.Work]?
  private let listedKeys: Set<String>
  /// Keys that no work has.
  private(set) var diagnostics: [Diagnostic] = []
  private let suffixes: [String: String]
  private let byKey: [String: BibliographyEntry]
  /// The numbers by which works are cited; empty where they are cited by author and year.
  private let numbers: [String: Int]
  /// Whether there is a bibliography, without which `@name` is text.
  let isActive: Bool

  init(_ notebook: ReportedNotebook) {
    styledWorks = notebook.styledCitations?.works
    var cited: [Citation] = []
    let collect: (Inline) -> Void = { if case .citation(let citation) = $0 { cited.append(citation) } }
    notebook.blocks.forEachInline(collect)
    for footnote in notebook.footnotes { footnote.blocks.forEachInline(collect) }
    guard let bibliography = notebook.bibliography else {
      isActive = false
      works = []
      listedKeys = []
      suffixes = [:]
      byKey = [:]
      numbers = [:]
      // Brackets are a citation whatever stands in them; a bare `@name` is so only beside a bibliography.
      let lost = cited.filter { $0.style == .parenthetical }
      if let first = lost.first { diagnostics.append(.noBibliography(first, count: lost.count)) }
      return
    }
    isActive = true
    let byKey = Dictionary(bibliography.entries.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    self.byKey = byKey
    var keys: [String] = []
    var seen: Set<String> = []
    for citation in cited {
      for item in citation.items {
        guard byKey[item.key] != nil else {
          diagnostics.append(.unknownWork(item.key, at: citation.range, known: byKey.keys.sorted()))
          continue
        }
        if seen.insert(item.key).inserted { keys.append(item.key) }
      }
    }
    for key in notebook.listedWorks {
      if key == "*" {
        keys += bibliography.entries.map(\.key).filter { seen.insert($0).inserted }
      } else if byKey[key] == nil {
        diagnostics.append(.unknownWork(key, at: nil, known: byKey.keys.sorted()))
      } else if seen.insert(key).inserted {
        keys.append(key)
      }
    }
    let mentioned = keys.compactMap { byKey[$0] }
    works =
      notebook.citesByNumber
      ? mentioned : mentioned.sorted { ($0.sortKey, $0.key) < ($1.sortKey, $1.key) }
    listedKeys = Set(styledWorks?.map(\.key) ?? works.map(\.key))
    numbers =
      notebook.citesByNumber
      ? Dictionary(works.enumerated().map { ($1.key, $0 + 1) }, uniquingKeysWith: { first, _ in first }) : [:]
    var suffixes: [String: String] = [:]
    for group in Dictionary(grouping: works, by: { $0.shortName + $0.year }).values where group.count > 1 {
      for (work, letter) in zip(group, "abcdefghijklmnopqrstuvwxyz") { suffixes[work.key] = String(letter) }
    }
    self.suffixes = suffixes
  }

  /// Whether there is nothing to list.
  var isEmpty: Bool { styledWorks?.isEmpty ?? works.isEmpty }

  /// Whether an anchor is that of a work in the list.
  func lists(anchor: String) -> Bool {
    anchor.hasPrefix("ref-") && listedKeys.contains(String(anchor.dropFirst(4)))
  }

  /// A piece of a citation: text, or text that leads to a work.
  enum Piece: Sendable, Hashable {
    case text(String)
    case work(key: String, String)
  }

  /// What a citation shows; nil when it is text of the author's.
  func pieces(of citation: Citation) -> [Piece]? {
    guard isActive else { return nil }
    guard numbers.isEmpty else { return numbered(citation) }
    var pieces: [Piece] = citation.style == .parenthetical ? [.text("(")] : []
    for (index, item) in citation.items.enumerated() {
      if index > 0 { pieces.append(.text("; ")) }
      if !item.prefix.isEmpty { pieces.append(.text(item.prefix + " ")) }
      guard let work = byKey[item.key] else {
        pieces.append(.text("\(item.key)?"))
        continue
      }
      let year = work.year + (suffixes[work.key] ?? "")
      switch citation.style {
      case .parenthetical:
        pieces.append(.work(key: work.key, item.omitsAuthor ? year : "\(work.shortName) \(year)"))
        if !item.suffix.isEmpty { pieces.append(.text((item.setsOffSuffix ? ", " : " ") + item.suffix)) }
      case .textual:
        let suffix = item.suffix.isEmpty ? "" : ", " + item.suffix
        pieces.append(.work(key: work.key, "\(work.shortName) (\(year)\(suffix))"))
      }
    }
    if citation.style == .parenthetical { pieces.append(.text(")")) }
    return pieces
  }

  /// A citation by numbers: `[1, p. 3], [2]`, and `Petersen and Pedersen [1]` in a sentence.
  private func numbered(_ citation: Citation) -> [Piece] {
    var pieces: [Piece] = []
    for (index, item) in citation.items.enumerated() {
      if index > 0 { pieces.append(.text(", ")) }
      guard let work = byKey[item.key], let number = numbers[item.key] else {
        pieces.append(.text("[\(item.key)?]"))
        continue
      }
      if citation.style == .textual, !item.omitsAuthor { pieces.append(.text(work.shortName + " ")) }
      pieces.append(.text(item.prefix.isEmpty ? "[" : "[\(item.prefix) "))
      pieces.append(.work(key: item.key, String(number)))
      pieces.append(.text(item.suffix.isEmpty ? "]" : ", \(item.suffix)]"))
    }
    return pieces
  }

  /// The number of a work in brackets, before it in the list; empty where works are cited by author and year.
  func mark(of work: BibliographyEntry) -> String { numbers[work.key].map { "[\($0)] " } ?? "" }

  /// The year of a work with the letter that tells it from others of that year.
  func year(of work: BibliographyEntry) -> String { work.year + (suffixes[work.key] ?? "") }
}

extension BibliographyEntry {
  /// The people whose work it is: authors, else editors, else an institution.
  var people: [(last: String, first: String)] {
    let text = fields["author"] ?? fields["editor"] ?? fields["institution"] ?? fields["organization"] ?? ""
    return text.split(separator: " and ").map { person in
      if let comma = person.firstIndex(of: ",") {
        let last = person[..<comma].filter { !$0.isNewline }
        return (String(last), String(person[person.index(after: comma)...].drop { $0 == " " || $0 == "," }))
      }
      let words = person.split(separator: " ")
      return (words.last.map(String.init) ?? "", words.dropLast().joined(separator: " "))
    }
  }

  /// The year, from `year` or `date`.
  var year: String { fields["year"] ?? fields["date"].map { String($0.prefix(4)) } ?? "n.d." }

  /// The people by their last names, from three on the first with others.
  var shortName: String {
    let names = people.map(\.last)
    switch names.count {
    case 0: return fields["title"] ?? key
    case 1: return names[0]
    case 2: return "\(names[0]) and \(names[1])"
    default: return "\(names[0]) et al."
    }
  }

  fileprivate var sortKey: String { (shortName + " " + year).lowercased() }

  /// What stands after the year in the list of works: title, journal, numbers, publisher.
  ///
  /// Titles of whole works are marked.
  var details: [(text: String, isTitle: Bool)] {
    var parts: [(String, Bool)] = []
    let isWhole = ["book", "phdthesis", "mastersthesis", "proceedings", "manual"].contains(kind)
    if let title = fields["title"] { parts.append((title, isWhole)) }
    if let journal = fields["journal"] ?? fields["journaltitle"] {
      let volume = fields["volume"].map { " \($0)" } ?? ""
      let number = fields["number"].map { " (\($0))" } ?? ""
      parts.append((journal + volume + number, true))
    }
    if let book = fields["booktitle"] { parts.append(("In " + book, false)) }
    if let pages = fields["pages"] { parts.append((pages, false)) }
    if let publisher = fields["publisher"] ?? fields["school"] ?? fields["howpublished"] {
      parts.append((publisher, false))
    }
    return parts.map { (text: $0.0, isTitle: $0.1) }
  }

  /// Where the work can be found on the web.
  var address: String? {
    if let doi = fields["doi"] { return doi.hasPrefix("http") ? doi : "https://doi.org/" + doi }
    return fields["url"]
  }
}

extension Diagnostic {
  fileprivate static func unknownWork(_ key: String, at range: SourceRange?, known: [String]) -> Diagnostic {
    Diagnostic(
      code: "citation.unknown",
      message: "the bibliography has no work '\(key)'",
      range: range,
      hints: nearestNames(to: key, among: known).map { "did you mean '@\($0)'?" }
    )
  }

  fileprivate static func noBibliography(_ citation: Citation, count: Int) -> Diagnostic {
    Diagnostic(
      code: "citation.no-bibliography",
      severity: .warning,
      message: count == 1
        ? "'\(citation.source)' is cited, but there is no bibliography"
        : "\(count) citations stand as text, since there is no bibliography",
      range: citation.range,
      hints: ["name a .bib file in the front matter: 'bibliography: references.bib'"]
    )
  }
}
