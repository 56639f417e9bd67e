// The works that a notebook can cite, and the style that it cites them in, from the files that its front matter names.

import Diagnostics
import Markdown
import Notebook
import Reports

struct NotebookBibliography {
  private let bibliography: Bibliography?
  private let citesByNumber: Bool
  private let styled: StyledCitations?
  private let listedWorks: [String]
  private(set) var diagnostics: [Diagnostic] = []

  /// Reads the files that a notebook in a folder names; `files` notes them.
  init(_ notebook: Notebook, in folder: String, _ files: inout FilesRead) {
    var libraries: [CitationProcessor.Library] = []
    var texts: [String] = []
    var others: [BibliographyEntry] = []
    for file in notebook.metadata.bibliography {
      let place = Self.place(of: file, in: notebook.file)
      guard let bytes = files.contents(ProjectFolder.path(file, in: folder), upTo: InputFile.byteBound) else {
        diagnostics.append(.missingBibliography(file, at: place))
        continue
      }
      let library = CitationProcessor.Library(kind: file.pathExtension, bytes: bytes)
      if library.kind == "bib" || library.kind == "bibtex" {
        texts.append(String(decoding: bytes, as: UTF8.self))
        libraries.append(library)
        continue
      }
      guard library.kind == "json", let entries = BibliographyEntry.entries(json: bytes) else {
        diagnostics.append(.unreadBibliography(file, at: place))
        continue
      }
      others += entries
      libraries.append(library)
    }
    bibliography = libraries.isEmpty ? nil : Bibliography(bibTeX: texts, and: others)
    listedWorks = notebook.metadata.listedWorks
    guard let style = notebook.metadata.citationStyle else {
      (citesByNumber, styled) = (false, nil)
      return
    }
    let place = Self.place(of: style, in: notebook.file)
    let isRemote = style.contains("://")
    let bytes =
      isRemote ? nil : files.contents(ProjectFolder.path(style, in: folder), upTo: InputFile.byteBound)
    citesByNumber = Self.isNumeric(style, bytes)
    guard let bytes else {
      styled = nil
      diagnostics.append(.missingStyle(style, isRemote: isRemote, byNumber: citesByNumber, at: place))
      return
    }
    guard bibliography != nil else {
      styled = nil
      return
    }
    switch CitationProcessor.styled(notebook, in: bytes, from: libraries) {
    case .success(let set): styled = set
    case .failure(let problem):
      styled = nil
      diagnostics.append(.simpleCitations(style, problem, byNumber: citesByNumber, at: place))
    }
  }

  /// Gives a notebook its works.
  func complete(_ notebook: inout ReportedNotebook) {
    notebook.bibliography = bibliography
    notebook.citesByNumber = citesByNumber
    notebook.styledCitations = styled
    notebook.listedWorks = listedWorks
  }

  /// Whether a citation style is one of numbers: its file says so, or its name where the file is not there.
  private static func isNumeric(_ style: String, _ bytes: [UInt8]?) -> Bool {
    if let bytes { return String(decoding: bytes, as: UTF8.self).contains("citation-format=\"numeric\"") }
    let name = style.lowercased()
    return ["ieee", "vancouver", "numeric", "nature", "acm", "siam", "springer-lncs", "plos"].contains {
      name.contains($0)
    }
  }

  private static func place(of text: String, in file: SourceFile) -> SourceRange? {
    guard let found = file.text.firstRange(of: text) else { return nil }
    let start = file.text.utf8.distance(from: file.text.startIndex, to: found.lowerBound)
    return SourceRange(start, start + text.utf8.count)
  }
}

extension Diagnostic {
  fileprivate static func missingBibliography(_ file: String, at range: SourceRange?) -> Diagnostic {
    Diagnostic(
      code: "citation.missing-file",
      message: "there is no bibliography '\(file)'",
      range: range,
      hints: ["the path is read from the folder of the notebook"]
    )
  }

  private static func subset(byNumber: Bool) -> String {
    "works are cited by \(byNumber ? "numbers" : "author and year"), and the list of works has one form"
  }

  fileprivate static func missingStyle(
    _ style: String,
    isRemote: Bool,
    byNumber: Bool,
    at range: SourceRange?
  ) -> Diagnostic {
    Diagnostic(
      code: "citation.style",
      severity: .warning,
      message: isRemote
        ? "the citation style '\(style)' stands on the web, from which nothing is fetched"
        : "there is no citation style '\(style)'",
      range: range,
      notes: [subset(byNumber: byNumber)],
      hints: ["put the style's '.csl' file beside the notebook"]
    )
  }

  fileprivate static func simpleCitations(
    _ style: String,
    _ problem: CitationProcessor.Problem,
    byNumber: Bool,
    at range: SourceRange?
  ) -> Diagnostic {
    let message: String
    var hints: [String] = []
    switch problem {
    case .noPandoc:
      message = "the citation style '\(style)' is followed with pandoc alone, which is not there"
      hints = ["apt-get install pandoc"]
    case .dependentStyle:
      message = "the citation style '\(style)' only names another one, which would have to be fetched"
      hints = ["name the file of the style that it depends on"]
    case .failed: message = "pandoc does not read the citation style '\(style)' or the bibliography"
    }
    return Diagnostic(
      code: "citation.style",
      severity: .warning,
      message: message,
      range: range,
      notes: [subset(byNumber: byNumber)],
      hints: hints
    )
  }

  fileprivate static func unreadBibliography(_ file: String, at range: SourceRange?) -> Diagnostic {
    Diagnostic(
      code: "citation.unread-file",
      severity: .warning,
      message: "the bibliography '\(file)' is not read",
      range: range,
      notes: [
        "bibliographies are files of BibTeX, whose names end with '.bib', or of CSL in JSON"
      ]
    )
  }
}
