// Names that Python takes: ASCII, no keyword, no two the same.

import Expressions
import Functions

/// The names of a function's arguments.
struct ArgumentNames {
  private let names: [SymbolID: String]
  private let directions: [SymbolID: String]
  /// The symbol that each name is an argument for, in the order of declaration, directions last.
  let ordered: [(name: String, symbol: SymbolID, isDirection: Bool)]
  /// Every name that is taken.
  let taken: Set<String>

  /// The names of what occurs in the roots, and behind them those of `further`, which are arguments in any case.
  init(_ graph: Graph, roots: [ExpressionID], and further: [SymbolID] = [], reserved: Set<String>) {
    var taken = reserved
    var names: [SymbolID: String] = [:]
    var directions: [SymbolID: String] = [:]
    var ordered: [(name: String, symbol: SymbolID, isDirection: Bool)] = []
    let symbols =
      graph.symbols(in: roots, throughDefinitions: true).filter {
        switch graph[$0].role {
        case .declared, .family: !further.contains($0)
        case .defined, .definedFamily, .index: false
        }
      } + further
    for symbol in symbols {
      let name = PythonName.unused(PythonName.identifier(graph[symbol].name), &taken)
      names[symbol] = name
      ordered.append((name, symbol, false))
    }
    for symbol in symbols {
      let name = PythonName.unused("d" + PythonName.identifier(graph[symbol].name), &taken)
      directions[symbol] = name
      ordered.append((name, symbol, true))
    }
    self.names = names
    self.directions = directions
    self.ordered = ordered
    self.taken = taken
  }

  func name(of symbol: SymbolID) -> String { names[symbol] ?? "_" }
  func direction(of symbol: SymbolID) -> String { directions[symbol] ?? "_" }
}

enum PythonName {
  /// Keywords, and the built-in names that emitted code relies on.
  static let keywords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield", "match", "case", "np", "jnp",
    "jax",
    "torch", "scipy", "sum", "range", "int", "float", "len", "_",
  ]

  /// The nearest identifier in ASCII: Greek letters by their names, other signs as underscores.
  static func identifier(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      if isLetter(scalar) || scalar == "_" || (isDigit(scalar) && !result.isEmpty) {
        result.unicodeScalars.append(scalar)
      } else if let greek = greek(scalar) {
        result += greek
      } else if isDigit(scalar) {
        result += "_\(scalar)"
      } else {
        result += "_"
      }
    }
    return result.isEmpty ? "_" : result
  }

  /// The name, with underscores behind it until nothing else has it.
  static func unused(_ name: String, _ taken: inout Set<String>) -> String {
    var name = name
    while keywords.contains(name) || taken.contains(name) { name += "_" }
    taken.insert(name)
    return name
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    (65...90).contains(scalar.value) || (97...122).contains(scalar.value)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (48...57).contains(scalar.value) }

  private static func greek(_ scalar: Unicode.Scalar) -> String? {
    guard let words = scalar.properties.name?.split(separator: " "), words.count == 4, words[0] == "GREEK",
      words[2] == "LETTER"
    else { return nil }
    let letter = words[3] == "LAMDA" ? "lambda" : words[3].lowercased()
    guard words[1] == "CAPITAL" else { return letter }
    return letter.prefix(1).uppercased() + letter.dropFirst()
  }

  /// The names of the functions that helper code defines.
  static func defined(by helper: String) -> [String] {
    helper.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("def "), let open = line.firstIndex(of: "(") else { return nil }
      return String(line[line.index(line.startIndex, offsetBy: 4)..<open])
    }
  }
}
