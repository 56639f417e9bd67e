// The YAML at the top of a notebook.

import Diagnostics
import Markdown

struct FrontMatterReader {
  static let keys = [
    "title", "subtitle", "author", "date", "lang", "abstract", "bibliography", "macros", "nabla",
    "number-sections", "toc",
  ]

  private(set) var metadata = Metadata()
  /// Keys that speak to other tools.
  private(set) var passedOver: [PassedOver] = []
  private(set) var diagnostics: [Diagnostic] = []

  private let surroundings: NotebookSurroundings

  init(_ frontMatter: SourceFragment?, _ surroundings: NotebookSurroundings) {
    self.surroundings = surroundings
    metadata.addDefinitions(surroundings.definitions, at: 0)
    metadata.bibliography = surroundings.bibliography
    metadata.language = surroundings.language
    metadata.citationStyle = surroundings.citationStyle
    guard let frontMatter,
      let entries = YAMLReader.mapping(of: frontMatter, "the front matter", &diagnostics)
    else { return }
    for entry in entries { read(entry) }
  }

  private mutating func read(_ entry: YAMLValue.Entry) {
    switch entry.key {
    case "title": metadata.title = text(entry)
    case "date": metadata.date = text(entry)
    case "lang": metadata.language = text(entry)
    case "abstract": metadata.abstract = text(entry)
    case "author": metadata.authors = texts(entry, nameKey: "name")
    case "bibliography": metadata.bibliography += texts(entry, nameKey: nil)
    case "csl": metadata.citationStyle = text(entry)
    case "nocite": metadata.listedWorks += Self.keys(in: texts(entry, nameKey: nil))
    case "macros":
      if case .mapping = entry.value.content {
        readSettings(entry)
      } else if text(entry) != nil, case .scalar(let fragment, isNull: false) = entry.value.content {
        // The lines of a text that stands alone keep their places.
        if metadata.macros == nil { metadata.macros = fragment } else { metadata.addDefinitions([fragment]) }
      }
    case "math" where entry.value.text == nil: readSettings(entry)
    case "include-in-header", "include-before-body": readSettings(entry)
    case "nabla": readDefaults(entry)
    case "subtitle": metadata.subtitle = text(entry)
    case "number-sections", "numbersections": metadata.numbersSections = flag(entry)
    case "toc": metadata.hasContents = flag(entry)
    case "header-includes": readHeader(entry.value)
    case "format", "output": readFormat(entry)
    default: readForeign(entry)
    }
  }

  /// A key of Jekyll, Quarto, MyST, R Markdown or pandoc is passed over; one that nearly is a key of this program is not.
  private mutating func readForeign(_ entry: YAMLValue.Entry) {
    let isMisspelt =
      !Diagnostic.nearestNames(to: entry.key, among: Self.keys).isEmpty && !Self.foreign.contains(entry.key)
    if isMisspelt {
      diagnostics.append(.unknownKey(entry.key, known: Self.keys, at: entry.keyRange))
    } else {
      passedOver.append(PassedOver(what: "the key '\(entry.key)' of the front matter", range: entry.keyRange))
    }
  }

  /// Keys of other tools that are near to one of this program.
  private static let foreign: Set<String> = [
    "tags", "label", "labels", "lead", "dates", "update", "updated", "data", "state", "titles", "late",
    "long", "authors",
    "land", "math", "macro",
  ]

  /// The keys in texts such as `@petersen, @giles`.
  private static func keys(in texts: [String]) -> [String] {
    texts.flatMap { $0.split { $0.isWhitespace || ",;[]".contains($0) } }.filter { $0.hasPrefix("@") }
      .map { String($0.dropFirst()) }
  }

  private mutating func flag(_ entry: YAMLValue.Entry) -> Bool? {
    switch entry.value.text {
    case "true", "yes": return true
    case "false", "no": return false
    default: return nil
    }
  }

  /// Definitions that stand in tables, in what is put into a page's head, or in files that are included there.
  private mutating func readSettings(_ entry: YAMLValue.Entry) {
    let settings = ProjectSettings([entry])
    metadata.addDefinitions(settings.definitions, at: entry.keyRange.start)
    metadata.included += settings.included
    for file in settings.included {
      guard let text = surroundings.content(file) else { continue }
      metadata.addDefinitions(ProjectSettings.definitions(in: text), at: entry.keyRange.start)
    }
  }

  /// `toc` and `number-sections` stand in the settings of a format as well.
  private mutating func readFormat(_ entry: YAMLValue.Entry) {
    passedOver.append(PassedOver(what: "the key '\(entry.key)' of the front matter", range: entry.keyRange))
    readSettings(entry)
    guard case .mapping(let formats) = entry.value.content else { return }
    for format in formats {
      guard case .mapping(let settings) = format.value.content else { continue }
      for setting in settings {
        if setting.key.hasPrefix("number"), metadata.numbersSections == nil {
          metadata.numbersSections = flag(setting)
        }
        if setting.key == "toc", metadata.hasContents == nil { metadata.hasContents = flag(setting) }
      }
    }
  }

  /// The definitions of commands that pandoc puts into the preamble; anything else there is for LaTeX alone.
  private mutating func readHeader(_ value: YAMLValue) {
    switch value.content {
    case .list(let values): for value in values { readHeader(value) }
    case .mapping(let entries): for entry in entries { readHeader(entry.value) }
    case .scalar(let fragment, _):
      let definitions = TeXDefinitions.all(in: fragment)
      metadata.addDefinitions(definitions)
      if definitions.isEmpty {
        passedOver.append(
          PassedOver(what: "what 'header-includes' puts into other preambles", range: value.range)
        )
      }
    }
  }

  private mutating func text(_ entry: YAMLValue.Entry) -> String? {
    if case .scalar(_, isNull: true) = entry.value.content { return nil }
    if let text = entry.value.text { return text }
    complain(entry.key, "text", entry.value)
    return nil
  }

  /// One text, or a list of texts; in Quarto's way an author can be a mapping with a name.
  private mutating func texts(_ entry: YAMLValue.Entry, nameKey: String?) -> [String] {
    let values: [YAMLValue]
    switch entry.value.content {
    case .list(let list): values = list
    case .scalar(_, isNull: true): values = []
    case .scalar, .mapping: values = [entry.value]
    }
    return values.compactMap { value in
      if let text = value.text { return text }
      if let nameKey, case .mapping(let entries) = value.content,
        let name = entries.first(where: { $0.key == nameKey })?.value.text
      {
        return name
      }
      complain(entry.key, nameKey == nil ? "text or a list of texts" : "a name or a list of names", value)
      return nil
    }
  }

  private mutating func readDefaults(_ entry: YAMLValue.Entry) {
    if case .scalar(_, isNull: true) = entry.value.content { return }
    guard case .mapping(let entries) = entry.value.content else {
      return complain(entry.key, "a mapping of options", entry.value)
    }
    var reader = OptionReader(.cell)
    for option in entries {
      switch option.key {
      case "label": complain("label", "given to each cell", option.value)
      case "define": metadata.definesInline = takes("inline", option)
      case "scope": metadata.scopeOfSections = takes("section", option)
      default: reader.read(option, of: "'nabla'")
      }
    }
    metadata.defaults = reader.options
    diagnostics += reader.diagnostics
  }

  /// Whether an option has the one value that it can have here.
  private mutating func takes(_ value: String, _ entry: YAMLValue.Entry) -> Bool {
    if entry.value.text == value { return true }
    let found = entry.value.text ?? entry.value.kind
    diagnostics.append(.unknownValue(found, of: entry.key, known: [value], at: entry.value.range))
    return false
  }

  private mutating func complain(_ key: String, _ expected: String, _ value: YAMLValue) {
    diagnostics.append(.wrongType(of: key, expected: expected, found: value.kind, at: value.range))
  }
}
