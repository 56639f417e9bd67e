// Which definitions of packages are of use to formulas, and which only say how TeX itself is to set what everybody knows.

/// The commands that formulas may hold.
package enum KnownCommands {
  /// Whether a definition gives a command of mathematics another meaning by means that formulas do not have, such as the code of a
  /// character; what the command means is known without it.
  package static func isRedefinedByOtherMeans(_ definition: String) -> Bool {
    var names: [String] = []
    for token in TeXToken.tokens(definition).dropFirst() {
      if case .command(let name) = token, name.first?.isLetter == true { names.append(name) }
    }
    guard let name = names.first, TeXVocabulary.commands.contains(name) else { return false }
    return names.dropFirst().contains {
      !TeXVocabulary.commands.contains($0) && !TeXVocabulary.text.contains($0)
        && TeXVocabulary.companions[$0] == nil
    }
  }
}
