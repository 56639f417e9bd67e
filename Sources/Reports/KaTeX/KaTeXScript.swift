/// The script between the engine and KaTeX: options, bounds, definitions, and errors as data.
///
/// It is JavaScript because KaTeX's options are (a table of macros that a parse fills, a function that is asked
/// for trust), and every value that passes to C costs a call.
enum KaTeXScript {
  /// Evaluates to `function (tex, display, definitions, mayMark)`, which answers `{html}` or `{kind, message, start, end}`.
  static let source = #"""
    (function (katex) {
      "use strict";

      // Commands of LaTeX documents that KaTeX lacks. In KaTeX \newcommand fails for the names KaTeX knows
      // (\R, \tr …) and \renewcommand for those it does not; LaTeX is the judge of that.
      var base = {
        "\\newcommand": "\\providecommand",
        "\\renewcommand": "\\providecommand",
        "\\DeclareMathOperator": "\\@ifstar\\nabla@declarelimits\\nabla@declare",
        "\\nabla@declare": "\\def#1{\\operatorname{#2}}",
        "\\nabla@declarelimits": "\\def#1{\\operatorname*{#2}}",
        "\\ensuremath": "#1",
        "\\label": "\\@secondoftwo{#1}{}",
        "\\mbox": "\\text{#1}", "\\*": "*", "\\mathbbm": "\\mathbb{#1}", "\\mathds": "\\mathbb{#1}",
        "\\qed": "\\square", "\\qedhere": "\\square", "\\lefteqn": "#1", "\\iddots": "\\ddots", "\\xspace": "",
        "\\textsc": "\\text{#1}", "\\textsl": "\\textit{#1}", "\\emph": "\\textit{#1}", "\\hfill": "\\quad",
        "\\class": "\\@secondoftwo{#1}{#2}", "\\cssId": "\\@secondoftwo{#1}{#2}", "\\style": "\\@secondoftwo{#1}{#2}",
        "\\require": "\\@secondoftwo{#1}{}", "\\displaylimits": "\\limits", "\\nicefrac": "{#1}/{#2}",
        "\\sfrac": "{#1}/{#2}", "\\bigtimes": "\\mathop{\\times}", "\\overbracket": "\\overbrace{#1}",
        "\\underbracket": "\\underbrace{#1}", "\\notag": "\\nonumber",
        "\\symbf": "\\mathbf{#1}", "\\symup": "\\mathrm{#1}", "\\symrm": "\\mathrm{#1}", "\\symit": "\\mathit{#1}",
        "\\symsf": "\\mathsf{#1}", "\\symtt": "\\mathtt{#1}", "\\symcal": "\\mathcal{#1}", "\\symscr": "\\mathscr{#1}",
        "\\symfrak": "\\mathfrak{#1}", "\\symbb": "\\mathbb{#1}", "\\symnormal": "\\mathnormal{#1}",
        "\\symbfit": "\\boldsymbol{#1}", "\\mathbfit": "\\boldsymbol{#1}", "\\mathbold": "\\boldsymbol{#1}",
        "\\mspace": "\\mkern{#1}", "\\definecolor": "\\@secondoftwo{#1#2#3}{}",
        "\\resizebox": "\\text{\\@secondoftwo{#1#2}{#3}}", "\\scalebox": "\\text{\\@secondoftwo{#1}{#2}}"
      };

      function settings(display, macros, refused, mayMark) {
        return {
          displayMode: display,
          output: "htmlAndMathml",
          throwOnError: true,
          strict: "ignore",
          maxSize: 100,
          maxExpand: 1000,
          macros: macros,
          trust: function (context) {
            var allowed = mayMark && context.command === "\\htmlClass";
            if (!allowed) { refused.push(context.command); }
            return allowed;
          }
        };
      }

      // Mixed colours such as red!60 are their first part. What is raised behind a space stands on nothing in LaTeX, and
      // KaTeX wants that written.
      function plain(text) {
        return text.replace(/(\\(?:text)?color(?:box)?\s*\{\s*[A-Za-z]+)![^{}]*\}/g, "$1}")
          .replace(/(\\(?:[,;:!>]|q?quad(?![A-Za-z])))(\s*[\^_])/g, "$1{}$2");
      }

      // As KaTeX writes text into HTML.
      function escaped(text) {
        var marks = { "&": "&amp;", ">": "&gt;", "<": "&lt;", "\"": "&quot;", "'": "&#x27;" };
        return text.replace(/[&><"']/g, function (mark) { return marks[mark]; });
      }

      // The message without its position, and the position in UTF-16 units of `text`. KaTeX counts in the
      // text a token came from, which for a token of a macro's body is not `text`: the excerpt tells.
      function described(error, kind, text) {
        if (error instanceof RangeError) {
          return { kind: "large", message: "too many nested groups" };
        }
        var message = String(error && error.message || error).replace(/^KaTeX parse error: /, "");
        if (/^Too many expansions/.test(message)) {
          return { kind: "large", message: "more than 1000 expansions of macros" };
        }
        var parts = /^([^]*?) at (?:position \d+|end of input): ([^]*)$/.exec(message);
        var result = { kind: kind, message: parts ? parts[1] : message };
        if (parts && typeof error.position === "number") {
          var marked = parts[2].match(/[^]\u0332/g) || [];
          var left = parts[2].split(/[^]\u0332/)[0].replace(/^…/, "");
          var start = error.position, end = start + marked.length;
          var token = marked.map(function (m) { return m[0]; }).join("");
          if (text.slice(start, end) === token && text.slice(0, start).slice(-left.length || start) === left) {
            result.start = start;
            result.end = end;
          }
        }
        return result;
      }

      var known = { text: "", macros: base };

      // The macros of a block of definitions. The last block is kept: it is the same for a whole document.
      function macrosOf(definitions) {
        if (known.text !== definitions) {
          var macros = Object.assign({}, base), refused = [];
          var options = settings(false, macros, refused, false);
          options.globalGroup = true;
          katex.__parse(plain(definitions), options);
          if (refused.length) { throw { refused: refused[0] }; }
          // The command that marks are made of means what it means.
          delete macros["\\htmlClass"];
          known = { text: definitions, macros: macros };
        }
        return Object.assign({}, known.macros);
      }

      return function (tex, display, definitions, mayMark) {
        var macros, refused = [];
        try {
          macros = macrosOf(definitions);
        } catch (error) {
          if (error.refused) { return { kind: "refused", message: error.refused }; }
          return described(error, "definitions", definitions);
        }
        try {
          var read = plain(tex);
          var html = katex.renderToString(read, settings(display, macros, refused, mayMark));
          if (refused.length) { return { kind: "refused", message: refused[0] }; }
          // A reader who copies the formula gets what its author wrote.
          if (read !== tex) { html = html.split(escaped(read) + "</annotation>").join(escaped(tex) + "</annotation>"); }
          return { html: html };
        } catch (error) {
          return described(error, "syntax", tex);
        }
      };
    })(katex)
    """#
}
