// Bytes of a file become text here; what is not UTF-8 is named with its place, never guessed.

extension SourceFile {
  /// A source file from bytes, with a diagnostic when they are not UTF-8.
  ///
  /// What cannot be decoded stands as U+FFFD in the text; everything before the first such byte has its offset.
  package static func decoding(_ bytes: [UInt8], path: String) -> (
    file: SourceFile, diagnostics: [Diagnostic]
  ) {
    let file = SourceFile(path: path, text: String(decoding: bytes, as: UTF8.self))
    guard let offset = firstInvalidByte(of: bytes) else { return (file, []) }
    let digits = String(bytes[offset], radix: 16, uppercase: true)
    let diagnostic = Diagnostic(
      code: "file.not-utf8",
      message: "the byte 0x\(digits.count < 2 ? "0" : "")\(digits) is not UTF-8 text",
      range: SourceRange(offset, offset + 3),
      hints: ["save the file as UTF-8"]
    )
    return (file, [diagnostic])
  }

  private static func firstInvalidByte(of bytes: [UInt8]) -> Int? {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }
}
