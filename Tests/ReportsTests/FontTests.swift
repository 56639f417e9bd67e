import Foundation
import Testing

@testable import Reports

@Suite("A part of a font")
struct FontTests {
  private static let folder = try? KaTeXInstallation.find().get().fonts
  private static let names = [
    "Main-Regular", "Math-Italic", "AMS-Regular", "Size4-Regular", "Typewriter-Regular",
  ]

  private func font(_ name: String) throws -> TrueTypeFont {
    let folder = try #require(Self.folder)
    let data = try #require(FileManager.default.contents(atPath: "\(folder)/KaTeX_\(name).ttf"))
    return try #require(TrueTypeFont(Array(data)))
  }

  @Test("has the outlines and widths of its characters and no others, and is much smaller", arguments: names)
  func subset(_ name: String) throws {
    let whole = try font(name)
    let known = (0x20...0x2FFF).compactMap(Unicode.Scalar.init).filter { whole.outline(of: $0) != nil }
    for wanted in [Set(known.prefix(3)), Set(known.suffix(7)), Set(known)] {
      let bytes = try #require(whole.subset(wanted))
      let part = try #require(TrueTypeFont(bytes))
      #expect(part.count >= wanted.count && part.bytes.count < whole.bytes.count)
      for character in known {
        guard let place = part.outline(of: character), let origin = whole.outline(of: character) else {
          #expect(!wanted.contains(character))
          continue
        }
        #expect(wanted.contains(character))
        #expect(part.metrics(place) == whole.metrics(origin))
        #expect(part.glyph(place).isEmpty == whole.glyph(origin).isEmpty)
        // The number of contours and the box around the outline.
        #expect(part.glyph(place).prefix(10) == whole.glyph(origin).prefix(10))
      }
    }
  }

  @Test("is the same bytes whatever the order of its characters, and nothing without one that the font has")
  func order() throws {
    let whole = try font("Main-Regular")
    let letters = "Nabla".unicodeScalars
    #expect(whole.subset(Set(letters)) == whole.subset(Set(letters.reversed())))
    #expect(whole.subset([]) == nil && whole.subset(["\u{4E00}"]) == nil)
  }

  @Test("of a damaged file does no harm")
  func damaged() throws {
    let bytes = try font("Size4-Regular").bytes
    for length in stride(from: 0, to: bytes.count, by: 97) {
      _ = TrueTypeFont(Array(bytes.prefix(length)))?.subset(["("])
    }
    for round in 0..<200 {
      var broken = bytes
      for k in 0..<20 { broken[(round * 37 + k * 7919) % 600] = UInt8((round * 11 + k * 101) % 256) }
      _ = TrueTypeFont(broken)?.subset(["(", ")"])
    }
  }

  @Test("is made of what a page shows: formulas have their own, and code another one")
  func walk() {
    let walk = TextWalk(
      "<h1>AB</h1><p>cd <em>ef</em> <code>gh</code><span class=\"katex\"><span>ij</span></span>k</p>"
    )
    #expect(walk.characters[.bold] == Set("AB".unicodeScalars))
    #expect(walk.characters[.italic] == Set("ef".unicodeScalars))
    #expect(walk.characters[.mono] == Set("gh".unicodeScalars))
    let regular = walk.characters[.regular] ?? []
    #expect(
      regular.isSuperset(of: "ABcd efk".unicodeScalars) && !regular.contains("j") && !regular.contains("h")
    )
  }
}
