// What an author can ask of a cell, a displayed formula, or all of them through the front matter.

package import Diagnostics
package import Findings

/// Options of a cell or display; nil is what the author did not say.
package struct CellOptions: Sendable, Hashable {
  /// Whether the text of a cell is shown.
  package enum Echo: String, Sendable, Hashable, CaseIterable {
    /// The text stands above its result.
    case shown = "true"
    /// Only the result is shown.
    case hidden = "false"
  }

  /// Whether what is open counts as an error.
  package enum Draft: String, Sendable, Hashable, CaseIterable {
    /// Rows that are not read or not decided are warnings.
    case open = "true"
    /// They are errors.
    case closed = "false"
  }

  /// Whether something that is off by default is asked for.
  package enum Switch: String, Sendable, Hashable, CaseIterable {
    /// It is asked for.
    case on = "true"
    /// It is not, whatever the front matter says.
    case off = "false"
  }

  /// How many lines a derivation is shown with.
  package enum Steps: String, Sendable, Hashable, CaseIterable {
    /// One rule a line, and a line for each name that is unfolded.
    case fine
    /// One idea a line.
    case normal
    /// The lines that open, unfold a name, or end it.
    case brief
  }

  /// Which names a cell sees.
  package enum NameScope: String, Sendable, Hashable, CaseIterable {
    /// None of those before it: it begins a fresh scope.
    case new
  }

  /// A size of the instance that is shown and checked.
  package struct Size: Sendable, Hashable {
    /// The name of the size.
    package let name: String
    /// Its value.
    package let value: Int
    /// Where it is said.
    package let range: SourceRange
  }

  /// What the cell is referred to by, and where that is said.
  package var label: Label?
  /// How derivations proceed.
  package var method: MethodChoice?
  /// How derivatives are laid out.
  package var layout: LayoutConvention?
  /// Whether the text of the cell is shown.
  package var echo: Echo?
  /// Whether the lines of derivations are folded.
  package var collapse: Switch?
  /// Whether reasons are shown without lines.
  package var hint: Switch?
  /// Whether lines and answer are hidden until they are asked for.
  package var exercise: Switch?
  /// Whether tables, plots and heat maps are shown at once.
  package var figures: Switch?
  /// How many lines derivations are shown with.
  package var steps: Steps?
  /// Whether a fresh scope begins.
  package var scope: NameScope?
  /// The verdict the author expects.
  package var expectation: Expectation?
  /// Whether it is a draft.
  package var draft: Draft?
  /// The sizes of the instance, in the order written.
  package var instance: [Size]?
  /// The systems to compare with.
  package var oracles: [Oracle]?
  /// How gradients of structured variables are meant.
  package var structured: StructureConvention?
  /// How many times the standard work and memory it may take.
  package var limit: Int?

  /// Options that say nothing.
  package init() {}

  /// These options, and where they say nothing, those of `defaults`.
  package func completed(by defaults: CellOptions) -> CellOptions {
    var result = self
    result.method = method ?? defaults.method
    result.layout = layout ?? defaults.layout
    result.echo = echo ?? defaults.echo
    result.collapse = collapse ?? defaults.collapse
    result.hint = hint ?? defaults.hint
    result.exercise = exercise ?? defaults.exercise
    result.figures = figures ?? defaults.figures
    result.steps = steps ?? defaults.steps
    result.expectation = expectation ?? defaults.expectation
    result.draft = draft ?? defaults.draft
    result.instance = instance ?? defaults.instance
    result.oracles = oracles ?? defaults.oracles
    result.structured = structured ?? defaults.structured
    result.limit = limit ?? defaults.limit
    return result
  }
}
