// A Markdown text read into values: CommonMark by libcmark, and around it what libcmark does not know
// (mathematics, tables, footnotes, references, front matter), each of which can be switched off.

package import Diagnostics

/// What is read beyond CommonMark.
package struct MarkdownExtensions: OptionSet, Sendable, Hashable {
  /// The set as bits.
  package let rawValue: Int

  /// A set from its bits.
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// A YAML block between `---` at the very top.
  package static let frontMatter = MarkdownExtensions(rawValue: 1)
  /// TeX between dollars, `\(…\)`, `\[…\]`, and fences of the language `math`.
  package static let mathematics = MarkdownExtensions(rawValue: 2)
  /// Pipe tables.
  package static let tables = MarkdownExtensions(rawValue: 4)
  /// Footnotes.
  package static let footnotes = MarkdownExtensions(rawValue: 8)
  /// References such as `@eq-loss`, and `{#sec-…}` after a heading.
  package static let references = MarkdownExtensions(rawValue: 16)
  /// Code spans that begin with `{nabla}`.
  package static let inlineResults = MarkdownExtensions(rawValue: 32)
  /// What documents of Quarto, pandoc, MyST, Jekyll, R Markdown and GitHub hold besides: divisions, harmless HTML,
  /// attributes, citations, raised, lowered and struck text, lists of definitions and tasks, typographic quotes.
  package static let documents = MarkdownExtensions(rawValue: 64)

  /// Everything a notebook may hold.
  package static let all: MarkdownExtensions = [
    .frontMatter, .mathematics, .tables, .footnotes, .references, .inlineResults, .documents,
  ]
}

/// A Markdown text as values.
package struct MarkdownDocument: Sendable {
  /// The file that was read.
  package let file: SourceFile
  /// The YAML between the two `---` lines at the top; nil when there is none.
  package let frontMatter: SourceFragment?
  /// The blocks in order.
  package let blocks: [Block]
  /// The footnotes that are referred to, by number.
  package let footnotes: [Footnote]
  /// What a reader of the file should know, in the order of the file.
  package let diagnostics: [Diagnostic]
  /// Braces that are read as text, in the order of the file.
  package let looseBraces: [LooseBraces]
  /// The definitions of TeX commands that stand in the text and in formulas, in the order of the file.
  package let definitions: [SourceFragment]
  /// What was left out, in the order of the file.
  package let passedOver: [PassedOver]

  /// How many blocks and inlines may stand inside one another; what is nested deeper loses its wrapping.
  package static let nestingBound = 256
}

extension MarkdownDocument {
  /// Reads a file; whatever its text, there is a document, and what is odd in it is said in the diagnostics.
  package init(_ file: SourceFile, extensions: MarkdownExtensions = .all) {
    var lifter = Lifter(Array(file.text.utf8), extensions: extensions)
    lifter.lift()
    let tree = CommonMarkTree(parsing: lifter.output.bytes, isTypographic: extensions.contains(.documents))
    let builder = TreeBuilder(tree, lifter)
    self.file = file
    frontMatter = lifter.frontMatter
    blocks = builder.blocks
    footnotes = builder.footnotes
    looseBraces = Set(lifter.looseBraces).sorted { $0.range.start < $1.range.start }
    definitions = (builder.definitions + lifter.formulaDefinitions).sorted {
      $0.fileOffset(0) < $1.fileOffset(0)
    }
    passedOver = builder.passedOver
    diagnostics = (lifter.diagnostics + builder.diagnostics + builder.unusedFootnotes())
      .sorted { ($0.range?.start ?? 0, $0.code) < ($1.range?.start ?? 0, $1.code) }
  }

  /// A document that was read from something else than Markdown.
  init(file: SourceFile, blocks: [Block], definitions: [SourceFragment], diagnostics: [Diagnostic]) {
    self.file = file
    frontMatter = nil
    self.blocks = blocks
    footnotes = []
    self.diagnostics = diagnostics
    looseBraces = []
    self.definitions = definitions
    passedOver = []
  }

  /// The HTML of a CommonMark text with nothing else read into it, raw HTML included.
  package static func commonMarkHTML(_ text: String) -> String {
    let document = MarkdownDocument(SourceFile(path: "-", text: text), extensions: [])
    return HTMLWriter(rawHTML: .verbatim).html(of: document)
  }

  /// The HTML that libcmark itself writes for a text: what the tests hold `commonMarkHTML` to.
  package static func libraryHTML(_ text: String) -> String {
    CommonMarkTree.libraryHTML(of: Array(text.utf8))
  }
}
