// Citations as a style of the Citation Style Language has them. What the style makes of them is data here; who works it out is
// no matter of a report.

import Diagnostics
package import Markdown

/// The citations of a notebook and its list of works, set in a style.
package struct StyledCitations: Sendable, Hashable {
  /// A part of what stands for a citation.
  package enum Piece: Sendable, Hashable {
    /// Text in the line.
    case text([Inline])
    /// A note, as styles of notes have it.
    case note([Inline])
  }

  /// A work in the list.
  package struct Work: Sendable, Hashable {
    /// The key by which it is cited.
    package let key: String
    /// What stands in the list.
    package let content: [Inline]

    /// A work in the list.
    package init(key: String, content: [Inline]) {
      self.key = key
      self.content = content
    }
  }

  /// What stands for a citation, by the place where it begins.
  package let mentions: [Int: [Piece]]
  /// The list of works, in its order.
  package let works: [Work]

  /// Citations and works.
  package init(mentions: [Int: [Piece]], works: [Work]) {
    self.mentions = mentions
    self.works = works
  }
}

extension ReportedNotebook {
  /// The notebook with what its style makes of its citations in their place; notes are counted anew.
  func withStyledCitations() -> ReportedNotebook {
    guard let styledCitations else { return self }
    let setting = CitationSetting(styledCitations, in: self)
    var result = self
    result.blocks = blocks.mapInlines(setting.text)
    result.footnotes = setting.footnotes(footnotes)
    return result
  }
}

/// Puts styled citations into a text.
private struct CitationSetting {
  /// What has the number of a note.
  private enum Note: Hashable {
    case author(label: String)
    case citation(start: Int, part: Int)
  }

  private let styled: StyledCitations
  private var numbers: [Note: Int] = [:]
  private var ranges: [Int: Citation] = [:]

  init(_ styled: StyledCitations, in notebook: ReportedNotebook) {
    self.styled = styled
    var numbers: [Note: Int] = [:]
    var mentions: [Int: Citation] = [:]
    let count: (Inline) -> Void = { inline in
      switch inline {
      case .footnoteReference(let reference):
        let note = Note.author(label: reference.label)
        if numbers[note] == nil { numbers[note] = numbers.count + 1 }
      case .citation(let citation):
        mentions[citation.range.start] = citation
        for (part, piece) in (styled.mentions[citation.range.start] ?? []).enumerated() {
          if case .note = piece {
            numbers[.citation(start: citation.range.start, part: part)] = numbers.count + 1
          }
        }
      default: break
      }
    }
    notebook.blocks.forEachInline(count)
    // Notes that only notes mention come last.
    for note in notebook.footnotes { note.blocks.forEachInline(count) }
    self.numbers = numbers
    ranges = mentions
  }

  /// A run of text with its citations set.
  func text(_ inlines: [Inline]) -> [Inline] {
    var result: [Inline] = []
    var endsInStop = false
    for inline in inlines {
      defer { if case .citation = inline {} else { endsInStop = false } }
      switch inline {
      case .footnoteReference(let reference):
        let number = numbers[.author(label: reference.label)]
        result.append(.footnoteReference(number.map(reference.renumbered) ?? reference))
      case .citation(let citation):
        guard let pieces = styled.mentions[citation.range.start] else {
          result.append(inline)
          continue
        }
        for (part, piece) in pieces.enumerated() {
          switch piece {
          case .text(let content):
            result += content
            endsInStop = content.plainText.hasSuffix(".")
          case .note:
            guard let number = numbers[.citation(start: citation.range.start, part: part)] else { continue }
            result.trimTrailingBlank()
            let label = Self.label(citation.range.start, part)
            result.append(
              .footnoteReference(FootnoteReference(label: label, number: number, at: citation.range))
            )
          }
        }
      case .text(let text):
        // The mark of a note stands behind the mark that ends its clause.
        if let mark = text.first, ".,;:!?".contains(mark), let last = result.last, isCitationNote(last) {
          result.insert(.text(String(mark)), at: result.count - 1)
          result.append(.text(String(text.dropFirst())))
        } else {
          // A style may end a citation as the sentence around it ends.
          result.append(endsInStop && text.hasPrefix(".") ? .text(String(text.dropFirst())) : inline)
        }
      default: result.append(inline)
      }
    }
    return result
  }

  /// The notes of the author and those of the citations, by their numbers.
  func footnotes(_ authors: [Footnote]) -> [Footnote] {
    var result = authors.map { note in
      note.renumbered(
        numbers[.author(label: note.label)] ?? note.number,
        note.blocks.mapInlines(text)
      )
    }
    for case (.citation(let start, let part), let number) in numbers {
      guard let citation = ranges[start], case .note(let content)? = styled.mentions[start]?[part] else {
        continue
      }
      result.append(
        Footnote(label: Self.label(start, part), number: number, text: content, at: citation.range)
      )
    }
    return result.sorted { $0.number < $1.number }
  }

  private func isCitationNote(_ inline: Inline) -> Bool {
    if case .footnoteReference(let reference) = inline {
      reference.label.hasPrefix(Self.prefix)
    } else {
      false
    }
  }

  /// No label of an author's holds a blank.
  private static let prefix = "citation at "
  private static func label(_ start: Int, _ part: Int) -> String { "\(prefix)\(start) \(part)" }
}

extension [Inline] {
  /// Takes away the blank before the mark of a note.
  fileprivate mutating func trimTrailingBlank() {
    switch last {
    case .softBreak: removeLast()
    case .text(let text) where text.hasSuffix(" "): self[count - 1] = .text(String(text.dropLast()))
    default: break
    }
  }
}
