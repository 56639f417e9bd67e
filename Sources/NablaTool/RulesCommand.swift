import ArgumentParser
import Derivation

/// `nabla rules`: the rules that derivations name.
struct RulesCommand: NablaCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Lists the rules that derivations name, or explains one.",
    discussion: """
        nabla rules
        nabla rules 'product rule'
      """
  )

  @Argument(help: ArgumentHelp("The name of a rule, as a derivation shows it.", valueName: "name"))
  var name: [String] = []

  func run(on console: Console) async -> ExitStatus {
    let references = RuleNames.references
    guard !name.isEmpty else {
      let width = min(references.map(\.name.count).max() ?? 0, 52)
      let lines = references.map { rule in
        let gap = String(repeating: " ", count: max(0, width - rule.name.count))
        return "\(rule.name)\(gap)  \(rule.source)"
      }
      console.write(lines.joined(separator: "\n"))
      return .asExpected
    }
    // A name of several words needs no quotes.
    let wanted = name.joined(separator: " ")
    guard let rule = references.first(where: { $0.name == wanted }) else {
      console.writeError(FunctionsCommand.unknown("rule", wanted, RuleNames.all, "rules"))
      return .usage
    }
    let lines = ["\(rule.name)", "  \(rule.source)"] + (RuleStatements.all[wanted] ?? []).map { "  \($0)" }
    console.write(lines.joined(separator: "\n"))
    return .asExpected
  }
}
