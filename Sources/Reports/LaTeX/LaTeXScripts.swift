// Text in other scripts on paper: lualatex with fonts that are looked for when the document is compiled, hyphenation by the
// language of the text.

import Diagnostics
import Markdown

/// What a document needs for the scripts and the language of its notebook.
struct LaTeXScripts {
  private let needsFonts: Bool
  /// Whether there are words in Greek, whose letters are no signs of mathematics then.
  private let isGreek: Bool
  private let isRightToLeft: Bool
  private let isArabic: Bool
  private let languageName: String?

  init(_ notebook: ReportedNotebook) {
    let texts = [notebook.file.text, notebook.title, notebook.abstract] + notebook.authors
    func holds(_ isMeant: (Unicode.Scalar) -> Bool) -> Bool {
      texts.contains { $0.unicodeScalars.contains(where: isMeant) }
    }
    needsFonts = holds(Self.isForeign)
    isGreek = needsFonts && holds { (0x370...0x3ff).contains($0.value) && Self.isForeign($0) }
    isArabic = needsFonts && holds { (0x600...0x77f).contains($0.value) }
    isRightToLeft = needsFonts && holds { (0x590...0x8ff).contains($0.value) }
    let tag = notebook.language.prefix { $0 != "-" && $0 != "_" }.lowercased()
    languageName = Self.languages[tag]
  }

  /// Whether a character is none of the fonts that every LaTeX has: letters of another script than the Latin one.
  private static func isForeign(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x2ff && scalar.properties.isAlphabetic
      && LaTeXCharacters.mathematical(Character(scalar)) == nil
      && !(0x1d400...0x1d7ff).contains(scalar.value) && !(0x2000...0x2bff).contains(scalar.value)
  }

  /// Tells editors and this program which engine is meant.
  var firstLine: String { needsFonts ? Self.marker + "\n" : "" }

  /// The first line of documents for lualatex.
  static let marker = "% !TeX program = lualatex"

  /// The fonts, each of which is taken when it is there.
  var fonts: String {
    guard needsFonts else { return "" }
    // Letters of Arabic have forms that only their own features give.
    let arabic = isArabic ? Self.arabicFamilies.map { "\\nablafont[mode=harf;script=arab]{\($0)}" } : []
    let names = (arabic + Self.families.map { "\\nablafont{\($0)}" }).joined(separator: "%\n")
    return #"""
      \ifPDFTeX\makeatletter\def\UTFviii@undefined@err#1{[?]}\makeatother\fi
      \ifLuaTeX
        \directlua{nablafonts = {}}
        \newcommand{\nablafont}[2][mode=node]{\IfFontExistsTF{#2}{\directlua{table.insert(nablafonts, "\luaescapestring{#2:#1};")}}{}}%

      """# + names + #"""
        %
          \directlua{luaotfload.add_fallback("nablafallback", nablafonts)}
          \newcommand{\nablafamily}[3]{\IfFontExistsTF{#2}{#1{#2}[RawFeature={fallback=nablafallback}]}%
            {#1{#3}[RawFeature={fallback=nablafallback}]}}
          \nablafamily{\setmainfont}{CMU Serif}{Latin Modern Roman}
          \nablafamily{\setsansfont}{CMU Sans Serif}{Latin Modern Sans}
          \nablafamily{\setmonofont}{CMU Typewriter Text}{Latin Modern Mono}
          \directlua{
            local glyph = node.id("glyph")
            local function wide(c)
              return c >= 0x2E80 and c <= 0x9FFF or c >= 0xAC00 and c <= 0xD7AF or c >= 0xF900 and c <= 0xFAFF or c >= 0xFF00 and c <= 0xFFEF
            end
            local closing, opening = {}, {}
            for _, c in ipairs({0x3001, 0x3002, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF01, 0xFF1F, 0xFF09, 0x300D, 0x300F, 0x300B}) do closing[c] = true end
            for _, c in ipairs({0xFF08, 0x300C, 0x300E, 0x300A}) do opening[c] = true end
            luatexbase.add_to_callback("pre_linebreak_filter", function(head)
              local n = head
              while n do
                local m = n.next
                if m and n.id == glyph and m.id == glyph and (wide(n.char) or wide(m.char)) and not closing[m.char] and not opening[n.char] then
                  local g = node.new("glue")
                  g.stretch = 32768
                  node.insert_after(head, n, g)
                end
                n = m
              end
              return head
            end, "nabla.breaks")
          }
        \fi

        """#
  }

  /// Hyphenation and words of the language.
  var language: String {
    guard let name = languageName ?? (isRightToLeft ? "english" : nil) else { return "" }
    let provided = "\\babelprovide[import,main]{\(name)}\n"
    guard isRightToLeft else { return "\\usepackage{babel}\n\(provided)" }
    return "\\ifLuaTeX\\usepackage[bidi=basic]{babel}\\else\\usepackage{babel}\\fi\n\(provided)"
  }

  /// The document with characters of other scripts as themselves, where its engine can set them.
  static func written(_ document: String, _ notebook: ReportedNotebook) -> String {
    let scripts = LaTeXScripts(notebook)
    guard scripts.needsFonts else { return document }
    var result = ""
    let letters = scripts.isGreek ? LaTeXCharacters.greekLetters : []
    let text = letters.reduce(document) { $0.replacing($1.command, with: $1.letter) }
    var rest = text[...]
    while let found = rest.firstRange(of: "\\nablachar{") {
      let digits = rest[found.upperBound...].prefix { $0 != "}" }
      result += rest[..<found.lowerBound]
      if let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\nablachar{\(digits)}"
      }
      rest = rest[digits.endIndex...].dropFirst()
    }
    return result + rest
  }

  private static let arabicFamilies = ["Amiri", "Noto Naskh Arabic", "Noto Sans Arabic", "DejaVu Sans"]

  private static let families = [
    "Noto Serif CJK SC", "Noto Serif CJK JP", "Noto Sans CJK SC", "Source Han Serif SC", "FandolSong",
    "WenQuanYi Zen Hei",
    "AR PL UMing CN", "Droid Sans Fallback", "CMU Serif", "Libertinus Serif", "Linux Libertine O",
    "FreeSerif",
    "DejaVu Serif", "DejaVu Sans", "Noto Serif", "Noto Sans", "Noto Sans Devanagari", "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Thai", "Noto Sans Symbols2",
  ]

  private static let languages = [
    "de": "german", "fr": "french", "es": "spanish", "it": "italian", "pt": "portuguese", "nl": "dutch",
    "pl": "polish",
    "cs": "czech", "sk": "slovak", "ru": "russian", "uk": "ukrainian", "el": "greek", "sv": "swedish",
    "da": "danish",
    "nb": "norsk", "no": "norsk", "fi": "finnish", "hu": "hungarian", "tr": "turkish", "ro": "romanian",
    "hr": "croatian",
    "sl": "slovenian", "ca": "catalan", "he": "hebrew", "ar": "arabic", "fa": "persian",
  ]
}
