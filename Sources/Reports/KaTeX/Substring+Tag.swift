// Tags that KaTeX writes, read by their bytes: a page has a megabyte of them.

extension Substring {
  /// The value of an attribute of a tag, `name="value"`.
  func attribute(_ name: String) -> Substring? {
    var index = startIndex
    while let blank = utf8[index...].firstIndex(of: UInt8(ascii: " ")) {
      index = utf8.index(after: blank)
      let rest = utf8[index...]
      guard rest.starts(with: name.utf8), rest.dropFirst(name.utf8.count).starts(with: "=\"".utf8) else {
        continue
      }
      let value = rest.dropFirst(name.utf8.count + 2)
      return self[value.startIndex..<(value.firstIndex(of: UInt8(ascii: "\"")) ?? value.endIndex)]
    }
    return nil
  }

  /// The names in the value of a `class`.
  var classNames: [Substring] { utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) } }
}
