// Blocks that knitr sets with text in them, as bookdown has them: `{theorem, pyth, name="Pythagoras"}`, `{block, type="note"}`.

import Diagnostics

extension Lifter {
  /// What stands in the braces of a block of knitr's that holds text.
  struct KnitrBlock {
    /// The kind of division that it is.
    var kind: String
    /// Its label, with the word that bookdown puts before it.
    var label: Attributes.Word?
    /// The place of its title in the file; empty without one.
    var title: Range<Int>
  }

  /// The words before the labels of statements.
  private static let statements = [
    "theorem": "thm", "lemma": "lem", "corollary": "cor", "proposition": "prp", "conjecture": "cnj",
    "definition": "def", "example": "exm", "exercise": "exr", "hypothesis": "hyp", "proof": "", "remark": "",
    "solution": "",
  ]

  /// The block whose braces stand at the beginning of a range; nil for cells and everything else.
  func knitrBlock(_ range: Range<Int>) -> KnitrBlock? {
    guard source[range].first == UInt8(ascii: "{"),
      let close = source[range].lastIndex(of: UInt8(ascii: "}")),
      source[(close + 1)..<range.upperBound].allSatisfy(BlockStart.isBlank)
    else { return nil }
    let inside = (range.lowerBound + 1)..<close
    let engine = source[inside].prefix(while: isLetterOrDigit)
    let name = String(decoding: engine, as: UTF8.self)
    let isBox = name == "block" || name == "block2"
    guard engine.endIndex < close, isBox || Self.statements[name] != nil else { return nil }
    var block = KnitrBlock(kind: isBox ? "division" : name, label: nil, title: close..<close)
    var label: Attributes.Word?
    for option in options(engine.endIndex..<close) {
      let value = String(decoding: source[option.value], as: UTF8.self)
      switch option.key {
      case nil, "label":
        label =
          label
          ?? Attributes.Word(
            text: value,
            range: SourceRange(option.value.lowerBound, option.value.upperBound)
          )
      case "type" where isBox: block.kind = value
      case "name": block.title = option.value
      default: continue
      }
    }
    if let label, let prefix = Self.statements[name], !prefix.isEmpty {
      block.label = Attributes.Word(text: "\(prefix):\(label.text)", range: label.range)
    }
    return block
  }

  /// The options between commas, each with its key, and its value without quotes.
  private func options(_ range: Range<Int>) -> [(key: String?, value: Range<Int>)] {
    var options: [(key: String?, value: Range<Int>)] = []
    var start = range.lowerBound
    var quote: UInt8?
    var index = start
    func take(_ end: Int) {
      let text = Self.trimmed(source, start..<end)
      guard !text.isEmpty else { return }
      let key = source[text].prefix {
        isLetterOrDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
      }
      let rest = Self.trimmed(source, key.endIndex..<text.upperBound)
      guard source[rest].first == UInt8(ascii: "=") else { return options.append((nil, text)) }
      var value = Self.trimmed(source, (rest.lowerBound + 1)..<rest.upperBound)
      if value.count > 1, let first = source[value].first, "\"'".utf8.contains(first),
        source[value].last == first
      {
        value = (value.lowerBound + 1)..<(value.upperBound - 1)
      }
      options.append((String(decoding: key, as: UTF8.self), value))
    }
    while index < range.upperBound {
      let byte = source[index]
      if byte == quote { quote = nil } else if quote == nil, "\"'".utf8.contains(byte) { quote = byte }
      if quote == nil, byte == UInt8(ascii: ",") {
        take(index)
        start = index + 1
      }
      index += 1
    }
    take(range.upperBound)
    return options
  }
}
