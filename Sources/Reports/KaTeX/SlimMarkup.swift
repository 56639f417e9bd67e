// KaTeX names the kind of every atom, which its own style sheet hardly uses, and writes every measure into the element. Classes
// that no rule speaks of, elements that are left without any, and measures and shapes that many elements share are most of a page.

/// Makes the formulas of a page small, without a change to how they look or are heard.
struct SlimMarkup {
  /// What an element looks like: the classes that rules speak of, and its measures.
  private struct Look: Hashable {
    var classes: [Substring]
    var measures: Substring
  }

  /// The classes that are kept.
  private let classes: Set<Substring>
  /// The names of the looks that several elements share.
  private var names: [Look: String] = [:]
  /// The same in the order of their first use.
  private var order: [Look] = []
  /// The names of the shapes that several elements share, by their tags.
  private var shapes: [Substring: String] = [:]

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
    let page = Array(html.utf8)
    nameShared(page)
    var result: [UInt8] = []
    result.reserveCapacity(page.count)
    var walk = FormulaTags(page)
    // Tags recur so often that each is rewritten once.
    var known: [FormulaTags.Tag: SlimTag] = [:]
    // The elements of the formula that are open: the end of each, and whether it holds what is laid out in rows.
    var open: [(end: [UInt8], isList: Bool)] = []
    // An element without attributes that has been held back: it is needed only around elements.
    var held = false
    var drawn: Set<FormulaTags.Tag> = []
    while let (text, tag, isInFormula) = walk.next() {
      if held {
        held = false
        let isInList = open.dropLast().last?.isList ?? false
        if tag.isEnd, !isInList || !text.isEmpty {
          result += page[text]
          open.removeLast()
          continue
        }
        result += Self.plain
      }
      result += page[text]
      guard isInFormula else {
        result += tag.bytes
        continue
      }
      if tag.isEnd {
        result += open.popLast()?.end ?? Array(tag.bytes)
        continue
      }
      let slim = known[tag] ?? slimmed(tag)
      known[tag] = slim
      let isDrawn = slim.again != nil && !drawn.insert(tag).inserted
      if !tag.isWhole { open.append((isDrawn ? Self.endOfUse : slim.end, slim.isList)) }
      if slim.isPlain { held = true } else { result += isDrawn ? slim.again ?? [] : slim.start }
    }
    return String(decoding: result + (held ? Self.plain : []) + page[walk.rest...], as: UTF8.self)
  }

  /// A tag as it is written in a slim page.
  private struct SlimTag {
    let start: [UInt8]
    let end: [UInt8]
    /// Whether it is a box without anything.
    var isPlain = false
    /// Whether what stands in it is laid out in rows.
    var isList = false
    /// How a shape that several elements share is used again.
    var again: [UInt8]?
  }

  private static let plain = Array("<i>".utf8)
  private static let endOfUse = Array("</use>".utf8)

  private func slimmed(_ tag: FormulaTags.Tag) -> SlimTag {
    let text = Substring(decoding: tag.bytes, as: UTF8.self)
    guard text.hasPrefix("<span") else { return shape(text) }
    let slim = slimmed(tag: text)
    return SlimTag(
      start: Array(slim.tag.utf8),
      end: Array("</\(slim.name)>".utf8),
      isPlain: slim.tag == "<i>",
      isList: slim.isList
    )
  }

  /// An element of the visible half is called `i`, which is short and nothing that is heard; those of this program keep their name.
  private func slimmed(tag: Substring) -> (tag: String, name: String, isList: Bool) {
    let (own, look) = look(of: tag)
    let isList = look.classes.contains("vlist")
    var kept = own
    var attributes = ""
    if let name = names[look] {
      kept.append(name[...])
    } else {
      kept += look.classes
      if !look.measures.isEmpty { attributes += " style=\"\(look.measures)\"" }
    }
    for name in ["aria-hidden", "title"] {
      if let value = tag.attribute(name) { attributes += " \(name)=\"\(value)\"" }
    }
    let name = own.isEmpty ? "i" : "span"
    let list = kept.joined(separator: " ")
    let isWord = own.isEmpty && kept.count == 1
    let classes = kept.isEmpty ? "" : isWord ? " class=\(list)" : " class=\"\(list)\""
    return ("<\(name)\(classes)\(attributes)>", name, isList)
  }

  /// The tag of an element of MathML or SVG, which browsers know without its name space; a shape that was drawn is used again.
  private func shape(_ tag: Substring) -> SlimTag {
    var slim = String(tag)
    if let space = tag.firstRange(of: " xmlns=\""), let end = tag[space.upperBound...].firstIndex(of: "\"") {
      slim = String(tag[..<space.lowerBound] + tag[end...].dropFirst())
    }
    // Nothing of the MathML is drawn: how its brackets grow says nothing.
    if tag.hasPrefix("<mo ") {
      slim = slim.replacing(" stretchy=\"false\"", with: "").replacing(" fence=\"true\"", with: "")
    }
    let end = Array("</\(tag.dropFirst().prefix { $0 != " " && $0 != ">" && $0 != "/" })>".utf8)
    guard let shape = shapes[tag] else { return SlimTag(start: Array(slim.utf8), end: end) }
    return SlimTag(
      start: Array(("<path id=\"\(shape)\"" + slim.dropFirst("<path".count)).utf8),
      end: end,
      again: Array("<use href=\"#\(shape)\"\(tag.hasSuffix("/>") ? "/" : "")>".utf8)
    )
  }

  private func look(of tag: Substring) -> (own: [Substring], look: Look) {
    let all = tag.attribute("class")?.classNames.filter(classes.contains) ?? []
    return (
      all.filter(Self.own.contains),
      Look(
        classes: all.filter { !Self.own.contains($0) },
        measures: tag.attribute("style") ?? ""
      )
    )
  }

  // MARK: - Names

  private mutating func nameShared(_ page: [UInt8]) {
    var tags: [FormulaTags.Tag: Int] = [:]
    var allTags: [FormulaTags.Tag] = []
    var walk = FormulaTags(page)
    while let (_, tag, isInFormula) = walk.next() {
      guard isInFormula, !tag.isEnd else { continue }
      let count = tags[tag] ?? 0
      if count == 0 { allTags.append(tag) }
      tags[tag] = count + 1
    }
    var counts: [Look: Int] = [:]
    var all: [Look] = []
    for tag in allTags {
      let text = Substring(decoding: tag.bytes, as: UTF8.self)
      let count = tags[tag] ?? 0
      if text.hasPrefix("<span") {
        let look = look(of: text).look
        guard !look.classes.isEmpty || !look.measures.isEmpty else { continue }
        if counts[look] == nil { all.append(look) }
        counts[look, default: 0] += count
      } else if text.hasPrefix("<path"), count > 1 {
        shapes[text] = "_s" + String(shapes.count, radix: 36)
      }
    }
    order = all.filter { counts[$0, default: 0] > 1 }
    // The most frequent have the shortest names.
    let ranked = order.enumerated().sorted {
      (counts[$1.element, default: 0], $0.offset) < (counts[$0.element, default: 0], $1.offset)
    }
    for (rank, look) in ranked.enumerated() { names[look.element] = "_" + String(rank, radix: 36) }
  }

  // MARK: - Rules

  /// The rules that stand for measures which several elements share, in the order of their first use.
  var css: String {
    var groups: [(measures: Substring, names: [String])] = []
    var places: [Substring: Int] = [:]
    for look in order where !look.measures.isEmpty {
      guard let name = names[look] else { continue }
      if let place = places[look.measures] {
        groups[place].names.append(name)
      } else {
        places[look.measures] = groups.count
        groups.append((look.measures, [name]))
      }
    }
    // As strong as the measures were in the element.
    return groups.map { ":is(#n,.katex) \(Self.anyOf($0.names)){\($0.measures)}\n" }.joined()
      + (order.isEmpty ? "" : ".katex i{font-style:inherit}\n")
  }

  /// KaTeX's rules for the elements as they are called here.
  func renamed(_ sheet: String) -> String {
    var selectors: [Substring: String] = [:]
    for name in classes.subtracting(Self.own) {
      let looks = order.filter { $0.classes.contains(name) }.compactMap { names[$0] }
      if !looks.isEmpty { selectors[name] = Self.anyOf([String(name)] + looks) }
    }
    return sheet.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard !line.hasPrefix("@"), let body = line.firstIndex(of: "{") else { return String(line) }
      return renamed(selector: line[..<body], selectors) + line[body...]
    }
    .joined(separator: "\n")
  }

  private func renamed(selector: Substring, _ selectors: [Substring: String]) -> String {
    var result = ""
    var rest = selector
    while let first = rest.first {
      let isClass = first == "."
      let name = (isClass ? rest.dropFirst() : rest).prefix {
        $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_"
      }
      if isClass {
        result += selectors[name] ?? ".\(name)"
        rest = rest[name.endIndex...]
      } else if name.isEmpty {
        result.append(first)
        rest = rest.dropFirst()
      } else {
        // Elements of the visible half are called `i` now, those of this program still `span`.
        result += name == "span" ? ":is(i,span)" : String(name)
        rest = rest[name.endIndex...]
      }
    }
    return result
  }

  private static func anyOf(_ names: [String]) -> String {
    names.count == 1 ? ".\(names[0])" : ":is(\(names.map { "." + $0 }.joined(separator: ",")))"
  }
}

/// The tags of a page with the text before each.
///
/// Bytes, not characters: a page has a megabyte of formulas.
private struct FormulaTags {
  /// A tag with its angle brackets.
  struct Tag: Hashable {
    let bytes: ArraySlice<UInt8>

    /// Whether it ends an element.
    var isEnd: Bool { bytes.count > 1 && bytes[bytes.startIndex + 1] == UInt8(ascii: "/") }
    /// Whether it is an element without content.
    var isWhole: Bool { bytes.count > 1 && bytes[bytes.endIndex - 2] == UInt8(ascii: "/") }

    static func == (left: Tag, right: Tag) -> Bool { left.bytes.elementsEqual(right.bytes) }

    func hash(into hasher: inout Hasher) {
      bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
  }

  private static let formula = Array("<span class=\"katex".utf8)

  private let page: [UInt8]
  /// Where what has not been read begins.
  private(set) var rest = 0
  /// How many elements of a formula are open; 0 outside of all.
  private var depth = 0

  init(_ page: [UInt8]) { self.page = page }

  /// The next tag, the place of the text before it, and whether it is one of a formula's.
  mutating func next() -> (text: Range<Int>, tag: Tag, isInFormula: Bool)? {
    var start = rest
    while start < page.count, page[start] != UInt8(ascii: "<") { start += 1 }
    var end = start
    while end < page.count, page[end] != UInt8(ascii: ">") { end += 1 }
    guard end < page.count else { return nil }
    let text = rest..<start
    let tag = Tag(bytes: page[start...end])
    rest = end + 1
    let isInFormula = depth > 0 || tag.bytes.starts(with: Self.formula)
    if isInFormula, !tag.isWhole { depth += tag.isEnd ? -1 : 1 }
    return (text, tag, isInFormula)
  }
}
