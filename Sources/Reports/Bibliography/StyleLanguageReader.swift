// The entries of a bibliography in JSON, as the Citation Style Language has them.

import JSON

extension BibliographyEntry {
  /// The entries of a file; nil where it is no JSON list of works.
  package static func entries(json bytes: [UInt8]) -> [BibliographyEntry]? {
    guard let value = try? JSONReader.read(bytes), let works = value.array else { return nil }
    return works.compactMap { work in
      guard let key = text(work["id"]) else { return nil }
      let type = text(work["type"]) ?? ""
      var fields: [String: String] = [:]
      for (name, field) in names { fields[field] = text(work[name]) }
      let isPart = ["chapter", "paper-conference", "entry-encyclopedia"].contains(type)
      fields[isPart ? "booktitle" : "journal"] = text(work["container-title"])
      for role in ["author", "editor"] { fields[role] = people(work[role]) }
      let year = work["issued"]?["date-parts"]?.array?.first?.array?.first
      fields["year"] = text(year) ?? text(work["issued"]?["literal"]) ?? text(work["issued"]?["raw"])
      return BibliographyEntry(key: key, kind: kinds[type] ?? type, fields: fields)
    }
  }

  /// The variables of the language with the fields that say the same.
  private static let names = [
    "title": "title", "volume": "volume", "issue": "number", "page": "pages", "publisher": "publisher",
    "DOI": "doi", "URL": "url",
  ]

  private static let kinds = [
    "article-journal": "article", "thesis": "phdthesis", "paper-conference": "inproceedings",
    "chapter": "incollection",
  ]

  private static func text(_ value: JSONValue?) -> String? {
    value?.string ?? value?.integer.map { String($0) }
  }

  private static func people(_ value: JSONValue?) -> String? {
    let names = (value?.array ?? []).compactMap { person -> String? in
      guard let family = text(person["family"]) else { return text(person["literal"]) }
      let particle = text(person["non-dropping-particle"]).map { $0 + " " } ?? ""
      return particle + family + (text(person["given"]).map { ", " + $0 } ?? "")
    }
    return names.isEmpty ? nil : names.joined(separator: " and ")
  }
}
