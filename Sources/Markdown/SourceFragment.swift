// A piece of a file as a reader sees it: without quote markers, list indentation or fences. Cells, formulas
// and front matter are such pieces; what is wrong in them is reported at its true place in the file.

package import Diagnostics

/// A text cut out of a source file, with the map from its own offsets back to the file's.
package struct SourceFragment: Sendable, Hashable {
  /// A run of bytes that stands in one piece in the file.
  private struct Piece: Sendable, Hashable {
    let textStart: Int
    let fileStart: Int
    let length: Int
  }

  /// The text of the fragment, lines separated by `\n`.
  package private(set) var text: String
  private var pieces: [Piece]
  private var byteCount: Int

  /// An empty fragment that stands at an offset of the file.
  package init(at fileOffset: Int) {
    text = ""
    pieces = [Piece(textStart: 0, fileStart: fileOffset, length: 0)]
    byteCount = 0
  }

  /// A fragment that is one unbroken piece of the file.
  package init(text: String, fileStart: Int) {
    self.text = text
    byteCount = text.utf8.count
    pieces = [Piece(textStart: 0, fileStart: fileStart, length: byteCount)]
  }

  /// Adds text whose first byte stands at `fileStart`, and of which `length` bytes stand in the file.
  package mutating func append(_ addition: String, fileStart: Int, length: Int? = nil) {
    let count = addition.utf8.count
    pieces.append(Piece(textStart: byteCount, fileStart: fileStart, length: min(length ?? count, count)))
    text += addition
    byteCount += count
  }

  /// The offset in the file of a byte of the text; the end of the text has the place after its last byte.
  package func fileOffset(_ offset: Int) -> Int {
    let offset = min(max(offset, 0), byteCount)
    let piece = piece(at: offset)
    return piece.fileStart + min(offset - piece.textStart, piece.length)
  }

  /// The range in the file of a range of the text.
  package func fileRange(_ range: SourceRange) -> SourceRange {
    let start = fileOffset(range.start)
    guard range.end > range.start else { return SourceRange(start, start) }
    // The end of a line belongs to that line, not to the one whose piece begins there.
    let last = min(range.end, byteCount) - 1
    let piece = piece(at: max(last, 0))
    return SourceRange(start, piece.fileStart + min(last + 1 - piece.textStart, piece.length))
  }

  /// The range in the file of the whole text.
  package var fileRange: SourceRange { fileRange(SourceRange(0, byteCount)) }

  /// A part of the fragment, by offsets of its text that stand between characters.
  package func part(_ range: SourceRange) -> SourceFragment {
    let bytes = Array(text.utf8)
    let start = min(max(range.start, 0), bytes.count)
    let end = min(max(range.end, start), bytes.count)
    var result = SourceFragment(at: fileOffset(start))
    for (index, piece) in pieces.enumerated() {
      let pieceEnd = index + 1 < pieces.count ? pieces[index + 1].textStart : byteCount
      let low = max(start, piece.textStart)
      let high = min(end, pieceEnd)
      guard low < high else { continue }
      let skipped = min(low - piece.textStart, piece.length)
      result.append(
        String(decoding: bytes[low..<high], as: UTF8.self),
        fileStart: piece.fileStart + skipped,
        length: piece.length - skipped
      )
    }
    return result
  }

  /// The last piece that begins at or before an offset.
  private func piece(at offset: Int) -> Piece {
    pieces[pieces.place(ofPartAt: offset, beginning: \.textStart) ?? 0]
  }
}
