// KaTeX names the kind of every atom, which its own style sheet hardly uses, and writes every measure into the element. Classes
// that no rule speaks of, elements that are left without any, and measures that many elements share are half of a page.

/// Makes the formulas of a page small, without a change to how they look.
struct SlimMarkup {
  /// The classes that are kept.
  private let classes: Set<Substring>
  /// The rules that stand for measures which several elements share, in the order of their first use.
  private(set) var css = ""
  /// The names of these rules by the measures.
  private var names: [Substring: String] = [:]
  /// What became of the tags that were met.
  private var slimTags: [Substring: Substring] = [:]

  /// The classes of this program's own sheet that formulas have.
  private static let own: Set<Substring> = [
    "katex", "katex-display", "katex-html", "katex-mathml", "line", "piece", "group", "enclosing", "changed",
    "image",
    "faulty",
  ]

  /// What is kept where these classes occur in a sheet.
  init(keeping classes: Set<Substring>) { self.classes = classes.union(Self.own) }

  /// A page's content with slim formulas; their rules are in `css` afterwards.
  mutating func slimmed(_ html: String) -> String {
    nameSharedMeasures(of: html)
    var result = ""
    result.reserveCapacity(html.utf8.count)
    var walk = FormulaTags(html)
    // An element without attributes that has been held back: it is needed only around elements.
    var held: Substring?
    while let (text, tag, isInFormula) = walk.next() {
      if let opening = held {
        held = nil
        if tag == "</span>", !text.isEmpty {
          result += text
          continue
        }
        result += opening
      }
      result += text
      guard isInFormula, !tag.utf8.starts(with: "</".utf8) else {
        result += tag
        continue
      }
      let slim = slimmed(tag: tag)
      if slim == "<span>" { held = slim } else { result += slim }
    }
    return result + (held ?? "") + walk.rest
  }

  private mutating func slimmed(tag: Substring) -> Substring {
    // A page says the same tags over and over.
    if let known = slimTags[tag] { return known }
    let slim = slim(tag)
    slimTags[tag] = slim
    return slim
  }

  private func slim(_ tag: Substring) -> Substring {
    guard tag.utf8.starts(with: "<span".utf8) else { return tag }
    var kept = tag.attribute("class")?.classNames.filter(classes.contains) ?? []
    var attributes = ""
    for name in ["style", "aria-hidden", "title"] {
      guard let value = tag.attribute(name) else { continue }
      if name == "style", let rule = names[value] {
        kept.append(Substring(rule))
      } else {
        attributes += " \(name)=\"\(value)\""
      }
    }
    let names = kept.isEmpty ? "" : " class=\"\(kept.joined(separator: " "))\""
    return Substring("<span\(names)\(attributes)>")
  }

  private mutating func nameSharedMeasures(of html: String) {
    var counts: [Substring: Int] = [:]
    var order: [Substring] = []
    var walk = FormulaTags(html)
    while let (_, tag, isInFormula) = walk.next() {
      guard isInFormula, tag.utf8.starts(with: "<span".utf8), let style = tag.attribute("style") else {
        continue
      }
      if counts[style] == nil { order.append(style) }
      counts[style, default: 0] += 1
    }
    for style in order where counts[style, default: 0] > 1 {
      let name = "_" + String(names.count, radix: 36)
      names[style] = name
      // As strong as the measures were in the element.
      css += ":is(#n,.katex) .\(name){\(style)}\n"
    }
  }
}

/// The tags of a page with the text before each.
private struct FormulaTags {
  /// What has not been read.
  private(set) var rest: Substring
  /// How many elements of a formula are open; 0 outside of all.
  private var depth = 0

  init(_ html: String) { rest = html[...] }

  /// The next tag, the text before it, and whether it is one of a formula's.
  mutating func next() -> (text: Substring, tag: Substring, isInFormula: Bool)? {
    guard let start = rest.utf8.firstIndex(of: UInt8(ascii: "<")),
      let end = rest[start...].utf8.firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    let text = rest[..<start]
    let tag = rest[start...end]
    rest = rest[end...].dropFirst()
    let isInFormula = depth > 0 || tag.utf8.starts(with: "<span class=\"katex".utf8)
    let isVoid = tag.utf8.dropLast().last == UInt8(ascii: "/")
    if isInFormula, !isVoid { depth += tag.utf8.starts(with: "</".utf8) ? -1 : 1 }
    return (text, tag, isInFormula)
  }
}
