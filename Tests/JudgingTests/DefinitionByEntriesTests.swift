// Rows that say what every entry of a name is, and rows that define a function whose letter has a meaning by convention.

import Findings
import Testing

@Suite("A row that gives every entry of a name") struct DefinitionByEntriesTests {
  private static let cell = """
    z, s, b : vector(n)
    w : vector(p)
    A, D : matrix(m, n)
    V : matrix(n, n)
    x[i] : vector(p)
    mu : vector(p)
    t : scalar
    """

  private func verdicts(_ rows: [String], varying: [String] = []) throws -> [Verdict] {
    try SmallNotebook(Self.cell).lines(rows, varying: varying).map(\.verdict)
  }

  @Test(
    "defines the vector, its entries with any index, and its derivative",
    arguments: [
      ("q", #"q_i = \frac{e^{z_i}}{\sum_{j=1}^n e^{z_j}}"#),
      // s is only declared before, and gets its value here.
      ("s", #"s_i = \frac{e^{z_i}}{\sum_{j=1}^n e^{z_j}}"#),
      (#"\pi"#, #"\pi_k = \frac{e^{z_k}}{\sum_{l} e^{z_l}}"#),
    ]
  )
  func vectors(_ name: String, _ definition: String) throws {
    let rows = [
      definition, #"\frac{\partial NAME_i}{\partial z_j} = NAME_i(\delta_{ij} - NAME_j)"#,
      #"\frac{\partial NAME_i}{\partial z_j} = NAME_i(1 - NAME_j)"#,
      #"\frac{\partial NAME}{\partial z} = \operatorname{diag}(NAME) - NAME NAME^\top"#,
      #"\sum_i NAME_i = 1"#, #"\sum_i NAME_i = n"#,
    ].map { $0.replacing("NAME", with: name + " ") }
    #expect(
      try verdicts(rows, varying: ["z"]) == [.definition, .holds, .refuted, .holds, .holds, .refuted]
    )
  }

  @Test("defines the matrix, with two indices")
  func matrices() throws {
    #expect(
      try verdicts([
        "Z_{ij} = A_{ij} b_j", #"Z = A\operatorname{diag}(b)"#, #"Z = \operatorname{diag}(b)A"#,
        #"L = \sum_{i,j} D_{ij} Z_{ij}"#, #"\frac{\partial L}{\partial Z_{ij}} = D_{ij}"#,
        #"\frac{\partial L}{\partial b_k} = \sum_i D_{ik} A_{ik}"#,
      ]) == [.definition, .holds, .illTyped, .definition, .holds, .holds]
    )
  }

  @Test(
    "defines the function, wherever its index stands",
    arguments: [
      #"f_i(z) = \sum_j A_{ij} z_j"#, #"f(z)_i = \sum_j A_{ij} z_j"#, #"[f(z)]_i = \sum_j A_{ij} z_j"#,
    ]
  )
  func functions(_ definition: String) throws {
    #expect(
      try verdicts([
        definition, #"\frac{\partial f_i(z)}{\partial z_k} = A_{ik}"#,
        #"\frac{\partial f_i(z)}{\partial z_k} = 2A_{ik}"#, "f(z) = Az", "f(2z) = 2f(z)",
      ]) == [.definition, .holds, .refuted, .holds, .holds]
    )
  }

  @Test("defines a family, where what stands on the right is no number")
  func families() throws {
    #expect(
      try verdicts([
        #"e_i = x_i - \mu"#, #"\sum_{i=1}^k e_i^\top e_i = \sum_{i=1}^k \|x_i - \mu\|^2"#,
        #"\sum_{i=1}^k e_i^\top e_i = \sum_{i=1}^k \|x_i + \mu\|^2"#,
      ]) == [.definition, .holds, .refuted]
    )
  }

  @Test("has the letter of something else that is not the whole of it")
  func lettersApart() throws {
    let losses = [
      #"\ell_i = (z_i - b_i)^2"#, #"\ell = \sum_{i=1}^n \ell_i"#,
      #"\frac{\partial \ell}{\partial z} = 2(z - b)"#,
      #"\frac{\partial \ell}{\partial \ell_i} = 1"#, #"\frac{\partial \ell}{\partial z} = z - b"#,
    ]
    #expect(try verdicts(losses) == [.definition, .definition, .holds, .holds, .refuted])
    var notebook = try SmallNotebook(Self.cell)
    try notebook.define(#"\mathcal L_i = (z_i - b_i)^2"#)
    try notebook.define(#"\mathcal L(z) = \sum_{i=1}^n (z_i - b_i)^2"#)
    #expect(try notebook.line(#"\mathcal L(z) = \sum_{i=1}^n \mathcal L_i"#).verdict == .holds)
    #expect(
      try notebook.line(#"\frac{\partial \mathcal L_i}{\partial z_i} = 2(z_i - b_i)"#).verdict == .holds
    )
    #expect(try notebook.line(#"\frac{\partial \mathcal L_i}{\partial z_i} = z_i - b_i"#).verdict == .refuted)
  }

  @Test("takes no matrix for an entry")
  func matricesForIndices() throws {
    let lines = try SmallNotebook("X : matrix(n, m)\ne[i] = basis(n, i)").lines([
      #"B_{ij} = e_i e_j^\top + e_j e_i^\top"#,
      #"\operatorname{tr}(X^\top B_{ij} X) = \operatorname{tr}(X^\top (e_i e_j^\top + e_j e_i^\top) X)"#,
    ])
    #expect(lines[1].verdict != .refuted && lines[1].verdict != .illTyped)
  }

  @Test("claims something of a name that has a value, and of Kronecker's delta")
  func claims() throws {
    let notebook = try SmallNotebook(Self.cell + "\ny = A*z")
    #expect(try notebook.line(#"y_i = \sum_j A_{ij} z_j"#).verdict == .holds)
    #expect(try notebook.line(#"y_i = \sum_j A_{ij} b_j"#).verdict == .refuted)
    #expect(try verdicts([#"\delta_{ij} = 0"#]) != [.definition])
    // A unit vector is not given a value.
    #expect(try verdicts(["e_i = b"]) != [.definition])
    // Of a matrix that a row defines, a small letter has the entries.
    #expect(
      try notebook.lines(["Q = 2V", "q_{ij} = 2v_{ij}", "q_{ij} = v_{ij}"]).map(\.verdict) == [
        .definition, .holds, .refuted,
      ]
    )
  }

  @Test("may say what the square is, and have the letter of a size")
  func squaresAndSizes() throws {
    #expect(
      try verdicts([
        #"c = \frac1n\sum_i z_i"#, #"\sigma^2 = \frac1n\sum_i (z_i - c)^2"#,
        #"\frac{\partial \sigma^2}{\partial z_i} = \frac2n(z_i - c)"#,
        #"\frac{\partial \sigma}{\partial z_i} = \frac{1}{n\sigma}(z_i - c)"#,
        #"\frac{\partial \sigma^2}{\partial z_i} = \frac1n(z_i - c)"#,
      ]) == [.definition, .definition, .holds, .holds, .refuted]
    )
    #expect(
      try verdicts([
        "n_j = \\sum_i A_{ij}", #"n_j = (A^\top \mathbf 1)_j"#, #"\sum_j n_j = \sum_{i,j} A_{ij}"#,
        #"\sum_j n_j = n"#,
      ]) == [.definition, .holds, .holds, .refuted]
    )
  }

  @Test("may stand in a display that defines")
  func displays() throws {
    var notebook = try SmallNotebook(Self.cell)
    try notebook.define(#"r_i = x_i - \mu"#)
    try notebook.define(#"\hat z_j = \frac{z_j}{b_j}"#)
    try notebook.define(#"f_i(z) = \sum_j A_{ij} z_j"#)
    #expect(
      try notebook.line(#"\sum_{i=1}^k r_i^\top r_i = \sum_{i=1}^k \|x_i - \mu\|^2"#).verdict == .holds
    )
    #expect(
      try notebook.line(#"\frac{\partial \hat z_j}{\partial z_k} = \frac{\delta_{jk}}{b_j}"#).verdict
        == .holds
    )
    #expect(try notebook.line("f(z) = Az").verdict == .holds)
  }

  @Test("has a reading that is pasted back")
  func readings() throws {
    let lines = try SmallNotebook(Self.cell).lines([
      "r_i = b_i z_i", #"\frac{\partial r_i}{\partial z_j} = b_i \delta_{ij}"#,
    ])
    #expect(
      lines[1].reading
        == "i, j : index(n)\nr = sum(i in 1..n, b[i]*z[i]*basis(n, i))\nclaim gradient r[i] wrt z[j] == b[i]*eye(n)[i, j]"
    )
  }
}

@Suite("A letter that stands for a function by convention") struct ConventionalFunctionTests {
  private static let cell = """
    S : matrix(n, n) symmetric positive-definite
    w, z : vector(n)
    t : scalar
    """

  @Test("is the author's where a row defines another function")
  func own() throws {
    let notebook = try SmallNotebook(Self.cell)
    #expect(
      try notebook.lines([
        #"\sigma(w) = \sqrt{w^\top S w}"#, #"\nabla \sigma(w) = \frac{Sw}{\sigma(w)}"#,
        #"\nabla \sigma(w) = Sw"#,
      ]).map(\.verdict) == [.definition, .holds, .refuted]
    )
    #expect(
      try notebook.lines([
        #"\sigma(z)_i = \frac{e^{z_i}}{\sum_{j=1}^n e^{z_j}}"#,
        #"\frac{\partial \sigma(z)_i}{\partial z_k} = \sigma(z)_i(\delta_{ik} - \sigma(z)_k)"#,
        #"\frac{\partial \sigma(z)_i}{\partial z_k} = \sigma(z)_i(1 - \sigma(z)_k)"#,
      ]).map(\.verdict) == [.definition, .holds, .refuted]
    )
    #expect(
      try notebook.lines([#"\sigma(t) = \tanh t"#, #"\sigma'(t) = 1 - \sigma(t)^2"#]).map(\.verdict)
        == [.definition, .holds]
    )
  }

  @Test("stays the conventional one where a row says what it is, or something of it")
  func conventional() throws {
    let notebook = try SmallNotebook(Self.cell)
    #expect(
      try notebook.lines([#"\sigma(t) = \frac{1}{1 + e^{-t}}"#, #"\sigma'(t) = \sigma(t)(1 - \sigma(t))"#])
        .map(\.verdict) == [.holds, .holds]
    )
    // Of what was used before, and of itself, a row makes a claim.
    #expect(try notebook.line(#"\sigma(t) = \sigma(-t)"#).verdict == .refuted)
    #expect(
      try notebook.lines([#"\sigma'(t) = \sigma(t)(1 - \sigma(t))"#, #"\sigma(t) = \tanh t"#]).map(\.verdict)
        == [.holds, .refuted]
    )
    // All entries for one: no definition of a function, and not the conventional one.
    #expect(
      try notebook.line(#"\sigma(z_i) = \frac{e^{z_i}}{\sum_{j=1}^n e^{z_j}}"#).verdict == .unread
    )
  }
}
