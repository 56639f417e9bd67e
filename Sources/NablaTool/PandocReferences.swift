// References of LaTeX in the Markdown that pandoc makes: `[\[fig:a\]](#fig:a){reference-type="autoref" reference="fig:a"}`, whose
// text would be a formula here.

enum PandocReferences {
  /// The text with commands of LaTeX for references to what is there, and the bare name of a label for the others, as pandoc has it.
  static func read(_ text: String) -> String {
    guard text.contains("reference-type=") else { return text }
    return text.replacing(
      #/\[\\\[[^\]\n]*\\\]\]\(#[^)\n]*\)\{reference-type="([A-Za-z+]+)" reference="([^"\n]*)"\}/#
    ) { match in
      let (kind, label) = (String(match.1), String(match.2))
      guard text.contains("{#\(label)") else { return "`\(label.filter { $0 != "`" })`" }
      switch kind {
      case "eqref": return "\\eqref{\(label)}"
      case "ref": return "\\ref{\(label)}"
      default: return "\\autoref{\(label)}"
      }
    }
  }
}
