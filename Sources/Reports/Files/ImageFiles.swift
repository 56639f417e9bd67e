// The pictures of a notebook: found beside it, told from other files by their first bytes, embedded in the page or copied
// beside it, and turned into a kind that LaTeX can include.

package import Diagnostics
import Foundation
package import Markdown

/// Which pictures stand in the page itself.
package enum ImageEmbedding: String, Sendable, Hashable, CaseIterable {
  /// All of them.
  case all
  /// Those up to a bound.
  case small
  /// None.
  case none

  /// The most bytes of a picture that stands in the page.
  func bound() -> Int {
    switch self {
    case .all: 32 << 20
    case .small: 150_000
    case .none: 0
    }
  }
}

/// The pictures of a notebook.
package struct ImageFiles: Sendable {
  /// Where each is found, by the address that the text has for it.
  package private(set) var images: [String: ReportedImage] = [:]
  /// The files that stand beside the report, by their names below the output folder.
  package private(set) var files: [(name: String, bytes: [UInt8])] = []
  /// What is missing or cannot be shown.
  package private(set) var diagnostics: [Diagnostic] = []
  /// What was looked for on disk.
  package private(set) var filesRead = FilesRead()

  /// The most bytes of one picture.
  package static let byteBound = 32 << 20
  /// The folders above a notebook in which an address from the root of a site is looked for.
  private static let parentBound = 6

  private let folder: String
  private let name: String
  private let embedding: ImageEmbedding
  private let needsFiles: Bool
  private var names: Set<String> = []

  /// Looks for the pictures of some blocks.
  ///
  /// `folder` is that of the notebook, `name` the name of its reports.
  package init(
    _ blocks: [Block],
    in folder: String,
    name: String,
    embedding: ImageEmbedding,
    needsFiles: Bool,
    convert: (_ kind: String, _ bytes: [UInt8]) -> [UInt8]?
  ) {
    self.folder = folder
    self.name = name
    self.embedding = embedding
    self.needsFiles = needsFiles
    var links: [Link] = []
    blocks.forEachInline { if case .image(let link) = $0 { links.append(link) } }
    for link in links where images[link.destination] == nil { add(link, convert) }
  }

  private mutating func add(_ link: Link, _ convert: (String, [UInt8]) -> [UInt8]?) {
    let address = link.destination
    guard !address.hasPrefix("http:"), !address.hasPrefix("https:"), !address.hasPrefix("//") else {
      images[address] = ReportedImage(address: address, file: nil)
      if needsFiles { diagnostics.append(.remoteImage(address, at: link.range)) }
      return
    }
    guard !address.isEmpty, let (path, bytes) = Self.embedded(address) ?? file(at: address) else {
      diagnostics.append(.missingImage(address, at: link.range))
      return
    }
    guard let kind = Self.kind(of: bytes) else {
      diagnostics.append(.noImage(address, at: link.range))
      return
    }
    let base = freeName(for: path, kind)
    var latexFile: String?
    switch kind {
    case "png", "jpg", "pdf": latexFile = base
    default:
      if needsFiles, let converted = convert(kind, bytes) {
        let suffix = Self.kind(of: converted) ?? "pdf"
        latexFile = base.prefix { $0 != "." } + "." + suffix
        files.append((latexFile ?? base, converted))
      } else if needsFiles {
        diagnostics.append(.inconvertible(address, kind, at: link.range))
      }
    }
    let isEmbedded = bytes.count <= embedding.bound() && kind != "pdf"
    let uri = "data:image/\(Self.mediaType(kind));base64,\(Data(bytes).base64EncodedString())"
    images[address] = ReportedImage(address: isEmbedded ? uri : relative(base), file: latexFile.map(relative))
    if !isEmbedded || (needsFiles && latexFile == base) {
      files.append((base, bytes))
    }
  }

  /// The picture that stands in an address itself.
  private static func embedded(_ address: String) -> (path: String, bytes: [UInt8])? {
    guard address.hasPrefix("data:image/"), let comma = address.firstIndex(of: ","),
      address[..<comma].hasSuffix(";base64"),
      let data = Data(base64Encoded: String(address[address.index(after: comma)...]))
    else { return nil }
    return ("embedded", Array(data))
  }

  /// The address from the report, which stands in the folder of its name.
  private func relative(_ file: String) -> String {
    let components = file.split(separator: "/")
    return components.suffix(2).joined(separator: "/")
  }

  private mutating func freeName(for path: String, _ kind: String) -> String {
    let stem = path.lastPathComponent.prefix { $0 != "." }
    let plain = String(stem.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "-" })
    let start = plain.isEmpty ? "picture" : plain
    var number = 1
    var candidate = start
    while !names.insert(candidate).inserted {
      number += 1
      candidate = "\(start)-\(number)"
    }
    let folderName = name.lastPathComponent.map {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) ? $0 : "-"
    }
    let parent = name.parentPath
    return (parent.isEmpty ? "" : parent + "/") + String(folderName) + "_files/\(candidate).\(kind)"
  }

  /// The file that an address names: beside the notebook, or from the root of a site that the notebook is part of.
  private mutating func file(at address: String) -> (path: String, bytes: [UInt8])? {
    var path = address.prefix { $0 != "?" && $0 != "#" }.removingPercentEncoding ?? address
    for variable in [
      "{{ site.baseurl }}", "{{ site.url }}", "{{site.baseurl}}", "{{site.url}}", "{{ site.baseurl}}",
    ] {
      path = path.replacing(variable, with: "")
    }
    let isRooted = path.hasPrefix("/")
    var base = folder
    let relative = isRooted ? String(path.drop { $0 == "/" }) : path
    for _ in 0..<(isRooted ? Self.parentBound : 1) {
      for suffix in ["", ".png", ".pdf", ".jpg", ".svg"] {
        if let bytes = filesRead.contents(base + "/" + relative + suffix, upTo: Self.byteBound) {
          return (relative + suffix, bytes)
        }
      }
      base = base + "/.."
    }
    return nil
  }

  /// The kind of a picture, by its first bytes; nil for a file that is none.
  static func kind(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "jpg" }
    if bytes.starts(with: "GIF8".utf8) { return "gif" }
    if bytes.starts(with: "%PDF".utf8) { return "pdf" }
    if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) { return "webp" }
    let head = String(decoding: bytes.prefix(2048), as: UTF8.self)
    return head.contains("<svg") ? "svg" : nil
  }

  /// The media type of a picture, by its first bytes; nil for a file that is none.
  package static func mediaType(of bytes: [UInt8]) -> String? {
    kind(of: bytes).map { $0 == "pdf" ? "application/pdf" : "image/" + mediaType($0) }
  }

  private static func mediaType(_ kind: String) -> String {
    switch kind {
    case "jpg": "jpeg"
    case "svg": "svg+xml"
    default: kind
    }
  }
}

extension Diagnostic {
  fileprivate static func missingImage(_ address: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "image.missing",
      message: address.isEmpty ? "the picture has no address" : "there is no picture '\(address)'",
      range: range,
      hints: [
        "the address is read from the folder of the notebook, or from the root of its site when it begins with '/'"
      ]
    )
  }

  fileprivate static func noImage(_ address: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "image.unknown",
      message: "'\(address)' is no picture",
      range: range,
      notes: ["pictures are files of the kinds PNG, JPEG, SVG, PDF, GIF and WebP"]
    )
  }

  fileprivate static func remoteImage(_ address: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "image.remote",
      severity: .warning,
      message: "'\(address)' stands on the web, so that LaTeX shows its description",
      range: range,
      hints: ["save the picture beside the notebook"]
    )
  }

  fileprivate static func inconvertible(_ address: String, _ kind: String, at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      code: "image.converter",
      severity: .warning,
      message: "LaTeX cannot include '\(address)', a picture of the kind \(kind.uppercased())",
      range: range,
      hints: [
        kind == "svg"
          ? "with 'rsvg-convert' it becomes one of the kind PDF: apt-get install librsvg2-bin"
          : "save it as PNG"
      ]
    )
  }
}
