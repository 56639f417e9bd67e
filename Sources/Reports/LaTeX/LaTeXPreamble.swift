// What stands before the text of a LaTeX report: packages that every TeX Live has, and a few commands of this
// program's own for reasons, marks and verdicts.

import Markdown

enum LaTeXPreamble {
  /// The preamble for a notebook; scripts that LaTeX's own fonts lack get others.
  static func source(for notebook: ReportedNotebook) -> String {
    let scripts = LaTeXScripts(notebook)
    return scripts.firstLine + source + commands + scripts.fonts + scripts.language
  }

  private static let source = #"""
    \documentclass[11pt,a4paper]{article}
    \usepackage{iftex}
    \ifPDFTeX
      \usepackage[T1]{fontenc}
      \usepackage[utf8]{inputenc}
      \usepackage{textcomp}
      \IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
    \else
      \usepackage{fontspec}
    \fi
    \usepackage[margin=26mm]{geometry}
    \usepackage{amsmath,amssymb,bm,mathtools}
    \setcounter{MaxMatrixCols}{100}
    \providecommand{\mathscr}[1]{\mathcal{#1}}
    \usepackage{array,booktabs,graphicx}
    \usepackage{xcolor}
    \usepackage{microtype}
    \usepackage{listings}
    \IfFileExists{pgfplots.sty}{\usepackage{pgfplots}\pgfplotsset{compat=1.14}}{}
    \usepackage[hidelinks,unicode]{hyperref}
    \allowdisplaybreaks
    \setcounter{secnumdepth}{3}
    \setlength{\parindent}{0pt}
    \setlength{\parskip}{0.55\baselineskip plus 1pt}
    \emergencystretch=2em
    \AtBeginDocument{\abovedisplayskip=7pt plus 2pt minus 2pt \belowdisplayskip=\abovedisplayskip
      \abovedisplayshortskip=4pt plus 2pt \belowdisplayshortskip=\abovedisplayskip}

    """#

  /// The commands that results are written with.
  private static let commands = #"""
    \definecolor{nablasoft}{HTML}{5D636D}
    \definecolor{nablagood}{HTML}{13733F}
    \definecolor{nablabad}{HTML}{B3201C}
    \definecolor{nablaopen}{HTML}{8A5A00}
    \definecolor{nablamarked}{HTML}{FFF1BF}
    \definecolor{nablafaulted}{HTML}{FFD9D5}
    \lstset{basicstyle=\ttfamily\small,columns=fullflexible,keepspaces=true,breaklines=true,
      showstringspaces=false,upquote=true,frame=leftline,framerule=0.6pt,rulecolor=\color{nablasoft},
      framesep=8pt,xleftmargin=12pt,aboveskip=8pt,belowskip=8pt}
    \newcommand{\nablapicture}[1]{\begingroup\setbox0=\hbox{\includegraphics{#1}}%
      \ifdim\wd0>\linewidth\includegraphics[width=\linewidth,height=0.9\textheight,keepaspectratio]{#1}%
      \else\ifdim\ht0>0.9\textheight\includegraphics[height=0.9\textheight]{#1}\else\box0\fi\fi\endgroup}
    \newcommand{\nablastruck}[1]{\begingroup\setbox0=\hbox{#1}\leavevmode\ifdim\wd0<0.6\linewidth
      \rlap{\rule[0.55ex]{\wd0}{0.5pt}}\box0\else\textcolor{nablasoft}{#1}\fi\endgroup}
    \newcommand{\nablachar}[1]{\ifPDFTeX[U+#1]\else\symbol{"#1}\fi}
    \newcommand{\nablabox}[2]{{\setlength{\fboxsep}{1.5pt}\mathchoice
      {\colorbox{#1}{$\displaystyle #2$}}{\colorbox{#1}{$\textstyle #2$}}%
      {\colorbox{#1}{$\scriptstyle #2$}}{\colorbox{#1}{$\scriptscriptstyle #2$}}}}
    \newcommand{\nablamark}[1]{\nablabox{nablamarked}{#1}}
    \newcommand{\nablafaulty}[1]{\nablabox{nablafaulted}{#1}}
    \newcommand{\nablagood}[1]{\textcolor{nablagood}{\(\checkmark\) #1}}
    \newcommand{\nablabad}[1]{\textcolor{nablabad}{\(\boldsymbol\times\) #1}}
    \newcommand{\nablaopen}[1]{\textcolor{nablaopen}{? #1}}
    \newcommand{\nablaimage}[1]{#1}
    \newlength{\nablaleft}\newlength{\nablaright}\newlength{\nablawidth}
    \newcommand{\nablabreak}[1]{\penalty\ifcase#1 0 \or 50 \or 300 \or 500 \or 900 \else 3000 \fi}
    \newcommand{\nablabroken}{\raggedright\relpenalty=10000 \binoppenalty=10000 \hangindent=2em \hangafter=1 }
    \newcommand{\nablawiden}[1]{\settowidth{\nablawidth}{$\displaystyle #1$}%
      \ifdim\nablawidth>\nablaleft\global\nablaleft=\nablawidth\fi}
    \newenvironment{nablarows}{\par\global\nablaleft=0pt \setlength{\parskip}{3pt plus 1pt}}{\par}
    \newcommand{\nablaverdict}[1]{\hfill\makebox[0.12\linewidth][r]{\scriptsize #1}\par}
    \newcommand{\nablareason}[1]{\parbox[t]{0.27\linewidth}{\raggedright\footnotesize\textcolor{nablasoft}{#1}}}
    \newcommand{\nablarow}[5]{\par\noindent\makebox[1.6em][l]{\scriptsize\textcolor{nablasoft}{#1}}%
      \ifdim\nablaleft>0.3\linewidth
        \def\nablatest{#2}\ifx\nablatest\empty\else $\displaystyle #2$\par\nopagebreak\noindent\hspace*{1.6em}\fi
        \hspace*{1.5em}\nablaright=\dimexpr0.86\linewidth-3.5em\relax
      \else
        \makebox[\nablaleft][r]{$\displaystyle #2$}\hspace{0.28em}%
        \nablaright=\dimexpr0.86\linewidth-2em-\nablaleft\relax
      \fi
      \settowidth{\nablawidth}{$\displaystyle {}#3$}%
      \ifdim\nablawidth>\dimexpr\nablaright-0.29\linewidth\relax
        \parbox[t]{\nablaright}{\nablabroken $\displaystyle {}#3$}\nablaverdict{#5}%
        \def\nablatest{#4}\ifx\nablatest\empty\else
          \nopagebreak\noindent\hspace*{0.58\linewidth}\nablareason{#4}\par\fi
      \else
        \makebox[\dimexpr\nablaright-0.27\linewidth\relax][l]{$\displaystyle {}#3$}\nablareason{#4}\nablaverdict{#5}%
      \fi}
    \newcommand{\nablaanswer}[2]{#1\settowidth{\nablawidth}{$\displaystyle #2$}%
      \ifdim\nablawidth>0.92\linewidth
        \begin{center}\fbox{\parbox{0.94\linewidth}{\nablabroken $\displaystyle #2$}}\end{center}%
      \else\[\boxed{#2}\]\fi}
    \newcommand{\nablasingle}[2]{#1\settowidth{\nablawidth}{$\displaystyle #2$}%
      \ifdim\nablawidth>0.98\linewidth
        \begin{center}\parbox{0.96\linewidth}{\nablabroken $\displaystyle #2$}\end{center}%
      \else\[#2\]\fi}
    \newcommand{\nablafit}[1]{\resizebox{\ifdim\width>0.86\linewidth 0.86\linewidth\else\width\fi}{!}%
      {$\displaystyle #1$}}
    \newcommand{\nablahead}[2]{\par\medskip\pagebreak[1]\noindent\textbf{#1}\quad #2\nopagebreak}

    """#

  /// What a document that others write needs in its preamble for results of this program.
  static let header =
    "\\usepackage{amsmath,amssymb,bm,mathtools,array,booktabs,graphicx,xcolor,iftex,listings}\n" + commands
}
