// Anchors made from titles, each given out once, as GitHub makes them: small letters, digits and hyphens.

struct Slugs {
  private var taken: Set<String>
  private var nextNumber: [String: Int] = [:]

  /// Anchors that differ from those that authors chose.
  init(taken: [String]) {
    self.taken = Set(taken)
  }

  /// An anchor for a title.
  mutating func slug(of title: String) -> String {
    let base = Self.base(of: title)
    var number = nextNumber[base] ?? 0
    var slug = number == 0 ? base : "\(base)-\(number)"
    while taken.contains(slug) {
      number += 1
      slug = "\(base)-\(number)"
    }
    nextNumber[base] = number + 1
    taken.insert(slug)
    return slug
  }

  private static func base(of title: String) -> String {
    var slug = ""
    for character in title.lowercased() {
      if character.isLetter || character.isNumber || character == "_" {
        slug.append(character)
      } else if character == " " || character == "-", slug.last != "-", !slug.isEmpty {
        slug.append("-")
      }
    }
    while slug.last == "-" { slug.removeLast() }
    if slug.isEmpty { return "section" }
    // These are the anchors of equations and notes.
    let isReserved = slug.hasPrefix("eq-") || slug.hasPrefix("fn-") || slug.hasPrefix("fnref-")
    return isReserved ? "section-" + slug : slug
  }
}
