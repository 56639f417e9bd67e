// Citations set in a style of the Citation Style Language, by the processor that pandoc has for it. Pandoc is given the citations
// alone, in the order of the text, with the bibliography and the style as files of a folder of its own, and nothing else to read.

import Diagnostics
import Foundation
import JSON
import Markdown
import Notebook
import Reports

enum CitationProcessor {
  /// Why citations are not set in their style.
  enum Problem: Error, Hashable {
    /// There is no pandoc on the search path.
    case noPandoc
    /// The style says no more than the name of another one, which would have to be fetched.
    case dependentStyle
    /// Pandoc does not read the style or the bibliography, or takes too long.
    case failed
  }

  /// A bibliography as it stands in its file.
  struct Library {
    /// The end of the file's name, which says what it is written in.
    let kind: String
    let bytes: [UInt8]
  }

  private static let secondsBound = 60

  /// What a style makes of the citations of a notebook.
  static func styled(_ notebook: Notebook, in style: [UInt8], from libraries: [Library]) -> Result<
    StyledCitations, Problem
  > {
    let text = String(decoding: style, as: UTF8.self)
    guard text.contains("<citation") else {
      return .failure(text.contains("independent-parent") ? .dependentStyle : .failed)
    }
    guard let program = ChildProcess.program("pandoc") else { return .failure(.noPandoc) }
    let mentions = CitationMentions(notebook.document)
    let output = ChildProcess.withFolder { folder -> [UInt8]? in
      func run(_ arguments: [String], _ input: [UInt8]) -> [UInt8]? {
        let output = ChildProcess.run(
          program,
          ["--sandbox"] + arguments,
          input: input,
          in: folder,
          seconds: secondsBound
        )
        return output.flatMap { $0.status == 0 ? $0.bytes : nil }
      }
      // Pandoc reads trees of its own version alone.
      guard let empty = run(["-f", "markdown", "-t", "json"], []),
        let version = try? JSONReader.read(empty)["pandoc-api-version"],
        write(style, to: folder + "/style.csl")
      else { return nil }
      var arguments = ["-f", "json", "-t", "json", "--citeproc", "--csl=style.csl"]
      for (place, library) in libraries.enumerated() {
        let name = "library\(place).\(library.kind)"
        guard write(library.bytes, to: folder + "/" + name) else { return nil }
        arguments.append("--bibliography=" + name)
      }
      let tree = mentions.tree(version: version, notebook.metadata)
      return run(arguments, Array(tree.text(indented: false).utf8))
    }
    guard let output, let bytes = output, let tree = try? JSONReader.read(bytes),
      let styled = mentions.styled(tree)
    else { return .failure(.failed) }
    return .success(styled)
  }
}

extension CitationProcessor {
  private static func write(_ bytes: [UInt8], to path: String) -> Bool {
    FileManager.default.createFile(atPath: path, contents: Data(bytes))
  }
}

/// The citations of a document in the order in which they are read, notes where they are first mentioned.
private struct CitationMentions {
  /// What stands in the text, and what stands in one note.
  private enum Place {
    case text(Citation)
    case note([Citation])
  }

  private var places: [Place] = []

  init(_ document: MarkdownDocument) {
    let notes = Dictionary(document.footnotes.map { ($0.label, $0) }, uniquingKeysWith: { first, _ in first })
    var places: [Place] = []
    var seen: Set<String> = []
    document.blocks.forEachInline { inline in
      switch inline {
      case .citation(let citation): places.append(.text(citation))
      case .footnoteReference(let reference) where seen.insert(reference.label).inserted:
        guard let note = notes[reference.label] else { return }
        let inside = Self.citations(note)
        if !inside.isEmpty { places.append(.note(inside)) }
      default: return
      }
    }
    for note in document.footnotes where seen.insert(note.label).inserted {
      let inside = Self.citations(note)
      if !inside.isEmpty { places.append(.note(inside)) }
    }
    self.places = places
  }

  private static func citations(_ note: Footnote) -> [Citation] {
    var citations: [Citation] = []
    note.blocks.forEachInline { if case .citation(let citation) = $0 { citations.append(citation) } }
    return citations
  }

  // MARK: - To pandoc

  /// The tree of a document that holds the citations and nothing else.
  func tree(version: JSONValue, _ metadata: Metadata) -> JSONValue {
    var meta: [String: JSONValue] = ["link-citations": PandocNode.node("MetaBool", .boolean(true))]
    meta["lang"] = metadata.language.map { PandocNode.node("MetaString", .string($0)) }
    if !metadata.listedWorks.isEmpty {
      let items = metadata.listedWorks.map { Self.item($0, "NormalCitation") }
      meta["nocite"] = PandocNode.node("MetaInlines", .array([Self.cite(items)]))
    }
    let blocks = places.map { place in
      switch place {
      case .text(let citation): PandocNode.node("Para", .array(Self.cites(citation)))
      case .note(let citations):
        PandocNode.node(
          "Para",
          .array([
            PandocNode.node(
              "Note",
              .array(citations.map { PandocNode.node("Para", .array(Self.cites($0))) })
            )
          ])
        )
      }
    }
    return .object(["pandoc-api-version": version, "meta": .object(meta), "blocks": .array(blocks)])
  }

  /// A citation in parentheses is one to pandoc; works that are named in the sentence are one each.
  private static func cites(_ citation: Citation) -> [JSONValue] {
    switch citation.style {
    case .parenthetical:
      [
        cite(
          citation.items.map {
            item($0.key, $0.omitsAuthor ? "SuppressAuthor" : "NormalCitation", $0.prefix, suffix($0))
          }
        )
      ]
    case .textual:
      citation.items.map {
        cite([item($0.key, $0.omitsAuthor ? "SuppressAuthor" : "AuthorInText", $0.prefix, suffix($0))])
      }
    }
  }

  private static func suffix(_ item: Citation.Item) -> String {
    item.suffix.isEmpty || !item.setsOffSuffix ? item.suffix : ", " + item.suffix
  }

  private static func cite(_ items: [JSONValue]) -> JSONValue {
    PandocNode.node("Cite", .array([.array(items), .array([])]))
  }

  private static func item(_ key: String, _ mode: String, _ prefix: String = "", _ suffix: String = "")
    -> JSONValue
  {
    .object([
      "citationId": .string(key), "citationPrefix": PandocNode.words(prefix),
      "citationSuffix": PandocNode.words(suffix), "citationMode": .object(["t": .string(mode)]),
      "citationNoteNum": .integer(0), "citationHash": .integer(0),
    ])
  }

  // MARK: - From pandoc

  /// What pandoc made of the citations; nil where that is not what was asked for.
  func styled(_ tree: JSONValue) -> StyledCitations? {
    guard let blocks = tree["blocks"]?.array else { return nil }
    let citations = places.flatMap { place in
      switch place {
      case .text(let citation): [citation]
      case .note(let citations): citations
      }
    }
    var set = blocks.flatMap(PandocNode.cites)[...]
    var mentions: [Int: [StyledCitations.Piece]] = [:]
    for citation in citations {
      let count = citation.style == .textual ? citation.items.count : 1
      guard set.count >= count else { return nil }
      var pieces: [StyledCitations.Piece] = []
      for (place, node) in set.prefix(count).enumerated() {
        if place > 0 { pieces.append(.text([.text(", ")])) }
        pieces += PandocNode.pieces(node, at: citation.range)
      }
      mentions[citation.range.start] = pieces
      set = set.dropFirst(count)
    }
    guard set.isEmpty else { return nil }
    return StyledCitations(mentions: mentions, works: blocks.flatMap(PandocNode.works))
  }
}
