// What the settings of a project say of all its documents: `_quarto.yml`, `_config.yml` of Jekyll and Jupyter Book, `myst.yml`.
// Their keys stand at many depths; only those that a report needs are looked for.

import Diagnostics
import Markdown

/// What the settings of a project say of its documents.
package struct ProjectSettings: Sendable {
  /// The files of the bibliography, as paths from the folder of the settings.
  package private(set) var bibliography: [String] = []
  /// The file of the citation style, as a path from the folder of the settings.
  package private(set) var citationStyle: String?
  /// The documents of the project, as paths from the folder of the settings; ends of names may lack.
  package private(set) var chapters: [String] = []
  /// Files whose definitions of TeX commands hold everywhere, as paths from the folder of the settings.
  package private(set) var included: [String] = []
  /// Definitions of TeX commands.
  package private(set) var definitions: [String] = []
  /// The language of the texts.
  package private(set) var language: String?

  /// The settings in a text of YAML; what is not YAML says nothing.
  package init(_ yaml: String) {
    var problems: [Diagnostic] = []
    let fragment = SourceFragment(text: yaml, fileStart: 0)
    let entries = YAMLReader.mapping(of: fragment, "the settings", &problems) ?? []
    language = entries.first { $0.key == "lang" }?.value.text
    visit(entries)
  }

  /// The settings that some entries of a front matter say for other tools.
  init(_ entries: [YAMLValue.Entry]) { visit(entries) }

  // YAML bounds its nesting.
  private mutating func visit(_ entries: [YAMLValue.Entry]) {
    for entry in entries {
      switch entry.key {
      case "bibliography", "bibtex_bibfiles": bibliography += texts(entry.value)
      case "chapters", "appendices", "rmd_files", "toc", "sections", "parts", "children":
        visitChapters(entry.value)
      case "root": chapters += texts(entry.value)
      case "csl": citationStyle = citationStyle ?? entry.value.text
      case "include-in-header", "include-before-body", "in_header", "before_body", "header-includes":
        take(entry.value)
      case "macros", "math":
        if case .mapping(let names) = entry.value.content {
          definitions += MacroDefinitions.all(in: names)
        } else if entry.key == "macros" {
          take(entry.value)
        }
      default: visit(entry.value)
      }
    }
  }

  private mutating func visit(_ value: YAMLValue) {
    switch value.content {
    case .scalar: break
    case .list(let values): for value in values { visit(value) }
    case .mapping(let entries): visit(entries)
    }
  }

  /// The documents in a table of contents: names, or mappings with a name and what stands below it.
  private mutating func visitChapters(_ value: YAMLValue) {
    switch value.content {
    case .scalar: break
    case .mapping(let entries): visit(entries)
    case .list(let values):
      for value in values {
        switch value.content {
        case .scalar: chapters += texts(value)
        case .list: visitChapters(value)
        case .mapping(let entries):
          for entry in entries where entry.key == "file" || entry.key == "part" {
            chapters += texts(entry.value)
          }
          visit(entries)
        }
      }
    }
  }

  /// Takes TeX or HTML that is put into a page or a preamble, or the names of files with such.
  private mutating func take(_ value: YAMLValue) {
    switch value.content {
    case .scalar(let fragment, _):
      let found = Self.definitions(in: fragment.text)
      let isPath = !fragment.text.contains { "\\\n<{".contains($0) } && fragment.text.contains(".")
      if found.isEmpty, isPath { included.append(fragment.text) }
      definitions += found
    case .list(let values): for value in values { take(value) }
    case .mapping(let entries):
      for entry in entries where ["text", "file"].contains(entry.key) { take(entry.value) }
    }
  }

  private func texts(_ value: YAMLValue) -> [String] {
    switch value.content {
    case .scalar(let fragment, isNull: false): [fragment.text]
    case .list(let values): values.compactMap(\.text)
    case .scalar, .mapping: []
    }
  }

  /// The definitions of TeX commands in a file of TeX, HTML or JavaScript.
  package static func definitions(in text: String) -> [String] {
    TeXDefinitions.all(in: SourceFragment(text: text, fileStart: 0)).map(\.text)
      + MacroDefinitions.all(inScript: text)
  }
}
