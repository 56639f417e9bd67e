// The forms of a report that can be asked for.

import ArgumentParser
import Diagnostics

/// A form in which a notebook is written.
enum ReportFormat: String, Sendable, Hashable, CaseIterable {
  case html, latex, record, pdf

  /// What the name of its file ends with.
  var suffix: String {
    switch self {
    case .html: ".html"
    case .latex: ".tex"
    case .record: ".record.json"
    case .pdf: ".pdf"
    }
  }
}

/// Several forms, as `html,latex`.
struct ReportFormats: Sendable, Hashable {
  var formats: [ReportFormat]

  /// The forms of a list with commas, each once, in the order of the enumeration.
  init(list: String) throws {
    var named = Set<ReportFormat>()
    let words = list.split(separator: ",", omittingEmptySubsequences: false)
    for word in words.map({ $0.drop { $0 == " " } }) {
      guard let format = ReportFormat(rawValue: String(word)) else {
        let known = ReportFormat.allCases.map(\.rawValue)
        let nearest = Diagnostic.nearestNames(to: String(word), among: known)
        let hint = nearest.isEmpty ? "" : " Did you mean '\(nearest[0])'?"
        throw ValidationError(
          "'\(word)' is no form of a report; the forms are \(known.joined(separator: ", ")).\(hint)"
        )
      }
      named.insert(format)
    }
    formats = ReportFormat.allCases.filter { named.contains($0) }
  }
}
