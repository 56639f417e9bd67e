// What is asked of a formula that has no use for it.

import Diagnostics
import Findings
import Markdown

extension DisplayRole {
  /// The settings that formulas of this role heed, besides a label.
  fileprivate var heeds: Set<String> {
    switch self {
    case .define: ["layout", "scope"]
    case .derive:
      [
        "collapse", "draft", "exercise", "figures", "hint", "instance", "layout", "limit", "method", "of",
        "scope",
        "steps",
        "structured", "wrt",
      ]
    case .check:
      [
        "collapse", "draft", "exercise", "expect", "figures", "hint", "instance", "layout", "limit", "of",
        "scope",
        "structured", "wrt",
      ]
    }
  }

  /// The settings of formulas that are known.
  static let known = Set(allCases.flatMap(\.heeds))
}

extension PartCollector {
  /// Names the settings that a formula of the given roles has no use for.
  mutating func judgeUse(of settings: [Attributes.Setting], roles: [DisplayRole]) {
    for setting in settings {
      let key = setting.key.text
      guard DisplayRole.known.contains(key) || key == "echo",
        !roles.contains(where: { $0.heeds.contains(key) })
      else { continue }
      let heeding = DisplayRole.allCases.filter { $0.heeds.contains(key) }.map(\.rawValue)
      diagnostics.append(.idleOption(key, of: roles.map(\.rawValue), heeding: heeding, at: setting.key.range))
    }
  }
}
