// Running text whose beginnings and ends are met one by one: raised and struck text, spans, elements of HTML. They are
// paired when the text around them is complete; what finds no partner stands as it was written.

import Diagnostics

/// What begins or ends inside running text.
enum InlineMark: Sendable, Hashable {
  case superscript, `subscript`, strikethrough
  case span(Attributes)
  /// A footnote that stands in the text it belongs to.
  case footnote(SourceRange)
  case element(HTMLElement)

  /// What an end must share with its beginning.
  fileprivate var kind: String {
    switch self {
    case .superscript: "^"
    case .subscript: "~"
    case .strikethrough: "~~"
    case .span: "[]"
    case .footnote: "^[]"
    case .element(let element): element.name
    }
  }
}

/// The pieces of running text in the order of the file.
struct InlineAssembly {
  fileprivate enum Piece {
    case inline(Inline)
    case open(InlineMark, raw: String, SourceRange)
    case close(InlineMark, raw: String)
  }

  private var pieces: [Piece] = []

  /// A note that was written where it belongs, to be numbered by the reader of the document.
  typealias Note = (content: [Inline], range: SourceRange)

  var isEmpty: Bool { pieces.isEmpty }

  /// Whether it is one inline that was not put together from marks.
  var isOneInline: Bool {
    guard pieces.count == 1, case .inline = pieces[0] else { return false }
    return true
  }

  /// Adds an inline; text is joined with the text before it.
  mutating func append(_ inline: Inline) {
    if case .text(let text) = inline, case .inline(.text(let before))? = pieces.last {
      pieces[pieces.count - 1] = .inline(.text(before + text))
    } else {
      pieces.append(.inline(inline))
    }
  }

  mutating func open(_ mark: InlineMark, raw: String, at range: SourceRange) {
    pieces.append(.open(mark, raw: raw, range))
  }
  mutating func close(_ mark: InlineMark, raw: String) { pieces.append(.close(mark, raw: raw)) }

  /// Takes what stands in braces behind the last link or image; false when there is none.
  mutating func attach(_ attributes: Attributes) -> Bool {
    switch pieces.last {
    case .inline(.image(var link)):
      link.attributes = attributes
      pieces[pieces.count - 1] = .inline(.image(link))
    case .inline(.link(var link)):
      link.attributes = attributes
      pieces[pieces.count - 1] = .inline(.link(link))
    case .inline(.code):
      break
    case .inline, .open, .close, nil: return false
    }
    return true
  }

  /// The text with everything paired.
  ///
  /// `note` gives the mention that stands for a footnote.
  func resolved(note: (Note) -> Inline) -> [Inline] {
    let partners = self.partners()
    guard !partners.isEmpty || pieces.contains(where: \.isMark) else {
      return pieces.compactMap { if case .inline(let inline) = $0 { inline } else { nil } }
    }
    var levels: [[Inline]] = [[]]
    func add(_ inline: Inline) {
      if case .text(let text) = inline, case .text(let before)? = levels[levels.count - 1].last {
        levels[levels.count - 1][levels[levels.count - 1].count - 1] = .text(before + text)
      } else {
        levels[levels.count - 1].append(inline)
      }
    }
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .inline(let inline): add(inline)
      case .open(let mark, let raw, let range):
        if partners[index] != nil {
          levels.append([])
        } else {
          for inline in Self.alone(mark, raw, range) { add(inline) }
        }
      case .close(let mark, let raw):
        guard let partner = partners[index], case .open(let opening, _, let range) = pieces[partner],
          let content = levels.popLast()
        else {
          for inline in Self.alone(mark, raw, SourceRange(0, 0)) { add(inline) }
          continue
        }
        for inline in Self.inlines(opening, content, range, note) { add(inline) }
      }
    }
    return levels[0]
  }

  /// For each end that has a beginning, the beginning, and the other way round.
  private func partners() -> [Int: Int] {
    var partners: [Int: Int] = [:]
    var open: [Int] = []
    var counts: [String: Int] = [:]
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .inline: continue
      case .open(let mark, _, _):
        guard open.count < MarkdownDocument.nestingBound / 4 else { continue }
        open.append(index)
        counts[mark.kind, default: 0] += 1
      case .close(let mark, _):
        guard counts[mark.kind, default: 0] > 0 else { continue }
        while let candidate = open.popLast(), case .open(let opening, _, _) = pieces[candidate] {
          counts[opening.kind, default: 0] -= 1
          guard opening.kind == mark.kind else { continue }
          partners[index] = candidate
          partners[candidate] = index
          break
        }
      }
    }
    return partners
  }

  /// A mark without a partner: as written, but for elements that mean nothing without content.
  private static func alone(_ mark: InlineMark, _ raw: String, _ range: SourceRange) -> [Inline] {
    guard case .element(let element) = mark else { return [.text(raw)] }
    switch element.textRole {
    case nil: return [.html(raw)]
    case .lineBreak: return [.lineBreak]
    case .image: return [Self.image(element, range)]
    case .link: return Self.anchor(element, range)
    case .emphasis, .strong, .superscript, .subscript, .strikethrough, .code, .span, .nothing: return []
    }
  }

  private static func inlines(
    _ mark: InlineMark,
    _ content: [Inline],
    _ range: SourceRange,
    _ note: (Note) -> Inline
  )
    -> [Inline]
  {
    switch mark {
    case .superscript: return [.superscript(content)]
    case .subscript: return [.subscript(content)]
    case .strikethrough: return [.strikethrough(content)]
    case .span(let attributes): return [.span(Span(attributes: attributes, content: content))]
    case .footnote(let range): return [note((content, range))]
    case .element(let element):
      switch element.textRole {
      case .emphasis: return [.emphasis(content)]
      case .strong: return [.strong(content)]
      case .superscript: return [.superscript(content)]
      case .subscript: return [.subscript(content)]
      case .strikethrough: return [.strikethrough(content)]
      case .code: return [.code(content.plainText)]
      case .link:
        guard let address = element["href"] else { return anchor(element, range) + content }
        let link = Link(destination: address, title: element["title"] ?? "", content: content, range: range)
        return anchor(element, range) + [.link(link)]
      case .span:
        let classes =
          ["u": ["underline"], "ins": ["underline"], "mark": ["mark"], "small": ["small"]][element.name] ?? []
        let word = element["id"].map { Attributes.Word(text: $0, range: range) }
        return [
          .span(Span(attributes: Attributes(identifier: word, classes: classes, at: range), content: content))
        ]
      case .lineBreak, .image, .nothing, nil: return content
      }
    }
  }

  /// The place of an `<a name="…">`, to which links can lead.
  private static func anchor(_ element: HTMLElement, _ range: SourceRange) -> [Inline] {
    guard let name = element["name"] ?? element["id"] else { return [] }
    let word = Attributes.Word(text: name, range: range)
    return [.span(Span(attributes: Attributes(identifier: word, at: range), content: []))]
  }

  /// An image that is written as HTML.
  static func image(_ element: HTMLElement, _ range: SourceRange) -> Inline {
    let attributes = Attributes(
      identifier: element["id"].map { Attributes.Word(text: $0, range: range) },
      settings: ["width": element.width, "height": element["height"]],
      at: range
    )
    let alternative = element["alt"] ?? ""
    return .image(
      Link(
        destination: element["src"] ?? "",
        title: element["title"] ?? "",
        content: alternative.isEmpty ? [] : [.text(alternative)],
        attributes: attributes,
        range: range
      )
    )
  }
}

extension InlineAssembly.Piece {
  fileprivate var isMark: Bool {
    switch self {
    case .inline: false
    case .open, .close: true
    }
  }
}
