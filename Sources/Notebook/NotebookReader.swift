// From the bytes of a file to a notebook. Whatever the bytes, there is a notebook; what is wrong is said.

package import Diagnostics
import Findings
import Markdown

/// Reads notebooks.
package enum NotebookReader {
  /// Reads a notebook from the bytes of a file.
  package static func read(_ bytes: [UInt8], path: String) -> (notebook: Notebook, diagnostics: [Diagnostic])
  {
    let (file, problems) = SourceFile.decoding(bytes, path: path)
    let (notebook, diagnostics) = read(file)
    return (notebook, problems + diagnostics)
  }

  /// Reads the text of one cell, its options at the head, without Markdown around it.
  package static func cell(_ file: SourceFile) -> (cell: Cell, diagnostics: [Diagnostic]) {
    let nothing = MarkdownDocument(SourceFile(path: file.path, text: ""))
    var collector = PartCollector(nothing, defaults: CellOptions())
    let fragment = SourceFragment(text: file.text, fileStart: 0)
    let (options, text) = collector.options(of: fragment)
    let cell = Cell(text: text, options: options, range: SourceRange(0, file.text.utf8.count))
    return (cell, collector.diagnostics)
  }

  /// Reads a LaTeX file for its displays; comments that begin with `nabla:` say what they are for.
  package static func readTeX(_ file: SourceFile, in surroundings: NotebookSurroundings = .none) -> (
    notebook: Notebook, diagnostics: [Diagnostic]
  ) {
    read(MarkdownDocument(tex: file), surroundings)
  }

  /// Reads a notebook from a file's text.
  package static func read(_ file: SourceFile, in surroundings: NotebookSurroundings = .none) -> (
    notebook: Notebook, diagnostics: [Diagnostic]
  ) {
    read(MarkdownDocument(file), surroundings)
  }

  private static func read(_ document: MarkdownDocument, _ surroundings: NotebookSurroundings) -> (
    notebook: Notebook, diagnostics: [Diagnostic]
  ) {
    let frontMatter = FrontMatterReader(document.frontMatter, surroundings)
    var collector = PartCollector(document, defaults: frontMatter.metadata.defaults)
    collector.hasLabelElsewhere = surroundings.hasLabelElsewhere
    collector.definesInline = frontMatter.metadata.definesInline
    collector.collect()
    var metadata = frontMatter.metadata
    metadata.addDefinitions(document.definitions)
    let notebook = Notebook(
      metadata: metadata,
      document: document,
      parts: collector.parts.sorted { $0.range.start < $1.range.start },
      labels: collector.labels,
      passedOver: frontMatter.passedOver + document.passedOver
    )
    let diagnostics = document.diagnostics + frontMatter.diagnostics + collector.diagnostics
    return (
      notebook, diagnostics.sorted { ($0.range?.start ?? 0, $0.code) < ($1.range?.start ?? 0, $1.code) }
    )
  }
}

/// Finds in a document what is run, what can be referred to, and what refers to it.
struct PartCollector {
  let document: MarkdownDocument
  let defaults: CellOptions
  /// Whether formulas in the line that declare are definitions without being marked.
  var definesInline = false
  /// Whether another document of the project has a label.
  var hasLabelElsewhere: (String) -> Bool = { _ in false }
  private(set) var parts: [Notebook.Part] = []
  var diagnostics: [Diagnostic] = []
  /// Where displayed formulas end, with their attributes.
  private(set) var formulaEnds: Set<Int> = []
  private var allLabels: [Label] = []
  /// The labels of things that are not run.
  private var objectNames: Set<String> = []
  private var references: [Reference] = []
  let source: [UInt8]

  init(_ document: MarkdownDocument, defaults: CellOptions) {
    self.document = document
    self.defaults = defaults
    source = Array(document.file.text.utf8)
  }

  /// The labels in the order of the file, each once.
  var labels: [Label] {
    var seen: Set<String> = []
    return allLabels.sorted { $0.range.start < $1.range.start }.filter { seen.insert($0.name).inserted }
  }

  mutating func collect() {
    collect(document.blocks)
    for footnote in document.footnotes { collect(footnote.blocks) }
    judgeLabels()
    judgeStrayWords()
  }

  // The document bounds its nesting, and so does this recursion.
  private mutating func collect(_ blocks: [Block]) {
    for block in blocks {
      switch block.content {
      case .paragraph(let content): collect(content)
      case .heading(let heading):
        if let range = heading.identifierRange {
          allLabels.append(Label(name: heading.identifier, kind: .section, range: range))
        }
        collect(heading.content)
      case .blockQuote(let blocks): collect(blocks)
      case .list(let list): for item in list.items { collect(item.blocks) }
      case .codeBlock(let code): collect(code, block.range)
      case .htmlBlock(let html): judgeHTML(html, block.range)
      case .thematicBreak, .raw: break
      case .table(let table):
        add(table.attributes?.identifier)
        collect(table.caption)
        for row in [table.header] + table.rows { for cell in row { collect(cell.content) } }
      case .displayMath(let formula): collect(formula)
      case .division(let division):
        add(division.attributes.identifier)
        collect(division.title)
        collect(division.blocks)
      case .figure(let figure):
        add(figure.attributes.identifier)
        collect(figure.caption)
        collect(figure.blocks)
      case .definitionList(let definitions):
        for definition in definitions {
          collect(definition.term)
          for meaning in definition.meanings { collect(meaning) }
        }
      }
    }
  }

  private mutating func collect(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .text, .softBreak, .lineBreak, .code, .html, .footnoteReference, .citation, .raw: break
      case .emphasis(let content), .strong(let content), .superscript(let content), .subscript(let content),
        .strikethrough(let content):
        collect(content)
      case .span(let span):
        add(span.attributes.identifier)
        collect(span.content)
      case .link(let link), .image(let link): collect(link.content)
      case .math(let formula): collect(formula)
      case .reference(let reference): references.append(reference)
      case .inlineResult(let result):
        if result.expression.text.isEmpty {
          diagnostics.append(.emptyInlineResult(at: result.range))
        } else {
          parts.append(.inlineResult(result))
        }
      }
    }
  }

  /// Notes the label of something that is not run; one that names the same thing twice is one.
  private mutating func add(_ word: Attributes.Word?) {
    guard let word, objectNames.insert(word.text).inserted else { return }
    allLabels.append(Label(name: word.text, kind: .object, range: word.range))
  }

  // MARK: - Cells

  private mutating func collect(_ code: CodeBlock, _ range: SourceRange) {
    guard code.style != .indented else { return }
    let fence = SourceRange(range.start, max(code.infoRange.end, range.start + 3))
    let info = String(decoding: source[code.infoRange.start..<code.infoRange.end], as: UTF8.self)
    guard let end = Self.endOfMark(info) else {
      if code.style == .unclosedFence { diagnostics.append(.unclosedCode(at: fence)) }
      judgeMark(info, at: code.infoRange)
      add(code.label.map { Attributes.Word(text: $0, range: code.infoRange) })
      return
    }
    if end < info.utf8.count {
      let rest = String(decoding: Array(info.utf8.dropFirst(end)), as: UTF8.self)
      diagnostics.append(
        .textAfterCellMark(rest, at: SourceRange(code.infoRange.start + end, code.infoRange.end))
      )
    }
    if code.style == .unclosedFence { diagnostics.append(.unclosedCell(at: fence)) }
    let (options, text) = options(of: code.code)
    if let label = options.label { allLabels.append(label) }
    parts.append(.cell(Cell(text: text, options: options.completed(by: defaults), range: range)))
  }

  /// Says so where the mark of code that is not run stands in braces: it looks like that of a cell, or of a formula.
  private mutating func judgeMark(_ info: String, at range: SourceRange) {
    if StrayWords(info).areOfAFormula { return diagnostics.append(.strayAttributes(info, at: range)) }
    let mark = info.firstIndex(of: "}").map { String(info[...$0]) } ?? String(info.prefix { $0 != " " })
    let isCell = mark.contains { "{}".contains($0) } && StrayWords.isNearlyCell(mark)
    // Cells of other tools are shown as code, which is what their authors expect here.
    if isCell { diagnostics.append(.nearlyACell(mark, at: range)) }
  }

  /// The length of `{nabla}` at the beginning of an info string, or of `{nabla` before something not understood.
  private static func endOfMark(_ info: String) -> Int? {
    if info.hasPrefix("{nabla}") { return 7 }
    let isCell = info.hasPrefix("{nabla ") || info.hasPrefix("{nabla,")
    return isCell ? 6 : nil
  }

  /// The options in the lines `#| key: value` at the head of a cell, and what follows them.
  fileprivate mutating func options(of code: SourceFragment) -> (CellOptions, CellText) {
    let bytes = Array(code.text.utf8)
    var yaml = SourceFragment(at: code.fileOffset(0))
    var start = 0
    while start < bytes.count, bytes[start...].starts(with: "#|".utf8) {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var textStart = start + 2
      if textStart < end, bytes[textStart] == UInt8(ascii: " ") { textStart += 1 }
      yaml.append(
        String(decoding: bytes[textStart..<end], as: UTF8.self),
        fileStart: code.fileOffset(textStart)
      )
      yaml.append("\n", fileStart: code.fileOffset(end), length: 0)
      start = min(end + 1, bytes.count)
    }
    let text = code.part(SourceRange(start, bytes.count))
    guard start > 0,
      let entries = YAMLReader.mapping(of: yaml, "the head of the cell", &diagnostics)
    else { return (CellOptions(), text) }
    var reader = OptionReader(.cell)
    for entry in entries { reader.read(entry, of: "a cell") }
    diagnostics += reader.diagnostics
    return (reader.options, text)
  }

  // MARK: - Displays

  private mutating func collect(_ formula: TeXFormula) {
    if formula.placement == .display {
      formulaEnds.insert(formula.attributes?.range.end ?? formula.range.end)
    }
    let rows = formula.labels.filter { $0 != formula.attributes?.identifier }
    for label in rows { allLabels.append(Label(name: label.text, kind: .display, range: label.range)) }
    guard let attributes = formula.attributes else {
      if definesInline, formula.placement == .inline {
        parts.append(.display(Display(offered: formula, defaults)))
      }
      return
    }
    var reader = OptionReader(.display)
    var of: CellText?
    var wrt: [CellText] = []
    for setting in attributes.settings {
      switch setting.key.text {
      case "of": of = SourceFragment(text: setting.value.text, fileStart: setting.value.range.start)
      case "wrt": wrt = Self.names(setting.value)
      default: reader.read(setting.asYAML(&diagnostics), of: "a formula")
      }
    }
    diagnostics += reader.diagnostics
    let known = DisplayRole.allCases.map(\.rawValue)
    var roles: [DisplayRole] = []
    for name in attributes.classes {
      if let role = DisplayRole(rawValue: name.text) {
        if !roles.contains(role) { roles.append(role) }
      } else {
        diagnostics.append(.unknownClass(name.text, known: known, at: name.range))
      }
    }
    judgeUse(of: attributes.settings, roles: roles)
    var options = reader.options.completed(by: defaults)
    if let identifier = attributes.identifier {
      if !Reference.isLabel(identifier.text), source[attributes.range.start] == UInt8(ascii: "{") {
        diagnostics.append(.unreachableLabel(identifier.text, at: identifier.range))
      }
      options.label = Label(name: identifier.text, kind: .display, range: identifier.range)
    }
    if let label = options.label { allLabels.append(label) }
    let display = Display(
      formula: formula,
      roles: roles,
      of: of,
      wrt: wrt,
      options: options,
      isOffered: false
    )
    parts.append(.display(display))
  }

  /// The names of a list that commas or blanks separate.
  private static func names(_ value: Attributes.Word) -> [CellText] {
    let whole = SourceFragment(text: value.text, fileStart: value.range.start)
    let bytes = Array(value.text.utf8)
    return bytes.indices.split { bytes[$0] == UInt8(ascii: ",") || bytes[$0] == UInt8(ascii: " ") }
      .map { whole.part(SourceRange($0.startIndex, $0.endIndex)) }
  }

  // MARK: - Labels

  private mutating func judgeLabels() {
    let sorted = allLabels.sorted { $0.range.start < $1.range.start }
    var first: [String: Label] = [:]
    for label in sorted {
      if let earlier = first[label.name] {
        let line = document.file.position(at: earlier.range.start).line
        diagnostics.append(.repeatedLabel(label.name, first: line, at: label.range))
      } else {
        first[label.name] = label
      }
    }
    let known = labels.map(\.name)
    let anchors = document.anchors
    for reference in references
    where Label.target(of: reference.label, among: first) == nil && !anchors.contains(reference.label)
      && !anchors.contains(reference.chunkName) && !hasLabelElsewhere(reference.label)
      && !hasLabelElsewhere(reference.chunkName)
    {
      diagnostics.append(.unknownLabel(reference.label, known: known, at: reference.range))
    }
  }
}

extension Display {
  /// A formula in the line that nobody marked.
  fileprivate init(offered formula: TeXFormula, _ defaults: CellOptions) {
    self.formula = formula
    roles = [.define]
    of = nil
    wrt = []
    options = CellOptions().completed(by: defaults)
    isOffered = true
  }
}

extension Attributes.Setting {
  /// The setting as the entry that the same option of a cell would be.
  fileprivate func asYAML(_ diagnostics: inout [Diagnostic]) -> YAMLValue.Entry {
    let fragment = SourceFragment(text: value.text, fileStart: value.range.start)
    // Lists and mappings, as in `instance="{n: 3}"`, are YAML here too.
    if value.text.hasPrefix("{") || value.text.hasPrefix("["), !value.text.contains("\n") {
      var line = SourceFragment(at: key.range.start)
      line.append(key.text + ": ", fileStart: key.range.start)
      line.append(value.text, fileStart: value.range.start)
      if let entry = YAMLReader.mapping(of: line, "the value of '\(key.text)'", &diagnostics)?.first {
        return entry
      }
    }
    return YAMLValue.Entry(
      key: key.text,
      keyRange: key.range,
      value: YAMLValue(content: .scalar(fragment, isNull: false), range: value.range)
    )
  }
}
