// A notebook and the outcomes of its parts, as a run of it gives them, as the input of the writers.

package import Findings
package import Diagnostics
import Markdown
package import Notebook

/// What one part of a notebook came back with; diagnostics have the ranges of the file.
package struct ReportedPart: Sendable {
  /// The outcomes, in order.
  package var outcomes: [Outcome]
  /// The value of an inline result.
  package var inline: Formula?
  /// What is wrong with the part.
  package var diagnostics: [Diagnostic]
  /// Whether a fresh scope begins with the part.
  package var scope: CellOptions.NameScope?

  /// A part with its outcomes.
  package init(outcomes: [Outcome], inline: Formula? = nil, diagnostics: [Diagnostic] = []) {
    self.outcomes = outcomes
    self.inline = inline
    self.diagnostics = diagnostics
  }
}

extension ReportedNotebook {
  /// A notebook with one result for each of its parts, in their order; `diagnostics` are those of its reading.
  package init(name: String, notebook: Notebook, parts: [ReportedPart], diagnostics: [Diagnostic]) {
    self.init(name: name, document: notebook.document)
    let metadata = notebook.metadata
    title = metadata.title ?? ""
    authors = metadata.authors
    date = metadata.date ?? ""
    language = metadata.language ?? ""
    abstract = metadata.abstract ?? ""
    macros = metadata.macros?.text ?? ""
    subtitle = metadata.subtitle ?? ""
    numbersSections = metadata.numbersSections ?? true
    hasContents = metadata.hasContents ?? true
    passedOver = notebook.passedOver
    self.diagnostics = diagnostics
    for (part, result) in zip(notebook.parts, parts) {
      let settings = PartSettings(of: part, scope: result.scope)
      switch part {
      case .cell(let cell):
        cells.append(
          ReportedCell(
            blockRange: cell.range,
            source: cell.text.text,
            label: cell.options.label?.name,
            presentation: Presentation(cell.options),
            outcomes: result.outcomes,
            diagnostics: result.diagnostics,
            settings: settings
          )
        )
      case .display(let display):
        let reported = ReportedDisplay(
          formulaRange: display.formula.range,
          presentation: Presentation(display.options),
          outcomes: result.outcomes,
          diagnostics: result.diagnostics,
          settings: settings
        )
        // What nobody marked stays text, and the record alone says what was taken from it.
        if !display.isOffered { displays.append(reported) } else { offeredDisplays.append(reported) }
      case .inlineResult(let inline):
        inlineResults.append(
          ReportedInlineResult(
            range: inline.range,
            value: result.inline,
            diagnostics: result.diagnostics,
            source: inline.expression.text,
            settings: settings
          )
        )
      }
    }
  }
}

extension Presentation {
  /// What an author asks for.
  init(_ options: CellOptions) {
    self.init()
    echo = options.echo != .hidden
    isCollapsed = options.collapse == .on
    isHint = options.hint == .on
    isExercise = options.exercise == .on
    showsFigures = options.figures == .on
    detail = options.steps.flatMap { Detail(rawValue: $0.rawValue) } ?? .normal
  }
}
