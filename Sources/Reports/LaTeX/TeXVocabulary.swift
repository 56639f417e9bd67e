// The one list of what TeX of an author's may hold in a report: commands and environments of mathematics. Whatever is not in
// it is not passed on, so that nothing has to be known of what else TeX can do.

/// The commands and environments that formulas in LaTeX may hold.
enum TeXVocabulary {
  /// Commands that stock LaTeX has with the packages of the preamble.
  static let commands: Set<String> = Set(
    """
    AA AE And Bbb Bbbk Big Bigg Biggl Biggm Biggr Bigl Bigm Bigr Box Bumpeq Cap Colonapprox Coloneq Coloneqq
    Colonsim Cup Delta Diamond Doteq Downarrow Eqcolon Eqqcolon Finv Game Gamma Huge Im Join LARGE LaTeX Lambda
    Large Leftarrow Leftrightarrow Lleftarrow Longleftarrow Longleftrightarrow Longrightarrow Lsh OE Omega Phi
    Pi Pr Psi Re Relbar Rightarrow Rrightarrow Rsh Sigma Subset Supset TeX Theta Uparrow Updownarrow Upsilon
    Vdash Vert Vvdash Xi aa above abovewithdelims acute ae aleph allowbreak alpha amalg angle approx approxcolon
    approxeq arccos arcsin arctan arg ast asymp atop atopwithdelims backepsilon backprime backsim backsimeq
    backslash bar barwedge because beta beth between bf big bigcap bigcirc bigcup bigg biggl biggm biggr bigl
    bigm bigodot bigoplus bigotimes bigr bigsqcup bigstar bigtriangledown bigtriangleup biguplus bigvee bigwedge
    binom blacklozenge blacksquare blacktriangle blacktriangledown blacktriangleleft blacktriangleright bm bmod
    bold boldsymbol bot bowtie boxdot boxed boxminus boxplus boxtimes brace brack breve buildrel bullet bumpeq
    cal cap cases cdot cdotp cdots centerdot cfrac check checkmark chi choose circ circeq circlearrowleft
    circlearrowright circledR circledS circledast circledcirc circleddash clap cline clubsuit colon colonapprox
    coloneq coloneqq colonsim color colorbox complement cong coprod copyright cos cosh cot coth csc cup
    curlyeqprec curlyeqsucc curlyvee curlywedge curvearrowleft curvearrowright dag dagger daleth dashleftarrow
    dashrightarrow dashv dbinom dblcolon ddag ddagger ddddot dddot ddot ddots deg delta det dfrac diagdown
    diagup diamond diamondsuit digamma dim displaylimits displaystyle div divideontimes dot doteq doteqdot
    dotplus dots dotsb dotsc dotsi dotsm dotso doublebarwedge doublecap doublecup downarrow downdownarrows
    downharpoonleft downharpoonright ell emph empty emptyset enskip enspace ensuremath epsilon eqcirc eqcolon
    eqqcolon eqsim eqslantgtr eqslantless equiv eta eth exists exp fallingdotseq fbox fcolorbox flat
    footnotesize forall frac frak frown gamma gcd ge genfrac geq geqq geqslant gets gg ggg gggtr gimel gnapprox
    gneq gneqq gnsim grave gtrapprox gtrdot gtreqless gtreqqless gtrless gtrsim gvertneqq hat hbar hbox
    heartsuit hfill hline hom hookleftarrow hookrightarrow hphantom hskip hslash hspace huge i idotsint iff
    iiiint iiint iint imath impliedby implies in inf infty injlim int intercal intop iota it j jmath kappa ker
    kern lVert lambda land langle large lbrace lbrack lceil ldotp ldots le leadsto left leftarrow leftarrowtail
    lefteqn leftharpoondown leftharpoonup leftleftarrows leftrightarrow leftrightarrows leftrightharpoons
    leftrightsquigarrow leftthreetimes leq leqq leqslant lessapprox lessdot lesseqgtr lesseqqgtr lessgtr lesssim
    lfloor lg lgroup lhd lim liminf limits limsup ll llap llcorner lll llless lmoustache ln lnapprox lneq lneqq
    lnot lnsim log longleftarrow longleftrightarrow longmapsto longrightarrow looparrowleft looparrowright lor
    lozenge lparen lq lrcorner ltimes lvert lvertneqq maltese mapsto mathbb mathbf mathbin mathcal mathchoice
    mathclap mathclose mathellipsis mathfrak mathinner mathit mathllap mathnormal mathop mathopen mathord
    mathpunct mathrel mathring mathrlap mathrm mathscr mathsf mathsterling mathstrut mathtt matrix max mbox
    measuredangle medspace mho mid middle min mkern mod models mp mskip mspace mu multicolumn multimap nLeftarrow
    nLeftrightarrow nRightarrow nVDash nVdash nabla natural ncong ne nearrow neg negmedspace negthickspace
    negthinspace neq nexists ngeq ngeqq ngeqslant ngtr ni nleftarrow nleftrightarrow nleq nleqq nleqslant nless
    nmid nobreak nobreakspace nolimits nonumber normalsize not notag notin nparallel nprec npreceq nrightarrow
    nshortmid nshortparallel nsim nsubseteq nsubseteqq nsucc nsucceq nsupseteq nsupseteqq ntriangleleft
    ntrianglelefteq ntriangleright ntrianglerighteq nu nvDash nvdash nwarrow o odot oe oint omega ominus
    operatorname operatornamewithlimits oplus ordinarycolon oslash otimes over overbrace overbracket
    overleftarrow overleftrightarrow overline overrightarrow overset overwithdelims owns parallel partial perp
    phantom phi pi pitchfork pm pmatrix pmb pmod pod pounds prec precapprox preccurlyeq preceq precnapprox
    precneqq precnsim precsim prime prod projlim propto psi qquad quad rVert raisebox rangle ratio rbrace rbrack
    rceil real relbar restriction rfloor rgroup rhd rho right rightarrow rightarrowtail rightharpoondown
    rightharpoonup rightleftarrows rightleftharpoons rightrightarrows rightsquigarrow rightthreetimes
    risingdotseq rlap rm rmoustache root rparen rq rtimes rule rvert scriptscriptstyle scriptsize scriptstyle
    searrow sec setminus sf sharp shortmid shortparallel sideset sigma sim simcolon simeq sin sinh small
    smallfrown smallint smallsetminus smallsmile smash smile space spadesuit sphericalangle sqcap sqcup sqrt
    sqsubset sqsubseteq sqsupset sqsupseteq square ss stackrel star strut subset subseteq subseteqq subsetneq
    subsetneqq substack succ succapprox succcurlyeq succeq succnapprox succneqq succnsim succsim sum sup supset
    supseteq supseteqq supsetneq supsetneqq surd swarrow tan tanh tau tbinom text textasciicircum textasciitilde
    textbackslash textbar textbardbl textbf textbraceleft textbraceright textcircled textcolor textcopyright
    textdagger textdaggerdbl textdegree textdollar textellipsis textemdash textendash textgreater textit
    textless textmd textnormal textquotedblleft textquotedblright textquoteleft textquoteright textregistered
    textrm textsc textsf textsl textsterling textstyle texttt textunderscore textup tfrac th therefore theta
    thickapprox thicksim thickspace thinspace tilde times tiny tmspace to top triangle triangledown triangleleft
    trianglelefteq triangleq triangleright trianglerighteq tt twoheadleftarrow twoheadrightarrow ulcorner
    underbar underbrace underbracket underleftarrow underleftrightarrow underline underrightarrow underset unlhd
    unrhd uparrow updownarrow upharpoonleft upharpoonright uplus upsilon upuparrows urcorner vDash varDelta
    varGamma varLambda varOmega varPhi varPi varPsi varSigma varTheta varUpsilon varXi varepsilon varinjlim
    varkappa varliminf varlimsup varnothing varphi varpi varprojlim varpropto varrho varsigma varsubsetneq
    varsubsetneqq varsupsetneq varsupsetneqq vartheta vartriangle vartriangleleft vartriangleright vcentcolon
    vdash vdots vec vee veebar vert vphantom wedge widehat widetilde wp wr xLeftarrow xLeftrightarrow
    xRightarrow xhookleftarrow xhookrightarrow xi xleftarrow xleftharpoondown xleftharpoonup xleftrightarrow
    xleftrightharpoons xmapsto xrightarrow xrightharpoondown xrightharpoonup xrightleftharpoons yen zeta
    """
    .split { $0 == " " || $0 == "\n" }.map(String.init)
  )

  /// Environments inside a formula.
  static let environments: Set<String> = [
    "matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "matrix*", "pmatrix*",
    "bmatrix*",
    "Bmatrix*", "vmatrix*", "Vmatrix*", "cases", "dcases", "rcases", "drcases", "array", "aligned",
    "alignedat",
    "gathered", "split", "subarray",
  ]

  /// Commands whose argument is text.
  static let text: Set<String> = [
    "text", "mbox", "hbox", "fbox", "textrm", "textbf", "textit", "texttt", "textsf", "textnormal", "textup",
    "textmd",
    "textsc", "textsl", "emph",
  ]

  /// The colours that the package for colours names without options.
  static let colours: Set<String> = [
    "black", "blue", "brown", "cyan", "darkgray", "gray", "green", "lightgray", "lime", "magenta", "olive",
    "orange", "pink",
    "purple", "red", "teal", "violet", "white", "yellow",
  ]

  /// Accents and letters of text, which stand in text alone.
  static let textLetters: Set<String> = [
    "aa", "AA", "ae", "AE", "oe", "OE", "o", "O", "ss", "i", "j", "l", "L", "c", "v", "u", "H", "r", "k", "d",
    "b", "t", "S", "P",
  ]

  /// Commands that KaTeX knows and LaTeX does not, by commands that LaTeX has; one that takes arguments holds `#1`.
  static let companions: [String: String] = {
    var table: [String: String] = [:]
    for line in companionLines.split(separator: "\n") {
      guard let blank = line.firstIndex(of: " ") else { continue }
      table[String(line[..<blank])] = String(line[line.index(after: blank)...])
    }
    return table
  }()

  private static let companionLines = #"""
    Alpha \mathrm{A}
    Bbb \mathbb{#1}
    Beta \mathrm{B}
    Bra \left\langle #1\right\rvert
    Braket \left\langle #1\right\rangle
    Chi \mathrm{X}
    Complex \mathbb{C}
    Dagger \ddagger
    Darr \Downarrow
    Epsilon \mathrm{E}
    Eta \mathrm{H}
    Harr \Leftrightarrow
    Iota \mathrm{I}
    Kappa \mathrm{K}
    Ket \left\lvert #1\right\rangle
    Larr \Leftarrow
    Lrarr \Leftrightarrow
    Mu \mathrm{M}
    N \mathbb{N}
    Nu \mathrm{N}
    Omicron \mathrm{O}
    Overrightarrow \overrightarrow{#1}
    R \mathbb{R}
    Rarr \Rightarrow
    Reals \mathbb{R}
    Rho \mathrm{P}
    Set \left\{\,#1\,\right\}
    Tau \mathrm{T}
    Uarr \Uparrow
    Z \mathbb{Z}
    Zeta \mathrm{Z}
    alef \aleph
    alefsym \aleph
    ang \angle
    angl \overline{#1}\rvert
    approxcoloncolon \approx\dblcolon
    arcctg \operatorname{arcctg}
    arctg \operatorname{arctg}
    argmax \operatorname*{arg\,max}
    argmin \operatorname*{arg\,min}
    bcancel \overline{#1}
    bold \mathbf{#1}
    bra \langle #1\rvert
    braket \langle #1\rangle
    bull \bullet
    cancel \overline{#1}
    ch \operatorname{ch}
    class #2
    clubs \clubsuit
    cnums \mathbb{C}
    coloncolon \dblcolon
    coloncolonapprox \Colonapprox
    coloncolonequals \Coloneqq
    coloncolonminus \Coloneq
    coloncolonsim \Colonsim
    colonequals \coloneqq
    colonminus \coloneq
    cosec \operatorname{cosec}
    cotg \operatorname{cotg}
    cr \\
    cssId #2
    ctg \operatorname{ctg}
    cth \operatorname{cth}
    dArr \Downarrow
    darr \downarrow
    degree ^{\circ}
    diamonds \diamondsuit
    dotsx \ldots
    empty \emptyset
    equalscolon \eqqcolon
    equalscoloncolon \Eqqcolon
    exist \exists
    frak \mathfrak{#1}
    gt >
    hArr \Leftrightarrow
    harr \leftrightarrow
    hdashline \hline
    hearts \heartsuit
    iddots \ddots
    image \Im
    imageof \mathbin{\bullet\!\!-\!\!\circ}
    infin \infty
    isin \in
    ket \lvert #1\rangle
    lArr \Leftarrow
    lBrace \mathopen{\{\!\vert}
    lang \langle
    larr \leftarrow
    lefteqn #1
    llbracket \mathopen{[\![}
    lrArr \Leftrightarrow
    lrarr \leftrightarrow
    lt <
    mathbbm \mathbb{#1}
    mathbfit \boldsymbol{#1}
    mathbold \boldsymbol{#1}
    mathds \mathbb{#1}
    minuscolon \eqcolon
    minuscoloncolon \Eqcolon
    minuso \mathbin{-\!\!\circ}
    natnums \mathbb{N}
    notni \not\ni
    oiiint \oint\!\!\oint\!\!\oint
    oiint \oint\!\!\oint
    omicron \mathrm{o}
    origof \mathbin{\circ\!\!-\!\!\bullet}
    overgroup \overline{#1}
    overleftharpoon \overleftarrow{#1}
    overlinesegment \overline{#1}
    overrightharpoon \overrightarrow{#1}
    phase \underline{/#1}
    plim \operatorname*{plim}
    plusmn \pm
    qed \square
    qedhere \square
    rArr \Rightarrow
    rBrace \mathclose{\vert\!\}}
    rang \rangle
    rarr \rightarrow
    real \Re
    reals \mathbb{R}
    require {}
    resizebox \text{#3}
    rrbracket \mathclose{]\!]}
    scalebox \text{#2}
    sdot \cdot
    sect \S
    set \{\,#1\,\}
    sh \operatorname{sh}
    simcoloncolon \sim\dblcolon
    sout \overline{#1}
    spades \spadesuit
    style #2
    sub \subset
    sube \subseteq
    supe \supseteq
    symbb \mathbb{#1}
    symbf \mathbf{#1}
    symbfit \boldsymbol{#1}
    symcal \mathcal{#1}
    symfrak \mathfrak{#1}
    symit \mathit{#1}
    symnormal \mathnormal{#1}
    symrm \mathrm{#1}
    symscr \mathscr{#1}
    symsf \mathsf{#1}
    symtt \mathtt{#1}
    symup \mathrm{#1}
    tg \operatorname{tg}
    th \operatorname{th}
    thetasym \vartheta
    uArr \Uparrow
    uarr \uparrow
    undergroup \underline{#1}
    underlinesegment \underline{#1}
    utilde \underset{\sim}{#1}
    varvdots \vdots
    weierp \wp
    widecheck \check{#1}
    xcancel \overline{#1}
    xleftequilibrium \overset{#1}{\rightleftharpoons}
    xlongequal \overset{#1}{=}
    xrightequilibrium \overset{#1}{\rightleftharpoons}
    xrightleftarrows \overset{#1}{\rightleftarrows}
    xspace {}
    xtofrom \overset{#1}{\rightleftarrows}
    xtwoheadleftarrow \overset{#1}{\twoheadleftarrow}
    xtwoheadrightarrow \overset{#1}{\twoheadrightarrow}
    """#
}
