import Markdown

/// The formulas of one document as HTML: one set of definitions, every formula set once.
///
/// The engine starts at the first formula that the store does not know, so that nobody waits for it without need.
package struct FormulaRenderer {
  private struct Formula: Hashable {
    let tex: String
    let display: Bool
    let origin: FormulaOrigin
  }

  private let definitions: String
  /// What puts the definitions into formulas before they are set, where KaTeX cannot do so.
  private let expansion: TeXExpansion
  private let expandsFirst: Bool
  /// Whether the definitions hold what could lay one thing over another.
  private let definitionsReach: Bool
  private let store: FormulaStore?
  private var engine: Result<KaTeXEngine, KaTeXError>?
  private var rendered: [Formula: Result<String, KaTeXError>] = [:]

  /// A renderer for a document with the given block of TeX definitions; `engine` is one that already runs, `store` holds what
  /// was set before.
  package init(definitions: String = "", engine: KaTeXEngine? = nil, store: FormulaStore? = nil) {
    expansion = TeXExpansion(definitions: definitions, forKaTeX: true)
    expandsFirst = expansion.takesOptionalArguments
    definitionsReach = FormulaReach.mayReach(definitions)
    self.definitions = definitions
    self.store = store
    self.engine = engine.map { .success($0) }
  }

  /// The HTML of a formula, or why there is none.
  package mutating func html(
    of tex: String,
    display: Bool,
    origin: FormulaOrigin = .notebook
  ) -> Result<String, KaTeXError> {
    let formula = Formula(tex: tex, display: display, origin: origin)
    if let known = rendered[formula] { return known }
    // What an author defines changes what the author wrote, never what this program says.
    let definitions = origin == .program ? "" : definitions
    let expansion = origin == .program || !expandsFirst ? nil : expansion
    let key = store.map { _ in
      FormulaStore.Key(tex: tex, display: display, definitions: definitions, origin: origin)
    }
    if let store, let key, let known = store.known(key) {
      rendered[formula] = known
      return known
    }
    let reaches = origin != .program && (definitionsReach || FormulaReach.mayReach(tex))
    let expanded = Self.expanded(tex, reaches ? self.expansion : expansion, holdingBack: reaches)
    let known = expansion == nil && !reaches ? definitions : ""
    var result = startedEngine().flatMap {
      $0.html(of: expanded, display: display, definitions: known, origin: origin)
    }
    if expanded != tex {
      // A reader who copies the formula gets what its author wrote.
      result = result.map {
        $0.replacing(
          ">\(expanded.escapedForHTML.replacing("'", with: "&#x27;"))</annotation>",
          with: ">\(tex.escapedForHTML)</annotation>"
        )
      }
    }
    rendered[formula] = result
    if let store, let key { store.keep(result, for: key) }
    return result
  }

  /// A formula with its definitions put in, where they are not left to KaTeX; one that they cannot be put into stays as it is.
  private static func expanded(_ tex: String, _ expansion: TeXExpansion?, holdingBack: Bool) -> String {
    guard var expansion, case .success(let tokens) = expansion.expand(tex) else { return tex }
    return (holdingBack ? FormulaReach.contained(tokens) : tokens).tex
  }

  /// The running engine, for the next document of the same worker; nil when no formula has been met.
  package var runningEngine: KaTeXEngine? {
    guard case .success(let running) = engine else { return nil }
    return running
  }

  private mutating func startedEngine() -> Result<KaTeXEngine, KaTeXError> {
    if let engine { return engine }
    let started = KaTeXInstallation.find().flatMap { installation in
      Result { () throws(KaTeXError) in try KaTeXEngine(installation) }
    }
    engine = started
    return started
  }
}
