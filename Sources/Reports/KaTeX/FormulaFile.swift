// The file of set formulas: records one after the other, added at its end. Each carries a sum of its bytes, so that what was
// damaged is as good as absent; what a killed run left half is cut off by the next.

import Foundation

/// Records by keys in one file, which several processes may add to.
struct FormulaFile: ~Copyable {
  /// The bytes of a key.
  static let keyLength = 16
  /// The length of the body and the sum, behind the key.
  private static let headerLength = keyLength + 4 + 8
  private static let beginning = Array("nabla formulas 1\n".utf8)
  /// The most bytes of the file, after which it is begun anew.
  private static let byteBound = 128 << 20
  /// The longest body.
  private static let bodyBound = 4 << 20

  private let descriptor: Int32
  /// Where the body of each record begins, and its length.
  private var places: [[UInt8]: (start: Int, length: Int)] = [:]
  /// Up to where records were read.
  private var end: Int

  /// Opens the file at a path, or makes it; nil when that is refused.
  init?(_ path: String) {
    let folder = path.parentPath
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var status = stat()
    if stat(path, &status) == 0, status.st_size > Self.byteBound { unlink(path) }
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    end = Self.beginning.count
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX) == 0 else { return }
    defer { flock(descriptor, LOCK_UN) }
    if Self.bytes(of: descriptor, at: 0, Self.beginning.count) != Self.beginning {
      // It is empty, or of another kind: nothing in it is of use.
      _ = ftruncate(descriptor, 0)
      Self.add(Self.beginning, to: descriptor)
      return
    }
    index()
    if Self.size(of: descriptor) > end { _ = ftruncate(descriptor, off_t(end)) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The body of a record; nil when there is none, or it is not as it was written.
  func record(of key: [UInt8]) -> [UInt8]? {
    guard let place = places[key],
      let header = Self.bytes(of: descriptor, at: place.start - Self.headerLength, Self.headerLength),
      let body = Self.bytes(of: descriptor, at: place.start, place.length),
      Array(header.prefix(Self.keyLength)) == key,
      Self.number(header[(Self.keyLength + 4)...]) == Self.sum(key, body)
    else { return nil }
    return body
  }

  /// Adds records behind those that others have added meanwhile.
  mutating func append(_ records: [(key: [UInt8], body: [UInt8])]) {
    guard !records.isEmpty, flock(descriptor, LOCK_EX) == 0 else { return }
    defer { flock(descriptor, LOCK_UN) }
    index()
    guard Self.size(of: descriptor) == end else { return }
    var bytes: [UInt8] = []
    for record in records where places[record.key] == nil && record.body.count <= Self.bodyBound {
      bytes +=
        record.key + Self.bytes(UInt64(record.body.count), 4)
        + Self.bytes(Self.sum(record.key, record.body), 8)
      bytes += record.body
    }
    if Self.add(bytes, to: descriptor) { index() } else { _ = ftruncate(descriptor, off_t(end)) }
  }

  /// Reads the headers of the records that came since.
  private mutating func index() {
    let size = Self.size(of: descriptor)
    while let header = Self.bytes(of: descriptor, at: end, Self.headerLength) {
      let length = Int(Self.number(header[Self.keyLength..<(Self.keyLength + 4)]))
      let start = end + Self.headerLength
      guard length <= Self.bodyBound, start + length <= size else { return }
      places[Array(header.prefix(Self.keyLength))] = (start, length)
      end = start + length
    }
  }

  // MARK: - Bytes

  private static func size(of descriptor: Int32) -> Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  private static func bytes(of descriptor: Int32, at offset: Int, _ count: Int) -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(pread(descriptor, buffer.baseAddress, count, off_t(offset)), 0)
    }
    return bytes.count == count ? bytes : nil
  }

  /// Adds bytes in one call, which no other process can come between.
  @discardableResult
  private static func add(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) } == bytes.count
  }

  private static func bytes(_ number: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Fowler, Noll and Vo's sum (FNV-1a) of a record: against damage, not against malice.
  private static func sum(_ key: [UInt8], _ body: [UInt8]) -> UInt64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in key { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 }
    body.withUnsafeBufferPointer { for byte in $0 { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3 } }
    return sum
  }
}
