/// The letters in which an author's formulas write names, where these are not the ordinary ones: `\mathbf{W}` for W.
///
/// They change how names are printed, and nothing else: names are told apart by their plain forms.
public struct AuthorsLetters: Sendable, Hashable {
  private let table: [String: String]

  /// The LaTeX of the letter that each name begins with, by the plain names.
  public init(_ table: [String: String] = [:]) { self.table = table }

  /// The LaTeX of the letter that a plain name begins with; nil for the ordinary one.
  ///
  /// A name under an accent, `x_hat`, has the letter of the name without it where nothing else is known.
  public func letter(of name: String) -> String? {
    if table.isEmpty { return nil }
    return table[name] ?? name.lastIndex(of: "_").flatMap { table[String(name[..<$0])] }
  }
}
