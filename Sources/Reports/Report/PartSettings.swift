// What is asked of a part of a notebook, as the words of options: what else than its text its results depend on.

import Findings
import Markdown
import Notebook

/// The options in force for a part, by their names; what is as usual is not said.
package struct PartSettings: Sendable, Hashable {
  /// The values by the names that options have in a cell.
  package private(set) var values: [String: String] = [:]

  /// Settings that say nothing.
  package init() {}

  /// The settings of a part; `scope` says whether a fresh scope begins with it.
  init(of part: Notebook.Part, scope: CellOptions.NameScope?) {
    values["scope"] = scope?.rawValue
    switch part {
    case .cell(let cell): add(cell.options)
    case .display(let display):
      add(display.options)
      if !display.roles.isEmpty { values["roles"] = display.roles.map(\.rawValue).joined(separator: " ") }
      values["of"] = display.of?.text
      if !display.wrt.isEmpty { values["wrt"] = display.wrt.map(\.text).joined(separator: ", ") }
    case .inlineResult: return
    }
  }

  private mutating func add(_ options: CellOptions) {
    values["method"] = options.method?.rawValue
    values["layout"] = options.layout?.rawValue
    values["structured"] = options.structured?.rawValue
    values["expect"] = options.expectation?.rawValue
    values["draft"] = options.draft?.rawValue
    if let sizes = options.instance, !sizes.isEmpty {
      values["instance"] = sizes.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    }
    if let oracles = options.oracles, !oracles.isEmpty {
      values["oracle"] = oracles.map(\.rawValue).joined(separator: ", ")
    }
  }
}
